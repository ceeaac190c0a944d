import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Database, openDatabase } from '../database.ts';
import { openTestDatabase, testFolder } from '../testing.ts';

let database: Database;
let other: Database;
const heard: [number, number][] = [];

beforeAll(async () => {
  database = await openTestDatabase();
  const database_url = String(database.connection.connectionString);
  other = await openDatabase({ database_url, data_dir: testFolder() });
  other.onDataVersion((municipality_id, version) => heard.push([municipality_id, version]));
});
afterAll(() => other.close());

const bump = async (): Promise<[number, number]> => {
  const [municipality_id] = await database.knex('staff.municipality').pluck<number[]>('municipality_id');
  return [municipality_id!, await database.knex.transaction((trx) => database.bumpDataVersion(trx, municipality_id!))];
};

test('another process on the same server hears of a new data version', async () => {
  const told = await bump();
  await expect.poll(() => heard, { timeout: 3_000 }).toContainEqual(told);
});

test('a listener that lost its connection comes back and is told what it missed', async () => {
  await bump();
  await database.knex.raw(`
    select pg_terminate_backend(pid) from pg_stat_activity
    where application_name = 'lagesbild-listen' and datname = current_database()`);
  const missed = await bump();
  await expect.poll(() => heard, { timeout: 8_000 }).toContainEqual(missed);
  const next = await bump();
  await expect.poll(() => heard, { timeout: 3_000 }).toContainEqual(next);
});
