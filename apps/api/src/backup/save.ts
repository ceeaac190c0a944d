import { basename, dirname } from 'node:path';
import type { Actor } from '../audit/entry.ts';
import { keepHead } from '../audit/head.ts';
import type { Database } from '../db/database.ts';
import { type Manifest, rowsIn } from './manifest.ts';
import { writeBackup } from './write.ts';

/** Makes a backup, and keeps beside it how far the log had come. */
export async function saveBackup(database: Database, file: string, data_dir: string, who: Actor): Promise<Manifest> {
  const manifest = await writeBackup(database, file, data_dir);
  const object = { kind: 'backup', name: basename(file) };
  const told = { who, area: null, object, details: { rows: rowsIn(manifest) } };
  await database.record(database.knex, { act: 'backup_made', ...told });
  await keepHead(database.knex, data_dir, dirname(file));
  return manifest;
}
