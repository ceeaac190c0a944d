import type { GovernedSource, Problem } from '@lagesbild/contract';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { personWith, type TestPerson } from '../account/testing.ts';
import type { Database } from '../db/database.ts';
import { openTestDatabase } from '../db/testing.ts';
import { addIncidents, makeIncidents, seeded, sigtunaOf, testApp } from '../incident/testing.ts';
import type { RoomApp } from '../room.ts';

let database: Database;
let app: RoomApp;
let chief: TestPerson;
let municipality_id: number;

beforeAll(async () => {
  database = await openTestDatabase();
  const { categories, ...area } = await sigtunaOf(database);
  municipality_id = area.municipality_id;
  await addIncidents(database, municipality_id, makeIncidents(20, seeded(3), categories));
  chief = await personWith(database, [{ role: 'administrator', municipality: 'sigtuna' }]);
  app = await testApp(database);
});
afterAll(() => app?.close());
beforeEach(() =>
  database.knex.raw(`update staff.source set enabled = false, kind = 'police', name = 'Polisens uttag';
    delete from staff.lawful_basis`),
);

const ask = async (method: 'GET' | 'PUT' | 'PATCH', path: string, payload?: object, language = 'en') => {
  const headers = { ...chief.headers, 'accept-language': language };
  const response = await app.inject({
    method,
    url: `/api/sigtuna/sources${path}`,
    headers,
    ...(payload && { payload }),
  });
  return { status: response.statusCode, body: response.json<GovernedSource & GovernedSource[] & Problem>() };
};
const basis = {
  legal_basis: 'Lag (2023:196) 3 §',
  controller: 'Kommunstyrelsen',
  secrecy_ground: 'OSL 35 kap. 1 §, prövad 2026-02-03',
  reference: 'KS 2026/123',
};
const visible = async (): Promise<number> =>
  (await database.knex.raw('select count(*)::integer as n from staff.visible_incident')).rows[0].n;

describe('a source of the police', () => {
  test('isn’t shown until its basis is recorded, and the refusal names what is missing', async () => {
    const missing = async (language: string) => (await ask('PATCH', '/1', { enabled: true }, language)).body;
    expect(await missing('sv')).toMatchObject({ status: 409, code: 'source_basis_missing' });
    expect((await missing('sv')).detail).toContain('rättslig grund, personuppgiftsansvarig och sekretessgrund');
    await ask('PUT', '/1/basis', { ...basis, controller: ' ', secrecy_ground: '' });
    expect((await missing('en')).detail).toContain('controller and secrecy ground');
    expect((await missing('en')).detail).not.toContain('legal basis,');
    await ask('PUT', '/1/basis', { ...basis, controller: '' });
    expect((await missing('ar')).detail).toContain('الجهة المسؤولة عن المعالجة');
    expect(await visible()).toBe(0);
    const recorded = await ask('PUT', '/1/basis', basis);
    expect(recorded.body.basis).toMatchObject({ ...basis, recorded_by: 'Prov Person' });
    expect((await ask('PATCH', '/1', { enabled: true })).body).toMatchObject({ enabled: true });
    expect(await visible()).toBe(20);
  });

  test('keeps its basis while it is shown, and may change it', async () => {
    await ask('PUT', '/1/basis', basis);
    await ask('PATCH', '/1', { enabled: true });
    const refused = await ask('PUT', '/1/basis', { ...basis, legal_basis: '' });
    expect([refused.status, refused.body.code]).toEqual([409, 'source_basis_in_use']);
    expect((await ask('PUT', '/1/basis', { ...basis, reference: 'KS 2026/124' })).status).toBe(200);
    expect((await ask('GET', '')).body[0]!.basis).toMatchObject({ ...basis, reference: 'KS 2026/124' });
  });

  test('can’t be shown past the program either: the database itself refuses', async () => {
    const refused = expect.objectContaining({ code: '23514' });
    const raw = (sql: string) => database.knex.raw(sql);
    await expect(raw('update staff.source set enabled = true')).rejects.toEqual(refused);
    await expect(
      raw(`insert into staff.source (municipality_id, source_id, slug, name, kind)
        values (${municipality_id}, 9, 'nio', 'Nio', 'police')`),
    ).rejects.toEqual(refused);
    await ask('PUT', '/1/basis', basis);
    await ask('PATCH', '/1', { enabled: true });
    await expect(raw('delete from staff.lawful_basis')).rejects.toEqual(refused);
    await expect(raw('update staff.lawful_basis set controller = null')).rejects.toEqual(refused);
    expect(await visible()).toBe(20);
  });

  test('hides at once, and another kind of source needs no basis', async () => {
    await database.knex.raw(`update staff.source set kind = 'municipal'`);
    expect((await ask('PATCH', '/1', { enabled: true })).status).toBe(200);
    expect(await visible()).toBe(20);
    expect((await ask('PATCH', '/1', { enabled: false })).body).toMatchObject({ enabled: false });
    expect(await visible()).toBe(0);
  });
});

test('what can’t be is said in one sentence, and changes nothing', async () => {
  const code = async (...call: Parameters<typeof ask>) => {
    const { status, body } = await ask(...call);
    return [status, body.code];
  };
  const nobody = ['3f2b0f04-6b0e-4c1c-9a51-0a2d6ee4f6d1'];
  expect(await code('PATCH', '/99', { enabled: false })).toEqual([404, 'source_unknown']);
  expect(await code('PUT', '/99/basis', basis)).toEqual([404, 'source_unknown']);
  expect(await code('PUT', '/1/basis', { ...basis, controller: 'x'.repeat(1001) })).toEqual([400, 'invalid_input']);
  expect(await code('PUT', '/1/viewers', { roles: [], organisations: null })).toEqual([400, 'invalid_input']);
  expect(await code('PUT', '/1/viewers', { roles: ['king'], organisations: null })).toEqual([400, 'invalid_input']);
  expect(await code('PUT', '/1/viewers', { roles: null, organisations: nobody })).toEqual([
    409,
    'source_organisation_unknown',
  ]);
  expect((await ask('GET', '')).body[0]).toMatchObject({ viewers: { roles: null, organisations: null }, basis: null });
});

test('what was decided about a source is in the log, and what changed nothing isn’t', async () => {
  const { knex } = database;
  const told = async () => {
    const { rows } = await knex.raw<{ rows: { act: string; who: string; object: string }[] }>(
      'select act, who, object from staff.audit_entry where municipality_id = ? order by entry_no',
      [municipality_id],
    );
    return rows;
  };
  const before = (await told()).length;
  await ask('PATCH', '/1', { enabled: true }); // refused
  await ask('PUT', '/1/basis', basis);
  await ask('PATCH', '/1', { enabled: true });
  await ask('PATCH', '/1', { enabled: true }); // is already
  await ask('PUT', '/1/viewers', { roles: ['analyst'], organisations: null });
  await ask('PUT', '/1/viewers', { roles: null, organisations: null });
  const since = (await told()).slice(before);
  expect(since.map(({ act }) => act)).toEqual(['basis_recorded', 'source_shown', 'source_limited', 'source_unlimited']);
  for (const { who, object } of since) expect([who, object]).toEqual([chief.login, 'Polisens uttag']);
});
