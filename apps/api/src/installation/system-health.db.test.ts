import { join } from 'node:path';
import type { Problem, SystemHealth } from '@lagesbild/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { personWith, type TestPerson } from '../account/testing.ts';
import { buildApp } from '../app.ts';
import { readConfig } from '../config.ts';
import type { Database } from '../db/database.ts';
import { openTestDatabase, testFolder } from '../db/testing.ts';
import type { RoomApp } from '../room.ts';

let database: Database;
let app: RoomApp;
let boss: TestPerson;
beforeAll(async () => {
  database = await openTestDatabase();
  const data_dir = testFolder();
  app = await buildApp({ config: readConfig({ LOG_LEVEL: 'silent', DATA_DIR: data_dir }), database });
  boss = await personWith(database, [{ role: 'administrator', municipality: null }]);
});
afterAll(() => app?.close());

const health = async (language = 'en'): Promise<SystemHealth> => {
  const { body } = await app.inject({
    url: '/api/health/system',
    headers: { ...boss.headers, 'accept-language': language },
  });
  return JSON.parse(body) as SystemHealth;
};

test('an administrator of the whole sees how the installation is, and what to see to', async () => {
  const told = await health();
  expect(told.engine.kind).toBe(database.engine.kind);
  expect(told.data_versions).toHaveProperty('sigtuna');
  expect(told.guards).toHaveLength(database.engine.kind === 'embedded' ? 6 : 3);
  expect(told.disks).toMatchObject([{ what: 'data' }]);
  expect(told.disks[0]!.free_mb).toBeLessThanOrEqual(told.disks[0]!.total_mb);
  expect(told.backup).toMatchObject({ state: 'off', kept: 0, next_at: null });
  expect(told.warnings.join(' ')).toMatch(/No backups are made\. Set BACKUP_DIR.*No restore has been tried/);
  expect((await health('sv')).warnings.join(' ')).toMatch(/Inga säkerhetskopior görs/);
});

test('the log is counted, and what its last check found is told', async () => {
  const before = (await health()).log;
  expect(before).toMatchObject({ state: null, checked_at: null });
  await database.record(database.knex, { act: 'signed_out', who: { kind: 'program' }, area: null });
  await app.inject({ url: '/api/audit/verdict', headers: boss.headers });
  const { log } = await health();
  expect(log).toMatchObject({ entries: before.entries + 1, state: 'whole' });
  expect(Date.parse(log.checked_at!)).toBeLessThanOrEqual(Date.now());
});

test('with a folder for backups the newest, the next and how many are told', async () => {
  const folder = join(testFolder(), 'backups');
  const config = readConfig({ LOG_LEVEL: 'silent', DATA_DIR: testFolder(), BACKUP_DIR: folder, BACKUP_EVERY: '6h' });
  const scheduled = await buildApp({ config, database });
  const ask = async () =>
    (await scheduled.inject({ url: '/api/health/system', headers: boss.headers })).json<SystemHealth>().backup;
  await expect.poll(async () => (await ask()).last_at, { timeout: 60_000 }).not.toBeNull();
  const { state, kept, last_at, next_at } = await ask();
  expect({ state, kept }).toEqual({ state: 'ok', kept: 1 });
  // The file's name tells the second.
  expect(Math.abs(Date.parse(next_at!) - Date.parse(last_at!) - 6 * 3600_000)).toBeLessThan(1001);
  await scheduled.close();
});

test('nobody else is told, and the public answer stays small', async () => {
  const { headers } = await personWith(database, [{ role: 'administrator', municipality: 'sigtuna' }]);
  expect((await app.inject({ url: '/api/health/system', headers })).json<Problem>().code).toBe('not_permitted');
  const open = await app.inject({ url: '/api/health', headers: { host: 'localhost:3000' } });
  expect(Object.keys(open.json()).sort()).toEqual(['backup', 'data_versions', 'engine', 'status', 'version', 'writes']);
  expect(open.json()).toMatchObject({ engine: null, data_versions: {} });
});
