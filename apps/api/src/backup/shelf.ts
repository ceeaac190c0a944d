import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

const NAME = /^lagesbild-(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z\.tar\.gz$/;
const UNFINISHED = /^lagesbild-\d{8}T\d{6}Z\.tar\.gz\.unfinished-/;

export interface ShelvedBackup {
  path: string;
  made_at: Date;
}

/** The name a backup gets by its time, UTC to the second. */
export const shelfName = (at: Date): string =>
  `lagesbild-${at.toISOString().slice(0, 19).replace(/[-:]/g, '')}Z.tar.gz`;

/** The backups in the folder, newest first. Other files there are nobody's business. */
export async function listShelf(folder: string): Promise<ShelvedBackup[]> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  return names
    .flatMap((name) => {
      const found = NAME.exec(name);
      if (!found) return [];
      const [year, month, day, hour, minute, second] = found.slice(1).map(Number) as [
        number,
        number,
        number,
        number,
        number,
        number,
      ];
      return { path: join(folder, name), made_at: new Date(Date.UTC(year, month - 1, day, hour, minute, second)) };
    })
    .sort((a, b) => b.made_at.getTime() - a.made_at.getTime());
}

/** Removes all but the newest. */
export async function thinShelf(folder: string, keep: number): Promise<void> {
  for (const { path } of (await listShelf(folder)).slice(keep)) await rm(path, { force: true });
}

/** Removes what a killed process began. */
export async function clearUnfinished(folder: string): Promise<void> {
  for (const name of await readdir(folder))
    if (UNFINISHED.test(name)) await rm(join(folder, name), { recursive: true, force: true });
}
