import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { openDatabase } from '../apps/api/src/db/database.ts';
import { withDeadline } from '../apps/api/src/db/deadline.ts';
import { SCHEMAS } from '../apps/api/src/db/schemas.ts';
import type { Stage } from './stage.ts';

/** What is left on a stage after use, to be searched through. */

/** The folder that holds the database, whichever engine's. */
export async function databaseFolder({ cluster, data_dir }: Stage): Promise<string> {
  if (cluster === null) return data_dir;
  const admin = new Client({ connectionString: cluster.url() });
  await admin.connect();
  const { rows } = await admin.query<{ folder: string }>("select current_setting('data_directory') as folder");
  await admin.end();
  return rows[0]!.folder;
}

export const filesBelow = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));

/** Every table of ours, its rows as PostgreSQL writes them. */
export async function tablesAsText(stage: Stage): Promise<Map<string, Buffer>> {
  const { knex, close } = await openDatabase(stage);
  try {
    return await withDeadline(knex, 'migration', async (trx) => {
      const names = await trx('pg_tables')
        .whereIn('schemaname', [...SCHEMAS])
        .select<{ schemaname: string; tablename: string }[]>('schemaname', 'tablename');
      const tables = new Map<string, Buffer>();
      for (const { schemaname, tablename } of names) {
        const { rows } = await trx.raw("select coalesce(string_agg(t::text, E'\\n'), '') as text from ??.?? t", [
          schemaname,
          tablename,
        ]);
        tables.set(`${schemaname}.${tablename}`, Buffer.from(rows[0].text));
      }
      return tables;
    });
  } finally {
    await close();
  }
}
