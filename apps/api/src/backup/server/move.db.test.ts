import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { checkLog } from '../../audit/check.ts';
import { COMMAND } from '../../audit/entry.ts';
import { keepLastHead } from '../../audit/head.ts';
import { type Database, openDatabase } from '../../db/database.ts';
import { onDatabase, testFolder } from '../../db/testing.ts';
import { contentOf, GOES_ON } from '../content.testing.ts';
import { move } from '../move.ts';

const address = process.env.TEST_DATABASE_URL!;
const nameOf = (what: string) => `lagesbild_test_${process.env.TEST_RUN}_${what}`;
let embedded: Database;
let data_dir: string;

const sql = async (url: string, text: string) => {
  const client = new Client({ connectionString: url });
  await client.connect();
  return client.query(text).finally(() => client.end());
};

beforeAll(async () => {
  data_dir = testFolder();
  writeFileSync(join(data_dir, 'import.key'), 'abc\n');
  embedded = await openDatabase({ database_url: null, data_dir });
  await embedded.record(embedded.knex, { act: 'backup_made', who: COMMAND, area: null, details: { rows: 0 } });
  await sql(address, `create database ${nameOf('target')}`);
});
afterAll(() => embedded?.close());

test('everything arrives on an empty server as it was, and the embedded database stays', async () => {
  const url = onDatabase(address, nameOf('target'));
  const before = await contentOf(embedded);
  const arrived = await move(embedded, url, data_dir);
  expect(arrived.map(({ name }) => name).sort()).toEqual([...Object.keys(before), ...GOES_ON].sort());
  const server = await openDatabase({ database_url: url, data_dir: testFolder() });
  expect(await contentOf(server)).toEqual(before);
  await server.close();
  expect(await contentOf(embedded)).toEqual(before);
});

test('the log goes on there: it is whole by the heads that were kept here, and ends with the move', async () => {
  const server = await openDatabase({ database_url: onDatabase(address, nameOf('target')), data_dir });
  await keepLastHead(embedded.knex, data_dir);
  const verdict = await checkLog(server.knex, { data_dir, backup: null });
  expect(verdict).toMatchObject({ state: 'whole', entries: 2, heads: 1 });
  expect(await server.knex('staff.audit_entry').orderBy('entry_no').pluck('act')).toEqual([
    'backup_made',
    'database_moved',
  ]);
  await server.close();
});

test('a server that holds something already is refused, and nothing there is touched', async () => {
  const url = onDatabase(address, nameOf('target'));
  await sql(url, "update staff.municipality set time_zone = 'Europe/Oslo'");
  await expect(move(embedded, url, data_dir)).rejects.toThrow(/is not empty: \w+ is there already/);
  expect((await sql(url, 'select distinct time_zone from staff.municipality')).rows).toEqual([
    { time_zone: 'Europe/Oslo' },
  ]);
});

test('a server that does not answer is named, and so is data that is on a server already', async () => {
  await expect(move(embedded, 'postgres://127.0.0.1:1/x', data_dir)).rejects.toThrow(/doesn't answer/);
  const server = await openDatabase({ database_url: onDatabase(address, nameOf('target')), data_dir: testFolder() });
  await expect(move(server, 'postgres://127.0.0.1:1/x', data_dir)).rejects.toThrow(/on a server already/);
  await server.close();
});
