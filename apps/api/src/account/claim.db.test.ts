import { request } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Problem, Session } from '@lagesbild/contract';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readConfig } from '../config.ts';
import type { Database } from '../db/database.ts';
import { openTestDatabase } from '../db/testing.ts';
import { testApp } from '../incident/testing.ts';
import type { RoomApp } from '../room.ts';
import { claimLines } from './claim.ts';
import { personWith } from './testing.ts';

let database: Database;
let app: RoomApp;
beforeEach(async () => {
  database = await openTestDatabase();
});
afterEach(() => app?.close());

const HOST = { host: 'localhost:3000' };
const ANNA = {
  token: null as string | null,
  login: 'Anna@Sigtuna.se',
  name: 'Anna Andersson',
  password: 'korrekt häst batteri',
  organisation: { kind: 'municipality', name: 'Sigtuna kommun' },
};
const claim = (payload: object, headers: Record<string, string> = HOST) =>
  app.inject({ method: 'POST', url: '/api/claim', headers, payload });
const standing = async (headers: Record<string, string> = HOST): Promise<string> =>
  (await app.inject({ url: '/api/session', headers })).json<Session>().standing;
const codeOf = async (url: string, headers: Record<string, string> = HOST): Promise<string | undefined> =>
  (await app.inject({ url, headers })).json<Problem>().code;
const linkToken = async (env: Record<string, string> = {}): Promise<string> => {
  const lines = await claimLines(database, readConfig(env), 3000);
  return lines.join('').split('#')[1]!;
};

/** Settings under which strangers can reach the address. */
const REACHABLE: [string, Record<string, string>, string][] = [
  ['an address of the network', { HOST: '0.0.0.0' }, 'localhost:3000'],
  ['NODE_ENV=production', { NODE_ENV: 'production' }, 'localhost:3000'],
  ['a public address', { PUBLIC_URL: 'https://lagesbild.example.se' }, 'lagesbild.example.se'],
  ['a proxy', { TRUST_PROXY: '10.0.0.5' }, 'localhost:3000'],
];

describe('an installation without accounts that only this machine can reach', () => {
  beforeEach(async () => {
    app = await testApp(database);
  });

  test('is run by whoever sits there, as before there were accounts', async () => {
    expect(await standing()).toBe('at_machine');
    expect((await app.inject({ url: '/api/sigtuna', headers: HOST })).statusCode).toBe(200);
    expect((await app.inject({ url: '/api/accounts', headers: HOST })).json()).toEqual([]);
  });

  test.each(['x-forwarded-for', 'forwarded', 'via', 'x-real-ip', 'x-forwarded-host', 'x-forwarded-proto'])(
    'but by nobody whose request was passed on (%s)',
    async (name) => expect(await codeOf('/api/sigtuna', { ...HOST, [name]: 'somebody' })).toBe('claim_needed'),
  );

  test('nor by somebody at another machine', async () => {
    const response = await app.inject({ url: '/api/sigtuna', headers: HOST, remoteAddress: '192.0.2.7' });
    expect(response.json<Problem>().code).toBe('claim_needed');
  });

  test('belongs, once the first account is made, to those who have one, for good', async () => {
    const made = await claim(ANNA);
    expect(made.statusCode).toBe(200);
    expect(made.json<Session>()).toMatchObject({
      standing: 'signed_in',
      claimed: true,
      account: { login: 'anna@sigtuna.se', organisation: { kind: 'municipality' } },
      roles: [{ role: 'administrator', municipality: null }],
    });
    const [cookie] = String(made.headers['set-cookie']).split(';');
    expect(await standing({ ...HOST, cookie: cookie! })).toBe('signed_in');
    expect(await standing()).toBe('nobody');
    expect(await codeOf('/api/sigtuna')).toBe('sign_in_needed');
    expect((await claim({ ...ANNA, login: 'eve@evil.example' })).json<Problem>().code).toBe('claim_done');

    // Whatever happens to the accounts.
    await database.knex.raw('delete from staff.account');
    app = await testApp(database);
    expect(await standing()).toBe('nobody');
    expect((await claim(ANNA)).json<Problem>().code).toBe('claim_done');
    expect(await claimLines(database, readConfig({}), 3000)).toEqual([]);
  });

  test('of two first accounts made at once gets one', async () => {
    const both = await Promise.all([claim(ANNA), claim({ ...ANNA, login: 'bo@sigtuna.se' })]);
    expect(both.map(({ statusCode }) => statusCode).sort()).toEqual([200, 409]);
    expect(await database.knex('staff.account').count({ n: '*' })).toEqual([{ n: '1' }]);
  });

  test('makes no other account before the first administrator', async () => {
    const invited = await app.inject({
      method: 'POST',
      url: '/api/accounts',
      headers: HOST,
      payload: { login: 'bo', name: 'Bo', organisation_id: '7637cd97-b77a-4ece-a07d-6f7309d89a00', roles: [] },
    });
    expect(invited.json<Problem>().code).toBe('invalid_input');
    const right = { login: 'bosse', name: 'Bo', organisation_id: '7637cd97-b77a-4ece-a07d-6f7309d89a00', roles: [] };
    const again = await app.inject({ method: 'POST', url: '/api/accounts', headers: HOST, payload: right });
    expect(again.json<Problem>().code).toBe('account_needed');
  });

  test.each([
    [{ password: 'kort' }, 'password_short'],
    [{ password: 'lösenord1234' }, 'password_common'],
    [{ password: 'Anna Andersson 1' }, 'password_common'],
    [{ login: 'a b' }, 'invalid_input'],
    [{ name: ' ' }, 'invalid_input'],
    [{ token: 'never was' }, 'link_over'],
  ])('refuses %o, and stays as it was', async (change, code) => {
    expect((await claim({ ...ANNA, ...change })).json<Problem>().code).toBe(code);
    expect(await standing()).toBe('at_machine');
  });
});

describe.each(REACHABLE)('an installation without accounts behind %s', (_, env, host) => {
  const headers = { host };
  beforeEach(async () => {
    app = await testApp(database, env);
  });

  test('serves nothing but its pages, its health and the way to the first account', async () => {
    expect(await standing(headers)).toBe('nobody');
    for (const url of ['/api/installation', '/api/sigtuna', '/api/accounts', '/tiles/sigtuna/incidents/0/0/0.mvt'])
      expect([url, await codeOf(url, headers)]).toEqual([url, 'claim_needed']);
    expect((await app.inject({ url: '/api/health', headers })).json()).toMatchObject({
      engine: null,
      data_versions: {},
    });
    expect((await claim(ANNA, headers)).json<Problem>().code).toBe('claim_needed');
  });

  test('gives the first account to whoever has the link, once', async () => {
    const token = await linkToken(env);
    const about = await app.inject({ method: 'POST', url: '/api/link', headers, payload: { token } });
    expect(about.json()).toEqual({ purpose: 'claim', login: null, name: null });
    const made = await claim({ ...ANNA, token }, headers);
    expect(made.json<Session>()).toMatchObject({ standing: 'signed_in', account: { name: 'Anna Andersson' } });
    const again = await claim({ ...ANNA, token, login: 'eve@evil.example' }, headers);
    expect(again.json<Problem>().code).toBe('claim_done');
    const spent = await app.inject({ method: 'POST', url: '/api/link', headers, payload: { token } });
    expect(spent.json<Problem>().code).toBe('link_over');
    expect(await codeOf('/api/sigtuna', headers)).toBe('sign_in_needed');
  });
});

test('another network name than the settings’ own is refused, a bare address isn’t', async () => {
  app = await testApp(database, { HOST: '0.0.0.0' });
  expect(await codeOf('/api/health', { host: 'evil.example:3000' })).toBe('host_refused');
  expect(await codeOf('/api/health', { host: '192.0.2.7:3000' })).toBeUndefined();
  expect(await codeOf('/api/health', { host: '[2001:db8::1]:3000' })).toBeUndefined();
});

test('nobody signs in over plain http from another machine, and is told where instead', async () => {
  app = await testApp(database, { HOST: '0.0.0.0' });
  const token = await linkToken();
  const headers = { host: '192.0.2.7:3000', origin: 'http://192.0.2.7:3000', 'accept-language': 'en' };
  const refused = await claim({ ...ANNA, token }, headers);
  expect(refused.json<Problem>()).toMatchObject({ status: 403, code: 'sign_in_insecure' });
  expect(refused.json<Problem>().detail).toContain('PUBLIC_URL');
  const session = (await app.inject({ url: '/api/session', headers })).json<Session>();
  expect(session.sign_in).toMatchObject({ possible: false, address: null });
});

test('a link works for a day, and an older one not', async () => {
  app = await testApp(database, { NODE_ENV: 'production' });
  const token = await linkToken();
  await database.knex.raw("update staff.one_time_link set expires_at = now() - interval '1 second'");
  expect((await claim({ ...ANNA, token })).json<Problem>().code).toBe('link_over');
  const { rows } = await database.knex.raw<{ rows: { token_hash: string }[] }>(
    'select token_hash from staff.one_time_link',
  );
  expect(rows[0]!.token_hash).not.toBe(token);
});

test('a start says what there is to know about accounts, and nothing once there are some', async () => {
  app = await testApp(database);
  const [here, link] = await claimLines(database, readConfig({}), 3000);
  expect(here).toContain('whoever sits at this machine is the administrator');
  expect(link).toMatch(/^ {2}http:\/\/localhost:3000\/login#[\w-]{43}$/);
  const [there, other] = await claimLines(database, readConfig({ PUBLIC_URL: 'https://a.se' }), 3000);
  expect(there).toContain('nothing is served until');
  expect(other).toMatch(/^ {2}https:\/\/a\.se\/login#/);
  await personWith(database, [{ role: 'administrator', municipality: null }]);
  expect(await claimLines(database, readConfig({}), 3000)).toEqual([]);
});

test('on a real socket too, only a request of this machine itself is let in', async () => {
  app = await testApp(database, { PORT: '0' });
  await app.listen({ host: '127.0.0.1', port: 0 });
  const { port } = app.server.address() as AddressInfo;
  const status = (headers: Record<string, string>): Promise<number> =>
    new Promise((resolve, reject) => {
      const call = request({ host: '127.0.0.1', port, path: '/api/sigtuna', headers }, (response) => {
        response.resume();
        resolve(response.statusCode!);
      });
      call.on('error', reject).end();
    });
  expect(await status({ host: `localhost:${port}` })).toBe(200);
  expect(await status({ host: `localhost:${port}`, 'x-forwarded-for': '203.0.113.9' })).toBe(403);
});
