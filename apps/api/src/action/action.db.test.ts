import type { Action, NewAction, Problem } from '@lagesbild/contract';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { addOtherArea, personWith, type TestPerson } from '../account/testing.ts';
import type { Database } from '../db/database.ts';
import { openTestDatabase } from '../db/testing.ts';
import { sigtunaOf, testApp } from '../incident/testing.ts';
import type { RoomApp } from '../room.ts';

let database: Database;
let app: RoomApp;
let anna: TestPerson;
let bo: TestPerson;

beforeAll(async () => {
  database = await openTestDatabase();
  await addOtherArea(database);
  anna = await personWith(database, [{ role: 'coordinator', municipality: 'sigtuna' }]);
  bo = await personWith(database, [{ role: 'moderator', municipality: 'sigtuna' }]);
  app = await testApp(database);
});
afterAll(() => app?.close());
beforeEach(async () => {
  await database.knex.raw('delete from staff.action; update staff.account set deactivated_at = null');
});

const LIGHT: NewAction = {
  ...{ title: 'Belysning vid gången', where: { place: 'valsta-centrum' }, status: 'planned', done_on: null },
  public_text: { sv: 'Vi lagar belysningen i gången under våren.' },
  ...{ rests_on: 'dialogue', rests_on_what: 'Medborgardialog i Valsta, hösten' },
};

type Answer = Action & Action[] & Pick<Problem, 'code' | 'detail'>;
const ask = async (method: 'GET' | 'POST' | 'PATCH', path = '', payload?: object, who = anna) => {
  const response = await app.inject({
    ...{ method, url: `/api/sigtuna/actions${path}`, headers: who.headers },
    ...(payload && { payload }),
  });
  return { status: response.statusCode, body: response.json<Answer>() };
};
const made = async (change: Partial<NewAction> = {}): Promise<Action> => {
  const { status, body } = await ask('POST', '', { ...LIGHT, ...change });
  expect([status, body.detail]).toEqual([201, undefined]);
  return body;
};
const approve = ({ action_id, version }: Pick<Action, 'action_id' | 'version'>, who = anna) =>
  ask('POST', `/${action_id}/approve`, { version }, who);
const inPublic = async (): Promise<{ status: string; public_text: { sv: string } }[]> =>
  (await database.knex.raw('select * from staff.published_action')).rows;
const acts = async (n: number): Promise<string[]> =>
  (
    await database.knex.raw<{ rows: { act: string }[] }>(
      'select act from staff.audit_entry where municipality_id = (select municipality_id from staff.municipality where slug = ?) order by entry_no desc limit ?',
      ['sigtuna', n],
    )
  ).rows.map(({ act }) => act);

test('two different accounts have to approve the same version before anything is public', async () => {
  const action = await made();
  expect(action).toMatchObject({ version: 1, approvals: [], approvals_needed: 2, published: null, lacks: [] });
  const once = await approve(action);
  expect([once.status, once.body.published]).toEqual([200, null]);
  expect(await inPublic()).toEqual([]);
  expect((await approve(action)).body.code).toBe('action_approved_already');
  const twice = await approve(action, bo);
  expect(twice.body.approvals).toHaveLength(2);
  expect(twice.body.published?.version).toBe(1);
  expect(await acts(4)).toEqual(['action_published', 'action_approved', 'action_approved', 'action_made']);
});

test('what is public says where, what and when, and neither a title, a count nor a name', async () => {
  const action = await made();
  await approve(action);
  await approve(action, bo);
  const [row] = await inPublic();
  expect(Object.keys(row!).sort()).toEqual(
    [
      ...['action_id', 'approved_on', 'cell_x', 'cell_y', 'done_on', 'measured_change', 'municipality_id', 'place'],
      ...['public_text', 'status'],
    ].sort(),
  );
  expect(JSON.stringify(row)).not.toContain(LIGHT.title);
});

test('a change voids what was approved, and the public goes on seeing what was', async () => {
  const action = await made();
  await approve(action);
  await approve(action, bo);
  const text = { sv: 'Belysningen i gången är lagad.' };
  const change = { ...LIGHT, status: 'done', done_on: '2026-03-12', public_text: text, version: 1 };
  const changed = await ask('PATCH', `/${action.action_id}`, change);
  expect(changed.body).toMatchObject({ version: 2, approvals: [], published: { version: 1 } });
  expect(await inPublic()).toMatchObject([{ status: 'planned', public_text: LIGHT.public_text }]);
  await approve(changed.body, bo);
  await approve(changed.body);
  expect(await inPublic()).toMatchObject([{ status: 'done', public_text: text }]);
});

test('withdrawn, nothing of it is public, and it has to be approved anew', async () => {
  const action = await made();
  expect((await ask('POST', `/${action.action_id}/withdraw`, { version: 1 })).body.code).toBe('action_not_public');
  await approve(action);
  await approve(action, bo);
  const withdrawn = await ask('POST', `/${action.action_id}/withdraw`, { version: 1 });
  expect(withdrawn.body).toMatchObject({ published: null, approvals: [] });
  expect(await inPublic()).toEqual([]);
});

test('of two who change the same version, the second is told and changes nothing', async () => {
  const { action_id } = await made();
  const both = await Promise.all(
    ['A', 'B'].map((title) => ask('PATCH', `/${action_id}`, { ...LIGHT, title, version: 1 })),
  );
  expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
  const [kept] = (await ask('GET')).body;
  expect(kept!.title).toBe(both.find(({ status }) => status === 200)!.body.title);
});

test('where only one person may approve, one is enough, and the log says how many it was', async () => {
  await database.knex.raw('update staff.account set deactivated_at = now() where account_id = ?', [bo.account_id]);
  const action = await made();
  expect(action.approvals_needed).toBe(1);
  expect((await approve(action)).body.published).not.toBeNull();
  const { rows } = await database.knex.raw(
    "select details from staff.audit_entry where act = 'action_published' order by at desc limit 1",
  );
  expect(rows[0].details).toEqual({ n: 1 });
});

test('it may be public only with a text, and resting on ten published flags or on a channel that is named', async () => {
  const refusedWith = async (change: Partial<NewAction>): Promise<string> =>
    (await approve(await made(change))).body.code;
  expect(await refusedWith({ public_text: null })).toBe('action_text_missing');
  expect(await refusedWith({ rests_on_what: '' })).toBe('action_ground_missing');
  expect(await refusedWith({ rests_on: 'flags', rests_on_what: '' })).toBe('action_flags_few');
});

test.each([
  [{ where: { place: 'atlantis' } }, 'action_place_unknown'],
  [{ where: { cell: { x: 1, y: 1 } } }, 'action_cell_outside'],
  [{ where: { cell: { x: -1_000_000, y: 978_181 } } }, 'action_cell_outside'],
  [{ status: 'done' }, 'action_done_on_missing'],
  [{ status: 'done', done_on: '2999-01-01' }, 'action_done_on_early'],
  [{ done_on: '2026-01-01' }, 'action_done_on_given'],
  [{ public_text: { sv: 'Efter 23 markeringar.' } }, 'action_text_counts'],
  [{ where: { place: 'valsta-centrum', cell: { x: 1, y: 1 } } }, 'invalid_input'],
  [{ title: '' }, 'invalid_input'],
])('%j is refused as %s, and nothing is written', async (change, code) => {
  expect((await ask('POST', '', { ...LIGHT, ...change })).body.code).toBe(code);
  expect((await ask('GET')).body).toEqual([]);
});

test('a cell of the area is a place too', async () => {
  const { municipality_id } = await sigtunaOf(database);
  const { rows } = await database.knex.raw(
    `select cast(floor(st_x(p) / 100) as integer) as x, cast(floor(st_y(p) / 100) as integer) as y
     from (select st_transform(st_pointonsurface(outline), srid) as p from staff.municipality where municipality_id = ?) m`,
    [municipality_id],
  );
  expect((await made({ where: { cell: rows[0] } })).where).toEqual({ cell: rows[0] });
});

test('another area’s action isn’t there', async () => {
  const { action_id } = await made();
  const other = await personWith(database, [{ role: 'administrator', municipality: 'knivsta' }]);
  const url = `/api/knivsta/actions/${action_id}/approve`;
  const response = await app.inject({ method: 'POST', url, headers: other.headers, payload: { version: 1 } });
  expect(response.json<Problem>().code).toBe('action_unknown');
});
