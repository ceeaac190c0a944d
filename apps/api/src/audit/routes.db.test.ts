import type { AuditPage, AuditVerdict, Problem } from '@lagesbild/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addOtherArea, personWith, type TestPerson } from '../account/testing.ts';
import { buildApp } from '../app.ts';
import { readConfig } from '../config.ts';
import type { Database } from '../db/database.ts';
import { openTestDatabase, testFolder } from '../db/testing.ts';
import type { RoomApp } from '../room.ts';
import { COMMAND } from './entry.ts';
import { recorderOf } from './record.ts';

let database: Database;
let app: RoomApp;
let boss: TestPerson;
let sigtuna: TestPerson;
let viewer: TestPerson;

beforeAll(async () => {
  const open = await openTestDatabase();
  const data_dir = testFolder();
  database = { ...open, data_dir, record: recorderOf(data_dir) };
  await addOtherArea(database);
  app = await buildApp({ config: readConfig({ LOG_LEVEL: 'silent', DATA_DIR: data_dir }), database });
  boss = await personWith(database, [{ role: 'administrator', municipality: null }]);
  sigtuna = await personWith(database, [{ role: 'administrator', municipality: 'sigtuna' }]);
  viewer = await personWith(database, [{ role: 'viewer', municipality: 'sigtuna' }]);
  const account = ({ account_id, login }: TestPerson) => ({ kind: 'account' as const, account_id, name: login });
  const source = (name: string) => ({ kind: 'source', id: '1', name });
  const { knex } = database;
  await database.record(knex, { act: 'signed_in', who: account(viewer), area: null, details: { method: 'password' } });
  for (let i = 0; i < 60; i++)
    await database.record(knex, {
      act: 'source_hidden',
      who: account(sigtuna),
      area: 'sigtuna',
      object: source(`K${i}`),
    });
  await database.record(knex, { act: 'source_shown', who: COMMAND, area: 'knivsta', object: source('=cmd|x') });
});
afterAll(() => app?.close());

const ask = async <T>(url: string, { headers }: TestPerson, language = 'sv'): Promise<T> =>
  (await app.inject({ url, headers: { ...headers, 'accept-language': language } })).json<T>();

test('an administrator of the whole sees all, page by page, each entry once', async () => {
  const all: AuditPage['entries'] = [];
  let before = '';
  for (let page = 0; page < 9; page++) {
    const { entries, next } = await ask<AuditPage>(`/api/audit${before}`, boss);
    all.push(...entries);
    if (next === null) break;
    before = `?before=${next}`;
  }
  expect(all).toHaveLength(62);
  expect(new Set(all.map(({ area, entry_no }) => `${area} ${entry_no}`)).size).toBe(62);
  expect(all.map(({ at }) => at)).toEqual([...all.map(({ at }) => at)].sort().reverse());
  expect(all[0]).toMatchObject({
    area: 'knivsta',
    who: 'kommandoraden',
    what: 'Visade källan =cmd|x',
    act: 'source_shown',
  });
  expect(all.at(-1)).toMatchObject({ area: null, who: viewer.login, what: 'Loggade in (lösenord)' });
});

test('one area’s administrator sees what was done there, and nothing else', async () => {
  const { entries } = await ask<AuditPage>('/api/audit', sigtuna);
  expect(new Set(entries.map(({ area }) => area))).toEqual(new Set(['sigtuna']));
  const refused = await ask<Problem>('/api/audit/verdict', sigtuna);
  expect(refused.code).toBe('not_permitted');
});

test('everybody reads what concerns their own account, and no more', async () => {
  const { entries } = await ask<AuditPage>('/api/account/log', viewer, 'en');
  expect(entries.map(({ what }) => what)).toEqual(['Signed in (password)']);
  expect((await ask<Problem>('/api/audit', viewer)).code).toBe('not_permitted');
});

test.each([
  ['what=sign_in', 1],
  ['what=data', 61],
  ['object=k5', 11],
  ['who=P-', 61],
  ['object=k5&what=sign_in', 0],
  ['object=%25', 0],
  ['from=2020-01-01&to=2020-12-31', 0],
  ['from=2020-01-01', 62],
])('looked for by %s there are %i', async (query, n) => {
  const first = await ask<AuditPage>(`/api/audit?${query}`, boss);
  const rest = first.next ? await ask<AuditPage>(`/api/audit?${query}&before=${first.next}`, boss) : { entries: [] };
  expect(first.entries.length + rest.entries.length).toBe(n);
});

test.each(['from=2020-13-01', 'what=all', 'before=1', 'who=%00'])('%s is refused in one sentence', async (query) => {
  const { status, detail } = await ask<Problem>(`/api/audit?${query}`, boss);
  expect(status).toBe(400);
  expect(detail).toContain(query.split('=')[0]);
});

test('the file is whole, harmless in a spreadsheet, and in the log itself', async () => {
  const { body, headers } = await app.inject({ url: '/api/audit/export.csv?what=data', headers: boss.headers });
  expect(headers['content-disposition']).toBe('attachment; filename="audit.csv"');
  const lines = body.trim().split('\r\n');
  expect(lines).toHaveLength(62);
  expect(lines[1]).toContain(`,'=cmd|x,knivsta,1`);
  const { entries } = await ask<AuditPage>('/api/audit', boss, 'en');
  expect(entries[0]).toMatchObject({ what: 'Took the log out as CSV. Filter: what=data', who: boss.login });
});

test('what checking it found is said in words', async () => {
  const whole = await ask<AuditVerdict>('/api/audit/verdict', boss, 'en');
  expect(whole).toMatchObject({ state: 'whole', entries: 63 });
  expect(whole.sentences[0]).toMatch(/^The log is whole: all 63 entries fit. No head is kept/);
  await database.knex.raw('alter table staff.audit_entry disable trigger user');
  await database.knex.raw(`update staff.audit_entry set who = 'mallory' where act = 'signed_in'`);
  await database.knex.raw('alter table staff.audit_entry enable trigger user');
  const broken = await ask<AuditVerdict>('/api/audit/verdict', boss, 'en');
  expect(broken.state).toBe('broken');
  expect(broken.sentences.slice(1)).toEqual(['the installation: entry 1 was changed']);
});
