import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Problem, Role, Session } from '@lagesbild/contract';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Database } from '../db/database.ts';
import { openTestDatabase, testFolder } from '../db/testing.ts';
import { csvOf } from '../import/desk.testing.ts';
import { type Desk, deskOf } from '../import/desk.ts';
import { testApp } from '../incident/testing.ts';
import type { RoomApp } from '../room.ts';
import { personWith } from './testing.ts';

let database: Database;
let data_dir: string;
let desk: Desk;
let app: RoomApp;
beforeEach(async () => {
  database = await openTestDatabase();
  data_dir = testFolder();
  desk = deskOf(database, data_dir);
  app = await testApp(database, { DATA_DIR: data_dir });
});
afterEach(async () => {
  await desk.idle();
  await app.close();
});

const HOST = { host: 'localhost:3000', origin: 'http://localhost:3000' };
const isMarked = async (): Promise<boolean> =>
  (await database.knex('staff.installation').first('demonstration')).demonstration;
const loadDemonstration = async (): Promise<void> => {
  const job = await desk.demonstrate('sigtuna', '2026-01-01');
  await desk.settled(job);
  expect(job.state).toBe('done');
};
const loadFile = async (): Promise<void> => {
  const path = join(data_dir, 'real.csv');
  writeFileSync(path, csvOf([{ id: 'K1', lon: 17.84 }]));
  const file = { path, file_name: 'real.csv', bytes: 100, sha256: 'real', temporary: false };
  const job = await desk.add(file, { municipality: 'sigtuna' });
  await desk.settled(job);
  desk.run(job);
  await desk.settled(job);
  expect(job.state).toBe('done');
};
const tryOn = (role: Role, on = app, headers: Record<string, string> = HOST) =>
  on.inject({ method: 'POST', url: '/api/session/demonstration', headers, payload: { role } });
const cookieOf = (response: { headers: Record<string, unknown> }): Record<string, string> => ({
  ...HOST,
  cookie: String(response.headers['set-cookie']).split(';')[0]!,
});
const codeOf = async (url: string, headers: Record<string, string>, on = app): Promise<string | undefined> =>
  (await on.inject({ url, headers })).json<Problem>().code;

test('a role is tried on with one click where there is nothing but the demonstration, and taken off again', async () => {
  expect((await tryOn('viewer')).json<Problem>().code).toBe('demonstration_only');
  await loadDemonstration();
  expect(await isMarked()).toBe(true);
  const session = async () => (await app.inject({ url: '/api/session', headers: HOST })).json<Session>();
  await expect.poll(session).toMatchObject({ standing: 'at_machine', claimed: false, demonstration: true });

  const viewer = cookieOf(await tryOn('viewer'));
  expect(await codeOf('/api/sigtuna/incidents/export.csv', viewer)).toBe('not_permitted_there');
  const moderator = cookieOf(await tryOn('moderator', app, viewer));
  expect(await codeOf('/api/sigtuna/incidents/tally', moderator)).toBe('not_permitted_there');
  expect((await app.inject({ url: '/api/session', headers: viewer })).json<Session>().standing).toBe('at_machine');
  const off = await app.inject({ method: 'DELETE', url: '/api/session', headers: moderator });
  expect(off.json<Session>().standing).toBe('at_machine');
});

describe('real rows and tried-on roles never meet', () => {
  test('a demonstration loaded beside real rows is no demonstration', async () => {
    await loadFile();
    await loadDemonstration();
    expect(await isMarked()).toBe(false);
    expect((await tryOn('analyst')).json<Problem>().code).toBe('demonstration_only');
  });

  test('the first real row ends it, and the roles that were tried on', async () => {
    await loadDemonstration();
    const analyst = cookieOf(await tryOn('analyst'));
    expect((await app.inject({ url: '/api/session', headers: analyst })).json<Session>().standing).toBe(
      'demonstration',
    );
    await loadFile();
    expect(await isMarked()).toBe(false);
    await expect
      .poll(async () => (await app.inject({ url: '/api/session', headers: analyst })).json<Session>().standing)
      .toBe('at_machine');
    expect((await tryOn('analyst')).json<Problem>().code).toBe('demonstration_only');
  });

  test('the first account ends it too, and no later demonstration begins it again', async () => {
    await loadDemonstration();
    const chief = cookieOf(await tryOn('administrator'));
    await personWith(database, [{ role: 'administrator', municipality: null }]);
    await expect.poll(() => codeOf('/api/sigtuna', chief)).toBe('session_over');
    expect((await tryOn('viewer')).json<Problem>().code).toBe('demonstration_only');
    await loadDemonstration();
    expect(await isMarked()).toBe(false);
    await expect(database.knex('staff.installation').update({ demonstration: true })).rejects.toMatchObject({
      code: '23514',
    });
  });

  test.each([
    [{ NODE_ENV: 'production' }, {}],
    [{ HOST: '0.0.0.0' }, {}],
    [{ PUBLIC_URL: 'https://a.se' }, {}],
    [{}, { 'x-forwarded-for': '203.0.113.9' }],
  ])('where strangers can come in nobody tries a role on (%o %o)', async (env, extra) => {
    await database.knex('staff.installation').update({ demonstration: true });
    const viewer = cookieOf(await tryOn('viewer'));
    const reachable = await testApp(database, { DATA_DIR: data_dir, ...(env as Record<string, string>) });
    const headers = { ...HOST, ...(extra as unknown as Record<string, string>) };
    expect((await tryOn('viewer', reachable, headers)).json<Problem>().code).toBe('demonstration_only');
    expect(await codeOf('/api/sigtuna', { ...viewer, ...headers }, reachable)).toBe('claim_needed');
    await reachable.close();
  });
});
