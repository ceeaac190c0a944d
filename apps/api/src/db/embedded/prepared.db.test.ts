import { cpSync, existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openDatabase } from '../database.ts';
import { testFolder } from '../testing.ts';
import { engineFolder, ensurePrepared, preparedFolder, restorePrepared } from './prepared.ts';

const EVERYTHING = `
  select c.table_schema || '.' || c.table_name as name, string_agg(c.column_name || ' ' || c.data_type, ', ' order by c.ordinal_position) as columns
  from information_schema.columns c where c.table_schema in ('staff', 'patrol', 'public_release', 'flag') group by 1 order by 1`;

/** Tables with their columns, and the shipped rows as text, without the moments they were made. */
const contentOf = async (data_dir: string) => {
  const { knex, close } = await openDatabase({ data_dir, database_url: null });
  const rows = async (table: string) =>
    (await knex.raw(`select to_jsonb(t) - 'created_at' - 'changed_at' as row from ${table} t order by 1`)).rows;
  const content = {
    tables: (await knex.raw(EVERYTHING)).rows,
    migrations: await knex('knex_migrations').orderBy('id').pluck('name'),
    shipped: await Promise.all(
      ['municipality', 'place', 'agreement', 'focus_area', 'offence_category', 'data_version'].map((name) =>
        rows(`staff.${name}`),
      ),
    ),
  };
  await close();
  return content;
};

test('a folder restored from the prepared one equals a folder that was migrated and seeded', async () => {
  await ensurePrepared(async (data_dir) => (await openDatabase({ data_dir, database_url: null })).close());
  const migrated = testFolder();
  // An empty database of PGlite's own making, so that nothing is restored into it.
  mkdirSync(engineFolder(migrated));
  const restored = testFolder();
  expect(await restorePrepared(restored)).toBe(true);
  expect(await restorePrepared(migrated)).toBe(false);
  expect(await contentOf(restored)).toEqual(await contentOf(migrated));
});

test('a restore that was killed midway leaves nothing, and the next start restores the whole', async () => {
  const data_dir = testFolder();
  const half = `${engineFolder(data_dir)}.new-killed`;
  mkdirSync(half);
  cpSync(join(preparedFolder()!, 'PG_VERSION'), join(half, 'PG_VERSION'));
  expect(existsSync(engineFolder(data_dir))).toBe(false);
  expect(await restorePrepared(data_dir)).toBe(true);
  expect(readdirSync(data_dir)).toEqual(['postgresql']);
  expect(readdirSync(engineFolder(data_dir)).sort()).toEqual(readdirSync(preparedFolder()!).sort());
});
