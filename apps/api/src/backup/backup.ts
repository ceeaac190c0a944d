import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { z } from 'zod';
import { knownMigrations } from '../db/migration.ts';
import { ProblemError } from '../errors.ts';
import { VERSION } from '../version.ts';
import {
  type BackupTable,
  FORMAT,
  fileOf,
  filesOf,
  KEY_FOLDER,
  MANIFEST_FILE,
  Manifest,
  SUMS_FILE,
} from './manifest.ts';
import { readTar, TarError, type TarFile } from './tar.ts';
import './sentences.ts';

/** A backup or an export that was read from end to end and found whole. */
export interface Backup {
  path: string;
  manifest: Manifest;
  /** The installation's key files, by name; none in an export. */
  keys: ReadonlyMap<string, Buffer>;
  /** Each table's file, to be read to its end before the next. */
  tables(): AsyncGenerator<{ table: BackupTable; content: AsyncIterable<Buffer> }>;
}

const SMALL_MAX = 64 * 1024 ** 2;

/**
 * Reads a backup (a file, or the folder of an export) through: every file is there, is the one that was written, and
 * fits this version.
 *
 * @throws {ProblemError} backup_missing, backup_unreadable, backup_foreign, backup_damaged or backup_newer
 */
export async function openBackup(path: string): Promise<Backup> {
  const reading = { manifest: null as Manifest | null };
  try {
    return await checked(path, reading);
  } catch (error) {
    if (error instanceof ProblemError) throw error;
    const { code, syscall, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') throw new ProblemError('backup_missing', { file: path });
    if (syscall !== undefined) throw new ProblemError('backup_unreadable', { file: path, reason: code ?? message });
    if (reading.manifest === null) throw new ProblemError('backup_foreign', { file: path });
    // zlib's own errors are sentences about bytes; the one here is for a person.
    const said = error instanceof TarError || error instanceof Damage;
    throw new ProblemError('backup_damaged', {
      file: path,
      reason: said ? message : 'it ends too early or was changed',
    });
  }
}

class Damage extends Error {}

async function checked(path: string, reading: { manifest: Manifest | null }): Promise<Backup> {
  const keys = new Map<string, Buffer>();
  const found = new Map<string, string>();
  let sums = '';
  for await (const { name, size, content } of filesIn(path)) {
    const hash = createHash('sha256');
    if (reading.manifest === null) {
      const text = await whole(content, size);
      if (name !== MANIFEST_FILE) throw new ProblemError('backup_foreign', { file: path });
      reading.manifest = readManifest(path, text.toString('utf8'));
      hash.update(text);
    } else if (name === SUMS_FILE) sums = (await whole(content, size)).toString('utf8');
    else if (name.startsWith(`${KEY_FOLDER}/`)) {
      const key = await whole(content, size);
      keys.set(name.slice(KEY_FOLDER.length + 1), key);
      hash.update(key);
    } else for await (const piece of content) hash.update(piece);
    if (name !== SUMS_FILE) found.set(name, hash.digest('hex'));
  }
  const { manifest } = reading;
  if (manifest === null) throw new ProblemError('backup_foreign', { file: path });
  compare(manifest, found, sums);
  return { path, manifest, keys, tables: () => tablesIn(path, manifest) };
}

/** @throws {Damage} naming the first file that is missing, foreign or changed */
function compare(manifest: Manifest, found: ReadonlyMap<string, string>, sums: string): void {
  const summed = new Map(sums.split('\n').map((line) => [line.slice(66), line.slice(0, 64)]));
  const expected = [MANIFEST_FILE, ...filesOf(manifest)];
  const bySelf = new Map(manifest.tables.map((table) => [fileOf(table), table.sha256]));
  for (const name of expected) {
    const hash = found.get(name);
    if (hash === undefined) throw new Damage(`${name} is missing`);
    if (hash !== summed.get(name) || hash !== (bySelf.get(name) ?? hash)) throw new Damage(`${name} was changed`);
  }
  const foreign = [...found.keys()].find((name) => !expected.includes(name));
  if (foreign !== undefined) throw new Damage(`${foreign} doesn't belong to it`);
}

const Head = z.object({ product: z.literal('lagesbild'), format: z.number(), version: z.string() });

function readManifest(file: string, text: string): Manifest {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new ProblemError('backup_foreign', { file });
  }
  const head = Head.safeParse(json);
  if (!head.success) throw new ProblemError('backup_foreign', { file });
  const newer = { file, version: head.data.version, ours: VERSION };
  if (head.data.format > FORMAT) throw new ProblemError('backup_newer', newer);
  const manifest = Manifest.safeParse(json);
  if (!manifest.success) throw new ProblemError('backup_damaged', { file, reason: `${MANIFEST_FILE} was changed` });
  const known = new Set(knownMigrations());
  if (!manifest.data.migrations.every((name) => known.has(name))) throw new ProblemError('backup_newer', newer);
  return manifest.data;
}

async function whole(content: AsyncIterable<Buffer>, size: number): Promise<Buffer> {
  if (size > SMALL_MAX) throw new Damage(`a file of ${size} bytes stands where its description should`);
  const pieces: Buffer[] = [];
  for await (const piece of content) pieces.push(piece);
  return Buffer.concat(pieces);
}

async function* tablesIn(path: string, manifest: Manifest): ReturnType<Backup['tables']> {
  const tables = new Map(manifest.tables.map((table) => [fileOf(table), table]));
  for await (const { name, content } of filesIn(path)) {
    const table = tables.get(name);
    if (table) yield { table, content };
  }
}

/** All files of a backup, its manifest first. */
async function* filesIn(path: string): AsyncGenerator<TarFile> {
  if ((await stat(path)).isDirectory()) yield* filesInFolder(path);
  // An error of the file reaches the one who reads the other end.
  else yield* readTar(pipeline(createReadStream(path), createGunzip(), () => {}));
}

async function* filesInFolder(folder: string): AsyncGenerator<TarFile> {
  const file = async (name: string): Promise<TarFile> => {
    const { size } = await stat(join(folder, name)).catch((error: NodeJS.ErrnoException) => {
      throw error.code === 'ENOENT' ? new Damage(`${name} is missing`) : error;
    });
    return { name, size, content: createReadStream(join(folder, name)).iterator() };
  };
  const manifest = await file(MANIFEST_FILE);
  yield manifest;
  const parsed = Manifest.safeParse(JSON.parse(await readFile(join(folder, MANIFEST_FILE), 'utf8')));
  for (const name of parsed.success ? [SUMS_FILE, ...filesOf(parsed.data)] : []) yield file(name);
}
