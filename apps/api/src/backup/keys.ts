import { randomUUID } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** The installation's key files, by name: what pseudonyms and the like are made with, kept outside the database. */
export async function readKeys(data_dir: string): Promise<Map<string, Buffer>> {
  const names = await readdir(data_dir).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []; // a server's command, run where no application has been
    throw error;
  });
  const keys = names.filter((name) => name.endsWith('.key')).sort();
  return new Map(await Promise.all(keys.map(async (name) => [name, await readFile(join(data_dir, name))] as const)));
}

const BEFORE = '.before-restore';

/**
 * A backup's keys on their way into the data folder: on the disk beside those in use first, so that each takes its place
 * in one step. Those they replace stay, with `.before-restore` after their name.
 */
export class KeyChange {
  readonly #mark = `.restored-${randomUUID().slice(0, 8)}`;
  readonly #paths: { path: string; replaces: boolean }[] = [];

  async prepare(keys: ReadonlyMap<string, Buffer>, data_dir: string): Promise<void> {
    await mkdir(data_dir, { recursive: true, mode: 0o700 });
    const here = await readKeys(data_dir);
    for (const [name, key] of keys) {
      if (here.get(name)?.equals(key)) continue;
      const path = join(data_dir, name);
      this.#paths.push({ path, replaces: here.has(name) });
      const handle = await open(`${path}${this.#mark}`, 'wx', 0o600);
      await handle
        .writeFile(key)
        .then(() => handle.sync())
        .finally(() => handle.close());
    }
  }

  async put(): Promise<void> {
    for (const { path, replaces } of this.#paths) {
      if (replaces) await rename(path, `${path}${BEFORE}`);
      await rename(`${path}${this.#mark}`, path);
    }
  }

  async putBack(): Promise<void> {
    for (const { path, replaces } of this.#paths)
      if (replaces) await rename(`${path}${BEFORE}`, path);
      else await rm(path);
  }

  /** What was prepared and not put. */
  async discard(): Promise<void> {
    for (const { path } of this.#paths) await rm(`${path}${this.#mark}`, { force: true });
  }
}
