import { spawn } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { cp } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../../../../', import.meta.url));
/** What is made once for an installation. */
export const SHELF = join(ROOT, '.prepared');
/** What decides a fresh folder's content. */
const SOURCES = ['migrations', 'apps/api/src/municipality/shipped', 'apps/api/src/municipality/shipped-row.ts'];
const ENGINE = ['@electric-sql/pglite', '@electric-sql/pglite-postgis'];

/** Where the engine's files lie in a data folder. */
export const engineFolder = (data_dir: string): string => join(data_dir, 'postgresql');

/**
 * The migrated and seeded folder that a first start copies instead of spending eight seconds on initdb, PostGIS,
 * migrations and seed; null when it hasn't been made for exactly these migrations, seeds and engine.
 */
export const preparedFolder = (): string | null => {
  const folder = join(SHELF, `postgresql-${contentKey()}`);
  return existsSync(folder) ? folder : null;
};

/**
 * Puts the prepared folder into an empty data folder. Every byte is on the disk before the folder gets its name, so that
 * a kill or a power cut leaves either nothing or all of it.
 *
 * @returns false when there was nothing to copy or the data folder already has a database
 */
export const restorePrepared = async (data_dir: string): Promise<boolean> => {
  const target = engineFolder(data_dir);
  for (const name of readdirSync(data_dir)) {
    if (name.startsWith('postgresql.new-')) rmSync(join(data_dir, name), { recursive: true, force: true });
  }
  const prepared = preparedFolder();
  if (prepared === null || existsSync(target)) return false;
  const fresh = `${target}.new-${randomUUID()}`;
  // Not the synchronous forms: the pages are served meanwhile.
  try {
    await cp(prepared, fresh, { recursive: true });
    await syncTree(fresh);
  } catch (error) {
    // On a full disk it would take the room that was missing.
    rmSync(fresh, { recursive: true, force: true });
    throw error;
  }
  renameSync(fresh, target);
  syncOne(data_dir);
  return true;
};

/**
 * Makes the prepared folder if it is missing, and removes those of other migrations and seeds.
 *
 * @param fill opens and closes a database in the data folder it is given
 * @returns whether it had to be made
 */
export const ensurePrepared = async (fill: (data_dir: string) => Promise<void>): Promise<boolean> => {
  if (preparedFolder() !== null) return false;
  mkdirSync(SHELF, { recursive: true });
  const name = `postgresql-${contentKey()}`;
  const workshop = join(SHELF, `workshop-${randomUUID()}`);
  try {
    mkdirSync(workshop, { mode: 0o700 });
    await fill(workshop);
    if (!existsSync(join(SHELF, name))) renameSync(engineFolder(workshop), join(SHELF, name));
  } finally {
    rmSync(workshop, { recursive: true, force: true });
  }
  for (const other of readdirSync(SHELF)) {
    if (other.startsWith('postgresql-') && other !== name) rmSync(join(SHELF, other), { recursive: true, force: true });
  }
  return true;
};

const contentKey = (): string => {
  const hash = createHash('sha256');
  const files = SOURCES.flatMap((source) => filesUnder(join(ROOT, source))).filter((file) => !/\.test\.ts$/.test(file));
  for (const file of files.sort()) hash.update(`${relative(ROOT, file)}\0`).update(readFileSync(file));
  const require = createRequire(import.meta.url);
  for (const name of ENGINE) {
    const main = require.resolve(name);
    const manifest = join(main.slice(0, main.indexOf(name) + name.length), 'package.json');
    hash.update(`${name}@${(JSON.parse(readFileSync(manifest, 'utf8')) as { version: string }).version}`);
  }
  return hash.digest('hex').slice(0, 16);
};

const filesUnder = (path: string): string[] => {
  if (!existsSync(path)) return [];
  if (/\.\w+$/.test(path)) return [path];
  return readdirSync(path, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
};

/** One syncfs where the system has it: an fsync for each of a thousand files takes sixty times as long. */
const syncTree = async (folder: string): Promise<void> => {
  if (process.platform === 'linux' && (await runs('sync', '-f', folder))) return;
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    syncOne(join(entry.parentPath, entry.name));
  }
  syncOne(folder);
};

/** Whether the program is there and ended well. */
const runs = (file: string, ...args: string[]): Promise<boolean> =>
  new Promise((resolve) => {
    spawn(file, args, { stdio: 'ignore' })
      .once('error', () => resolve(false))
      .once('exit', (code) => resolve(code === 0));
  });

const syncOne = (path: string): void => {
  const descriptor = openSync(path, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
};
