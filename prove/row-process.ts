import { writeSync } from 'node:fs';
import { PGlite } from '@electric-sql/pglite';
import { openDatabase } from '../apps/api/src/db/database.ts';

const TABLE = 'create table if not exists public.written (n integer primary key, filler text)';
const STORED = 'select cast(count(*) as integer) as n, coalesce(max(n), 0) as last from public.written';

/**
 * A process of its own around a folder, since a broken one may take its process along. `write` stores one row after the
 * other and says each number once it has been acknowledged; `read` says how many there are, 0 if one is missing. `ours` is
 * the product's engine, `stock` PGlite as it comes.
 */
async function main([order, engine, data_dir = '']: readonly string[]): Promise<void> {
  const { query, close } = engine === 'ours' ? await ours(data_dir) : await stock(data_dir);
  await query(TABLE);
  const { n, last } = (await query(STORED))[0] as { n: number; last: number };
  if (order === 'read') {
    writeSync(1, `${n === last ? n : 0}\n`);
    await close();
    process.exit(0);
  }
  for (let next = last + 1; ; next++) {
    await query(`insert into public.written values (${next}, repeat('x', 200))`);
    writeSync(1, `${next}\n`);
  }
}

async function ours(data_dir: string) {
  const { knex, close } = await openDatabase({ data_dir, database_url: null });
  return { query: async (sql: string) => (await knex.raw<{ rows: unknown[] }>(sql)).rows, close };
}

async function stock(data_dir: string) {
  const db = await PGlite.create({ dataDir: data_dir });
  return { query: async (sql: string) => (await db.query(sql)).rows, close: () => db.close() };
}

await main(process.argv.slice(2));
