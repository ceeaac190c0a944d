import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { type FileHandle, mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type { Database } from '../db/database.ts';
import { ProblemError } from '../errors.ts';
import { VERSION } from '../version.ts';
import { openBackup } from './backup.ts';
import { readTable } from './content.ts';
import { readKeys } from './keys.ts';
import { FORMAT, fileOf, filesOf, KEY_FOLDER, MANIFEST_FILE, type Manifest, SUMS_FILE } from './manifest.ts';
import { asOfOneMoment, type Moment } from './moment.ts';
import { listSequences, listTables } from './table.ts';
import { TAR_END, tarHeader, tarPadding } from './tar.ts';
import './sentences.ts';

const PRIVATE = { folder: 0o700, file: 0o600 };

/**
 * Writes the whole database into one file, while the application goes on: made beside its place, read through again, and
 * named only then. It holds the installation's keys and is as secret as the data folder.
 *
 * @param file  must not exist
 * @throws {ProblemError} backup_exists, backup_unwritable; what was begun is then gone
 */
export const writeBackup = (database: Database, file: string, data_dir: string): Promise<Manifest> =>
  made(file, async (fresh) => {
    const folder = `${fresh}-tables`;
    try {
      const manifest = await writeTables(database, folder, await readKeys(data_dir));
      await pack(folder, manifest, fresh);
      await openBackup(fresh);
      return manifest;
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });

/**
 * Writes every table as a file of its own for other programs, and for restoring on any engine and later version.
 * Without the keys: nobody can turn pseudonyms back with an export alone.
 *
 * @param path  a folder to be made, or a file if it ends in .tar.gz
 */
export const writeExport = (database: Database, path: string): Promise<Manifest> =>
  made(path, async (fresh) => {
    if (!path.endsWith('.tar.gz')) return writeTables(database, fresh, new Map());
    const folder = `${fresh}-tables`;
    try {
      const manifest = await writeTables(database, folder, new Map());
      await pack(folder, manifest, fresh);
      return manifest;
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });

/** Makes something under another name, and gives it its own once it is whole and on the disk. */
async function made(path: string, make: (fresh: string) => Promise<Manifest>): Promise<Manifest> {
  if (await stat(path).catch(() => null)) throw new ProblemError('backup_exists', { file: path });
  const fresh = `${path}.unfinished-${process.pid}`;
  try {
    await rm(fresh, { recursive: true, force: true });
    const manifest = await make(fresh);
    await rename(fresh, path);
    await sync(dirname(path));
    return manifest;
  } catch (error) {
    await rm(fresh, { recursive: true, force: true });
    const { code, syscall } = error as NodeJS.ErrnoException;
    if (syscall === undefined || error instanceof ProblemError) throw error;
    throw new ProblemError('backup_unwritable', { file: path, reason: code ?? (error as Error).message });
  }
}

/** A file of each table, the keys, the manifest, and the sums of all of them. */
export async function writeTables(
  database: Database,
  folder: string,
  keys: ReadonlyMap<string, Buffer>,
): Promise<Manifest> {
  await mkdir(folder, { mode: PRIVATE.folder });
  const made_at = new Date().toISOString();
  const tables = await asOfOneMoment(database, async (at) => ({
    migrations: await at((trx) => trx('public.knex_migrations').orderBy('id').pluck<string[]>('name')),
    tables: await writeEach(at, folder),
    sequences: await listSequences(at),
  }));
  const manifest: Manifest = {
    ...{ product: 'lagesbild', format: FORMAT, version: VERSION, made_at, engine: database.engine },
    ...{ ...tables, keys: [...keys.keys()] },
  };
  const sums = new Map(manifest.tables.map((table) => [fileOf(table), table.sha256]));
  const add = async (name: string, content: Buffer) => {
    await write(join(folder, name), (handle) => handle.writeFile(content));
    sums.set(name, createHash('sha256').update(content).digest('hex'));
  };
  if (keys.size > 0) await mkdir(join(folder, KEY_FOLDER), { mode: PRIVATE.folder });
  for (const [name, content] of keys) await add(`${KEY_FOLDER}/${name}`, content);
  await add(MANIFEST_FILE, Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`));
  // As `sha256sum -c SHA256SUMS` reads it.
  const lines = [...sums].map(([name, sum]) => `${sum}  ${name}\n`).sort();
  await write(join(folder, SUMS_FILE), (handle) => handle.writeFile(lines.join('')));
  await sync(folder);
  return manifest;
}

async function writeEach(at: Moment, folder: string): Promise<Manifest['tables']> {
  const tables: Manifest['tables'] = [];
  for (const table of await at(listTables)) {
    await write(join(folder, fileOf(table)), async (handle) => {
      tables.push(await readTable(at, table, async (bytes) => void (await handle.writeFile(bytes))));
    });
  }
  return tables;
}

async function write(path: string, fill: (handle: FileHandle) => Promise<void>): Promise<void> {
  const handle = await open(path, 'w', PRIVATE.file);
  try {
    await fill(handle);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function sync(path: string): Promise<void> {
  const handle = await open(path, 'r');
  await handle.sync().finally(() => handle.close());
}

async function pack(folder: string, manifest: Manifest, file: string): Promise<void> {
  const mtime = new Date(manifest.made_at);
  const stored = async function* () {
    for (const name of [MANIFEST_FILE, SUMS_FILE, ...filesOf(manifest)]) {
      const { size } = await stat(join(folder, name));
      yield tarHeader(name, size, mtime);
      yield* createReadStream(join(folder, name));
      yield tarPadding(size);
    }
    yield TAR_END;
  };
  await pipeline(stored, createGzip(), createWriteStream(file, { mode: PRIVATE.file, flush: true }));
}
