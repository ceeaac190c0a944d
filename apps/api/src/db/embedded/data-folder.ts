import { mkdirSync } from 'node:fs';
import { ProblemError } from '../../errors.ts';
import './sentences.ts';

/** DATA_DIR can't hold a database: one sentence that names the folder and the way out. */
export class FolderUnusable extends ProblemError {
  static full = (data_dir: string): FolderUnusable => unusable(data_dir, 'full');
}

const unusable = (folder: string, why: string): FolderUnusable =>
  new FolderUnusable('embedded_folder_unusable', { folder, why: { say: `embedded_folder_${why}` } });

const WHY: Record<string, string> = {
  EROFS: 'read_only',
  EACCES: 'denied',
  EPERM: 'denied',
  // What a read-only disk says of a folder that isn't there yet.
  ENOENT: 'missing',
  EEXIST: 'file',
  ENOTDIR: 'in_file',
  ENOSPC: 'full',
  EDQUOT: 'quota',
};

/**
 * Makes the folder if it isn't there, and does `work` in it.
 * @throws {FolderUnusable} when the system says no to the folder itself; what else goes wrong is thrown as it is
 */
export async function inDataFolder<T>(data_dir: string, work: () => Promise<T>): Promise<T> {
  try {
    mkdirSync(data_dir, { recursive: true, mode: 0o700 });
    return await work();
  } catch (error) {
    const { code, syscall } = error as NodeJS.ErrnoException;
    const why = syscall === undefined ? undefined : WHY[code ?? ''];
    if (why === undefined) throw error;
    throw unusable(data_dir, why);
  }
}
