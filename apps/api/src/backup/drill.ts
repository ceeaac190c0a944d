import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { openDatabase } from '../db/database.ts';
import { openBackup } from './backup.ts';
import { rowsIn } from './manifest.ts';
import { restore } from './restore.ts';

const RECORD_FILE = 'drill.json';

const Drill = z.object({
  at: z.iso.datetime(),
  file: z.string(),
  made_at: z.iso.datetime(),
  tables: z.number(),
  rows: z.number(),
  seconds: z.number(),
});
/** A restore drill that worked. */
export type Drill = z.infer<typeof Drill>;

/**
 * Restores a backup into an embedded database of its own, compares every table with what the backup says of itself, and
 * throws the copy away. Works for backups of either engine, and touches neither the database in use nor its server.
 *
 * @throws {ProblemError} what a restore would be refused with
 */
export async function drill(path: string, data_dir: string): Promise<Drill> {
  const from = performance.now();
  const scratch = await mkdtemp(join(tmpdir(), 'lagesbild-drill-'));
  try {
    const backup = await openBackup(path);
    const database = await openDatabase({ database_url: null, data_dir: scratch });
    await restore(database, backup, { data_dir: scratch }).finally(() => database.close());
    const { manifest } = backup;
    const done: Drill = {
      ...{ at: new Date().toISOString(), file: path, made_at: manifest.made_at },
      ...{ tables: manifest.tables.length, rows: rowsIn(manifest) },
      seconds: Math.round((performance.now() - from) / 100) / 10,
    };
    await writeFile(join(data_dir, RECORD_FILE), `${JSON.stringify(done, null, 2)}\n`, { mode: 0o600 });
    return done;
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

/** The last drill that worked, or null. */
export async function lastDrill(data_dir: string): Promise<Drill | null> {
  const text = await readFile(join(data_dir, RECORD_FILE), 'utf8').catch(() => null);
  if (text === null) return null;
  try {
    return Drill.parse(JSON.parse(text));
  } catch {
    return null; // half written when the machine went down: as good as never
  }
}
