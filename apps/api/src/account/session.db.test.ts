import type { OwnSession, Problem, Session } from '@lagesbild/contract';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Database } from '../db/database.ts';
import { openTestDatabase } from '../db/testing.ts';
import { testApp } from '../incident/testing.ts';
import type { RoomApp } from '../room.ts';
import { deviceOf } from './session.ts';
import { browserWith, personWith, sessionOf, type TestPerson } from './testing.ts';
import { hashOfToken } from './token.ts';

const PASSWORD = 'fyra gröna äpplen';
const HOST = { host: 'localhost:3000', origin: 'http://localhost:3000' };
let database: Database;
let app: RoomApp;
let anna: TestPerson;
beforeAll(async () => {
  database = await openTestDatabase();
  await personWith(database, [{ role: 'administrator', municipality: null }]);
  app = await testApp(database);
});
afterAll(() => app?.close());
beforeEach(async () => {
  anna = await personWith(database, [{ role: 'analyst', municipality: 'sigtuna' }], PASSWORD);
});

const signIn = (headers: Record<string, string> = HOST, of = anna, password = PASSWORD, on = app) =>
  on.inject({ method: 'POST', url: '/api/session', headers, payload: { login: of.login, password } });
const cookieOf = (response: { headers: Record<string, unknown> }): string =>
  String(response.headers['set-cookie']).split(';')[0]!;
const status = async (headers: Record<string, string>, on = app): Promise<number> =>
  (await on.inject({ url: '/api/sigtuna', headers })).statusCode;
const ages = (what: string, token: string): Promise<unknown> =>
  database.knex.raw(`update staff.session set ${what} where token_hash = ?`, [hashOfToken(token)]);

describe('signing in', () => {
  test('gives a cookie that no script reads and no other site sends, and that is stored nowhere', async () => {
    const response = await signIn({ ...HOST, 'user-agent': 'Mozilla/5.0 (Windows NT 10.0) Firefox/140.0' });
    expect(response.json<Session>()).toMatchObject({
      standing: 'signed_in',
      account: { login: anna.login },
      roles: [{ role: 'analyst', municipality: 'sigtuna' }],
      may: { see_incidents: ['sigtuna'], import_files: ['sigtuna'], keep_own_account: null },
    });
    expect(response.json<Session>().may).not.toHaveProperty('manage_accounts');
    expect(response.headers['set-cookie']).toMatch(/^lagesbild_3000=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/);
    expect(response.headers['cache-control']).toBe('no-store');
    const token = cookieOf(response).split('=')[1]!;
    const stored = JSON.stringify(await database.knex('staff.session').select());
    expect(stored).toContain(hashOfToken(token));
    expect(stored).not.toContain(token);
    expect(stored).toContain('"Firefox, Windows"');
    expect(stored).not.toMatch(/Mozilla|127\.0\.0\.1/);
  });

  test('behind a proxy that speaks https the cookie is one that no neighbouring site can set', async () => {
    const PUBLIC_URL = 'https://lagesbild.example.se';
    const behind = await testApp(database, { PUBLIC_URL });
    const headers = { host: 'lagesbild.example.se', origin: PUBLIC_URL };
    const response = await signIn(headers, anna, PASSWORD, behind);
    expect(response.headers['set-cookie']).toMatch(
      /^__Host-lagesbild=[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
    );
    const cookie = cookieOf(response);
    expect(await status({ ...headers, cookie }, behind)).toBe(200);
    // The plain name could have been set by a neighbour: on the public address it counts for nothing.
    const plain = cookie.replace('__Host-lagesbild', 'lagesbild_3000');
    expect(await status({ ...headers, cookie: plain }, behind)).toBe(401);
    // Also when the proxy writes a Host of its own.
    const rewritten = await signIn({ host: '127.0.0.1:3000', origin: PUBLIC_URL }, anna, PASSWORD, behind);
    expect(rewritten.headers['set-cookie']).toMatch(/^__Host-lagesbild=.*Secure/);
    await behind.close();
  });

  test('begins a new session each time and ends the one the browser had', async () => {
    const first = cookieOf(await signIn());
    const second = cookieOf(await signIn({ ...HOST, cookie: first }));
    expect(second).not.toBe(first);
    expect(await status({ ...HOST, cookie: second })).toBe(200);
    expect(await status({ ...HOST, cookie: first })).toBe(401);
    // A token that somebody else chose is never taken over.
    const planted = cookieOf(await signIn({ ...HOST, cookie: 'lagesbild_3000=planted' }));
    expect(planted).not.toContain('planted');
  });

  test.each([
    ['a wrong password', '192.0.2.1', { password: 'fyra röda äpplen' }],
    ['a name that isn’t here', '192.0.2.2', { login: 'nobody@nowhere' }],
    ['no password', '192.0.2.3', { password: '' }],
    ['a name that is no name', '192.0.2.4', { login: '\u0000\u202e' }],
  ])('%s gets the same answer', async (_, remoteAddress, change) => {
    const payload = { login: anna.login, password: PASSWORD, ...change };
    const response = await app.inject({
      method: 'POST',
      url: '/api/session',
      headers: HOST,
      payload,
      remoteAddress,
    });
    expect([response.statusCode, response.json<Problem>().code]).toEqual([401, 'sign_in_wrong']);
    expect(response.headers['set-cookie']).toBeUndefined();
  });

  test('a switched-off account gets that answer as well', async () => {
    await database.knex('staff.account').where({ account_id: anna.account_id }).update({ deactivated_at: new Date() });
    expect((await signIn()).json<Problem>().code).toBe('sign_in_wrong');
  });

  test('a megabyte of password never reaches the hash', async () => {
    const began = performance.now();
    const response = await signIn(HOST, anna, 'x'.repeat(1024 ** 2));
    expect(response.statusCode).toBe(413);
    const inLimit = await signIn(HOST, anna, 'x'.repeat(10_000));
    expect(inLimit.json<Problem>().code).toBe('invalid_input');
    expect(performance.now() - began).toBeLessThan(2_000);
  });

  test('the fourth attempt in a row is told how long to wait', async () => {
    const bo = await personWith(database, []);
    const remoteAddress = '198.51.100.4';
    const attempt = () =>
      app.inject({
        method: 'POST',
        url: '/api/session',
        headers: { ...HOST, 'accept-language': 'en' },
        remoteAddress,
        payload: { login: bo.login, password: 'x' },
      });
    const codes: string[] = [];
    for (let i = 0; i < 4; i++) codes.push((await attempt()).json<Problem>().code);
    expect(codes).toEqual(['sign_in_wrong', 'sign_in_wrong', 'sign_in_wrong', 'sign_in_wait']);
    const waiting = await attempt();
    expect([waiting.statusCode, waiting.headers['retry-after']]).toEqual([429, '1']);
    expect(waiting.json<Problem>().detail).toBe('Too many attempts. Wait a second and try again.');
  });
});

describe('a session', () => {
  test('ends after thirty minutes without a request, and after twelve hours whatever happens', async () => {
    for (const [what, expected] of [
      ["seen_at = now() - interval '29 minutes'", 200],
      ["seen_at = now() - interval '31 minutes'", 401],
      ["created_at = now() - interval '11 hours 59 minutes'", 200],
      ["created_at = now() - interval '12 hours 1 minute'", 401],
    ] as const) {
      const token = await sessionOf(database, anna.account_id);
      await ages(what, token);
      expect([what, await status(browserWith(token))]).toEqual([what, expected]);
    }
  });

  test('is kept alive by a person, not by what a page asks by itself', async () => {
    const seen = async (token: string): Promise<number> => {
      const { rows } = await database.knex.raw<{ rows: { age: number }[] }>(
        'select cast(extract(epoch from now() - seen_at) as double precision) as age from staff.session where token_hash = ?',
        [hashOfToken(token)],
      );
      return rows[0]!.age;
    };
    const token = await sessionOf(database, anna.account_id);
    await ages("seen_at = now() - interval '20 minutes'", token);
    expect(await status({ ...browserWith(token), 'lagesbild-background': '1' })).toBe(200);
    expect(await seen(token)).toBeGreaterThan(1_000);
    expect(await status(browserWith(token))).toBe(200);
    expect(await seen(token)).toBeLessThan(60);
  });

  test('says so when it has ended, and otherwise that one has to sign in', async () => {
    const over = await app.inject({ url: '/api/sigtuna', headers: browserWith('gone') });
    expect([over.statusCode, over.json<Problem>().code]).toEqual([401, 'session_over']);
    expect(over.headers['www-authenticate']).toBe('Session');
    const none = await app.inject({ url: '/api/sigtuna', headers: { host: HOST.host } });
    expect(none.json<Problem>().code).toBe('sign_in_needed');
  });

  test('is listed with those of other browsers, and ended from any of them', async () => {
    const other = browserWith(await sessionOf(database, anna.account_id));
    const list = async (headers: Record<string, string>) =>
      (await app.inject({ url: '/api/account/sessions', headers })).json<OwnSession[]>();
    const mine = await list(anna.headers);
    expect(mine.map(({ current, device }) => [current, device]).sort()).toEqual([
      [false, 'Prov'],
      [true, 'Prov'],
    ]);
    expect(await status(other)).toBe(200); // and is now kept in memory
    const end = (session_id: string, headers = anna.headers) =>
      app.inject({ method: 'DELETE', url: `/api/account/sessions/${session_id}`, headers });
    const theirs = mine.find(({ current }) => !current)!.session_id;
    const bo = await personWith(database, []);
    expect((await end(theirs, bo.headers)).json<Problem>().code).toBe('session_unknown');
    expect((await end(theirs)).statusCode).toBe(204);
    expect(await status(other)).toBe(401);
    expect(await list(anna.headers)).toHaveLength(1);
  });

  test('ends when its person signs out, in that browser only, and takes what the browser kept along', async () => {
    const other = browserWith(await sessionOf(database, anna.account_id));
    const out = await app.inject({ method: 'DELETE', url: '/api/session', headers: anna.headers });
    expect(out.json<Session>().standing).toBe('nobody');
    expect(out.headers['set-cookie']).toMatch(/^lagesbild_3000=; .*Expires=Thu, 01 Jan 1970/);
    expect(out.headers['clear-site-data']).toBe('"cache"');
    expect([await status(anna.headers), await status(other)]).toEqual([401, 200]);
  });

  test('ends everywhere else when the password is changed', async () => {
    const other = browserWith(await sessionOf(database, anna.account_id));
    const change = (current: string, password: string) =>
      app.inject({
        method: 'PUT',
        url: '/api/account/password',
        headers: anna.headers,
        payload: { current, password },
      });
    expect((await change('not this one', 'tre blåa cyklar')).json<Problem>().code).toBe('password_wrong');
    expect((await change(PASSWORD, 'kort')).json<Problem>().code).toBe('password_short');
    expect(await status(other)).toBe(200);
    expect((await change(PASSWORD, 'tre blåa cyklar')).statusCode).toBe(204);
    expect([await status(anna.headers), await status(other)]).toEqual([200, 401]);
    expect((await signIn()).statusCode).toBe(401);
    expect((await signIn(HOST, anna, 'tre blåa cyklar')).statusCode).toBe(200);
  });
});

test('a device is named by two words, and no more is kept of it', () => {
  const edge =
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/141.0.0.0 Safari/537.36 Edg/141.0.0.0';
  const safari = 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) Version/18.1 Mobile/15E148 Safari/604.1';
  expect(['curl/8.0', undefined, edge, safari].map(deviceOf)).toEqual(['', '', 'Edge, Windows', 'Safari, iOS']);
});
