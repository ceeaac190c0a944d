import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { ProblemError } from './errors.ts';

/**
 * A secret of the installation, made the first time it is asked for, in a file that only its owner reads.
 *
 * @returns 64 hexadecimal digits
 * @throws {ProblemError} key_broken, when the file holds something else
 */
export function readOrMakeKey(path: string): string {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  try {
    writeFileSync(path, `${randomBytes(32).toString('hex')}\n`, { mode: 0o600, flag: 'wx', flush: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  return readKey(path);
}

/** One that is there. @throws {ProblemError} key_broken */
export function readKey(path: string): string {
  const key = readFileSync(path, 'utf8').trim();
  if (!/^[0-9a-f]{64}$/.test(key)) throw new ProblemError('key_broken', { file: basename(path) });
  return key;
}
