import { createHash, randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { MultipartFile } from '@fastify/multipart';
import { ProblemError } from '../errors.ts';
import { printable } from '../sentence.ts';
import type { NewFile } from './desk.ts';

const MEGABYTE = 1024 ** 2;
export const UPLOAD_MAX_MB = 2048;

export const uploadFolder = (data_dir: string): string => join(data_dir, 'uploads');

const DAY_MS = 24 * 3600 * 1000;

/**
 * Removes files of a process that was killed: nobody waits for them any more. Beside an embedded database there is no
 * other process; on a server the files of a day may be another's.
 */
export async function emptyUploads(data_dir: string, engine: 'embedded' | 'server'): Promise<void> {
  const folder = uploadFolder(data_dir);
  for (const name of await readdir(folder).catch(() => [])) {
    const path = join(folder, name);
    const { mtimeMs } = await stat(path);
    if (engine === 'embedded' || Date.now() - mtimeMs > DAY_MS) await rm(path, { force: true });
  }
}

/**
 * Streams an uploaded file to a file of our own name that only this user can read. What the person calls it is kept for
 * sentences, never as a path.
 *
 * @throws {ProblemError} upload_too_big, upload_interrupted: nothing stays on disk
 */
export async function receiveUpload(part: MultipartFile, data_dir: string): Promise<NewFile> {
  const folder = uploadFolder(data_dir);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, randomUUID());
  const hash = createHash('sha256');
  let bytes = 0;
  const counted = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      hash.update(chunk);
      done(null, chunk);
    },
  });
  try {
    await pipeline(part.file, counted, createWriteStream(path, { mode: 0o600, flags: 'wx' }));
  } catch (error) {
    await rm(path, { force: true });
    // A full disk is ours to mend; everything else is the sender's connection.
    if ((error as NodeJS.ErrnoException).code === 'ENOSPC') throw error;
    throw new ProblemError('upload_interrupted');
  }
  if (part.file.truncated) {
    await rm(path, { force: true });
    throw new ProblemError('upload_too_big', { limit: UPLOAD_MAX_MB });
  }
  const file_name = printable(part.filename.replace(/^.*[\\/]/, '') || 'fil');
  return { path, file_name, bytes, sha256: hash.digest('hex'), temporary: true };
}

export const UPLOAD_LIMITS = { files: 1, fields: 10, fieldSize: 1000, fileSize: UPLOAD_MAX_MB * MEGABYTE };
