import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readKey, readOrMakeKey } from '../key-file.ts';

export const KEY_FILE = 'audit.key';
/** Earlier keys may lie beside it, so that what they sealed can still be checked: audit-2027.key. */
const KEY_FILES = /^audit(-[\w.-]+)?\.key$/;

export interface AuditKey {
  key_id: string;
  key: string;
}

/**
 * The key that entries are sealed with. It lies in the data folder and never in the database, so that whoever changes rows
 * there can't make them fit. Read anew each time: a restore may have brought another.
 */
export const openAuditKey = (data_dir: string): AuditKey => named(readOrMakeKey(join(data_dir, KEY_FILE)));

/** The same when files of keys are about to be put there. */
export function auditKeyAmong(files: ReadonlyMap<string, Buffer>, data_dir: string): AuditKey {
  const file = files.get(KEY_FILE);
  return file === undefined ? openAuditKey(data_dir) : named(file.toString('utf8').trim());
}

/** Every key that is here, by its name. */
export function readAuditKeys(data_dir: string): Map<string, string> {
  const files = readdirSync(data_dir).filter((name) => KEY_FILES.test(name));
  return new Map(files.map((name) => named(readKey(join(data_dir, name)))).map(({ key_id, key }) => [key_id, key]));
}

const named = (key: string): AuditKey => ({
  key,
  key_id: createHash('sha256').update(`audit\0${key}`).digest('hex').slice(0, 12),
});
