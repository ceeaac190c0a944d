import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Account, OwnWays, Problem, Session } from '@lagesbild/contract';
import { SignJWT, UnsecuredJWT } from 'jose';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Database } from '../../db/database.ts';
import { openTestDatabase, testFolder } from '../../db/testing.ts';
import { testApp } from '../../incident/testing.ts';
import type { RoomApp } from '../../room.ts';
import { hashPassword } from '../password.ts';
import { browserWith, personWith, sessionOf, type TestPerson } from '../testing.ts';
import { type Liar, startLiar } from './liar.testing.ts';
import { CLIENT, startProvider, type TestProvider, walk } from './provider.testing.ts';

/** One file, since every test needs the same provider and what it has signed. */

const TABLE = `
# claim | value | roles | organisation
groups | analysts | analyst@sigtuna |
groups | admins   | administrator   |
org    | polisen  |                 | police: Polisområde Nord
`;
const HOST = { host: 'localhost:3000', origin: 'http://localhost:3000' };

let database: Database;
let provider: TestProvider;
let liar: Liar;
/** One program for each of the two. */
let app: RoomApp;
let lied: RoomApp;
let chief: TestPerson;

const settingsOf = (issuer: string): Record<string, string> => {
  const roles = join(testFolder(), 'roles.txt');
  writeFileSync(roles, TABLE);
  return {
    OIDC_ISSUER: issuer,
    OIDC_CLIENT_ID: CLIENT.id,
    OIDC_CLIENT_SECRET: CLIENT.secret,
    OIDC_NAME: 'Sigtuna kommun',
    OIDC_ROLES: roles,
    OIDC_INTERNAL: '1',
  };
};

beforeAll(async () => {
  database = await openTestDatabase();
  provider = await startProvider({ redirect_uri: 'http://localhost:3000/login/sso' });
  liar = await startLiar();
  app = await testApp(database, settingsOf(provider.issuer));
  lied = await testApp(database, settingsOf(liar.issuer));
});
afterAll(async () => {
  await lied?.ready().then(() => lied.server.close());
  await app?.close();
  await provider?.stop();
  await liar?.stop();
});
beforeEach(async () => {
  await database.knex.raw('truncate staff.account cascade');
  chief = await personWith(database, [{ role: 'administrator', municipality: null }], 'fyra gröna äpplen');
  provider.people.clear();
  provider.people.set('anna', {
    name: 'Anna Andersson',
    preferred_username: 'anna@kommun.se',
    groups: ['analysts', 'others'],
  });
});

type Headers = Record<string, string>;
/** What a browser has after this answer, beside what it had. */
const cookies = (response: { headers: Record<string, unknown> }, before: Headers = HOST): Headers => {
  const jar = new Map(
    (before.cookie ?? '').split('; ').flatMap((pair) => (pair ? [pair.split('=') as [string, string]] : [])),
  );
  for (const cookie of [response.headers['set-cookie'] ?? []].flat() as string[]) {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
    if (/Max-Age=0|1970/.test(cookie)) jar.delete(name);
    else jar.set(name, value);
  }
  return { ...HOST, cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; ') };
};
const post = (url: string, payload: object, headers: Headers = HOST, on = app) =>
  on.inject({ method: 'POST', url, headers, payload });
const begin = async (body: object = {}, headers: Headers = HOST, on = app) => {
  const response = await post('/api/session/sso/start', { to: '/', ...body }, headers, on);
  return { response, url: response.json<{ url: string }>().url, browser: cookies(response, headers) };
};
/** The whole way in at the real provider. */
const signInAs = async (subject: string, body: object = {}, headers: Headers = HOST) => {
  const { url, browser } = await begin(body, headers);
  const back = await walk(url, subject);
  const response = await post('/api/session/sso', { answer: back.search.slice(1) }, browser);
  return { response, back, browser, after: cookies(response, browser) };
};
/** The whole way in at the one that says what it likes. */
const believe = async () => {
  const { url, browser } = await begin({}, HOST, lied);
  const asked = new URL(url).searchParams;
  liar.nonce = asked.get('nonce')!;
  const answer = `code=abc&state=${asked.get('state')}`;
  const response = await post('/api/session/sso', { answer }, browser, lied);
  return { response, after: cookies(response, browser), asked, browser, answer };
};
const codeOf = (response: { json(): Problem }): string => response.json().code;
const accounts = async (): Promise<Account[]> =>
  (await app.inject({ url: '/api/accounts', headers: chief.headers })).json();

describe('by a real provider', () => {
  test('somebody comes in whom it vouches for, with the roles that their groups mean', async () => {
    const { url } = await begin();
    const asked = new URL(url).searchParams;
    expect(Object.fromEntries(asked)).toMatchObject({ response_type: 'code', code_challenge_method: 'S256' });
    expect(asked.get('scope')).toContain('openid');

    const { response, after } = await signInAs('anna', { to: '/sigtuna/karta?fran=2026-01-01#x' });
    expect(response.json()).toMatchObject({
      to: '/sigtuna/karta?fran=2026-01-01#x',
      session: {
        standing: 'signed_in',
        account: { login: 'anna@kommun.se', name: 'Anna Andersson', organisation: { name: 'Sigtuna kommun' } },
        roles: [{ role: 'analyst', municipality: 'sigtuna' }],
      },
    });
    expect((await app.inject({ url: '/api/sigtuna/incidents/tally', headers: after })).statusCode).toBe(200);
    expect((await app.inject({ url: '/api/account/ways', headers: after })).json<OwnWays>()).toMatchObject({
      password: false,
      sso: true,
    });
    expect((await accounts()).find(({ login }) => login === 'anna@kommun.se')).toMatchObject({
      state: 'active',
      sso: true,
    });
  });

  test('roles and organisation follow the claims at each sign-in, and who has none left is out at once', async () => {
    const first = await signInAs('anna');
    provider.people.set('anna', { groups: ['admins'], org: 'polisen', preferred_username: 'someone.else@kommun.se' });
    const second = await signInAs('anna');
    // The same account, also when the name at the provider has gone to somebody else.
    expect(second.response.json().session).toMatchObject({
      account: { login: 'anna@kommun.se', organisation: { kind: 'police', name: 'Polisområde Nord' } },
      roles: [{ role: 'administrator', municipality: null }],
    });
    // A role was taken: what was begun with it has ended.
    expect((await app.inject({ url: '/api/session', headers: first.after })).json<Session>().standing).toBe('nobody');

    provider.people.set('anna', { groups: ['others'] });
    const third = await signInAs('anna');
    expect(codeOf(third.response)).toBe('sso_no_role');
    expect((await app.inject({ url: '/api/session', headers: second.after })).json<Session>().standing).toBe('nobody');
    expect((await accounts()).find(({ login }) => login === 'anna@kommun.se')?.roles).toEqual([]);
  });

  test('nobody comes in whose groups mean nothing, and no account is made', async () => {
    provider.people.set('bo', { groups: ['others'], preferred_username: 'bo@kommun.se' });
    expect(codeOf((await signInAs('bo')).response)).toBe('sso_no_role');
    expect((await accounts()).map(({ login }) => login)).toEqual([chief.login]);
  });

  test('who is switched off here stays out, whatever the provider says', async () => {
    await signInAs('anna');
    const anna = (await accounts()).find(({ login }) => login === 'anna@kommun.se')!;
    const off = { method: 'PATCH' as const, url: `/api/accounts/${anna.account_id}`, headers: chief.headers };
    await app.inject({ ...off, payload: { active: false } });
    expect(codeOf((await signInAs('anna')).response)).toBe('sso_account_off');
  });

  test('an account of the same name is not taken over, but connected by whoever is signed in to it', async () => {
    const { account_id } = chief;
    await database.knex.raw("update staff.account set login = 'anna@kommun.se' where account_id = :account_id", {
      account_id,
    });
    expect(codeOf((await signInAs('anna')).response)).toBe('sso_login_taken');

    const connected = await signInAs('anna', { connect: true, to: '/sigtuna/installningar/konto' }, chief.headers);
    expect(connected.response.json()).toMatchObject({
      to: '/sigtuna/installningar/konto',
      session: { account: { account_id }, roles: [{ role: 'administrator', municipality: null }] },
    });
    // The last administrator keeps the role, and so doesn't come in by a word that would take it.
    expect(codeOf((await signInAs('anna')).response)).toBe('last_administrator');
    provider.people.set('anna', { groups: ['admins'], preferred_username: 'anna@kommun.se' });
    const { after, response } = await signInAs('anna');
    expect(response.json().session.account.account_id).toBe(account_id);

    const bo = await personWith(database, [{ role: 'viewer', municipality: 'sigtuna' }]);
    expect(codeOf((await signInAs('anna', { connect: true }, bo.headers)).response)).toBe('sso_connected_elsewhere');
    expect((await app.inject({ method: 'DELETE', url: '/api/account/sso', headers: after })).statusCode).toBe(204);
    expect(codeOf((await signInAs('anna')).response)).toBe('sso_login_taken');
  });

  test('the only way in stays', async () => {
    const { after } = await signInAs('anna');
    const refused = await app.inject({ method: 'DELETE', url: '/api/account/sso', headers: after });
    expect(codeOf(refused)).toBe('way_last');
    const password_hash = await hashPassword('fyra gröna äpplen');
    await database.knex.raw("update staff.account set password_hash = :password_hash where login = 'anna@kommun.se'", {
      password_hash,
    });
    expect((await app.inject({ method: 'DELETE', url: '/api/account/sso', headers: after })).statusCode).toBe(204);
  });

  test('two first sign-ins at once make one account', async () => {
    const both = await Promise.all([signInAs('anna'), signInAs('anna')]);
    expect(both.map(({ response }) => response.statusCode)).toEqual([200, 200]);
    expect((await accounts()).filter(({ sso }) => sso)).toHaveLength(1);
  });

  test('an answer works once, in the browser that asked, and not after it was changed', async () => {
    const { back, browser } = await signInAs('anna');
    const answer = back.search.slice(1);
    // The same again; another browser; one that began something of its own (a state that isn't its own).
    expect(codeOf(await post('/api/session/sso', { answer }, browser))).toBe('sso_over');
    const mine = await begin();
    const fresh = (await walk(mine.url, 'anna')).search.slice(1);
    expect(codeOf(await post('/api/session/sso', { answer: fresh }, HOST))).toBe('sso_over');
    const other = await begin();
    expect(codeOf(await post('/api/session/sso', { answer: fresh }, other.browser))).toBe('sso_refused');
    const changed = fresh.replace(/state=[^&]+/, 'state=x');
    expect(codeOf(await post('/api/session/sso', { answer: changed }, mine.browser))).toBe('sso_refused');
    // A code that the provider has seen before gives nothing a second time.
    const third = await begin();
    const state = new URL(third.url).searchParams.get('state')!;
    const replayed = answer.replace(/state=[^&]+/, `state=${state}`);
    expect(codeOf(await post('/api/session/sso', { answer: replayed }, third.browser))).toBe('sso_refused');
  });

  test('another issuer’s answer, and one that says no, are refused', async () => {
    for (const tail of ['iss=https%3A%2F%2Fevil.example', 'iss=x', 'error=access_denied']) {
      const { url, browser } = await begin();
      const state = new URL(url).searchParams.get('state');
      const answer = tail.startsWith('error')
        ? `${tail}&state=${state}&iss=${encodeURIComponent(provider.issuer)}`
        : `code=abc&state=${state}&${tail}`;
      const response = await post('/api/session/sso', { answer }, browser);
      expect(codeOf(response)).toBe('sso_refused');
      if (tail.startsWith('error')) expect(response.json<Problem>().detail).toContain('access_denied');
    }
  });

  test('where somebody wanted to go is a page of ours, whatever the link said', async () => {
    const outside = [
      '//evil.example',
      '/\\evil.example',
      'https://evil.example',
      '/.//evil.example',
      '/%2e//evil.example',
    ];
    for (const to of [...outside, 'javascript:alert(1)', '/api/session', '/login/sso?x', '\t//evil.example', '']) {
      const { response } = await signInAs('anna', { to });
      const went = new URL(response.json().to, 'http://localhost:3000');
      expect([to, went.origin, went.pathname]).toEqual([to, 'http://localhost:3000', '/']);
    }
  });

  test('before the first account it makes none', async () => {
    await database.knex.raw('update staff.installation set claimed_at = null');
    try {
      const empty = await testApp(database, settingsOf(provider.issuer));
      expect(codeOf(await post('/api/session/sso/start', { to: '/' }, HOST, empty))).toBe('claim_needed');
    } finally {
      await database.knex.raw('update staff.installation set claimed_at = now()');
    }
  });
});

describe('by one that lies', () => {
  test('the truth is believed', async () => {
    const { response, asked } = await believe();
    expect(response.json().session.account.login).toBe('anna@kommun.se');
    expect(asked.get('code_challenge')).toHaveLength(43);
  });

  test.each<[string, (liar: Liar) => Liar['says']]>([
    ['another nonce', (on) => (right) => on.sign({ ...right, nonce: 'x' })],
    [
      'no nonce',
      (on) =>
        ({ nonce: _, ...right }) =>
          on.sign(right),
    ],
    ['another audience', (on) => (right) => on.sign({ ...right, aud: 'another' })],
    ['another issuer', (on) => (right) => on.sign({ ...right, iss: 'https://evil.example' })],
    ['a token that is over', (on) => (right) => on.sign({ ...right, exp: right.iat! - 600, iat: right.iat! - 900 })],
    [
      'nobody',
      (on) =>
        ({ sub: _, ...right }) =>
          on.sign(right),
    ],
    ['a key of somebody else’s', (on) => (right) => on.forge(right)],
    ['no signature', () => (right) => new UnsecuredJWT(right).encode()],
    [
      'a signature by our own secret',
      () => (right) =>
        new SignJWT(right).setProtectedHeader({ alg: 'HS256' }).sign(new TextEncoder().encode(CLIENT.secret)),
    ],
    ['nothing', () => () => ''],
    ['one that was cut', (on) => async (right) => (await on.sign(right)).slice(0, -8)],
  ])('%s is refused, and nothing is changed', async (_, lie) => {
    liar.says = lie(liar);
    const { response, after } = await believe();
    liar.says = (right) => liar.sign(right);
    expect([response.statusCode, codeOf(response)]).toEqual([403, 'sso_refused']);
    expect((await lied.inject({ url: '/api/session', headers: after })).json<Session>().standing).toBe('nobody');
    expect((await accounts()).map(({ login }) => login)).toEqual([chief.login]);
  });

  test('it isn’t asked about an answer that was used', async () => {
    const { browser, answer } = await believe();
    const before = liar.asked;
    expect(codeOf(await post('/api/session/sso', { answer }, browser, lied))).toBe('sso_over');
    expect(liar.asked).toBe(before);
  });
});

describe('when somebody signs out at the issuer', () => {
  const leave = async (claims: object, sign: 'sign' | 'forge' = 'sign', on = lied) => {
    const now = Math.floor(Date.now() / 1000);
    const event = { 'http://schemas.openid.net/event/backchannel-logout': {} };
    const right = {
      iss: liar.issuer,
      aud: CLIENT.id,
      iat: now,
      exp: now + 120,
      jti: `${now}`,
      events: event,
      sid: 's1',
    };
    const logout_token = await liar[sign]({ ...right, ...claims });
    return on.inject({
      method: 'POST',
      url: '/api/session/sso/ended',
      headers: { host: HOST.host, 'content-type': 'application/x-www-form-urlencoded' },
      payload: new URLSearchParams({ logout_token }).toString(),
    });
  };
  const standing = async (headers: Headers): Promise<string> =>
    (await lied.inject({ url: '/api/session', headers })).json<Session>().standing;

  test('what came from that session ends here, and nothing else does', async () => {
    const { after } = await believe();
    const { account_id } = (await accounts()).find(({ sso }) => sso)!;
    const beside = browserWith(await sessionOf(database, account_id));
    expect((await leave({ sid: 's2' })).statusCode).toBe(204);
    expect(await standing(after)).toBe('signed_in');
    expect((await leave({})).statusCode).toBe(204);
    expect([await standing(after), await standing(beside)]).toEqual(['nobody', 'signed_in']);
    const again = await believe();
    expect((await leave({ sid: undefined, sub: 'bo' })).statusCode).toBe(204);
    expect(await standing(again.after)).toBe('signed_in');
    expect((await leave({ sid: undefined, sub: 'anna' })).statusCode).toBe(204);
    expect(await standing(again.after)).toBe('nobody');
  });

  test('sent a second time it ends nothing that was begun since', async () => {
    const { after } = await believe();
    const iat = Math.floor(Date.now() / 1000) - 600;
    expect((await leave({ iat })).statusCode).toBe(204);
    expect(await standing(after)).toBe('signed_in');
  });

  test.each([
    ['by a key it never published', {}, 'forge'],
    ['for another', { aud: 'another' }, 'sign'],
    ['by another', { iss: 'https://evil.example' }, 'sign'],
    ['about nothing', { events: {} }, 'sign'],
    ['about nobody', { sid: undefined }, 'sign'],
    ['that is an ID token', { nonce: 'x' }, 'sign'],
    ['that is over', { exp: 1 }, 'sign'],
  ] as const)('a word %s is refused', async (_, claims, sign) => {
    const { after } = await believe();
    expect(codeOf(await leave(claims, sign))).toBe('sso_refused');
    expect(await standing(after)).toBe('signed_in');
  });
});

describe('when the issuer is not as it should be', () => {
  test('unreachable, one sentence says so, and the password still works', async () => {
    const gone = await testApp(database, settingsOf('http://127.0.0.1:9'));
    const response = await post('/api/session/sso/start', { to: '/' }, { ...HOST, 'accept-language': 'en' }, gone);
    expect([response.statusCode, response.headers['retry-after']]).toEqual([503, '30']);
    expect(response.json<Problem>().detail).toMatch(
      /^Sigtuna kommun doesn’t answer as expected \(.+\)\. Sign in with a password/,
    );
    const local = await post('/api/session', { login: chief.login, password: 'fyra gröna äpplen' }, HOST, gone);
    expect(local.json<Session>()).toMatchObject({
      standing: 'signed_in',
      sign_in: { sso: { name: 'Sigtuna kommun' } },
    });
  });

  test('one that names itself otherwise is none', async () => {
    liar.poses_as = 'https://evil.example';
    const fresh = await testApp(database, settingsOf(liar.issuer));
    expect(codeOf(await post('/api/session/sso/start', { to: '/' }, HOST, fresh))).toBe('sso_away');
    liar.poses_as = null;
    expect((await post('/api/session/sso/start', { to: '/' }, HOST, fresh)).statusCode).toBe(200);
  });

  test('on this machine it is only asked where the settings say that it is here', async () => {
    const { OIDC_INTERNAL: _, ...settings } = settingsOf(provider.issuer.replace('http:', 'https:'));
    const outside = await testApp(database, settings);
    const response = await post('/api/session/sso/start', { to: '/' }, HOST, outside);
    expect(codeOf(response)).toBe('sso_away');
    expect(response.json<Problem>().detail).toContain('127.0.0.1');
  });

  test('without one, nothing is offered', async () => {
    const none = await testApp(database);
    expect(codeOf(await post('/api/session/sso/start', { to: '/' }, HOST, none))).toBe('sso_off');
    expect((await none.inject({ url: '/api/session', headers: HOST })).json<Session>().sign_in.sso).toBeNull();
  });
});
