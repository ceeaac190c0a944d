import { randomUUID } from 'node:crypto';
import type { Dialogue, NewDialogue, PerceptionFile, PerceptionReports, Problem, Survey } from '@lagesbild/contract';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { personWith, type TestPerson } from '../account/testing.ts';
import type { Database } from '../db/database.ts';
import { openTestDatabase } from '../db/testing.ts';
import { workbookFixture } from '../import/reading/zip-fixture.ts';
import { sigtunaOf, testApp } from '../incident/testing.ts';
import type { RoomApp } from '../room.ts';

let database: Database;
let app: RoomApp;
let municipality_id: number;
const people: Record<string, TestPerson> = {};

beforeAll(async () => {
  database = await openTestDatabase();
  ({ municipality_id } = await sigtunaOf(database));
  for (const role of ['analyst', 'viewer', 'moderator'] as const)
    people[role] = await personWith(database, [{ role, municipality: 'sigtuna' }]);
  app = await testApp(database);
});
beforeEach(async () => {
  await database.knex.raw('truncate staff.dialogue, staff.survey, flag.flag cascade');
});
afterAll(() => app?.close());

const ask = (method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, payload?: object, who = 'analyst', extra = {}) =>
  app.inject({
    method,
    url: `/api/sigtuna/${path}`,
    headers: { ...people[who]!.headers, 'accept-language': 'sv', ...extra },
    ...(payload && { payload }),
  });

const MARK: NewDialogue['marks'][number] = {
  geometry: { type: 'Point', coordinates: [17.8607, 59.6279] },
  ...{ feeling: 'unsafe', reasons: ['dark', 'drunk'], weightiest: 'dark', times: ['evening', 'night'] },
  ...{ days: 'weekend', strength: 2 },
};
const AREA: NewDialogue['marks'][number] = {
  ...MARK,
  geometry: {
    type: 'Polygon',
    coordinates: [
      [
        [17.855, 59.621],
        [17.858, 59.621],
        [17.858, 59.623],
        [17.855, 59.623],
        [17.855, 59.621],
      ],
    ],
  },
  ...{ feeling: 'safe', reasons: ['well_lit'], weightiest: 'well_lit', times: [], days: null, strength: null },
};
const MEETING: NewDialogue = {
  ...{ channel: 'citizen_dialogue', held_on: '2026-03-14', place: 'valsta-centrum', group: 'pupils' },
  ...{ took_part: 22, notes: 'Möte på skolan.\nDe går omvägen.', marks: [MARK, AREA] },
};

const reports = async (): Promise<PerceptionReports> => (await ask('GET', 'perception')).json();

describe('a dialogue', () => {
  test('is recorded whole, read again as it was, changed whole and removed, and each is in the log', async () => {
    const made = await ask('POST', 'dialogues', MEETING);
    expect(made.statusCode).toBe(201);
    const { dialogue_id, ...told } = made.json<Dialogue>();
    expect(told).toMatchObject({
      ...MEETING,
      marks: [
        { ...MARK, precision: 'point' },
        { ...AREA, precision: 'area' },
      ],
    });
    expect((await ask('GET', 'dialogues')).json()).toMatchObject([{ dialogue_id, marks: 2, took_part: 22 }]);

    const changed = await ask('PUT', `dialogues/${dialogue_id}`, { ...MEETING, took_part: 9, marks: [AREA] });
    expect(changed.json<Dialogue>()).toMatchObject({ took_part: 9, marks: [{ feeling: 'safe' }] });
    expect((await reports()).x).toHaveLength(1);

    expect((await ask('DELETE', `dialogues/${dialogue_id}`)).statusCode).toBe(204);
    expect((await ask('GET', `dialogues/${dialogue_id}`)).json<Problem>().code).toBe('dialogue_unknown');
    expect((await reports()).x).toHaveLength(0);
    const { rows } = await database.knex.raw<{ rows: { act: string }[] }>(
      `select act from staff.audit_entry where municipality_id = :municipality_id and act like 'dialogue%' order by entry_no`,
      { municipality_id },
    );
    expect(rows.map(({ act }) => act)).toEqual(['dialogue_recorded', 'dialogue_changed', 'dialogue_removed']);
  });

  test('that is sent again because no answer came is there once', async () => {
    const key = { 'idempotency-key': randomUUID() };
    const first = await ask('POST', 'dialogues', MEETING, 'analyst', key);
    const again = await ask('POST', 'dialogues', MEETING, 'analyst', key);
    expect(again.json<Dialogue>()).toEqual(first.json<Dialogue>());
    expect((await ask('GET', 'dialogues')).json()).toHaveLength(1);
  });

  test('that is sent again weeks later, by a tablet that was put away, is the one that is there, as it is by then', async () => {
    const key = { 'idempotency-key': randomUUID() };
    const first = (await ask('POST', 'dialogues', MEETING, 'analyst', key)).json<Dialogue>();
    expect(first.dialogue_id).toBe(key['idempotency-key']);
    await ask('PUT', `dialogues/${first.dialogue_id}`, { ...MEETING, took_part: 9 });
    await database.knex.raw('delete from staff.kept_answer');
    const again = await ask('POST', 'dialogues', MEETING, 'analyst', key);
    expect([again.statusCode, again.json<Dialogue>().took_part]).toEqual([201, 9]);
    expect((await ask('GET', 'dialogues')).json()).toHaveLength(1);
    const { rows } = await database.knex.raw<{ rows: { n: number }[] }>(
      `select cast(count(*) as integer) as n from staff.audit_entry where act = 'dialogue_recorded' and object_id = :id`,
      { id: first.dialogue_id },
    );
    expect(rows[0]!.n).toBe(1);
  });

  test('may say as little as a place and a feeling', async () => {
    const least = { ...MARK, reasons: [], weightiest: null, times: [], days: null, strength: null };
    const made = await ask('POST', 'dialogues', { ...MEETING, place: null, notes: '', marks: [least] });
    expect([made.statusCode, made.json<Dialogue>().marks]).toMatchObject([201, [least]]);
  });

  test.each<[string, Partial<NewDialogue>, string]>([
    [
      'a reason nobody knows',
      { marks: [{ ...MARK, reasons: ['ghosts'], weightiest: null }] },
      'perception_reason_unknown',
    ],
    ['a weightiest that isn’t a reason', { marks: [{ ...MARK, weightiest: 'fights' }] }, 'perception_weightiest'],
    ['a place nobody knows', { place: 'atlantis' }, 'perception_place_unknown'],
    ['a day to come', { held_on: '2099-01-01' }, 'dialogue_future'],
    [
      'a mark where the projection ends',
      { marks: [{ ...MARK, geometry: { type: 'Point', coordinates: [-165, -80] } }] },
      'mark_outside',
    ],
    [
      'a mark in another town',
      { marks: [MARK, { ...MARK, geometry: { type: 'Point', coordinates: [11.97, 57.7] } }] },
      'mark_outside',
    ],
    [
      'a bow-tie',
      {
        marks: [
          {
            ...AREA,
            geometry: {
              type: 'Polygon',
              coordinates: [
                [
                  [17.85, 59.62],
                  [17.86, 59.63],
                  [17.86, 59.62],
                  [17.85, 59.63],
                  [17.85, 59.62],
                ],
              ],
            },
          },
        ],
      },
      'mark_invalid',
    ],
  ])('with %s is refused in a sentence, and nothing is stored', async (_, change, code) => {
    const refused = await ask('POST', 'dialogues', { ...MEETING, ...change });
    expect([refused.statusCode, refused.json<Problem>().code]).toEqual([400, code]);
    expect((await ask('GET', 'dialogues')).json()).toEqual([]);
  });

  test('is nothing for a viewer, and nothing to change for a moderator', async () => {
    for (const path of ['perception', 'dialogues', 'surveys', 'analysis/silence', 'analysis/gap-map'])
      expect([path, (await ask('GET', path, undefined, 'viewer')).statusCode]).toEqual([path, 403]);
    expect((await ask('GET', 'perception', undefined, 'moderator')).statusCode).toBe(200);
    expect((await ask('GET', 'analysis/gap-map', undefined, 'moderator')).statusCode).toBe(403);
    expect((await ask('POST', 'dialogues', MEETING, 'moderator')).statusCode).toBe(403);
  });
});

/** A flag as a resident's telephone sends it. */
async function flag(change: Record<string, unknown> = {}, moderation?: { received_on: string; burst: number | null }) {
  const flag_id = randomUUID();
  const row = {
    ...{ municipality_id, flag_id, kind: 'feels', feeling: 'unsafe', place: null, cell_x: 6613, cell_y: 66130 },
    ...{ month: '2026-03-01', times: ['night'], days: 'both', reasons: ['dark'], weightiest: 'dark' },
    ...{ publication_group: 3, ...change },
  };
  await database.knex('flag.flag').insert(row);
  if (moderation) await database.knex('flag.moderation').insert({ municipality_id, flag_id, ...moderation });
  return flag_id;
}
const voices = async (): Promise<number> => {
  const { voice } = await reports();
  return new Set(voice.filter((one) => one >= 0)).size;
};

describe('the one read of all reports', () => {
  test('has flags and marks by their channel, and none that a moderator has put aside', async () => {
    await ask('POST', 'dialogues', { ...MEETING, channel: 'employee_dialogue' });
    await flag();
    await flag({ place: 'valsta-centrum', cell_x: null, cell_y: null });
    await flag({ fate: 'quarantined' });
    await flag({ fate: 'rejected' });
    const said = await reports();
    expect(said.channel.map((at) => said.channels[at])).toEqual([
      ...['employee_dialogue', 'employee_dialogue', 'resident_flag', 'resident_flag'],
    ]);
    expect(said.shapes.map(({ geometry }) => geometry.type)).toEqual(['Polygon']);
    const cell = said.x.indexOf(661_350);
    expect([said.y[cell], said.precision[cell]]).toEqual([6_613_050, 1]);
    expect(said.precision.filter((precision) => precision === 2)).toHaveLength(2); // the area, and the named place
    expect(said.month[cell]).toBe(56 * 12 + 2);
  });

  test('has a flag that was merged beside the one it went into: it is what somebody said, too', async () => {
    const into = await flag();
    await flag({ fate: 'merged', merged_into: into });
    expect((await reports()).channel).toHaveLength(2);
    expect(await voices()).toBe(2);
  });

  test('is asked for again without being sent again, until something is said', async () => {
    const first = await ask('GET', 'perception');
    const known = { 'if-none-match': String(first.headers.etag) };
    expect((await ask('GET', 'perception', undefined, 'analyst', known)).statusCode).toBe(304);
    await flag();
    expect((await ask('GET', 'perception', undefined, 'analyst', known)).statusCode).toBe(200);
  });

  test('hears a burst as one voice, what came on one day without a mark as one, and goes on so when the marks are gone', async () => {
    const bursts = [];
    for (let pupil = 0; pupil < 5; pupil++) bursts.push(await flag({}, { received_on: '2026-03-10', burst: 7 }));
    for (let n = 0; n < 3; n++) await flag({}, { received_on: '2026-03-11', burst: null });
    const alone = await flag({ cell_x: 6700 }, { received_on: '2026-03-10', burst: 7 });
    expect(await voices()).toBe(2); // the burst (in two cells: one voice in each), and the day
    await database.knex.raw('delete from flag.moderation');
    // The burst, the day, and the one of the burst who spoke of another cell.
    expect(await voices()).toBe(3);
    const { rows } = await database.knex.raw<{ rows: { flag_id: string }[] }>(
      'select flag_id from flag.flag where echo',
    );
    expect(rows).toHaveLength(6);
    expect(rows.map(({ flag_id }) => flag_id)).not.toContain(alone);
    expect(bursts).toHaveLength(5);
  });
});

const upload = (name: string, content: string | Buffer) => {
  const boundary = 'b0undary';
  const head = [
    ...[`--${boundary}`, `Content-Disposition: form-data; name="file"; filename="${name}"`],
    ...['Content-Type: application/octet-stream', '', ''],
  ].join('\r\n');
  const payload = Buffer.concat([Buffer.from(head), Buffer.from(content), Buffer.from(`\r\n--${boundary}--\r\n`)]);
  return { payload, headers: { 'content-type': `multipart/form-data; boundary=${boundary}` } };
};
const send = (path: string, name: string, content: string | Buffer, extra: Record<string, string> = {}) => {
  const { payload, headers } = upload(name, content);
  return app.inject({
    method: 'POST',
    url: `/api/sigtuna/${path}`,
    headers: { ...people.analyst!.headers, 'accept-language': 'sv', ...headers, ...extra },
    payload,
  });
};

const CSV = [
  'datum;kanal;grupp;deltagare;plats;longitud;latitud;känsla;skäl;tid;dagar;styrka',
  '2026-02-03;medborgardialog;boende;14;Valsta centrum;17,8276;59,6149;otrygg;dark,drunk;kväll,natt;helg;3',
  '2026-02-03;medborgardialog;boende;14;Valsta centrum;661300;6613000;trygg;well_lit;dag;;',
  '2026-02-10;personal;fältare;6;;17,8607;59,6279;otrygg;fights;natt;;2',
].join('\n');

describe('a file of dialogues', () => {
  test('is stored by meeting, in degrees or the area’s own metres, and once when it is sent twice', async () => {
    const key = { 'idempotency-key': randomUUID() };
    const stored = await send('dialogues/import', 'dialoger.csv', CSV, key);
    expect(stored.json<PerceptionFile>()).toEqual({ rows: 3, stored: 2, marks: 3, rejected: [] });
    await send('dialogues/import', 'dialoger.csv', CSV, key);
    const list = (await ask('GET', 'dialogues')).json<{ marks: number; place: string | null }[]>();
    expect(list.map(({ marks, place }) => [marks, place])).toEqual([
      [1, null],
      [2, 'valsta-centrum'],
    ]);
    const { times, days, strength } = await reports();
    expect(new Set(times)).toEqual(new Set([12, 2, 8]));
    expect([...days].sort()).toEqual([0, 0, 2]);
    expect([...strength].sort()).toEqual([0, 2, 3]);
  });

  test('with bad rows is not stored at all, and every row’s fault is told in a sentence that names it', async () => {
    const bad = [
      CSV,
      '2026-02-30;medborgardialog;boende;14;;17,8;59,6;otrygg;dark;;;',
      '2026-02-03;medborgardialog;boende;många;;17,8;59,6;otrygg;dark;;;',
      '2026-02-03;medborgardialog;boende;14;;17,8;59,6;sådär;dark;;;',
      '2026-02-03;medborgardialog;boende;14;;;;otrygg;dark;;;',
      '2026-02-03;medborgardialog;boende;14;;2,35;48,85;otrygg;dark;;;',
      '2026-02-03;medborgardialog;boende;14;;17,8;59,6;otrygg;spöken;;;',
    ].join('\n');
    const looked = (await send('dialogues/import?check=true', 'dialoger.csv', bad)).json<PerceptionFile>();
    expect(looked.rejected.map(({ row }) => row)).toEqual([5, 6, 7, 8, 9, 10]);
    for (const word of ['2026-02-30', 'många', 'sådär', 'longitud', '10 km', 'spöken'])
      expect(looked.rejected.some(({ why }) => why.includes(word))).toBe(true);
    const refused = await send('dialogues/import', 'dialoger.csv', bad);
    expect(refused.statusCode).toBe(400);
    expect(refused.json<Problem>().detail).toContain('6 rader går inte att använda, så inget sparades. Först rad 5:');
    expect((await ask('GET', 'dialogues')).json()).toEqual([]);
  });

  test('as a workbook is read like the same rows as text, its days and figures as a spreadsheet keeps them', async () => {
    const columns = ['datum', 'kanal', 'grupp', 'deltagare', 'plats', 'longitud', 'latitud', 'känsla', 'skäl', 'tid'];
    const text = (value: string) => `t="inlineStr"><is><t>${value}</t></is></c>`;
    const number = (value: number) => `><v>${value}</v></c>`;
    const row = (no: number, cells: readonly string[]) =>
      `<row r="${no}">${cells.map((cell, i) => `<c r="${String.fromCharCode(65 + i)}${no}" ${cell}`).join('')}</row>`;
    // The days since 1900 that stand for 3 February 2026.
    const held = `s="1"${number(46_056)}`;
    const marks = [
      [held, text('medborgardialog'), text('boende'), number(14), text('Valsta centrum')],
      [held, text('medborgardialog'), text('boende'), number(14), text('Valsta centrum')],
    ];
    const said = [
      [number(17.8276), number(59.6149), text('otrygg'), text('dark,drunk'), text('kväll,natt')],
      [number(17.8283), number(59.6151), text('trygg'), text('well_lit'), text('dag')],
    ];
    const rows = [row(1, columns.map(text)), ...marks.map((mark, i) => row(i + 2, [...mark, ...said[i]!]))];
    const stored = await send('dialogues/import', 'dialoger.xlsx', workbookFixture(rows.join('')));
    expect(stored.json<PerceptionFile>()).toEqual({ rows: 2, stored: 1, marks: 2, rejected: [] });
    const [entry] = (await ask('GET', 'dialogues')).json<{ dialogue_id: string }[]>();
    expect((await ask('GET', `dialogues/${entry!.dialogue_id}`)).json<Dialogue>()).toMatchObject({
      ...{ held_on: '2026-02-03', group: 'residents', took_part: 14, place: 'valsta-centrum' },
      marks: [
        { geometry: { coordinates: [17.8276, 59.6149] }, feeling: 'unsafe', reasons: ['dark', 'drunk'] },
        { geometry: { coordinates: [17.8283, 59.6151] }, feeling: 'safe', times: ['day'] },
      ],
    });
  });

  test('as GeoJSON keeps lines and areas as they were drawn', async () => {
    const properties = { datum: '2026-02-03', kanal: 'medborgardialog', deltagare: 8, känsla: 'otrygg', skäl: 'dark' };
    const line = {
      type: 'LineString',
      coordinates: [
        [17.85, 59.62],
        [17.855, 59.622],
      ],
    };
    const features = [AREA.geometry, line].map((geometry) => ({ type: 'Feature', properties, geometry }));
    const file = JSON.stringify({ type: 'FeatureCollection', features });
    expect((await send('dialogues/import', 'dialoger.geojson', file)).json<PerceptionFile>()).toMatchObject({
      marks: 2,
    });
    const { shapes, precision } = await reports();
    expect(shapes.map(({ geometry }) => geometry.type).sort()).toEqual(['LineString', 'Polygon']);
    expect([...precision].sort()).toEqual([1, 2]);
  });

  test('without the columns it needs says which, and a file that is none says so', async () => {
    const refused = await send('dialogues/import', 'x.csv', 'datum;plats\n2026-01-01;Märsta');
    expect(refused.json<Problem>().detail).toMatch(/saknar kanal, deltagare, kansla, longitud, latitud/);
    expect((await send('dialogues/import', 'x.geojson', '{"a":')).json<Problem>().code).toBe('perception_file_json');
    expect((await send('dialogues/import', 'x.csv', '')).json<Problem>().code).toBe('reading_empty_file');
  });
});

describe('what a survey found', () => {
  const SURVEY = {
    ...{ question: 'Känner du dig otrygg ute om kvällen?', year: 2025, source: 'Trygghetsmätning' },
    results: [{ area: 'Märsta', place: 'marsta', share: 0.31, n: 412, low: 0.27, high: 0.36 }],
  };
  test('is recorded by area, listed and removed', async () => {
    const made = (await ask('POST', 'surveys', SURVEY)).json<Survey>();
    expect(made).toMatchObject(SURVEY);
    expect((await ask('GET', 'surveys')).json()).toMatchObject([SURVEY]);
    expect((await ask('DELETE', `surveys/${made.survey_id}`)).statusCode).toBe(204);
    expect((await ask('GET', 'surveys')).json()).toEqual([]);
  });
  test('must have its share in its interval, and each area once', async () => {
    const [first] = SURVEY.results;
    const outside = await ask('POST', 'surveys', { ...SURVEY, results: [{ ...first, share: 0.5 }] });
    expect(outside.json<Problem>().code).toBe('survey_interval');
    const twice = await ask('POST', 'surveys', { ...SURVEY, results: [first, first] });
    expect(twice.json<Problem>().code).toBe('survey_area_twice');
  });
  test('is read from a file, shares as they are written', async () => {
    const file = [
      'fråga;år;källa;område;andel;svarande;lägst;högst',
      'Otrygg om kvällen;2025;NTU;Märsta;31 %;412;27 %;36 %',
      'Otrygg om kvällen;2025;NTU;Valsta centrum;0,44;;;',
    ].join('\n');
    expect((await send('surveys/import', 'ntu.csv', file)).json<PerceptionFile>()).toMatchObject({
      stored: 1,
      marks: 2,
    });
    const [survey] = (await ask('GET', 'surveys')).json<Survey[]>();
    expect(survey!.results.map(({ place, share, n }) => [place, share, n])).toEqual([
      ['marsta', 0.31, 412],
      ['valsta-centrum', 0.44, null],
    ]);
  });
});
