import { lstatSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ProblemError } from '../../errors.ts';
import './sentences.ts';

/**
 * The folder for our sockets, which only this user can enter. It lies in the temporary folder, because a socket's path
 * has room for about 107 bytes and a data folder may lie deep.
 *
 * @throws {ProblemError} embedded_socket_folder_open, when somebody else made a folder of that name
 */
export const privateFolder = (): string => {
  const user = process.getuid?.() ?? 0;
  const folder = join(tmpdir().length <= 50 ? tmpdir() : '/tmp', `lagesbild-${user}`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const found = lstatSync(folder);
  if (!found.isDirectory() || found.uid !== user || (found.mode & 0o077) !== 0) {
    throw new ProblemError('embedded_socket_folder_open', { folder });
  }
  return folder;
};
