import { randomUUID } from 'node:crypto';
import { get, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type {
  Action,
  Decided,
  FlagDossier,
  ModeratedFlag,
  ModerationQueue,
  NewDecision,
  Problem,
} from '@lagesbild/contract';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { addOtherArea, personWith, type TestPerson } from '../account/testing.ts';
import type { Database } from '../db/database.ts';
import { openTestDatabase } from '../db/testing.ts';
import { testApp } from '../incident/testing.ts';
import type { RoomApp } from '../room.ts';
import { addFlag, type MadeFlag } from './testing.ts';

let database: Database;
let app: RoomApp;
let anna: TestPerson;
let bo: TestPerson;

beforeAll(async () => {
  database = await openTestDatabase();
  await addOtherArea(database);
  anna = await personWith(database, [{ role: 'moderator', municipality: 'sigtuna' }]);
  bo = await personWith(database, [{ role: 'administrator', municipality: 'sigtuna' }]);
  app = await testApp(database);
});
afterAll(() => app?.close());
beforeEach(async () => {
  await database.knex.raw('delete from flag.flag; delete from staff.answer_time; delete from staff.action');
});

type Answer = ModerationQueue & FlagDossier & Decided & Pick<Problem, 'code' | 'detail'>;
const ask = async (method: 'GET' | 'POST' | 'PUT', path = '', payload?: object, who = anna, headers = {}) => {
  const response = await app.inject({
    ...{ method, url: `/api/sigtuna/moderation${path}`, headers: { ...who.headers, ...headers } },
    ...(payload && { payload }),
  });
  return { status: response.statusCode, body: response.json<Answer>() };
};
const queue = async (stage: string): Promise<ModeratedFlag[]> => (await ask('GET', `?stage=${stage}`)).body.flags;
const made = async (n: number, flag: MadeFlag = {}): Promise<string[]> => {
  const ids: string[] = [];
  for (let i = 0; i < n; i++) ids.push(await addFlag(database, flag));
  return ids;
};
/** Of flags as they are now, which version each has. */
const seen = async (...ids: string[]) => {
  const { rows } = await database.knex.raw<{ rows: { flag_id: string; version: number }[] }>(
    `select f.flag_id, coalesce(max(d.decision_id), 0) as version from flag.flag f
     left join flag.decision d using (municipality_id, flag_id)
     where f.flag_id = any(cast(:ids as uuid[])) group by f.flag_id`,
    { ids },
  );
  return rows;
};
type Change = NewDecision extends infer D ? (D extends unknown ? Omit<D, 'flags'> : never) : never;
const decide = async (ids: string[], change: Change, who = anna) =>
  ask('POST', '/decisions', { ...change, flags: await seen(...ids) }, who);
const rowOf = async (flag_id: string): Promise<Record<string, unknown>> =>
  (await database.knex('flag.flag').where({ flag_id }).first())!;
const waits = async (flag_id: string): Promise<boolean> =>
  (await database.knex('flag.moderation').where({ flag_id })).length > 0;
const acts = async (n: number): Promise<{ act: string; object: string; object_id: string; details: object }[]> =>
  (
    await database.knex.raw(
      'select act, object, object_id, details from staff.audit_entry order by municipality_id desc, entry_no desc limit ?',
      [n],
    )
  ).rows;

const TEXT = { sv: 'Vi ska se över belysningen på platsen.' };
const PLANNED = { act: 'answer', state: 'planned', text: TEXT, action_id: null } as const;

test('what has waited too long comes first, then what weighs most; the same place and reason stand together', async () => {
  const [usual] = await made(1);
  await made(1, { place: 'marsta-centrum' });
  const [alike] = await made(1);
  const [strong] = await made(1, { strength: 3 });
  const [late] = await made(1, { received_on: '2026-01-02', weightiest: 'litter' });
  const { body } = await ask('GET');
  expect(body.flags.map(({ priority }) => priority)).toEqual(['late', 'first', 'usual', 'usual', 'usual']);
  expect([body.flags[0]!.flag_id, body.flags[1]!.flag_id]).toEqual([late, strong]);
  const ids = body.flags.map(({ flag_id }) => flag_id);
  expect(Math.abs(ids.indexOf(usual!) - ids.indexOf(alike!))).toBe(1);
  expect(body.flags[0]).toMatchObject({ received_on: '2026-01-02', due_on: '2026-01-08' });
  expect(body).toMatchObject({ late: 1, stages: { waiting: 5, quarantined: 0 } });
  expect(body.flags[0]!.lon).toBeCloseTo(17.83, 1);
});

test('flags that came together say so, and how many they are', async () => {
  await made(3, { burst: 7 });
  await made(1);
  expect((await queue('waiting')).map(({ burst_n }) => burst_n).sort()).toEqual([0, 3, 3, 3]);
});

test('published, a flag is verified and read, and the day it came is forgotten', async () => {
  const [id] = await made(1, { fate: 'quarantined', burst: 3 });
  expect((await decide([id!], { act: 'publish' })).status).toBe(200);
  expect(await rowOf(id!)).toMatchObject({ verified: true, state: 'read', fate: 'live' });
  expect(await waits(id!)).toBe(false);
  expect(await queue('published')).toMatchObject([{ flag_id: id, received_on: null, burst: null }]);
  expect(await acts(1)).toMatchObject([{ act: 'flag_published', object_id: id, object: '', details: {} }]);
});

test('merged, its receipt stays and it says read; only the other one is left to publish', async () => {
  const [a, b] = await made(2);
  const [into] = await seen(a!);
  expect((await decide([b!], { act: 'merge', into: into! })).status).toBe(200);
  expect(await rowOf(b!)).toMatchObject({ fate: 'merged', merged_into: a, state: 'read', verified: false });
  expect(await database.knex('flag.receipt').where({ flag_id: b })).toHaveLength(1);
  expect(await queue('waiting')).toMatchObject([{ flag_id: a, merged: 1 }]);
  const refused = async (ids: string[], target: string) =>
    (await decide(ids, { act: 'merge', into: (await seen(target))[0]! })).body.code;
  expect(await refused([a!], a!)).toBe('moderation_merge_itself');
  expect(await refused([a!], b!)).toBe('moderation_merge_target');
  const [c] = await made(1);
  expect(await refused([a!], c!)).toBe('moderation_merge_holds');
});

test('rejected for pointing at somebody, what was written is struck', async () => {
  const [id] = await made(1, { note: 'han i nummer fyra' });
  expect((await queue('waiting'))[0]!.note).toBe('han i nummer fyra');
  await decide([id!], { act: 'reject', reason: 'points_at_somebody' });
  expect(await rowOf(id!)).toMatchObject({
    ...{ fate: 'rejected', verified: false, state: 'read', because: 'points_at_somebody' },
  });
  expect(await database.knex('flag.note')).toEqual([]);
  expect((await acts(1))[0]).toMatchObject({ act: 'flag_rejected', details: { reason: 'points_at_somebody' } });
});

test('one question can be asked, and its answer stands with the flag', async () => {
  const [id] = await made(1);
  const question: Change = { act: 'ask', question: 'Är det fortfarande så?', choices: ['Ja', 'Nej'] };
  expect((await decide([id!], question)).status).toBe(200);
  expect(await queue('asked')).toMatchObject([
    { state: 'read', question: { text: 'Är det fortfarande så?', answer: null } },
  ]);
  expect((await decide([id!], { act: 'publish' })).status).toBe(200);
  expect((await decide([id!], question)).body.code).toBe('moderation_asked_already');
});

test('held, it waits for later and its day is kept', async () => {
  const [id] = await made(1);
  await decide([id!], { act: 'hold' });
  expect(await queue('held')).toMatchObject([{ flag_id: id, state: 'received' }]);
  expect(await waits(id!)).toBe(true);
});

test('an answer is told in words, can be renewed, and is linked to what was done', async () => {
  const ids = await made(2);
  const action = await app.inject({
    ...{ method: 'POST', url: '/api/sigtuna/actions', headers: anna.headers },
    payload: {
      ...{ title: 'Ljus', where: { place: 'valsta-centrum' }, status: 'planned', done_on: null },
      ...{ public_text: TEXT, rests_on: 'flags', rests_on_what: '' },
    },
  });
  const { action_id } = action.json<Action>();
  expect((await decide(ids, { ...PLANNED, action_id })).status).toBe(200);
  expect(await rowOf(ids[0]!)).toMatchObject({ state: 'planned', answer: TEXT, verified: true });
  expect((await decide([ids[0]!], { ...PLANNED, state: 'done', action_id })).status).toBe(200);
  const actions = await app.inject({ url: '/api/sigtuna/actions', headers: anna.headers });
  expect(actions.json<Action[]>()).toMatchObject([{ flags: 2, published_flags: 2, lacks: ['flags'] }]);
  expect((await decide(ids, { ...PLANNED, action_id: randomUUID() })).body.code).toBe('moderation_action_unknown');
});

test('ten published flags carry an action into the public', async () => {
  const ids = await made(10);
  const headers = anna.headers;
  const made_ = await app.inject({
    ...{ method: 'POST', url: '/api/sigtuna/actions', headers },
    payload: {
      ...{ title: 'Ljus', where: { place: 'valsta-centrum' }, status: 'planned', done_on: null },
      ...{ public_text: TEXT, rests_on: 'flags', rests_on_what: '' },
    },
  });
  const { action_id, version } = made_.json<Action>();
  await decide(ids.slice(0, 9), { ...PLANNED, action_id });
  const url = `/api/sigtuna/actions/${action_id}/approve`;
  const few = await app.inject({ method: 'POST', url, headers, payload: { version } });
  expect(few.json<Problem>()).toMatchObject({ code: 'action_flags_few' });
  await decide(ids.slice(9), { ...PLANNED, action_id });
  await app.inject({ method: 'POST', url, headers, payload: { version } });
  const last = await app.inject({ method: 'POST', url, headers: bo.headers, payload: { version } });
  expect(last.json<Action>().published).not.toBeNull();
});

test('of what an action rests on, what was merged is counted with the flag that it was merged into, once that is published', async () => {
  const ids = await made(13);
  const headers = anna.headers;
  const made_ = await app.inject({
    ...{ method: 'POST', url: '/api/sigtuna/actions', headers },
    payload: {
      ...{ title: 'Ljus', where: { place: 'valsta-centrum' }, status: 'planned', done_on: null },
      ...{ public_text: TEXT, rests_on: 'flags', rests_on_what: '' },
    },
  });
  const { action_id, version } = made_.json<Action>();
  const counted = async () => {
    const [action] = (await app.inject({ url: '/api/sigtuna/actions', headers })).json<Action[]>();
    return [action!.flags, action!.published_flags, action!.lacks];
  };
  const into = async (flag_id: string) => (await seen(flag_id))[0]!;
  // Eight that are answered, and two that residents sent of the same as the first of them.
  await decide(ids.slice(0, 8), { ...PLANNED, action_id });
  expect(await counted()).toEqual([8, 8, ['flags']]);
  expect((await decide(ids.slice(8, 10), { act: 'merge', into: await into(ids[0]!) })).status).toBe(200);
  expect(await counted()).toEqual([10, 10, []]);
  // What was merged into a flag of another matter, or rejected, is none of it.
  await decide([ids[10]!], { act: 'publish' });
  await decide([ids[11]!], { act: 'merge', into: await into(ids[10]!) });
  await decide([ids[12]!], { act: 'reject', reason: 'no_sense' });
  expect(await counted()).toEqual([10, 10, []]);
  // One whose flag is put aside counts no more, nor does what was merged into it.
  await database.knex('flag.flag').where({ flag_id: ids[0]! }).update({ fate: 'rejected', verified: false });
  expect(await counted()).toEqual([10, 7, ['flags']]);
  const few = await app.inject({
    ...{ method: 'POST', url: `/api/sigtuna/actions/${action_id}/approve`, headers, payload: { version } },
  });
  expect(few.json<Problem>()).toMatchObject({ code: 'action_flags_few' });
});

describe('undoing', () => {
  test.each<[Change]>([
    [{ act: 'publish' }],
    [{ act: 'reject', reason: 'no_sense' }],
    [{ act: 'ask', question: 'När?', choices: ['Nu', 'Sen'] }],
    [PLANNED],
    [{ act: 'hold' }],
  ])('%j leaves the flag as it was, its day and mark with it, and the figures', async (change) => {
    const [id] = await made(1, { fate: 'quarantined', received_on: '2026-11-02', burst: 5 });
    const [before, received] = [await rowOf(id!), await database.knex('flag.moderation').where({ flag_id: id })];
    await decide([id!], change);
    expect((await ask('POST', '/undo', { flags: await seen(id!) })).status).toBe(200);
    expect(await rowOf(id!)).toEqual(before);
    expect(await database.knex('flag.moderation').where({ flag_id: id })).toEqual(received);
    expect(await database.knex('flag.question')).toEqual([]);
    expect((await ask('GET')).body.times.n).toBe(0);
    const { history } = (await ask('GET', `/flags/${id}`)).body;
    expect(history.map(({ act }) => act).at(-1)).toBe('undone');
  });

  test('is one step, and not for what somebody else has decided since', async () => {
    const [id] = await made(1);
    await decide([id!], { act: 'hold' });
    const mine = await seen(id!);
    await decide([id!], { act: 'publish' }, bo);
    expect((await ask('POST', '/undo', { flags: mine })).body.code).toBe('moderation_changed_meanwhile');
    expect((await ask('POST', '/undo', { flags: await seen(id!) })).status).toBe(200);
    expect(await queue('held')).toHaveLength(1);
    expect((await ask('POST', '/undo', { flags: await seen(id!) })).body.code).toBe('moderation_undo_over');
  });

  test('is over when the sender has answered, and on another day, when nothing tells any more what was before', async () => {
    const [a, b] = await made(2);
    await decide([a!], { act: 'ask', question: 'När?', choices: ['Nu', 'Sen'] });
    await database.knex('flag.question').update({ answer: 'Nu' });
    expect((await ask('POST', '/undo', { flags: await seen(a!) })).body.code).toBe('moderation_undo_over');
    await decide([b!], { act: 'publish' });
    await database.knex('flag.decision').update({ decided_on: '2026-01-02' });
    expect((await ask('POST', '/undo', { flags: await seen(b!) })).body.code).toBe('moderation_undo_over');
    await decide((await made(1)) as string[], { act: 'hold' });
    expect(await database.knex('flag.decision').where({ decided_on: '2026-01-02' }).whereNotNull('before')).toEqual([]);
  });
});

test('of two who decide about the same flag, the second is told, and nothing of theirs is done', async () => {
  const [a, b] = await made(2);
  const flags = await seen(a!, b!);
  await decide([b!], { act: 'reject', reason: 'no_sense' }, bo);
  const late = await ask('POST', '/decisions', { act: 'publish', flags });
  expect([late.status, late.body.code]).toEqual([409, 'moderation_changed_meanwhile']);
  expect(await rowOf(a!)).toMatchObject({ verified: false, state: 'received' });
  const [c] = await made(1);
  const version = await seen(c!);
  const both = await Promise.all(
    [anna, bo].map((who) => ask('POST', '/decisions', { act: 'publish', flags: version }, who)),
  );
  expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
  expect(await database.knex('flag.decision').where({ flag_id: c })).toHaveLength(1);
});

test('sent again with the same key, a decision is made once', async () => {
  const [id] = await made(1);
  const body = { act: 'hold', flags: await seen(id!) };
  const key = { 'idempotency-key': randomUUID() };
  const [first, again] = [
    await ask('POST', '/decisions', body, anna, key),
    await ask('POST', '/decisions', body, anna, key),
  ];
  expect(again).toEqual(first);
  expect(await database.knex('flag.decision')).toHaveLength(1);
});

test('a flag that its sender has deleted, one of another area, and a decision that doesn’t fit are refused in a sentence', async () => {
  const [id] = await made(1);
  const gone = { act: 'publish', flags: [...(await seen(id!)), { flag_id: randomUUID(), version: 0 }] };
  expect((await ask('POST', '/decisions', gone)).body.code).toBe('moderation_flag_unknown');
  expect(await rowOf(id!)).toMatchObject({ state: 'received' });
  await decide([id!], { act: 'reject', reason: 'attack' });
  expect((await decide([id!], { act: 'publish' })).body.code).toBe('moderation_not_now');
  const other = await personWith(database, [{ role: 'moderator', municipality: 'knivsta' }]);
  const elsewhere = await app.inject({ url: `/api/knivsta/moderation/flags/${id}`, headers: other.headers });
  expect(elsewhere.json<Problem>().code).toBe('moderation_flag_unknown');
});

test('how fast residents are answered is counted in working days, and of no single flag', async () => {
  const today = new Date();
  const back = (days: number): string =>
    new Date(today.getTime() - days * 86_400_000).toLocaleDateString('sv-SE', { timeZone: 'Europe/Stockholm' });
  await decide(await made(3), { act: 'publish' });
  await decide(await made(1, { received_on: back(60) }), { act: 'publish' });
  await decide(await made(1), { act: 'hold' });
  const { times } = (await ask('GET')).body;
  expect(times).toMatchObject({ n: 4, median_days: 0, in_time: 3, promised_days: 3 });
  const rows = await database.knex('staff.answer_time');
  expect(Object.keys(rows[0]).sort()).toEqual(['answered_month', 'municipality_id', 'n', 'waited_days']);
});

test('the dossier tells the history by organisation and role, and what is alike', async () => {
  const [a, b] = await made(2);
  await made(1, { weightiest: 'litter' });
  await decide([a!], { act: 'hold' });
  const { history, alike } = (await ask('GET', `/flags/${a}`)).body;
  expect(history).toMatchObject([{ act: 'held', decided_by: 'Kommunen/moderator' }]);
  expect(alike.map(({ flag_id }) => flag_id)).toEqual([b]);
});

test('who looks at what is told to the others as it changes, and gone with the page', async () => {
  await app.listen({ port: 0, host: '127.0.0.1' });
  const { port } = app.server.address() as AddressInfo;
  const cookie = `lagesbild_${port}=${bo.headers.cookie!.split('=')[1]}`;
  const headers = { host: `localhost:${port}`, cookie, accept: 'text/event-stream' };
  const stream = await new Promise<IncomingMessage>((resolve, reject) =>
    get({ port, host: '127.0.0.1', path: '/api/sigtuna/moderation/presence', headers }, resolve).on('error', reject),
  );
  const [id] = await made(1);
  await ask('PUT', '/presence', { flags: [id!] }, bo);
  const others = async () => (await ask('GET', '/presence')).body as unknown as { name: string; flags: string[] }[];
  expect(await others()).toMatchObject([{ name: 'Prov Person', flags: [id] }]);
  await decide([id!], { act: 'hold' });
  let told = '';
  for await (const piece of stream) {
    told += piece;
    if (told.includes('event: changed')) break; // which closes the stream
  }
  expect(told).toMatch(/event: presence\ndata: \[\]/);
  await expect.poll(others).toEqual([]);
});
