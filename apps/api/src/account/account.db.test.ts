import type { Account, Problem, RoleGrant } from '@lagesbild/contract';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Database } from '../db/database.ts';
import { openTestDatabase } from '../db/testing.ts';
import { testApp } from '../incident/testing.ts';
import type { RoomApp } from '../room.ts';
import { addOtherArea, browserWith, personWith, sessionOf, type TestPerson } from './testing.ts';

let database: Database;
let app: RoomApp;
/** Administrator of everything, of Sigtuna, and somebody to be managed. */
let chief: TestPerson;
let local: TestPerson;
let bo: TestPerson;
beforeAll(async () => {
  database = await openTestDatabase();
  await addOtherArea(database);
  app = await testApp(database);
});
afterAll(() => app?.close());
beforeEach(async () => {
  await database.knex.raw('truncate staff.account cascade');
  chief = await personWith(database, [{ role: 'administrator', municipality: null }]);
  local = await personWith(database, [{ role: 'administrator', municipality: 'sigtuna' }]);
  bo = await personWith(database, [{ role: 'viewer', municipality: 'sigtuna' }]);
});

const ask = (method: string, url: string, by: TestPerson, payload?: object) =>
  app.inject({ method: method as 'GET', url, headers: by.headers, ...(payload ? { payload } : {}) });
const giveRoles = (to: TestPerson, roles: RoleGrant[], by = chief) =>
  ask('PUT', `/api/accounts/${to.account_id}/roles`, by, { roles });
const canSee = async (who: TestPerson, url = '/api/sigtuna/incidents/tally'): Promise<number> =>
  (await ask('GET', url, who)).statusCode;
const invite = async (by: TestPerson, roles: RoleGrant[], login = 'cilla@sigtuna.se') => {
  const [organisation_id] = await database.knex('staff.organisation').pluck('organisation_id');
  return ask('POST', '/api/accounts', by, { login, name: 'Cilla', organisation_id, roles });
};

describe('a change holds from the next request on', () => {
  test('when a role is taken, given, or moved to another area', async () => {
    expect(await canSee(bo)).toBe(200);
    await giveRoles(bo, [{ role: 'moderator', municipality: 'sigtuna' }]);
    expect(await canSee(bo)).toBe(403);
    await giveRoles(bo, [{ role: 'viewer', municipality: 'knivsta' }]);
    expect([await canSee(bo), await canSee(bo, '/api/knivsta/incidents/tally')]).toEqual([403, 200]);
    await giveRoles(bo, []);
    expect(await canSee(bo, '/api/knivsta/incidents/tally')).toBe(403);
  });

  test('when somebody is switched off and on: their sessions have ended', async () => {
    expect(await canSee(bo)).toBe(200);
    const off = await ask('PATCH', `/api/accounts/${bo.account_id}`, chief, { active: false });
    expect(off.json<Account>().state).toBe('deactivated');
    expect(await canSee(bo)).toBe(401);
    await ask('PATCH', `/api/accounts/${bo.account_id}`, chief, { active: true });
    expect(await canSee(bo)).toBe(401);
    expect(await canSee({ ...bo, headers: browserWith(await sessionOf(database, bo.account_id)) })).toBe(200);
  });

  test('when the table is changed behind the program’s back', async () => {
    expect(await canSee(bo)).toBe(200);
    await database.knex('staff.role_grant').where({ account_id: bo.account_id }).delete();
    await expect.poll(() => canSee(bo), { timeout: 3_000 }).toBe(403);
  });

  test('also in a request that was being looked up meanwhile', async () => {
    const before = Array.from({ length: 20 }, () => canSee(bo));
    const change = giveRoles(bo, []);
    await Promise.all([...before, change]);
    expect(await canSee(bo)).toBe(403);
  });
});

describe('an invitation', () => {
  test('is a link that works once, and the password chosen by it signs in', async () => {
    const made = await invite(chief, [{ role: 'analyst', municipality: 'sigtuna' }]);
    expect(made.statusCode).toBe(201);
    const { account, link } = made.json<{ account: Account; link: { url: string } }>();
    expect(account).toMatchObject({ login: 'cilla@sigtuna.se', state: 'invited' });
    expect(link.url).toMatch(/^http:\/\/localhost:3000\/login#[\w-]{43}$/);
    const token = link.url.split('#')[1]!;
    expect(JSON.stringify(await database.knex('staff.one_time_link').select())).not.toContain(token);

    const headers = { host: 'localhost:3000', origin: 'http://localhost:3000' };
    const post = (url: string, payload: object) => app.inject({ method: 'POST', url, headers, payload });
    expect((await post('/api/link', { token })).json()).toEqual({
      purpose: 'invitation',
      login: 'cilla@sigtuna.se',
      name: 'Cilla',
    });
    expect((await post('/api/link/use', { token, password: 'kort' })).json<Problem>().code).toBe('password_short');
    const used = await post('/api/link/use', { token, password: 'tre blåa cyklar' });
    expect(used.json()).toMatchObject({ standing: 'signed_in', account: { name: 'Cilla' } });
    expect((await post('/api/link/use', { token, password: 'tre gula cyklar' })).json<Problem>().code).toBe(
      'link_over',
    );
    const payload = { login: 'CILLA@sigtuna.se', password: 'tre blåa cyklar' };
    expect((await post('/api/session', payload)).statusCode).toBe(200);
  });

  test('that is made anew ends the one before, and so does switching the account off', async () => {
    const { account, link } = (await invite(chief, [])).json<{ account: Account; link: { url: string } }>();
    const works = async (url: string): Promise<boolean> => {
      const payload = { token: url.split('#')[1] };
      const headers = { host: 'localhost:3000' };
      return (await app.inject({ method: 'POST', url: '/api/link', headers, payload })).statusCode === 200;
    };
    const again = (await ask('POST', `/api/accounts/${account.account_id}/link`, chief)).json<{ url: string }>();
    expect([await works(link.url), await works(again.url)]).toEqual([false, true]);
    await ask('PATCH', `/api/accounts/${account.account_id}`, chief, { active: false });
    expect(await works(again.url)).toBe(false);
    const off = await ask('POST', `/api/accounts/${account.account_id}/link`, chief);
    expect(off.json<Problem>().code).toBe('account_off');
  });

  test('of a link used twice at once one succeeds', async () => {
    const { link } = (await invite(chief, [])).json<{ link: { url: string } }>();
    const token = link.url.split('#')[1]!;
    const use = (password: string) =>
      app.inject({
        method: 'POST',
        url: '/api/link/use',
        headers: { host: 'localhost:3000' },
        payload: { token, password },
      });
    const both = await Promise.all([use('tre blåa cyklar'), use('tre gula cyklar')]);
    expect(both.map(({ statusCode }) => statusCode).sort()).toEqual([200, 404]);
  });

  test('to a name that is taken, an organisation or an area that isn’t here, is refused, and nothing stays', async () => {
    const before = await database.knex('staff.account').count();
    expect((await invite(chief, [], bo.login)).json<Problem>().code).toBe('login_taken');
    const nowhere = await invite(chief, [{ role: 'viewer', municipality: 'atlantis' }]);
    expect(nowhere.json<Problem>().code).toBe('municipality_unknown');
    const payload = { login: 'dag', name: 'Dag', organisation_id: bo.account_id, roles: [] };
    expect((await ask('POST', '/api/accounts', chief, payload)).json<Problem>().code).toBe('organisation_unknown');
    expect(await database.knex('staff.account').count()).toEqual(before);
  });
});

describe('the administrator of one area', () => {
  test('sees those with a role there, and those roles only', async () => {
    await giveRoles(bo, [
      { role: 'viewer', municipality: 'sigtuna' },
      { role: 'analyst', municipality: 'knivsta' },
    ]);
    const seen = (await ask('GET', '/api/accounts', local)).json<Account[]>();
    expect(seen.map(({ login }) => login).sort()).toEqual([local.login, bo.login].sort());
    const found = seen.find(({ login }) => login === bo.login);
    expect(found).toMatchObject({ roles: [{ role: 'viewer', municipality: 'sigtuna' }], manageable: false });
  });

  test('gives roles there and nowhere else, and leaves other areas’ roles as they are', async () => {
    await giveRoles(bo, [
      { role: 'viewer', municipality: 'sigtuna' },
      { role: 'analyst', municipality: 'knivsta' },
    ]);
    expect((await giveRoles(bo, [{ role: 'coordinator', municipality: 'sigtuna' }], local)).statusCode).toBe(200);
    const [after] = (await ask('GET', '/api/accounts', chief))
      .json<Account[]>()
      .filter(({ login }) => login === bo.login);
    expect(after!.roles).toEqual([
      { role: 'analyst', municipality: 'knivsta' },
      { role: 'coordinator', municipality: 'sigtuna' },
    ]);
    for (const municipality of ['knivsta', null]) {
      const refused = await giveRoles(bo, [{ role: 'viewer', municipality }], local);
      expect([refused.statusCode, municipality]).toEqual([403, municipality]);
      expect((await invite(local, [{ role: 'viewer', municipality }])).statusCode).toBe(403);
    }
    expect((await invite(local, [])).json<Problem>().code).toBe('roles_missing');
  });

  test('can’t change, switch off or make a link for somebody with roles elsewhere, nor the chief', async () => {
    await giveRoles(bo, [
      { role: 'viewer', municipality: 'sigtuna' },
      { role: 'administrator', municipality: null },
    ]);
    const path = `/api/accounts/${bo.account_id}`;
    expect((await ask('POST', `${path}/link`, local)).json<Problem>().code).toBe('account_elsewhere');
    expect((await ask('PATCH', path, local, { active: false })).json<Problem>().code).toBe('account_elsewhere');
    expect((await ask('PATCH', path, local, { name: 'X' })).json<Problem>().code).toBe('account_elsewhere');
    const chiefs = `/api/accounts/${chief.account_id}`;
    expect((await ask('POST', `${chiefs}/link`, local)).json<Problem>().code).toBe('account_unknown');
  });
});

describe('the last administrator of everything', () => {
  test('can neither be demoted nor switched off, not even by two at once', async () => {
    expect((await giveRoles(chief, [])).json<Problem>().code).toBe('last_administrator');
    const off = await ask('PATCH', `/api/accounts/${chief.account_id}`, chief, { active: false });
    expect(off.json<Problem>().code).toBe('last_administrator');
    const second = await personWith(database, [{ role: 'administrator', municipality: null }]);
    const both = await Promise.all([giveRoles(chief, [], second), giveRoles(second, [], chief)]);
    expect(both.map(({ statusCode }) => statusCode).filter((status) => status === 200)).toHaveLength(1);
  });
});

test('organisations are added and renamed, each name once', async () => {
  const post = (payload: object) => ask('POST', '/api/organisations', chief, payload);
  const made = (await post({ kind: 'police', name: ' Polisområde Nord ' })).json<{ organisation_id: string }>();
  expect(made).toMatchObject({ kind: 'police', name: 'Polisområde Nord' });
  expect((await post({ kind: 'other', name: 'polisområde nord' })).json<Problem>().code).toBe('organisation_taken');
  const rename = (id: string, name: string) =>
    ask('PATCH', `/api/organisations/${id}`, chief, { kind: 'police', name });
  expect((await rename(made.organisation_id, 'kommunen')).json<Problem>().code).toBe('organisation_taken');
  expect((await rename(made.organisation_id, 'Polisregion Mitt')).json()).toMatchObject({ name: 'Polisregion Mitt' });
  expect((await rename(bo.account_id, 'X')).json<Problem>().code).toBe('organisation_unknown');
});
