import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import type {
  Disclosure,
  DisclosurePreview,
  NewDisclosure,
  Problem,
  ReportMasking,
  ReportSelection,
} from '@lagesbild/contract';
import type { FeatureCollection, Polygon } from 'geojson';
import Papa from 'papaparse';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { personWith, type TestPerson } from '../account/testing.ts';
import type { Database } from '../db/database.ts';
import { openTestDatabase } from '../db/testing.ts';
import { sigtunaOf, testApp } from '../incident/testing.ts';
import type { RoomApp } from '../room.ts';

let database: Database;
let app: RoomApp;
let municipality_id: number;
let srid: number;
let chief: TestPerson;

/** A cell in Märsta, and the one beside it. */
const CELL = { x: 6566, y: 66110 };

interface Answered {
  status: number;
  response: Awaited<ReturnType<RoomApp['inject']>>;
  body: () => Disclosure & DisclosurePreview & Problem;
}
interface Made {
  place?: string;
  cell?: { x: number; y: number };
  month?: string;
  weightiest?: string;
  fate?: string;
  note?: string;
}

async function addFlag({ place, cell, month = '2026-03-01', weightiest = 'dark', fate = 'live', note }: Made) {
  const flag_id = randomUUID();
  const { x: cell_x = null, y: cell_y = null } = cell ?? {};
  await database.knex('flag.flag').insert({
    ...{ municipality_id, flag_id, kind: 'feels', feeling: 'unsafe', place: place ?? null, cell_x, cell_y, month },
    ...{
      times: ['evening', 'night'],
      days: 'both',
      reasons: [weightiest, 'litter'],
      weightiest,
      publication_group: 3,
      fate,
    },
  });
  if (note !== undefined) await database.knex('flag.note').insert({ municipality_id, flag_id, text: note });
}

beforeAll(async () => {
  database = await openTestDatabase();
  const area = await sigtunaOf(database);
  ({ municipality_id, srid } = { ...area, srid: 3006 });
  app = await testApp(database);
  chief = await personWith(database, [{ role: 'administrator', municipality: 'sigtuna' }]);
  for (let i = 0; i < 6; i++) await addFlag({ cell: CELL });
  await addFlag({ cell: { ...CELL, x: CELL.x + 1 }, note: 'lampan vid trappan är trasig' });
  await addFlag({ place: 'valsta-centrum', month: '2026-01-01' });
  await addFlag({ cell: CELL, fate: 'rejected', weightiest: 'drunk' });
  const dialogue_id = randomUUID();
  await database.knex('staff.dialogue').insert({
    ...{ municipality_id, dialogue_id, channel: 'citizen_dialogue', held_on: '2026-03-17', group: 'pupils' },
    ...{ took_part: 12, notes: 'hemlig anteckning' },
  });
  await database.knex.raw(
    `insert into staff.dialogue_mark (municipality_id, dialogue_id, mark_no, geometry, precision, feeling, reasons, weightiest)
     values (:municipality_id, :dialogue_id, 1, st_transform(st_setsrid(st_point(656655.5, 6611044.5), 3006), 4326), 'point',
       'unsafe', '{dark}', 'dark')`,
    { municipality_id, dialogue_id },
  );
});
afterAll(() => app?.close());

const EVERYTHING: ReportSelection = {
  ...{ from: null, to: null, channels: ['resident_flag', 'citizen_dialogue', 'employee_dialogue'] },
  ...{ kinds: ['feels', 'happened'], area: null, put_aside: false },
};
const MASKING: ReportMasking = {
  ...{ shape: 'rows', place: 'cell_100', period: 'month', reasons: 'reason' },
  ...{ columns: ['channel', 'period', 'weightiest'], least: null },
};
const scope = (reports: Partial<ReportSelection> = {}, masking: Partial<ReportMasking> = {}) => ({
  reports: { ...EVERYTHING, ...reports },
  masking: { ...MASKING, ...masking },
});
const decision = (of: NewDisclosure['scope'], change: Partial<NewDisclosure> = {}): NewDisclosure => ({
  scope: of,
  recipient: { kind: 'public_record', reference: 'KS 2026/9' },
  legal_ground: 'TF 2 kap. 15 §',
  secrecy_test: { rule: 'OSL 21 kap. 7 §', outcome: 'part', reason: 'Månad och ruta röjer ingen.' },
  ...{ appeal: 'Till kammarrätten inom tre veckor.', format: 'csv', language: 'sv' },
  ...change,
});
/** As a client asks: once more a second later when the server has too much to do. */
const ask = async (method: 'GET' | 'POST', path: string, payload?: object, tries = 30): Promise<Answered> => {
  const url = `/api/sigtuna/disclosures${path}`;
  const response = await app.inject({ method, url, headers: chief.headers, ...(payload && { payload }) });
  const { statusCode: status } = response;
  if (status === 503 && tries > 1) {
    await setTimeout(1000 * Number(response.headers['retry-after']));
    return ask(method, path, payload, tries - 1);
  }
  return { status, response, body: () => response.json() };
};
const preview = async (...of: Parameters<typeof scope>) => (await ask('POST', '/preview', scope(...of))).body();
const give = async (of: NewDisclosure['scope'], change: Partial<NewDisclosure> = {}) => {
  const made = await ask('POST', '', decision(of, change));
  expect([made.status, made.body().detail]).toEqual([201, undefined]);
  const given = made.body();
  const { payload: text } = (await ask('GET', `/${given.disclosure_id}/file`)).response;
  return { given, text };
};
const linesOf = (csv: string) =>
  Papa.parse<Record<string, string>>(csv.replace('\ufeff', ''), { header: true, skipEmptyLines: true }).data;

test('what people say is given as it is stored and no finer: a cell of 100 m or a named place, a month', async () => {
  const { given, text } = await give(scope());
  const lines = linesOf(text);
  expect(Object.keys(lines[0]!)).toEqual(['channel', 'period', 'weightiest', 'place', 'east_m', 'north_m']);
  expect(lines).toHaveLength(9);
  expect(lines.filter(({ channel }) => channel === 'citizen_dialogue')).toEqual([
    {
      channel: 'citizen_dialogue',
      period: '2026-03',
      weightiest: 'dark',
      place: '',
      east_m: '656600',
      north_m: '6611000',
    },
  ]);
  expect(lines.filter(({ place }) => place !== '')).toEqual([
    expect.objectContaining({ period: '2026-01', place: 'Valsta centrum', east_m: '', north_m: '' }),
  ]);
  expect(text).not.toMatch(/trappan|hemlig|656655|6611044|17/);
  expect(given).toMatchObject({ subject: 'reports', sources: [], file: { given: 9, withheld: 0 } });
  expect(given.companion).toMatch(
    /Gäller: trygghetsupplevelser\nUrval: channel=citizen_dialogue,employee_dialogue,res/,
  );
  expect(given.companion).toContain('inte brott');
});

test('the log tells what was asked for, and the list shows it beside what was given of incidents', async () => {
  const { given } = await give(scope({ channels: ['resident_flag'], from: '2026-02', to: '2026-04' }));
  expect(given.file!.given).toBe(7);
  const { rows } = await database.knex.raw(
    "select act, details from staff.audit_entry where act like 'disclosure_made' order by entry_no desc limit 1",
  );
  expect(rows[0].details).toEqual({
    ...{ kind: 'public_record', filter: 'channel=resident_flag&kind=feels,happened&from=2026-02&to=2026-04' },
    ...{ n: 7, sha256: given.file!.sha256 },
  });
  expect((await ask('GET', '')).response.json<Disclosure[]>()[0]).toMatchObject({ subject: 'reports' });
});

test('a period, a channel, a kind and an area narrow it, and what was put aside is in it only when it is asked for', async () => {
  expect((await preview()).selected).toBe(9);
  expect((await preview({ to: '2026-02' })).selected).toBe(1);
  expect((await preview({ channels: ['citizen_dialogue'] })).selected).toBe(1);
  expect((await preview({ kinds: ['happened'] })).selected).toBe(0);
  expect((await preview({ area: 'valsta-centrum' })).selected).toBe(1);
  expect((await preview({ put_aside: true })).selected).toBe(10);
});

test('counts, quarters, groups and cells of 500 m tell less, and what is too few has no figure', async () => {
  const masked = scope({}, { shape: 'counts', place: 'cell_500', period: 'quarter', reasons: 'group', least: 5 });
  const { given, text } = await give(masked, { format: 'geojson' });
  const { features } = JSON.parse(text) as FeatureCollection<Polygon | null>;
  const known = features.filter(({ properties }) => properties!.n !== null);
  expect(known.map(({ properties }) => properties)).toEqual([
    {
      channel: 'resident_flag',
      period: '2026-Q1',
      weightiest: 'group_3',
      place: null,
      east_m: 656500,
      north_m: 6611000,
      n: 7,
    },
  ]);
  expect(given.file).toMatchObject({ given: 7, withheld: 2 });
  const { rows } = await database.knex.raw(
    `select round(st_area(st_transform(st_setsrid(st_geomfromgeojson(:text), 4326), ${srid}))) as area`,
    { text: JSON.stringify(known[0]!.geometry) },
  );
  expect(rows[0].area).toBeCloseTo(250_000, -2);
  expect(given.companion).toMatch(/ {2}group_3: Miljö och ljus/);
});

test('free text is given only when whoever decides has read these very words', async () => {
  const withNotes = scope({}, { columns: ['period', 'note'] });
  const unread = await ask('POST', '', decision(withNotes));
  expect([unread.status, unread.body().code]).toEqual([409, 'disclosure_notes_unread']);
  const { notes } = await preview({}, { columns: ['period', 'note'] });
  expect(notes!.texts).toEqual(['lampan vid trappan är trasig']);
  await database.knex('flag.note').update({ text: 'lampan är trasig' });
  const changed = await ask('POST', '', decision(withNotes, { notes_read: notes!.fingerprint }));
  expect(changed.body().code).toBe('disclosure_notes_unread');
  const again = await preview({}, { columns: ['period', 'note'] });
  const { text } = await give(withNotes, { notes_read: again.notes!.fingerprint });
  expect(linesOf(text).filter(({ note }) => note !== '')).toHaveLength(1);
  expect((await preview()).notes).toBeNull();
});

test('a refusal is recorded with its reason, and gives nothing', async () => {
  const refused = decision(
    { reports: EVERYTHING, masking: null },
    { secrecy_test: { rule: 'OSL 21 kap.', outcome: 'refused', reason: 'Röjer någon.' }, format: null },
  );
  const { status, body } = await ask('POST', '', refused);
  expect([status, body().file, body().masking]).toEqual([201, null, null]);
  expect(body().companion).toContain('trygghetsupplevelser');
});

test.each<[string, object, object?]>([
  ['disclosure_period', { from: '2026-05', to: '2026-01' }],
  ['disclosure_area_unknown', { area: 'atlantis' }],
  ['disclosure_reasons_tell', {}, { reasons: 'group', columns: ['reasons'] }],
  ['disclosure_note_alone', {}, { columns: ['note'], least: 5 }],
  ['disclosure_note_alone', {}, { columns: ['note'], shape: 'counts' }],
  ['invalid_input', {}, { place: 'point' }],
  ['invalid_input', {}, { columns: ['age_band'] }],
  ['invalid_input', { from: '2026-13' }],
  ['invalid_input', { channels: ['survey'] }],
])('%s is said in a sentence, and nothing is recorded', async (code, reports, masking = {}) => {
  const count = async () => Number((await database.knex('staff.disclosure').count('* as n'))[0]!.n);
  const before = await count();
  const { body } = await ask('POST', '', decision(scope(reports, masking)));
  expect([body().code, body().detail]).toEqual([code, expect.stringMatching(/\.$/)]);
  expect(await count()).toBe(before);
});
