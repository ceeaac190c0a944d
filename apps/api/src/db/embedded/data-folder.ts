import { mkdirSync } from 'node:fs';

/** DATA_DIR can't hold a database. The message is one sentence that names the folder and the way out. */
export class FolderUnusable extends Error {
  static full = (data_dir: string): FolderUnusable => unusable(data_dir, FULL);
}

const FULL = 'lies on a disk that is full (an empty database takes 70 MB, and 50 MB are kept free)';
const unusable = (data_dir: string, why: string): FolderUnusable =>
  new FolderUnusable(`The data folder ${data_dir} ${why}: mend that, or choose another with DATA_DIR.`);

const WHY: Record<string, string> = {
  EROFS: 'lies on a disk that is mounted read-only',
  EACCES: 'may not be written to by this user',
  EPERM: 'may not be written to by this user',
  // What a read-only disk says of a folder that isn't there yet.
  ENOENT: "isn't there and can't be made",
  EEXIST: 'is a file',
  ENOTDIR: 'is a file, or lies in one',
  ENOSPC: FULL,
  EDQUOT: 'lies on a disk where this user has no room left',
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
