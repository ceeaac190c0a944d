import type { OwnWays, Problem, Session, SignedIn } from '@lagesbild/contract';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Database } from '../../db/database.ts';
import { openTestDatabase } from '../../db/testing.ts';
import { testApp } from '../../incident/testing.ts';
import type { RoomApp } from '../../room.ts';
import { personWith, type TestPerson } from '../testing.ts';
import { TestKey } from './key.testing.ts';

const HOST = { host: 'localhost:3000', origin: 'http://localhost:3000' };
const PASSWORD = 'fyra gröna äpplen';

let database: Database;
let app: RoomApp;
let anna: TestPerson;
let key: TestKey;
beforeAll(async () => {
  database = await openTestDatabase();
  app = await testApp(database);
});
afterAll(() => app?.close());
beforeEach(async () => {
  await database.knex.raw('truncate staff.account cascade');
  await database.knex.raw("update staff.installation set second_factor_roles = '{}'");
  await personWith(database, [{ role: 'administrator', municipality: null }]);
  anna = await personWith(database, [{ role: 'administrator', municipality: null }], PASSWORD);
  key = new TestKey();
});

type Headers = Record<string, string>;
type Answer = Awaited<ReturnType<typeof ask>>;
const ask = (method: string, url: string, headers: Headers = HOST, payload?: object) =>
  app.inject({ method: method as 'GET', url, headers, ...(payload ? { payload } : {}) });
/** What a browser has after this answer, beside what it had. */
const after = (response: { headers: Record<string, unknown> }, before: Headers = HOST): Headers => {
  const jar = new Map(
    (before.cookie ?? '').split('; ').flatMap((pair) => (pair ? [pair.split('=') as [string, string]] : [])),
  );
  for (const cookie of [response.headers['set-cookie'] ?? []].flat() as string[]) {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
    if (value === '') jar.delete(name);
    else jar.set(name, value);
  }
  return { ...before, cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; ') };
};
const codeOf = (response: Answer): string => response.json<Problem>().code;
const optionsOf = (response: Answer) => response.json().options;
const standing = async (headers: Headers): Promise<string> =>
  (await ask('GET', '/api/session', headers)).json<Session>().standing;
const waysOf = async (headers: Headers): Promise<OwnWays> =>
  (await ask('GET', '/api/account/ways', headers)).json<OwnWays>();

const addKey = async (to = anna, made = key, name = 'Mobilen'): Promise<Answer> => {
  const start = await ask('POST', '/api/account/passkeys/start', to.headers, { password: PASSWORD });
  const response = made.make(optionsOf(start));
  return ask('POST', '/api/account/passkeys', after(start, to.headers), { response, name });
};
const enter = async (by = key): Promise<Answer> => {
  const start = await ask('POST', '/api/session/passkey/start');
  return ask('POST', '/api/session/passkey', after(start), { response: by.show(optionsOf(start)) });
};
const signIn = (password = PASSWORD) => ask('POST', '/api/session', HOST, { login: anna.login, password });

describe('a passkey', () => {
  test('is made with the password, named, listed, and opens the account without a name', async () => {
    const wrong = await ask('POST', '/api/account/passkeys/start', anna.headers, { password: 'x' });
    expect(codeOf(wrong)).toBe('password_wrong');
    const added = await addKey();
    expect([added.statusCode, added.json<OwnWays>().passkeys]).toMatchObject([
      201,
      [{ name: 'Mobilen', address: 'localhost', used_at: null }],
    ]);
    const start = await ask('POST', '/api/session/passkey/start');
    expect(optionsOf(start)).toMatchObject({ rpId: 'localhost', userVerification: 'required' });
    expect(optionsOf(start).allowCredentials ?? []).toEqual([]);
    const entered = await enter();
    expect(entered.json<Session>()).toMatchObject({ standing: 'signed_in', account: { account_id: anna.account_id } });
    const [one] = (await waysOf(after(entered))).passkeys;
    expect(one?.used_at).not.toBeNull();
    const renamed = await ask('PATCH', `/api/account/passkeys/${one!.passkey_id}`, anna.headers, {
      name: 'Nya mobilen',
    });
    expect(renamed.json<OwnWays>().passkeys[0]?.name).toBe('Nya mobilen');
  });

  test('of somebody who is switched off opens nothing', async () => {
    await addKey();
    await database.knex.raw(
      'update staff.account set deactivated_at = now() where account_id = :account_id',
      anna as never,
    );
    expect(codeOf(await enter())).toBe('passkey_refused');
  });

  test('isn’t kept twice, nor changed by another', async () => {
    await addKey();
    expect(codeOf(await addKey())).toBe('passkey_refused');
    const bo = await personWith(database, [], PASSWORD);
    expect(codeOf(await addKey(bo))).toBe('passkey_refused');
    const { passkey_id } = (await waysOf(anna.headers)).passkeys[0]!;
    expect(codeOf(await ask('PATCH', `/api/account/passkeys/${passkey_id}`, bo.headers, { name: 'x' }))).toBe(
      'passkey_unknown',
    );
    expect(codeOf(await ask('DELETE', `/api/account/passkeys/${passkey_id}`, bo.headers))).toBe('passkey_unknown');
  });

  test.each<[string, (key: TestKey) => void]>([
    ['on another page', (on) => (on.origin = 'http://evil.example')],
    ['on another port', (on) => (on.origin = 'http://localhost:3001')],
    ['for another name', (on) => (on.rp_id = 'evil.example')],
    ['by somebody it didn’t look at', (on) => (on.flags = 0x01)],
    ['by nobody', (on) => (on.flags = 0x00)],
  ])('shown %s is refused, and so is making one there', async (_, lie) => {
    const other = new TestKey();
    lie(other);
    expect(codeOf(await addKey(anna, other))).toBe('passkey_refused');
    await addKey();
    lie(key);
    expect(codeOf(await enter())).toBe('passkey_refused');
  });

  test('whose counter doesn’t rise is a copy', async () => {
    await addKey();
    key.counter = 10;
    expect((await enter()).statusCode).toBe(200);
    for (const counter of [10, 5, 0]) {
      key.counter = counter - 1;
      expect(codeOf(await enter())).toBe('passkey_refused');
    }
    key.counter = 20;
    expect((await enter()).statusCode).toBe(200);
  });

  test('answers a question once, in the browser that was asked, and that question only', async () => {
    await addKey();
    const start = await ask('POST', '/api/session/passkey/start');
    const response = key.show(optionsOf(start));
    expect(codeOf(await ask('POST', '/api/session/passkey', HOST, { response }))).toBe('passkey_over');
    expect((await ask('POST', '/api/session/passkey', after(start), { response })).statusCode).toBe(200);
    expect(codeOf(await ask('POST', '/api/session/passkey', after(start), { response }))).toBe('passkey_over');
    const again = await ask('POST', '/api/session/passkey/start');
    expect(codeOf(await ask('POST', '/api/session/passkey', after(again), { response }))).toBe('passkey_refused');
    // A question for a new key isn't answered with a known one, or the other way round.
    const fresh = await ask('POST', '/api/account/passkeys/start', anna.headers, { password: PASSWORD });
    const shown = { response: key.show(optionsOf(fresh)) };
    expect(codeOf(await ask('POST', '/api/session/passkey', after(fresh, anna.headers), shown))).toBe('passkey_over');
  });

  test('that nobody knows, or whose signature was changed, is refused', async () => {
    await addKey();
    expect(codeOf(await enter(new TestKey()))).toBe('passkey_refused');
    const forger = new TestKey();
    Object.assign(forger, { id: key.id });
    expect(codeOf(await enter(forger))).toBe('passkey_refused');
  });

  test('belongs to a name: at an address in figures there is none', async () => {
    const figures = { host: '127.0.0.1:3000', origin: 'http://127.0.0.1:3000' };
    expect(codeOf(await ask('POST', '/api/session/passkey/start', figures))).toBe('passkey_address');
    expect((await ask('GET', '/api/session', figures)).json<Session>().sign_in.passkeys).toBe(false);
    expect((await ask('GET', '/api/session')).json<Session>().sign_in.passkeys).toBe(true);
  });
});

describe('what opens an account', () => {
  test('may be a passkey alone; the last way stays', async () => {
    const none = { current: PASSWORD, password: null };
    expect(codeOf(await ask('PUT', '/api/account/password', anna.headers, none))).toBe('way_last');
    await addKey();
    expect((await ask('PUT', '/api/account/password', anna.headers, none)).statusCode).toBe(204);
    expect(codeOf(await signIn())).toBe('sign_in_wrong');
    expect((await enter()).statusCode).toBe(200);
    const { passkeys, password } = await waysOf(anna.headers);
    expect(password).toBe(false);
    expect(codeOf(await ask('DELETE', `/api/account/passkeys/${passkeys[0]!.passkey_id}`, anna.headers))).toBe(
      'way_last',
    );
    const accounts = (await ask('GET', '/api/accounts', anna.headers)).json();
    expect(accounts.find(({ login }: { login: string }) => login === anna.login)).toMatchObject({
      state: 'active',
      passkeys: 1,
    });
  });

  test('is both, where its owner wants so: sessions of a password alone are over', async () => {
    expect(codeOf(await ask('PUT', '/api/account/second-factor', anna.headers, { on: true }))).toBe(
      'second_factor_first',
    );
    const before = after(await signIn());
    await addKey();
    expect((await ask('PUT', '/api/account/second-factor', anna.headers, { on: true })).json()).toMatchObject({
      second_factor: true,
    });
    expect([await standing(anna.headers), await standing(before)]).toEqual(['signed_in', 'nobody']);

    expect(codeOf(await signIn('fyra röda äpplen'))).toBe('sign_in_wrong');
    const first = await signIn();
    const { standing: now, second_step } = first.json<SignedIn>();
    expect([now, second_step?.kind]).toEqual(['nobody', 'passkey']);
    expect(second_step?.options).toMatchObject({ allowCredentials: [{ id: key.id.toString('base64url') }] });
    expect(await standing(after(first))).toBe('nobody');
    const response = key.show(second_step!.options);
    const second = await ask('POST', '/api/session/passkey', after(first), { response });
    expect(await standing(after(second))).toBe('signed_in');

    // Another's key after this one's password opens neither account.
    const bo = await personWith(database, [], PASSWORD);
    const other = new TestKey();
    await addKey(bo, other);
    const third = await signIn();
    const wrong = other.show(third.json<SignedIn>().second_step!.options);
    expect(codeOf(await ask('POST', '/api/session/passkey', after(third), { response: wrong }))).toBe(
      'passkey_refused',
    );

    const { passkeys } = await waysOf(anna.headers);
    expect(codeOf(await ask('DELETE', `/api/account/passkeys/${passkeys[0]!.passkey_id}`, anna.headers))).toBe(
      'second_factor_last',
    );
    await ask('PUT', '/api/account/second-factor', anna.headers, { on: false });
    expect((await signIn()).json<SignedIn>().second_step).toBeNull();
  });

  test('isn’t a new passkey for whoever knows the password, where the account’s own are at another name', async () => {
    await addKey();
    await database.knex.raw("update staff.passkey set rp_id = 'lagesbild.example.se'");
    await database.knex.raw('update staff.account set second_factor = true');
    const refused = await signIn();
    expect([codeOf(refused), refused.json<Problem>().detail]).toEqual([
      'passkey_elsewhere',
      expect.stringContaining('lagesbild.example.se'),
    ]);
  });
});

describe('an administrator', () => {
  const demand = (roles: string[], headers = anna.headers) =>
    ask('PUT', '/api/accounts/second-factor', headers, { roles });

  test('demands more of a role: who has no passkey makes one after the password, and comes in', async () => {
    const bo = await personWith(database, [{ role: 'analyst', municipality: 'sigtuna' }], PASSWORD);
    const cilla = await personWith(database, [{ role: 'viewer', municipality: 'sigtuna' }], PASSWORD);
    expect(codeOf(await demand(['analyst']))).toBe('second_factor_first');
    await addKey();
    expect((await demand(['analyst', 'analyst'])).json()).toEqual({ roles: ['analyst'] });
    expect([await standing(bo.headers), await standing(cilla.headers)]).toEqual(['nobody', 'signed_in']);
    // A role that is given has its demand with it.
    await ask('PUT', `/api/accounts/${cilla.account_id}/roles`, anna.headers, {
      roles: [{ role: 'analyst', municipality: 'sigtuna' }],
    });
    expect(await standing(cilla.headers)).toBe('nobody');

    const first = await ask('POST', '/api/session', HOST, { login: bo.login, password: PASSWORD });
    expect(first.json<SignedIn>().second_step?.kind).toBe('new_passkey');
    const made = new TestKey();
    const response = made.make(first.json<SignedIn>().second_step!.options);
    const second = await ask('POST', '/api/session/passkey/first', after(first), { response, name: 'Kortet' });
    expect(await standing(after(second))).toBe('signed_in');
    expect(await waysOf(after(second))).toMatchObject({ second_factor_by_role: true, passkeys: [{ name: 'Kortet' }] });
    // The next one who knows the password has to show this key: none is made again.
    const next = await ask('POST', '/api/session', HOST, { login: bo.login, password: PASSWORD });
    expect(next.json<SignedIn>().second_step?.kind).toBe('passkey');
    expect((await demand([])).json()).toEqual({ roles: [] });
  });

  test('lets somebody in again who has lost password and keys, by a link that works once', async () => {
    const bo = await personWith(database, [], PASSWORD);
    await addKey(bo);
    const url = `/api/accounts/${bo.account_id}/link`;
    const use = async (body: object | undefined) => {
      const made = await ask('POST', url, anna.headers, body);
      const token = new URL(made.json().url).hash.slice(1);
      return ask('POST', '/api/link/use', HOST, { token, password: 'sju svarta katter' });
    };
    const kept = await use(undefined);
    expect((await waysOf(after(kept))).passkeys).toHaveLength(1);
    const ended = await use({ ends_passkeys: true });
    expect((await waysOf(after(ended))).passkeys).toEqual([]);
    expect(codeOf(await enter())).toBe('passkey_refused');
  });
});
