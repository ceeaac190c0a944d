import { join } from 'node:path';
import type { Knex } from 'knex';
import type { Config } from '../config.ts';
import { HEADS_FILE, LAST_HEAD_FILE, readHeads, readNamedHeads } from './head.ts';
import { openAuditKey, readAuditKeys } from './key.ts';
import { type Verdict, verify } from './verify.ts';

/**
 * Checks the whole log against every key and every kept head there is: beside the backups, in the data folder, and in what else is
 * named.
 *
 * @param files  more files of kept heads, from wherever copies of them lie
 * @throws {ProblemError} when one of those isn't there, or has a line that isn't a head of this log
 */
export async function checkLog(
  knex: Knex,
  { data_dir, backup }: Pick<Config, 'data_dir' | 'backup'>,
  files: readonly string[] = [],
): Promise<Verdict> {
  openAuditKey(data_dir); // a data folder that has none yet gets it
  const keys = readAuditKeys(data_dir);
  const places = [join(data_dir, LAST_HEAD_FILE), ...(backup ? [join(backup.folder, HEADS_FILE)] : [])];
  const kept = await Promise.all([
    ...places.map((place) => readHeads(place, keys)),
    ...files.map((file) => readNamedHeads(file, keys)),
  ]);
  return verify(knex, keys, kept.flat());
}
