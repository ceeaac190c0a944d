import type {
  Action,
  ActionFile,
  ActionWork,
  ChangedWork,
  ControlProposals,
  Outcome,
  Outline,
  Pledge,
  Problem,
} from '@lagesbild/contract';
import sharp from 'sharp';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { personWith, type TestPerson } from '../account/testing.ts';
import { Exhibits } from '../analysis/exhibit.ts';
import type { Database } from '../db/database.ts';
import { SourceViewers } from '../db/source-viewers.ts';
import { openTestDatabase } from '../db/testing.ts';
import { IncidentStores } from '../incident/store.ts';
import { addIncidents, type MadeIncident, seeded, sigtunaOf, testApp } from '../incident/testing.ts';
import type { RoomApp } from '../room.ts';
import { EvaluationSchedule } from './schedule.ts';

/** One file, since the incidents take longest to make. */

let database: Database;
let app: RoomApp;
let anna: TestPerson;
let bo: TestPerson;
let analyst: TestPerson;
let municipality_id: number;

const DAY_MS = 24 * 3600_000;
const day = (after: number): string => new Date(Date.now() + after * DAY_MS).toISOString().slice(0, 10);
const square = (lon: number, lat: number, half = 0.0015): Outline => ({
  type: 'MultiPolygon',
  coordinates: [
    [
      [
        [lon - 2 * half, lat - half],
        [lon + 2 * half, lat - half],
        [lon + 2 * half, lat + half],
        [lon - 2 * half, lat + half],
        [lon - 2 * half, lat - half],
      ],
    ],
  ],
});
/** In Märsta: an action, what is compared with it, and a third place where something else happens. */
const HERE = [17.8613, 59.6277] as const;
const THERE = [17.835, 59.615] as const;
const LENGTH = 100;

/** Incidents over 56 weeks, so many a week at each place before the start and after. */
function planted(): MadeIncident[] {
  const random = seeded(6);
  const at = (lon: number, lat: number, perWeek: number, from: number, to: number): MadeIncident[] =>
    Array.from({ length: Math.round(((to - from) / 7) * perWeek) }, () => {
      const when = from + random() * (to - from);
      return {
        ...{
          occurred_from: new Date(Date.now() + when * DAY_MS).toISOString(),
          minutes: null,
          time_precision: 'minute',
        },
        ...{ registered: null, category: 'damage', precision: 'point', discovery: 'resident_reported' },
        ...{ counting_unit: 'event', report: null, source_category: null },
        lon: lon + (random() - 0.5) * 0.004,
        lat: lat + (random() - 0.5) * 0.002,
      };
    });
  return [
    ...[...at(...HERE, 8, -500, -LENGTH), ...at(...HERE, 2, -LENGTH, 0)],
    ...at(...THERE, 8, -500, 0),
    ...at(17.81, 59.61, 3, -500, 0),
  ];
}

beforeAll(async () => {
  database = await openTestDatabase();
  ({ municipality_id } = await sigtunaOf(database));
  anna = await personWith(database, [{ role: 'coordinator', municipality: 'sigtuna' }]);
  bo = await personWith(database, [{ role: 'moderator', municipality: 'sigtuna' }]);
  analyst = await personWith(database, [{ role: 'analyst', municipality: 'sigtuna' }]);
  const { rows } = await database.knex.raw(
    'select code from staff.offence_category where municipality_id = ? limit 1',
    [municipality_id],
  );
  await addIncidents(
    database,
    municipality_id,
    planted().map((incident) => ({ ...incident, category: rows[0].code })),
  );
  app = await testApp(database);
});
afterAll(() => app?.close());
beforeEach(() => database.knex.raw('delete from staff.action; delete from staff.pledge'));

type Answer = Omit<Action, 'version'> & ActionWork & ActionFile & ControlProposals & Pick<Problem, 'code' | 'detail'>;
const ask = async (method: 'GET' | 'POST' | 'PATCH' | 'DELETE', path: string, payload?: object, who = anna) => {
  const response = await app.inject({
    ...{ method, url: `/api/sigtuna/${path}`, headers: { ...who.headers, 'accept-language': 'en' } },
    ...(payload && { payload }),
  });
  return { status: response.statusCode, body: response.json<Answer>(), response };
};

const FALL: Outcome = {
  ...{ measure: 'incidents', direction: 'fall', percent: 50, categories: [], hours: null, weekdays: [] },
  ...{ question: '', before: null },
};
const made = async (): Promise<string> => {
  const { body } = await ask('POST', 'actions', {
    ...{ title: 'Ljus vid gången', where: { place: 'marsta-station' }, status: 'under_way', done_on: null },
    ...{ public_text: { sv: 'Vi lagar ljuset.' }, rests_on: 'dialogue', rests_on_what: 'Medborgardialog' },
  });
  return body.action_id;
};
const workOf = async (action_id: string): Promise<ActionWork> =>
  ((await ask('GET', 'actions')).body as unknown as Action[]).find((one) => one.action_id === action_id)!.work;
const change = async (action_id: string, what: Partial<ChangedWork>) =>
  ask('PATCH', `actions/${action_id}/work`, { ...what, version: (await workOf(action_id)).version });

const PLANNED: Partial<ChangedWork> = {
  ...{ problem: 'Mörkt i gången', starts_on: day(7), ends_on: null, follow_up_on: day(7 + LENGTH), outcome: FALL },
  area: { origin: 'outline', name: 'Gången', outline: square(...HERE) },
  control: square(...THERE),
};
const registered = async (what: Partial<ChangedWork> = {}): Promise<string> => {
  const action_id = await made();
  const changed = await change(action_id, { ...PLANNED, ...what });
  expect([changed.status, changed.body.detail]).toEqual([200, undefined]);
  const { status, body } = await ask('POST', `actions/${action_id}/register`, { version: changed.body.version });
  expect([status, body.detail]).toEqual([200, undefined]);
  return action_id;
};
/** As if it had begun so long ago: what the calendar does, and nobody can. */
const begun = async (action_id: string): Promise<void> => {
  await database.knex.raw(
    'update staff.action_work set starts_on = ?, registered_on = ?, follow_up_on = ? where action_id = ?',
    [day(-LENGTH), day(-LENGTH - 10), day(-1), action_id],
  );
};

describe('what is expected of an action', () => {
  test('is registered before it starts, with what could be seen at all', async () => {
    const action_id = await registered();
    const { foreseen, registered_on, frozen } = await workOf(action_id);
    expect([registered_on === null, frozen]).toEqual([false, false]);
    expect(foreseen!.before).toBeGreaterThan(80);
    expect(foreseen!.fall_to!).toBeGreaterThan(foreseen!.before / 2);
    expect(foreseen!.power).toBeGreaterThan(0.9);
    expect(foreseen!.similarity).toBeGreaterThan(0.6);
  });

  test('is never the number of flags', async () => {
    const action_id = await made();
    const refused = await change(action_id, { ...PLANNED, outcome: { ...FALL, measure: 'flags' } });
    expect([refused.status, refused.body.code]).toEqual([422, 'action_outcome_flags']);
    expect((await workOf(action_id)).outcome).toBeNull();
    const past = database.knex.raw(
      `update staff.action_work set outcome = '{"measure": "flags"}' where action_id = ?`,
      [action_id],
    );
    await expect(past).rejects.toThrow(/action_work/);
  });

  test('isn’t registered once it has started, nor before all of it is said', async () => {
    const action_id = await made();
    const lacks = async () => (await ask('POST', `actions/${action_id}/register`, { version: 1 })).body.code;
    expect(await lacks()).toBe('action_lacks_problem');
    await change(action_id, { ...PLANNED, control: null });
    expect(await lacks()).toBe('action_lacks_control');
    await change(action_id, { control: square(...THERE), starts_on: day(-3), follow_up_on: day(30) });
    const { version } = await workOf(action_id);
    expect((await ask('POST', `actions/${action_id}/register`, { version })).body.code).toBe('action_started');
  });

  test('is registered anew when it is changed before the start, and can’t be changed after it', async () => {
    const action_id = await registered();
    await change(action_id, { outcome: { ...FALL, percent: 30 } });
    expect(await workOf(action_id)).toMatchObject({ registered_on: null, foreseen: null });
    await ask('POST', `actions/${action_id}/register`, { version: (await workOf(action_id)).version });
    await begun(action_id);
    const refused = await change(action_id, { outcome: { ...FALL, percent: 10 } });
    expect([refused.status, refused.body.code]).toEqual([409, 'action_frozen']);
    for (const set of [
      `outcome = '{"measure": "incidents"}'`,
      'follow_up_on = current_date + 9',
      'control = null',
      'foreseen = null, registered_on = null',
    ])
      await expect(
        database.knex.raw(`update staff.action_work set ${set} where action_id = ?`, [action_id]),
      ).rejects.toThrow(/never changed once it has started/);
    await expect(database.knex.raw('delete from staff.action_work where action_id = ?', [action_id])).rejects.toThrow(
      /never changed/,
    );
    expect((await change(action_id, { causes: 'Trasig armatur' })).status).toBe(200);
  });

  test('is amended after the start only with a reason, which stays beside what was registered', async () => {
    const action_id = await registered();
    const amendment = { reason: 'Armaturerna kom sent', ends_on: null, follow_up_on: day(200), outcome: FALL };
    expect((await ask('POST', `actions/${action_id}/amend`, amendment)).body.code).toBe('action_not_frozen');
    await begun(action_id);
    expect((await ask('POST', `actions/${action_id}/amend`, { ...amendment, reason: ' ' })).body.code).toBe(
      'invalid_input',
    );
    const { body } = await ask('POST', `actions/${action_id}/amend`, amendment);
    expect([body.follow_up_on, body.evaluates_on, body.due]).toEqual([day(-1), day(200), false]);
    const file = (await ask('GET', `actions/${action_id}/file`)).body;
    expect(file.amendments).toMatchObject([{ reason: amendment.reason, who: expect.stringContaining('coordinator') }]);
    await expect(database.knex.raw("update staff.action_amendment set reason = 'x'")).rejects.toThrow(/never changed/);
    await database.knex.raw('delete from staff.action'); // with the action itself it goes
  });
});

test('comparison areas are proposed by their history, clear of the action and its ring', async () => {
  const action_id = await made();
  await change(action_id, { ...PLANNED, control: null });
  const { proposals, tried, own } = (await ask('GET', `actions/${action_id}/controls`)).body;
  expect(tried).toBeGreaterThan(50);
  expect(own).toBeGreaterThan(300);
  expect(proposals[0]!.similarity).toBeGreaterThan(0.5);
  expect(proposals.map(({ similarity }) => similarity)).toEqual(
    proposals.map(({ similarity }) => similarity).sort((a, b) => b! - a!),
  );
  for (const { outline } of proposals) expect((await change(action_id, { control: outline })).status).toBe(200);
  const near = await change(action_id, { control: square(HERE[0] + 0.003, HERE[1]) });
  expect(near.body.code).toBe('action_control_near');
});

describe('an evaluation', () => {
  test('finds the fall that was planted, keeps it as an exhibit, and reaches the public through the approvals', async () => {
    const action_id = await registered();
    expect((await ask('POST', `actions/${action_id}/evaluate`)).body.code).toBe('action_not_due');
    await begun(action_id);
    const { body } = await ask('POST', `actions/${action_id}/evaluate`);
    const [evaluation] = body.evaluations;
    const { answer } = evaluation!;
    expect(evaluation).toMatchObject({ verdict: 'worked', amendments: 0 });
    const { treated, control, near, control_near } = answer.counts!;
    expect(treated[1]!).toBeLessThan(treated[0]! / 2);
    const difference = (of: number[]): number => of[1]! - of[0]!;
    expect(answer.whole!.difference).toBe(
      difference(treated) - difference(control) + difference(near) - difference(control_near),
    );
    expect(answer.series.length).toBe(16);
    const exhibit = (await ask('GET', `exhibits/${evaluation!.exhibit}`)).body as unknown as { counts: unknown };
    expect(exhibit.counts).toEqual(answer.counts);
    expect((await ask('POST', `actions/${action_id}/evaluate`)).body.code).toBe('action_not_due');
    const inPublic = async () => (await database.knex.raw('select measured_change from staff.published_action')).rows;
    const [action] = (await ask('GET', 'actions')).body as unknown as Action[];
    for (const who of [anna, bo]) await ask('POST', `actions/${action_id}/approve`, { version: action!.version }, who);
    const [{ measured_change }] = await inPublic();
    expect(measured_change).toMatchObject({ verdict: 'worked', on: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) });
    expect(JSON.stringify(measured_change.text)).not.toMatch(/\d/);
    await expect(database.knex.raw('delete from staff.action_evaluation')).rejects.toThrow(/never changed/);
  });

  test('comes by itself when the day is here, also after a restart, and only once', async () => {
    const viewers = new SourceViewers(database, Promise.resolve(database));
    const incidents = new IncidentStores({ database, opened: Promise.resolve(database), viewers, log: app.log });
    const said: string[] = [];
    const schedule = () =>
      new EvaluationSchedule({ incidents, exhibits: new Exhibits(database, app.log) }, (sentence) =>
        said.push(sentence),
      );
    const [due, later] = [await registered(), await registered()];
    await begun(due);
    await schedule().run(database);
    await schedule().run(database);
    expect(said).toEqual([]);
    const verdicts = await Promise.all([due, later].map(async (id) => (await workOf(id)).verdict));
    expect(verdicts).toEqual(['worked', null]);
    expect((await ask('GET', `actions/${due}/file`)).body.history.at(-1)).toMatchObject({
      what: 'evaluated',
      who: 'program',
    });
    await incidents.close();
  });

  test('of a survey on the spot needs its second round', async () => {
    const survey: Outcome = { ...FALL, measure: 'survey', question: 'Otrygg här?', before: { asked: 80, unsafe: 48 } };
    const action_id = await registered({ outcome: survey, control: null });
    await begun(action_id);
    expect((await ask('POST', `actions/${action_id}/evaluate`)).body.code).toBe('action_survey_missing');
    expect((await ask('POST', `actions/${action_id}/survey`, { asked: 10, unsafe: 12 })).body.code).toBe(
      'action_survey_more',
    );
    await ask('POST', `actions/${action_id}/survey`, { asked: 70, unsafe: 14 });
    const { body } = await ask('POST', `actions/${action_id}/evaluate`);
    expect(body.evaluations[0]).toMatchObject({ verdict: 'worked', answer: { survey: { question: 'Otrygg här?' } } });
  });
});

describe('what is written beside an action', () => {
  const upload = (action_id: string, name: string, bytes: Buffer) => {
    const head = `--x\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: image/jpeg\r\n\r\n`;
    return app.inject({
      ...{ method: 'POST', url: `/api/sigtuna/actions/${action_id}/attachments` },
      headers: { ...anna.headers, 'content-type': 'multipart/form-data; boundary=x' },
      payload: Buffer.concat([Buffer.from(head), bytes, Buffer.from('\r\n--x--\r\n')]),
    });
  };

  test('a picture is kept without what its camera wrote, and given as a download', async () => {
    const action_id = await made();
    const picture = await sharp({ create: { width: 60, height: 40, channels: 3, background: '#345' } })
      .jpeg()
      .withExif({ IFD0: { Artist: 'Kanariefågel' }, IFD3: { GPSLatitude: '59/1 37/1 0/1' } })
      .toBuffer();
    expect(picture.includes('Kanarie')).toBe(true);
    const response = await upload(action_id, '../../gång.jpg', picture);
    expect(response.statusCode).toBe(201);
    const [kept] = response.json<ActionFile>().attachments;
    expect(kept).toMatchObject({ name: 'gång.jpg', type: 'image/jpeg', who: expect.stringContaining('coordinator') });
    const url = `/api/sigtuna/actions/${action_id}/attachments/${kept!.attachment_id}`;
    const given = await app.inject({ url, headers: anna.headers });
    expect(given.headers['content-disposition']).toMatch(/^attachment;/);
    expect(given.headers['content-security-policy']).toContain("default-src 'none'");
    expect(given.rawPayload.includes('Kanarie')).toBe(false);
    expect((await sharp(given.rawPayload).metadata()).exif).toBeUndefined();
    const gone = await app.inject({ method: 'DELETE', url, headers: anna.headers });
    expect(gone.json<ActionFile>().attachments).toEqual([]);
  });

  test.each([
    ['a page', Buffer.from('<html><script>alert(1)</script>'), 'action_attachment_type'],
    [
      'a drawing that can hold scripts',
      Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'),
      'action_attachment_type',
    ],
    ['nothing', Buffer.alloc(0), 'action_attachment_type'],
  ])('%s is refused as an attachment', async (_, bytes, code) => {
    const response = await upload(await made(), 'x.jpg', bytes);
    expect(response.json<Problem>().code).toBe(code);
  });

  test('a note tells an organisation and a role, and no name', async () => {
    const action_id = await made();
    const { body } = await ask('POST', `actions/${action_id}/notes`, { text: 'Elektrikern kommer på tisdag' });
    expect(body.notes).toHaveLength(1);
    expect(body.notes[0]!.who).toMatch(/, coordinator$/);
  });
});

test('who may not see incidents gets no counts of them', async () => {
  const action_id = await registered();
  const list = (await ask('GET', 'actions', undefined, bo)).body as unknown as Action[];
  expect(list[0]!.work.foreseen).toBeNull();
  expect((await ask('GET', `actions/${action_id}/file`, undefined, bo)).status).toBe(403);
});

test('follow-ups are days of a calendar', async () => {
  await registered();
  const { payload, headers } = await app.inject({ url: '/api/sigtuna/actions/calendar.ics', headers: anna.headers });
  expect(headers['content-type']).toContain('text/calendar');
  expect(payload).toContain(`DTSTART;VALUE=DATE:${day(7 + LENGTH).replaceAll('-', '')}`);
  for (const line of payload.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
});

test('a pledge is public when two have approved it, and says whether it was kept', async () => {
  const pledge = {
    ...{ text: { sv: 'Vi finns på torget varje fredag.' }, period_from: '2026-01-01', period_to: '2026-12-31' },
    ...{ signatories: ['Sigtuna kommun', 'Polisen'], indicator: 'Närvaro varje fredag', outcome: 'open', reason: '' },
    actions: [await made()],
  };
  const promise = async (method: 'POST' | 'PATCH', path: string, body: object, who = anna) =>
    (await ask(method, `pledges${path}`, body, who)).body as unknown as Pledge & Problem;
  const { pledge_id } = await promise('POST', '', pledge);
  for (const who of [anna, bo]) await promise('POST', `/${pledge_id}/approve`, { version: 1 }, who);
  const inPublic = async () => (await database.knex.raw('select outcome, reason from public_release.pledge')).rows;
  expect(await inPublic()).toEqual([{ outcome: 'open', reason: '' }]);
  expect((await promise('PATCH', `/${pledge_id}`, { ...pledge, outcome: 'kept', version: 1 })).code).toBe(
    'pledge_reason_missing',
  );
  const kept = { ...pledge, outcome: 'not_kept', reason: 'Det blev varannan vecka.', version: 1 };
  expect(await promise('PATCH', `/${pledge_id}`, kept)).toMatchObject({ version: 2, approvals: [] });
  expect(await inPublic()).toEqual([{ outcome: 'open', reason: '' }]);
  for (const who of [anna, bo]) await promise('POST', `/${pledge_id}/approve`, { version: 2 }, who);
  expect(await inPublic()).toEqual([{ outcome: 'not_kept', reason: 'Det blev varannan vecka.' }]);

  // What everybody gets is that and no more: no names, numbers or approvals.
  const { text, period_from, period_to, signatories, indicator } = pledge;
  const told = (await app.inject({ url: '/release/sigtuna/actions.json' })).json<{ pledges: object[] }>();
  expect(told.pledges).toEqual([
    {
      ...{ text, period_from, period_to, signatories, indicator },
      ...{ outcome: 'not_kept', reason: 'Det blev varannan vecka.' },
    },
  ]);
  await promise('POST', `/${pledge_id}/withdraw`, { version: 2 });
  expect(await inPublic()).toEqual([]);
});

test('a pledge that counts people is refused, wherever it counts them', async () => {
  const pledge = {
    ...{ text: { sv: 'Vi finns på torget.' }, period_from: '2026-01-01', period_to: '2026-12-31', actions: [] },
    ...{ signatories: ['Sigtuna kommun'], indicator: '23 markeringar färre', outcome: 'open', reason: '' },
  };
  expect((await ask('POST', 'pledges', pledge)).body.code).toBe('action_text_counts');
});

describe('where an action is', () => {
  const placed = async (area: ChangedWork['area']) => change(await made(), { area });

  test('is a cluster of flags by its cells, drawn together over gaps, and not one that lies where nobody projects', async () => {
    const cells = [
      { x: 6570, y: 66120 },
      { x: 6571, y: 66120 },
      { x: 6571, y: 66121 },
    ];
    const { body } = await placed({ origin: 'cluster', cells, name: 'Vid stationen: 12 markeringar' });
    expect(body.area).toMatchObject({ origin: 'cluster', name: 'Vid stationen: 12 markeringar', zone_id: null });
    const { rows } = await database.knex.raw(
      'select st_area(st_transform(outline, 3006)) as m2, st_numgeometries(outline) as parts from staff.action_work',
    );
    // Three cells, and the corner between them that a gap of 100 m rounds off.
    expect(rows[0].m2).toBeCloseTo(30_000 + 2_500 * (1 - Math.PI / 4), -2);
    expect(rows[0].parts).toBe(1);
    const far = await placed({ origin: 'cluster', cells: [...cells, { x: -1_000_000, y: 1_000_000 }] });
    expect(far.body.code).toBe('action_outline_outside');
  });

  test('is a patrol zone as it was, which nobody sees of it who may not see zones', async () => {
    const zone_id = '5d0f1f7e-7c0e-4a57-9d3a-0f8f7f6f0a01';
    const { body } = await placed({ origin: 'zone', zone_id, name: 'Torget', outline: square(...HERE) });
    expect(body.area).toMatchObject({ origin: 'zone', name: 'Torget', zone_id, outline: square(...HERE) });
    const areaFor = async (who: TestPerson) =>
      ((await ask('GET', 'actions', undefined, who)).body as unknown as Action[])[0]!.work.area;
    expect(await areaFor(analyst)).toMatchObject({ zone_id });
    expect(await areaFor(bo)).toBeNull();
  });
});

test('the history of an action tells what was done to it from when it was written, by role', async () => {
  const action_id = await made();
  await change(action_id, { problem: 'Mörkt' });
  for (const who of [anna, bo]) await ask('POST', `actions/${action_id}/approve`, { version: 1 }, who);
  await ask('POST', `actions/${action_id}/withdraw`, { version: 1 }, bo);
  const { history } = (await ask('GET', `actions/${action_id}/file`)).body;
  expect(history.map(({ what }) => what).sort()).toEqual(['approved', 'changed', 'made', 'published', 'withdrawn']);
  for (const { who } of history) expect(who).toMatch(/, (coordinator|moderator)$/);
});

test('an analyst opens actions and what came of them, and changes nothing', async () => {
  const action_id = await registered();
  const [action] = (await ask('GET', 'actions', undefined, analyst)).body as unknown as [Action];
  expect(action.work.foreseen).not.toBeNull();
  for (const path of ['actions/kinds', 'pledges', `actions/${action_id}/file`, `actions/${action_id}/foreseen`])
    expect((await ask('GET', path, undefined, analyst)).status, path).toBe(200);
  const version = action.work.version;
  expect((await ask('PATCH', `actions/${action_id}/work`, { version, problem: 'x' }, analyst)).status).toBe(403);
  expect((await ask('POST', `actions/${action_id}/notes`, { text: 'x' }, analyst)).status).toBe(403);
  expect((await ask('POST', `actions/${action_id}/approve`, { version: action.version }, analyst)).status).toBe(403);
});
