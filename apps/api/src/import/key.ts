import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { Knex } from 'knex';
import { ProblemError } from '../errors.ts';
import { readOrMakeKey } from '../key-file.ts';
import './sentences.ts';

export const KEY_FILE = 'import.key';

/**
 * The installation's import key: identities of rows and pseudonyms of report numbers are made with it, so that neither
 * can be turned back by trying all numbers, not even by someone who has a copy of the database. It lies in the data
 * folder, not in the database; the database knows its fingerprint, so that a second process with another key is told
 * instead of making every row new.
 *
 * @returns 64 hexadecimal digits
 * @throws {ProblemError} import_key_other, when the database's rows were made with another key
 */
export async function openKey(data_dir: string, knex: Knex): Promise<string> {
  const key = readOrMakeKey(join(data_dir, KEY_FILE));
  const fingerprint = createHash('sha256').update(`fingerprint\0${key}`).digest('hex').slice(0, 32);
  const { rows } = await knex.raw<{ rows: { fingerprint: string }[] }>(REMEMBER, { fingerprint });
  if (rows[0]?.fingerprint !== fingerprint) throw new ProblemError('import_key_other', { file: KEY_FILE });
  return key;
}

/** Remembers the first key there is; always answers with the one that holds. */
const REMEMBER = `
  insert into staff.import_key as k (purpose, fingerprint) values ('incident', :fingerprint)
  on conflict (purpose) do update set fingerprint = k.fingerprint
  returning fingerprint`;
