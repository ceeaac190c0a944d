import { Client } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Database, openDatabase } from '../database.ts';
import { onDatabase, testFolder } from '../testing.ts';

const address = process.env.TEST_DATABASE_URL!;
const name = `lagesbild_test_${process.env.TEST_RUN}_migration`;
const config = { database_url: onDatabase(address, name), data_dir: testFolder() };
const open: Database[] = [];

beforeAll(async () => {
  const admin = new Client({ connectionString: address });
  await admin.connect();
  await admin.query(`create database ${name}`);
  await admin.end();
});
afterAll(async () => {
  for (const database of open) await database.close();
});

test('processes that start together on an empty server migrate one after the other', async () => {
  open.push(...(await Promise.all(Array.from({ length: 3 }, () => openDatabase(config)))));
  const migrations = await open[0]!.knex('knex_migrations').pluck('name');
  expect(new Set(migrations).size).toBe(migrations.length);
  expect(await open[2]!.knex('staff.municipality').pluck('slug')).toEqual(['sigtuna']);
});

test('a migration that was killed does not lock the next start out', async () => {
  await open[0]!.knex('knex_migrations_lock').update({ is_locked: 1 });
  const again = await openDatabase(config);
  open.push(again);
  expect(await again.knex('knex_migrations_lock').pluck('is_locked')).toEqual([0]);
});
