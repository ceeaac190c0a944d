import { randomUUID } from 'node:crypto';
import type { FlagForm, FlagReceipt, FlagWork, NewFlag, Problem, ReceiptTold } from '@lagesbild/contract';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { personWith, type TestPerson } from '../account/testing.ts';
import { buildApp } from '../app.ts';
import { readConfig } from '../config.ts';
import type { Database } from '../db/database.ts';
import { openTestDatabase, testFolder } from '../db/testing.ts';
import type { RoomApp } from '../room.ts';
import { WORK, worked, zeroBits } from './work.ts';

/** Long, because one application serves all of it: its memory of bursts and floods is what most of these tests are about. */
let database: Database;
let app: RoomApp;
let chief: TestPerson;
let form: FlagForm;

beforeAll(async () => {
  database = await openTestDatabase();
  app = await buildApp({
    config: readConfig({ DATA_DIR: testFolder(), LOG_LEVEL: 'silent', FLAG_FLOOD: '10000' }),
    database,
  });
  chief = await personWith(database, [{ role: 'administrator', municipality: 'sigtuna' }]);
  form = (await ask('GET', 'flags/form')).json<FlagForm>();
});
afterAll(() => app?.close());
beforeEach(() => database.knex.raw('truncate flag.flag, flag.background, flag.kept_answer, flag.setting cascade'));

let addresses = 0;
/** Somebody else each time, on a network of their own, unless it is said. */
const another = (): string => `2001:db8:${(addresses++).toString(16)}::1`;

const BUSY_MS = 300;
const ask = async (
  method: 'GET' | 'POST' | 'PUT',
  path: string,
  payload?: object | string,
  { from = another(), headers = {} }: { from?: string; headers?: Record<string, string> } = {},
): Promise<Awaited<ReturnType<RoomApp['inject']>>> => {
  const typed = payload === undefined ? {} : { 'content-type': 'application/json' };
  const answer = await app.inject({
    method,
    url: `/api/sigtuna/${path}`,
    remoteAddress: from,
    headers: { host: 'localhost:3000', ...typed, ...headers },
    ...(payload === undefined ? {} : { payload }),
  });
  // A machine that has a lot else to do sheds load, and tells whoever asks to come back.
  if (answer.statusCode !== 503) return answer;
  await new Promise((resume) => setTimeout(resume, BUSY_MS));
  return ask(method, path, payload, { from, headers });
};

/** Märsta station is in it. */
const CELL = { x: 6617, y: 66125 };
const FLAG: NewFlag = {
  ...{ kind: 'feels', feeling: 'unsafe', where: { cell: CELL } },
  ...{ reasons: ['deserted', 'dark'], weightiest: 'dark', times: ['night', 'evening'], days: 'both' },
};
let turn = 0;
/** Each about a cell of its own, inside the outline. */
const elsewhere = (): NewFlag['where'] => ({
  cell: { x: CELL.x + (turn++ % 20), y: CELL.y + (Math.floor(turn / 20) % 20) },
});
const send = (flag: object = { ...FLAG, where: elsewhere() }, as: Parameters<typeof ask>[3] = {}) =>
  ask('POST', 'flags', flag, as);
const sent = async (flag?: object, as?: Parameters<typeof ask>[3]): Promise<string> => {
  const answer = await send(flag, as);
  expect([answer.statusCode, answer.body]).toEqual([201, expect.anything()]);
  return answer.json<FlagReceipt>().receipt;
};
const codeOf = (answer: { json<T>(): T }): string => answer.json<Problem>().code;
const rows = async (sql: string): Promise<Record<string, unknown>[]> => (await database.knex.raw(sql)).rows;
const counted = async (): Promise<number> => Number((await rows('select count(*) as n from flag.flag'))[0]!.n);

describe('the form', () => {
  test('tells anybody what the page needs: places, choices in their order, promises', async () => {
    expect(form).toMatchObject({
      slug: 'sigtuna',
      srid: 3006,
      cell_m: 100,
      free_text: false,
      answer_days: 3,
      keep_months: null,
    });
    expect(form.places.map(({ slug }) => slug)).toEqual(
      expect.arrayContaining(['valsta-centrum', 'marsta-centrum', 'marsta-station']),
    );
    expect(form.places.every(({ lon, lat }) => lon > 17 && lon < 19 && lat > 59 && lat < 60)).toBe(true);
    expect(form.reasons.slice(0, 2)).toEqual([
      { code: 'threats', names: null, feeling: 'unsafe', publication_group: 1 },
      { code: 'harassment', names: null, feeling: 'unsafe', publication_group: 1 },
    ]);
    expect([form.helps.length, form.why_not.length, form.publication_groups.length]).toEqual([4, 10, 4]);
    expect(form.work_needed).toBe(false);
  });

  test('says how long flags are kept as soon as somebody has decided', async () => {
    await database.knex.raw(`insert into staff.retention_rule (municipality_id, subject, keep_months, decision)
      select municipality_id, 'flag', 24, 'KS 1' from staff.municipality where slug = 'sigtuna'`);
    expect((await ask('GET', 'flags/form')).json<FlagForm>().keep_months).toBe(24);
    await database.knex.raw("delete from staff.retention_rule where subject = 'flag'");
  });
});

describe('a flag', () => {
  test('is stored as the page said: cell, month, bands, reasons in the list’s order, and the group of what weighs most', async () => {
    await sent(FLAG);
    const [row] = await rows("select to_jsonb(f) - 'flag_id' - 'municipality_id' as f from flag.flag f");
    const month = `${new Date().toLocaleDateString('sv-SE', { timeZone: 'Europe/Stockholm' }).slice(0, 7)}-01`;
    expect(row!.f).toEqual({
      ...{ kind: 'feels', feeling: 'unsafe', place: null, cell_x: CELL.x, cell_y: CELL.y, month },
      ...{ times: ['evening', 'night'], days: 'both', often: null, strength: null },
      ...{ reasons: ['dark', 'deserted'], weightiest: 'dark', publication_group: 3, helps: [] },
      ...{ reported: null, why_not: [], state: 'received', answer: null, fate: 'live', merged_into: null },
      because: null,
      ...{ repeated: false, verified: false, decided_month: null, echo: false, demonstration: false },
    });
  });

  test('can name a place, say what happened and why it wasn’t reported', async () => {
    await sent({
      ...FLAG,
      ...{ kind: 'happened', where: { place: 'valsta-centrum' }, reasons: ['threats'], weightiest: 'threats' },
      ...{ often: 'often', strength: 3, helps: ['light'], reported: 'no', why_not: ['no_trust', 'consequences'] },
    });
    expect(await rows('select place, why_not, publication_group from flag.flag')).toEqual([
      { place: 'valsta-centrum', why_not: ['consequences', 'no_trust'], publication_group: 1 },
    ]);
  });

  test.each<[string, object, string]>([
    [
      'safe where something happened',
      { kind: 'happened', feeling: 'safe', reasons: ['well_lit'], weightiest: 'well_lit' },
      'flag_feeling',
    ],
    ['reported where nothing happened', { reported: 'yes' }, 'flag_not_happened'],
    [
      'why not, though it was reported',
      { kind: 'happened', reported: 'yes', why_not: ['no_use'] },
      'flag_was_reported',
    ],
    ['a reason for the other feeling', { reasons: ['well_lit'], weightiest: 'well_lit' }, 'flag_choice_unknown'],
    ['a reason that isn’t there', { reasons: ['ghosts', 'dark'] }, 'flag_choice_unknown'],
    ['a help that is a reason', { helps: ['dark'] }, 'flag_choice_unknown'],
    ['a weightiest that isn’t among the reasons', { weightiest: 'litter' }, 'flag_weightiest'],
    ['a place that isn’t there', { where: { place: 'mordor' } }, 'flag_place_unknown'],
    ['a study area for a place', { where: { place: 'marsta' } }, 'flag_place_unknown'],
    ['a cell in Stockholm', { where: { cell: { x: 6740, y: 65800 } } }, 'flag_outside'],
    ['a cell at the edge of the numbers', { where: { cell: { x: 1_000_000, y: -1_000_000 } } }, 'flag_outside'],
    ['swapped axes', { where: { cell: { x: CELL.y, y: CELL.x } } }, 'flag_outside'],
    ['a note where none is taken', { note: 'Lampan är trasig' }, 'flag_note_off'],
    ['a number beside its place', { where: { cell: CELL, lat: 59.6 } }, 'invalid_input'],
    ['both place and cell', { where: { cell: CELL, place: 'valsta-centrum' } }, 'invalid_input'],
    ['half metres', { where: { cell: { x: 6617.5, y: 66125 } } }, 'invalid_input'],
    ['a field nobody knows', { language: 'ar' }, 'invalid_input'],
    ['no times', { times: [] }, 'invalid_input'],
    ['a strength of four', { strength: 4 }, 'invalid_input'],
    ['a code with a quote', { reasons: ["dark'; drop table flag.flag"], weightiest: 'dark' }, 'invalid_input'],
  ])('is refused with a sentence: %s', async (_, wrong, code) => {
    const answer = await send({ ...FLAG, ...wrong });
    expect([answer.statusCode < 500, codeOf(answer)]).toEqual([true, code]);
    expect(await counted()).toBe(0);
  });

  const WHOLE = JSON.stringify(FLAG);
  test.each<[string, string]>([
    ['depth', `${WHOLE.slice(0, -1)},"x":${'['.repeat(5000)}${']'.repeat(5000)}}`],
    ['infinity', WHOLE.replace(String(CELL.x), '1e400')],
    ['a prototype', `${WHOLE.slice(0, -1)},"__proto__":{"verified":true}}`],
    ['a constructor', `${WHOLE.slice(0, -1)},"constructor":{"prototype":{"verified":true}}}`],
    ['too much', `${WHOLE.slice(0, -1)},"note":"${'x'.repeat(20_000)}"}`],
    ['a list', '[]'],
    ['nothing', ''],
    ['half', WHOLE.slice(0, 40)],
  ])('is refused when its JSON holds %s', async (_, body) => {
    const answer = await ask('POST', 'flags', body);
    expect(answer.statusCode).toBeGreaterThanOrEqual(400);
    expect(answer.statusCode).toBeLessThan(500);
    expect(await counted()).toBe(0);
  });

  test('its own words are taken where the municipality says so, and what points at somebody is hidden before they are stored', async () => {
    const setting = { fault_line: '08-591 260 00', free_text: true, answer_days: 2 };
    expect((await ask('PUT', 'flags/setting', setting, { headers: chief.headers })).json()).toEqual(setting);
    expect((await ask('GET', 'flags/form')).json<FlagForm>()).toMatchObject(setting);
    await sent({ ...FLAG, note: 'Han i ABC 123 ringde från 070-123 45 67\nLampan är trasig' });
    expect(await rows('select text from flag.note')).toEqual([{ text: 'Han i ••• ringde från •••\nLampan är trasig' }]);
    const turned = await send({ ...FLAG, note: 'höger\u202evänster' });
    expect(codeOf(turned)).toBe('invalid_input');
  });

  test('what somebody is is counted apart, ten at a time', async () => {
    const about = { age_band: '18_29', gender: 'woman' };
    for (let i = 0; i < 9; i++) await sent({ ...FLAG, where: elsewhere(), about });
    expect(await rows('select * from flag.background')).toEqual([]);
    await sent({ ...FLAG, where: elsewhere(), about });
    await expect
      .poll(() => rows('select age_band, gender, sum(n)::integer as n from flag.background group by 1, 2'), {
        timeout: 20_000,
      })
      .toEqual([{ ...about, n: 10 }]);
    const [columns] = await rows(`select string_agg(column_name, ' ') as names from information_schema.columns
      where table_schema = 'flag' and table_name in ('flag', 'receipt', 'moderation', 'note')`);
    expect(columns!.names).not.toMatch(/age|gender|about/);
  });
});

describe('a flag that is sent again', () => {
  test('is stored once and answered with the same receipt; with another content it is refused', async () => {
    const as = { headers: { 'idempotency-key': randomUUID() } };
    const first = await sent(FLAG, as);
    expect(await sent(FLAG, as)).toBe(first);
    const other = await send({ ...FLAG, days: 'weekend' }, as);
    expect([other.statusCode, codeOf(other)]).toEqual([422, 'resend_other']);
    expect(await counted()).toBe(1);
    const kept = await rows('select * from flag.kept_answer');
    expect(JSON.stringify(kept)).not.toContain(first.split('-')[0]);
  });

  test('at the same time is stored once: whoever isn’t told to come back has the same receipt', async () => {
    const as = { headers: { 'idempotency-key': randomUUID() } };
    const answers = await Promise.all([send(FLAG, as), send(FLAG, as), send(FLAG, as)]);
    const [taken, refused] = [201, 409].map((status) => answers.filter(({ statusCode }) => statusCode === status));
    expect(taken!.length + refused!.length).toBe(3);
    expect(new Set(taken!.map(({ body }) => body)).size).toBe(1);
    expect(refused!.map(codeOf)).toEqual(Array(refused!.length).fill('resend_under_way'));
    expect(await counted()).toBe(1);
  });
});

describe('a receipt', () => {
  const look = (receipt: string, from?: string) => ask('POST', 'receipts/look', { receipt }, from ? { from } : {});

  test('tells what became of the flag, in any script, and to nobody without all its words', async () => {
    const receipt = await sent({ ...FLAG, where: { place: 'valsta-centrum' } });
    const told = (await look(receipt.toUpperCase().replaceAll('-', ' '))).json<ReceiptTold>();
    expect(told).toMatchObject({
      ...{ state: 'received', answer: null, actions: [], question: null, answer_days: 3 },
      sent: { kind: 'feels', feeling: 'unsafe', place: { sv: 'Valsta centrum' }, reasons: ['dark', 'deserted'] },
    });
    const other = await sent();
    const mixed = [...receipt.split('-').slice(0, 3), ...other.split('-').slice(3)].join('-');
    const refusals = await Promise.all(
      [mixed, 'bali-dufa-timi-rusa-lafi-nimu', 'hej', '\u0000'].map((words) => look(words)),
    );
    expect(refusals.map((answer) => [answer.statusCode, answer.body])).toEqual(Array(4).fill([404, refusals[0]!.body]));
    expect(refusals[0]!.body).not.toContain('hej');
    const stored = JSON.stringify(await rows('select lookup, secret from flag.receipt'));
    for (const word of receipt.split('-')) expect(stored).not.toContain(`"${word}`);
    expect(stored).toMatch(/argon2id\$v=19\$m=19456,t=2,p=1/);
  });

  test('is looked up now and then, not guessed: the 21st from one network waits', async () => {
    const from = another();
    const answers = [];
    for (let i = 0; i < 21; i++) answers.push(await look('bali-dufa-timi-rusa-lafi-nimu', from));
    expect(answers.slice(0, 20).every((answer) => codeOf(answer) === 'receipt_unknown')).toBe(true);
    expect([answers[20]!.statusCode, codeOf(answers[20]!)]).toEqual([429, 'receipt_wait']);
    expect(Number(answers[20]!.headers['retry-after'])).toBeGreaterThan(0);
    expect((await look('hej')).statusCode).toBe(404);
  });

  test('of a flag that was merged or rejected says that it was read, and no more', async () => {
    const [merged, main] = [await sent(), await sent()];
    const ids = await rows('select flag_id from flag.flag f join flag.receipt using (flag_id)');
    expect(ids).toHaveLength(2);
    const mine = await flagOf(merged);
    const theirs = await flagOf(main);
    await database.knex.raw(
      `update flag.flag set state = 'done', answer = '{"sv": "Lagat"}' where flag_id = '${theirs}'`,
    );
    await database.knex.raw(
      `update flag.flag set fate = 'merged', merged_into = '${theirs}' where flag_id = '${mine}'`,
    );
    expect((await look(merged)).json<ReceiptTold>()).toMatchObject({ state: 'read', answer: null });
    expect((await look(main)).json<ReceiptTold>()).toMatchObject({ state: 'done', answer: { sv: 'Lagat' } });
  });

  test('answers one question, once', async () => {
    const receipt = await sent();
    const answer = (choice: number) => ask('POST', 'receipts/answer', { receipt, choice });
    expect(codeOf(await answer(0))).toBe('receipt_no_question');
    await database.knex.raw(`insert into flag.question (municipality_id, flag_id, question, choices, asked_month)
      select municipality_id, flag_id, 'Vilken sida', '{Norra,Södra}', month from flag.flag`);
    expect(codeOf(await answer(2))).toBe('receipt_choice');
    expect((await answer(1)).json<ReceiptTold>().question).toEqual({
      ...{ text: 'Vilken sida', choices: ['Norra', 'Södra'], answered: 'Södra' },
    });
    expect((await answer(1)).statusCode).toBe(200);
    expect([(await answer(0)).statusCode, codeOf(await answer(0))]).toEqual([409, 'receipt_answered']);
  });

  test('takes its flag away with all that hangs on it; who was merged into it stands for themselves', async () => {
    const [main, first, second] = [await sent(), await sent(), await sent()];
    const [of_main, of_first, of_second] = [await flagOf(main), await flagOf(first), await flagOf(second)];
    await database.knex.raw(`update flag.flag set fate = 'merged', merged_into = '${of_main}'
      where flag_id in ('${of_first}', '${of_second}')`);
    await database.knex.raw(`update flag.flag set verified = true, state = 'planned' where flag_id = '${of_main}'`);
    const gone = await ask('POST', 'receipts/delete', { receipt: main });
    expect(gone.statusCode).toBe(204);
    expect((await look(main)).statusCode).toBe(404);
    const left = await rows('select flag_id, fate, state, verified, merged_into from flag.flag order by fate');
    expect(left).toHaveLength(2);
    const heir = left.find(({ fate }) => fate === 'live')!;
    expect(heir).toMatchObject({ state: 'planned', verified: true, merged_into: null });
    expect(left.find(({ fate }) => fate === 'merged')).toMatchObject({ merged_into: heir.flag_id });
    expect(await rows('select count(*)::integer as n from flag.receipt')).toEqual([{ n: 2 }]);
    expect(await rows('select count(*)::integer as n from flag.moderation')).toEqual([{ n: 2 }]);
  });

  test('shows what is published of the same place, and the list of that never tells of flags', async () => {
    const receipt = await sent({ ...FLAG, where: { place: 'valsta-centrum' } });
    await database.knex.raw(`
      insert into staff.action (municipality_id, action_id, title, place, status, done_on, public_text, rests_on)
        select municipality_id, '11111111-1111-4111-8111-111111111111', 'x', 'valsta-centrum', 'done', '2026-10-01', '{"sv": "Nya lampor"}', 'flags'
        from staff.municipality where slug = 'sigtuna';
      insert into staff.action_publication (municipality_id, action_id, place, status, done_on, public_text, version)
        select municipality_id, action_id, place, status, done_on, public_text, 1 from staff.action`);
    const action = { text: { sv: 'Nya lampor' }, status: 'done', done_on: '2026-10-01', measured: null };
    expect((await look(receipt)).json<ReceiptTold>().actions).toEqual([action]);
    const list = await ask('GET', 'flags/answered');
    expect(list.json()).toEqual({ actions: [{ ...action, place: 'valsta-centrum', cell: null }] });
    await database.knex.raw('delete from staff.action');
    expect((await ask('GET', 'flags/answered')).json()).toEqual({ actions: [] });
  });

  /** The flag that a receipt was given for: the last that came, by what else there is. */
  const known = new Map<string, string>();
  async function flagOf(receipt: string): Promise<string> {
    const before = known.get(receipt);
    if (before !== undefined) return before;
    // Asked of the receipt itself: a question is put to every flag, and the one that is answered is it.
    await database.knex.raw(`insert into flag.question (municipality_id, flag_id, question, choices, asked_month)
      select municipality_id, flag_id, 'ja eller nej', '{ja,nej}', month from flag.flag on conflict do nothing;
      update flag.question set answer = null`);
    await ask('POST', 'receipts/answer', { receipt, choice: 0 });
    const [row] = await rows("select flag_id from flag.question where answer = 'ja'");
    await database.knex.raw('delete from flag.question');
    known.set(receipt, row!.flag_id as string);
    return row!.flag_id as string;
  }
});

describe('many flags', () => {
  test('about one place from one network are one burst, and count once a day; from others they don’t', async () => {
    const [from, where] = [another(), elsewhere()];
    await sent({ ...FLAG, where }, { from });
    await sent({ ...FLAG, where, days: 'weekend' }, { from });
    await sent({ ...FLAG, where: elsewhere() }, { from });
    const [burst] = await rows(
      'select count(distinct burst)::integer as bursts, count(*)::integer as n from flag.moderation',
    );
    expect(burst).toEqual({ bursts: 1, n: 3 });
    expect(await rows('select repeated, count(*)::integer as n from flag.flag group by 1 order by 1')).toEqual([
      { repeated: false, n: 2 },
      { repeated: true, n: 1 },
    ]);
    await sent({ ...FLAG, where: elsewhere() });
    expect(await rows('select count(distinct burst)::integer as bursts from flag.moderation')).toEqual([{ bursts: 2 }]);
  });

  test('past the limit have to be worked for, and are quarantined; a task is good for its own flag', async () => {
    const flooded = await buildApp({
      config: readConfig({ DATA_DIR: testFolder(), LOG_LEVEL: 'silent', FLAG_FLOOD: '1' }),
      database,
    });
    try {
      const post = (path: string, payload: object, key = randomUUID()) =>
        flooded.inject({
          ...{ method: 'POST', url: `/api/sigtuna/${path}`, payload },
          headers: { host: 'localhost:3000', 'idempotency-key': key },
        });
      expect((await post('flags', FLAG)).statusCode).toBe(201);
      const key = randomUUID();
      const asked = await post('flags', FLAG, key);
      expect([asked.statusCode, codeOf(asked)]).toEqual([428, 'work_needed']);
      const form = await flooded.inject({ url: '/api/sigtuna/flags/form', headers: { host: 'localhost:3000' } });
      expect(form.json<FlagForm>().work_needed).toBe(true);
      const { task, ...cost } = (await post('flags/work', {})).json<FlagWork>();
      expect(cost).toEqual(WORK);
      let answer = 0;
      while (zeroBits(await worked(task, answer, key)) < WORK.zero_bits) answer++;
      const work = { task, answer };
      expect(codeOf(await post('flags', { ...FLAG, work }, randomUUID()))).toBe('work_needed');
      expect(codeOf(await post('flags', { ...FLAG, work: { task: task.replace(/.$/, '_'), answer } }, key))).toBe(
        'work_needed',
      );
      expect((await post('flags', { ...FLAG, work }, key)).statusCode).toBe(201);
      expect((await post('flags', { ...FLAG, work }, key)).statusCode).toBe(201);
      expect(await rows('select fate, count(*)::integer as n from flag.flag group by 1 order by 1')).toEqual([
        { fate: 'live', n: 1 },
        { fate: 'quarantined', n: 1 },
      ]);
    } finally {
      await flooded.close();
    }
  });
});
