import { afterAll, beforeAll, expect, test } from 'vitest';
import { personWith, type TestPerson } from '../../account/testing.ts';
import { testApp } from '../../incident/testing.ts';
import type { RoomApp } from '../../room.ts';
import { type Database, openDatabase } from '../database.ts';
import { openTestDatabase, testFolder } from '../testing.ts';

/** Two applications on one server: what one changes about an account holds in the other. */
let database: Database;
let other: Database;
let here: RoomApp;
let there: RoomApp;
let chief: TestPerson;
let bo: TestPerson;

beforeAll(async () => {
  database = await openTestDatabase();
  other = await openDatabase({ database_url: String(database.connection.connectionString), data_dir: testFolder() });
  here = await testApp(database);
  there = await testApp(other);
  chief = await personWith(database, [{ role: 'administrator', municipality: null }]);
});
afterAll(async () => {
  await here?.close();
  await there?.close();
});

const seesIncidents = async (on: RoomApp): Promise<number> =>
  (await on.inject({ url: '/api/sigtuna/incidents/tally', headers: bo.headers })).statusCode;
const change = (method: 'PUT' | 'PATCH', path: string, payload: object) =>
  here.inject({ method, url: `/api/accounts/${bo.account_id}${path}`, headers: chief.headers, payload });

test('a role taken or a person switched off in one application is so in the other at once', async () => {
  bo = await personWith(database, [{ role: 'viewer', municipality: 'sigtuna' }]);
  expect([await seesIncidents(here), await seesIncidents(there)]).toEqual([200, 200]);
  const began = performance.now();
  await change('PUT', '/roles', { roles: [] });
  expect(await seesIncidents(here)).toBe(403);
  await expect.poll(() => seesIncidents(there), { interval: 5, timeout: 2_000 }).toBe(403);
  expect(performance.now() - began).toBeLessThan(1_000);
  await change('PATCH', '', { active: false });
  await expect.poll(() => seesIncidents(there), { interval: 5, timeout: 2_000 }).toBe(401);
});

test('an application that can’t hear of changes keeps nothing, and so is right all the same', async () => {
  bo = await personWith(database, [{ role: 'viewer', municipality: 'sigtuna' }]);
  expect(await seesIncidents(there)).toBe(200);
  let deaf = false;
  other.onAccountChange((news) => {
    if (news !== 'changed') deaf = news === 'deaf';
  });
  await database.knex.raw(`
    select pg_terminate_backend(pid) from pg_stat_activity
    where application_name = 'lagesbild-listen' and datname = current_database()`);
  await expect.poll(() => deaf, { interval: 5, timeout: 2_000 }).toBe(true);
  await change('PUT', '/roles', { roles: [] });
  expect(await seesIncidents(there)).toBe(403);
  await expect.poll(() => deaf, { timeout: 8_000 }).toBe(false);
  await change('PUT', '/roles', { roles: [{ role: 'viewer', municipality: 'sigtuna' }] });
  await expect.poll(() => seesIncidents(there), { interval: 5, timeout: 2_000 }).toBe(200);
});
