import { randomUUID } from 'node:crypto';
import {
  addDays,
  mondayOf,
  type NewUnit,
  type PatrolCard,
  type PermitEvidence,
  type PlannedVisits,
  type Problem,
  type Unit,
  type UnitCredential,
  type UnitPage,
  type Visit,
  type WeekDelivery,
  type WeekPlan,
  weekdayOf,
} from '@lagesbild/contract';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { addOtherArea, personWith, type TestPerson } from '../account/testing.ts';
import type { Database } from '../db/database.ts';
import { onPatrols } from '../db/patrol-side.ts';
import { openTestDatabase } from '../db/testing.ts';
import { addIncidents, makeIncidents, seeded, sigtunaOf, testApp } from '../incident/testing.ts';
import type { RoomApp } from '../room.ts';
import { todayIn } from '../today.ts';

let database: Database;
let app: RoomApp;
let anna: TestPerson;
let municipality_id: number;

const PLAN = randomUUID();
const [SQUARE, STATION] = [randomUUID(), randomUUID()];
const TODAY = todayIn('Europe/Stockholm');
const WEEK = mondayOf(TODAY);
const NIGHT_GROUP: NewUnit = { name: 'Fältgruppen', organisation_kind: 'municipality', kind: 'faltare', size: 6 };

beforeAll(async () => {
  database = await openTestDatabase();
  await addOtherArea(database);
  const sigtuna = await sigtunaOf(database);
  municipality_id = sigtuna.municipality_id;
  await addIncidents(database, municipality_id, makeIncidents(400, seeded(7), sigtuna.categories));
  anna = await personWith(database, [{ role: 'coordinator', municipality: 'sigtuna' }]);
  app = await testApp(database);
});
afterAll(() => app?.close());

/** Statements one after the other, as the patrol side; what the last one answers. */
const patrols = (sql: string, bindings: Record<string, unknown> = {}): Promise<{ rows: unknown[] }> =>
  onPatrols(database, async (trx) => {
    let answer: { rows: unknown[] } = { rows: [] };
    for (const statement of sql.split(';'))
      answer = await trx.raw(statement, { municipality_id, ...bindings } as never);
    return answer;
  });

beforeEach(async () => {
  await patrols(
    `delete from patrol.visit; delete from patrol.zone_plan; delete from patrol.permit_area; delete from patrol.unit`,
  );
  await patrols(
    `insert into patrol.zone_plan (municipality_id, plan_id, name) values (:municipality_id, :plan, 'Höst');
     insert into patrol.zone_plan_version (municipality_id, plan_id, version, saved_by) values (:municipality_id, :plan, 1, 'Kommunen');
     insert into patrol.zone (municipality_id, plan_id, version, zone_id, zone_no, name, outline, origin)
     values (:municipality_id, :plan, 1, :square, 1, 'Torget', st_multi(st_makeenvelope(17.83, 59.60, 17.87, 59.63, 4326)), 'drawn'),
       (:municipality_id, :plan, 1, :station, 2, 'Stationen', st_multi(st_makeenvelope(17.87, 59.62, 17.88, 59.63, 4326)), 'drawn');
     update patrol.zone_plan set published_version = 1`,
    { plan: PLAN, square: SQUARE, station: STATION },
  );
});

type Method = 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';
async function ask<T>(method: Method, path: string, payload?: object, headers: Record<string, string> = anna.headers) {
  const send = () => app.inject({ ...{ method, url: `/api/sigtuna/${path}`, headers }, ...(payload && { payload }) });
  let response = await send();
  // On a machine that has a lot else to do it says so, and is asked again.
  while (response.statusCode === 503 && response.headers['retry-after'] !== undefined) {
    await new Promise((resolve) => setTimeout(resolve, 500));
    response = await send();
  }
  const { statusCode: status, body: text } = response;
  const body = (text.startsWith('{') || text.startsWith('[') ? response.json() : {}) as T &
    Pick<Problem, 'code' | 'detail'>;
  return { status, body, text, headers: response.headers };
}
const unitMade = async (change: Partial<NewUnit> = {}): Promise<Unit> =>
  (await ask<Unit>('POST', 'units', { ...NIGHT_GROUP, name: `Enhet ${randomUUID()}`, ...change })).body;
const keyOf = async ({ unit_id }: Unit): Promise<string> =>
  (await ask<UnitCredential>('POST', `units/${unit_id}/credential`, {})).body.credential;
const HERE = { host: 'localhost:3000', origin: 'http://localhost:3000' };
/** What a phone that came in by this key sends. */
const phoneOf = async (credential: string): Promise<Record<string, string>> => {
  const { status, headers } = await ask('POST', 'unit/session', { credential }, HERE);
  expect(status).toBe(204);
  return { ...HERE, cookie: String(headers['set-cookie']).split(';')[0]! };
};
const VISIT = { zone_id: SQUARE, started_on: TODAY, from_minute: 0, minutes: 15, kind: 'foot', seen: ['calm', 'dark'] };
const entries = async (): Promise<{ act: string; who_kind: string; who: string; who_id: string | null; at: Date }[]> =>
  (
    await database.knex.raw(
      'select act, who_kind, who, who_id, at from staff.audit_entry where municipality_id = :municipality_id order by entry_no desc',
      { municipality_id },
    )
  ).rows;

describe('a unit', () => {
  test('with fewer than five people is refused, with the reason', async () => {
    const { status, body } = await ask('POST', 'units', { ...NIGHT_GROUP, size: 4 });
    expect([status, body.code]).toEqual([422, 'unit_too_small']);
    expect(body.detail).toContain('4');
    expect((await ask<Unit[]>('GET', 'units')).body).toEqual([]);
  });

  test('has a key that is shown once, comes in by it, and goes out', async () => {
    const unit = await unitMade();
    expect(unit).toMatchObject({ has_credential: false, closed_on: null });
    const phone = await phoneOf(await keyOf(unit));
    const { body } = await ask<UnitPage>('GET', 'unit', undefined, phone);
    expect(body).toMatchObject({ unit: { name: unit.name }, zones: [{ name: 'Stationen' }, { name: 'Torget' }] });
    expect((await ask('DELETE', 'unit/session', undefined, phone)).status).toBe(204);
    expect((await ask('GET', 'unit', undefined, phone)).body.code).toBe('unit_needed');
  });

  test('has its key in no answer and no table afterwards, and its old phones open nothing after a new one', async () => {
    const unit = await unitMade();
    const first = await keyOf(unit);
    const phone = await phoneOf(first);
    const second = await keyOf(unit);
    expect((await ask('GET', 'unit', undefined, phone)).status).toBe(401);
    expect((await ask('POST', 'unit/session', { credential: first }, HERE)).body.code).toBe('unit_key_wrong');
    const stored = JSON.stringify((await patrols('select * from patrol.unit')).rows);
    expect(stored).toContain('argon2id');
    expect(stored).not.toContain(second.split('-').slice(3).join('-'));
    expect((await ask('GET', 'units')).text).not.toContain(second.split('-')[3]);
  });

  test('is closed for good: key, phones and plans', async () => {
    const unit = await unitMade();
    const credential = await keyOf(unit);
    const phone = await phoneOf(credential);
    expect((await ask<Unit>('POST', `units/${unit.unit_id}/close`, {})).body).toMatchObject({ has_credential: false });
    expect((await ask('GET', 'unit', undefined, phone)).status).toBe(401);
    expect((await ask('POST', 'unit/session', { credential }, HERE)).status).toBe(401);
    expect((await ask('POST', `units/${unit.unit_id}/credential`, {})).body.code).toBe('unit_closed');
  });

  test('whose key is guessed makes whoever guesses wait, without anybody’s address', async () => {
    const words = (await keyOf(await unitMade())).split('-');
    const wrong = [...words.slice(0, 3), 'bali', 'bali', 'bali'].join('-');
    const codes: string[] = [];
    for (let i = 0; i < 11; i++) codes.push((await ask('POST', 'unit/session', { credential: wrong }, HERE)).body.code);
    expect(codes.slice(0, 10)).toEqual(Array(10).fill('unit_key_wrong'));
    expect(codes[10]).toBe('sign_in_wait');
  });

  test('may nothing besides, and an account isn’t a unit', async () => {
    const phone = await phoneOf(await keyOf(await unitMade()));
    for (const path of ['units', 'visits?from=2026-01-01&to=2026-01-02', `visit-plans/${PLAN}?week=${WEEK}`])
      expect((await ask('GET', path, undefined, phone)).status).toBe(401);
    expect((await ask('GET', 'unit')).body.code).toBe('unit_needed');
    const elsewhere = await app.inject({ url: '/api/knivsta/unit', headers: phone });
    expect(elsewhere.statusCode).toBe(401);
  });
});

describe('a visit', () => {
  test('sent again is the same visit, whenever that is and however many come at once', async () => {
    const phone = await phoneOf(await keyOf(await unitMade()));
    const headers = { ...phone, 'idempotency-key': randomUUID() };
    const all = await Promise.all([1, 2, 3].map(() => ask<Visit>('POST', 'unit/visits', VISIT, headers)));
    expect(all.some(({ status }) => status === 201)).toBe(true);
    await patrols('delete from patrol.kept_answer'); // as after days
    const { status, body } = await ask<Visit>('POST', 'unit/visits', VISIT, headers);
    expect([status, body.zone_name, body.visit_id]).toEqual([201, 'Torget', headers['idempotency-key']]);
    expect((await patrols('select 1 from patrol.visit')).rows).toHaveLength(1);
    const other = await ask('POST', 'unit/visits', { ...VISIT, minutes: 20 }, headers);
    expect([other.status, other.body.code]).toEqual([422, 'resend_other']);
  });

  test('is in the log under its unit’s name, to five minutes, and nobody’s account', async () => {
    const unit = await unitMade();
    const phone = await phoneOf(await keyOf(unit));
    await ask('POST', 'unit/visits', VISIT, phone);
    const [entry] = await entries();
    expect(entry).toMatchObject({ act: 'visit_logged', who_kind: 'unit', who: unit.name, who_id: null });
    expect(entry!.at.getTime() % (5 * 60_000)).toBe(0);
  });

  test.each([
    ['finer than five minutes', { from_minute: 3 }, 'input_invalid'],
    ['of a minute and a bit', { minutes: 7 }, 'input_invalid'],
    ['tomorrow', { started_on: addDays(TODAY, 1) }, 'visit_early'],
    ['long ago', { started_on: addDays(TODAY, -40) }, 'visit_late'],
    ['where there is no zone', { zone_id: randomUUID() }, 'visit_zone_unknown'],
    ['by somebody', { officer: 'Anna' }, 'input_invalid'],
    ['along a track', { track: [[17.8, 59.6]] }, 'input_invalid'],
  ])('%s is refused, and nothing is stored', async (_, change, code) => {
    const phone = await phoneOf(await keyOf(await unitMade()));
    const { status, body } = await ask('POST', 'unit/visits', { ...VISIT, ...change }, phone);
    expect(status).toBeGreaterThanOrEqual(400);
    if (code !== 'input_invalid') expect(body.code).toBe(code);
    expect((await patrols('select 1 from patrol.visit')).rows).toEqual([]);
  });

  test('of a zone that has gone since keeps the name it had', async () => {
    const phone = await phoneOf(await keyOf(await unitMade()));
    await patrols(
      `insert into patrol.zone_plan_version (municipality_id, plan_id, version, based_on, saved_by) values (:municipality_id, :plan, 2, 1, 'K');
       update patrol.zone_plan set published_version = 2`,
      { plan: PLAN },
    );
    expect((await ask<Visit>('POST', 'unit/visits', VISIT, phone)).body.zone_name).toBe('Torget');
  });

  test('is logged for a unit by the office, and removed again', async () => {
    const unit = await unitMade();
    const { body } = await ask<Visit>('POST', 'visits', { ...VISIT, unit_id: unit.unit_id });
    expect(body).toMatchObject({ unit_name: unit.name, seen: ['calm', 'dark'] });
    const days = `visits?from=${TODAY}&to=${TODAY}`;
    expect((await ask<Visit[]>('GET', days)).body).toEqual([body]);
    expect((await ask('DELETE', `visits/${body.visit_id}`)).status).toBe(204);
    expect((await ask<Visit[]>('GET', days)).body).toEqual([]);
    expect((await entries()).slice(0, 4).map(({ act }) => act)).toEqual([
      ...['ledger_read', 'visit_removed', 'ledger_read', 'visit_logged'],
    ]);
  });
});

test('a visit is corrected as it was, and the log keeps what it said before', async () => {
  const unit = await unitMade();
  const { body } = await ask<Visit>('POST', 'visits', { ...VISIT, unit_id: unit.unit_id });
  const right = { ...VISIT, unit_id: unit.unit_id, from_minute: 5, minutes: 20, seen: ['litter'] };
  const { body: after } = await ask<Visit>('PUT', `visits/${body.visit_id}`, right);
  expect(after).toEqual({ ...body, from_minute: 5, minutes: 20, seen: ['litter'] });
  const { rows } = await database.knex.raw(
    'select act, details from staff.audit_entry where municipality_id = :municipality_id order by entry_no desc limit 1',
    { municipality_id },
  );
  expect(rows).toEqual([{ act: 'visit_corrected', details: { day: TODAY, minute: 0, minutes: 15 } }]);
  const wrong = await ask('PUT', `visits/${body.visit_id}`, { ...right, started_on: addDays(TODAY, 1) });
  expect(wrong.body.code).toBe('visit_early');
  expect((await ask('PUT', `visits/${randomUUID()}`, right)).body.code).toBe('visit_unknown');
  const days = `visits?from=${TODAY}&to=${TODAY}`;
  expect((await ask<Visit[]>('GET', `${days}&zone_id=${SQUARE}&unit_id=${unit.unit_id}`)).body).toEqual([after]);
  expect((await ask<Visit[]>('GET', `${days}&zone_id=${STATION}`)).body).toEqual([]);
});

describe('a week', () => {
  const path = `visit-plans/${PLAN}?week=${WEEK}`;
  const line = (unit: Unit, change: Partial<PlannedVisits> = {}): PlannedVisits => ({
    ...{ zone_id: SQUARE, unit_id: unit.unit_id, weekday: 4, from_minute: 1080, to_minute: 1320 },
    ...{ minutes: 15, visits: 2, ...change },
  });
  const save = (version: number, ...lines: PlannedVisits[]) => ask<WeekPlan>('PUT', path, { version, lines });

  test('is saved as a whole, and a second one who began from the same version overwrites nothing', async () => {
    const unit = await unitMade();
    expect((await ask<WeekPlan>('GET', path)).body).toMatchObject({ version: 0, lines: [], findings: [] });
    const { status, body } = await save(0, line(unit));
    expect([status, body.version, body.lines]).toEqual([200, 1, [line(unit)]]);
    const other = await save(0);
    expect([other.status, other.body.code]).toEqual([409, 'visit_week_changed_meanwhile']);
    expect((await ask<WeekPlan>('GET', path)).body.lines).toEqual([line(unit)]);
    await save(1);
    expect((await save(0, line(unit))).status).toBe(409); // an emptied week isn't one that nobody planned
  });

  test('of two who save at once one is told', async () => {
    const unit = await unitMade();
    const all = await Promise.all([save(0, line(unit)), save(0, line(unit, { visits: 3 }))]);
    expect(all.map(({ status }) => status).sort()).toEqual([200, 409]);
  });

  test('says what can’t be done, and keeps it', async () => {
    const unit = await unitMade();
    const all = { minutes: 240, visits: 1 };
    const { body } = await save(0, line(unit, all), line(unit, { ...all, zone_id: STATION }));
    expect(body.findings).toEqual([{ kind: 'conflict', unit_id: unit.unit_id, lines: [0, 1] }]);
  });

  test('says what collides with the next week over Sunday’s midnight, in both weeks', async () => {
    const unit = await unitMade();
    const night = { minutes: 240, visits: 1, from_minute: 1320, to_minute: 1560 };
    await save(0, line(unit, { ...night, weekday: 6 }));
    const next = addDays(WEEK, 7);
    const monday = line(unit, { weekday: 0, from_minute: 60, to_minute: 180, minutes: 120, visits: 1 });
    const { body } = await ask<WeekPlan>('PUT', `visit-plans/${PLAN}?week=${next}`, { version: 0, lines: [monday] });
    const found = { kind: 'neighbour', unit_id: unit.unit_id, lines: [0] };
    expect(body.findings).toEqual([{ ...found, week: WEEK }]);
    expect((await ask<WeekPlan>('GET', path)).body.findings).toEqual([{ ...found, week: next }]);
  });

  test('is refused where visits don’t fit into their hours, end before they begin, or are said twice', async () => {
    const unit = await unitMade();
    expect((await save(0, line(unit, { visits: 17 }))).body.code).toBe('visit_hours_few');
    expect((await save(0, line(unit, { to_minute: 1080 }))).body.code).toBe('visit_hours_reversed');
    expect((await save(0, line(unit), line(unit))).body.code).toBe('visit_line_twice');
    expect((await save(0, line(unit, { zone_id: randomUUID() }))).body.code).toBe('visit_zone_unknown');
    expect((await ask<WeekPlan>('GET', path)).body).toMatchObject({ version: 0, lines: [] });
  });

  test('has ordningsvakter only inside a permit’s area and hours', async () => {
    const guards = await unitMade({ kind: 'ordningsvakt', organisation_kind: 'other' });
    expect((await save(0, line(guards))).body.code).toBe('permit_area_missing');
    await patrols(
      `insert into patrol.permit_area (municipality_id, permit_id, name, decision, outline, hours, valid_from, valid_to)
       values (:municipality_id, :permit, 'Centrum', 'A1', st_multi(st_makeenvelope(17.82, 59.59, 17.871, 59.64, 4326)), :hours,
         cast(:week as date) - 30, cast(:week as date) + 30)`,
      {
        permit: randomUUID(),
        week: WEEK,
        hours: Array.from({ length: 168 }, (_, hour) => (hour >= 96 + 18 && hour < 96 + 22 ? '1' : '0')).join(''),
      },
    );
    expect((await save(0, line(guards))).status).toBe(200);
    expect((await save(1, line(guards, { zone_id: STATION }))).body.code).toBe('permit_area_missing');
    expect((await save(1, line(guards, { to_minute: 1380 }))).body.code).toBe('permit_hours_missing');
  });

  describe('of ordningsvakter, when their permit becomes another', () => {
    /** Thursdays to Saturdays, 18 to 02. */
    const HOURS = Array.from({ length: 168 }, (_, hour) =>
      [3, 4, 5].some((day) => hour >= day * 24 + 18 && hour < day * 24 + 26) ? '1' : '0',
    ).join('');
    const NEXT = addDays(WEEK, 7);
    const AFTER = addDays(WEEK, 14);
    const FRIDAY = addDays(NEXT, 4);
    const recorded = {
      ...{ name: 'Centrum', decision: 'A1', hours: HOURS, valid_from: WEEK, valid_to: addDays(WEEK, 300) },
      outline: {
        type: 'MultiPolygon' as const,
        coordinates: [[[[17.82, 59.59], [17.89, 59.59], [17.89, 59.64], [17.82, 59.64], [17.82, 59.59]]]], // biome-ignore format: a ring
      },
    };
    const elsewhere = {
      ...recorded.outline,
      coordinates: [[[[17.86, 59.61], [17.89, 59.61], [17.89, 59.64], [17.86, 59.64], [17.86, 59.61]]]], // biome-ignore format: a ring
    };
    let guards: Unit;
    let permit_id: string;
    const weekOf = (week: string) => `visit-plans/${PLAN}?week=${week}`;
    const groundsOf = async (week: string) =>
      (await ask<WeekPlan>('GET', weekOf(week))).body.findings.map((found) =>
        found.kind === 'no_ground' ? [...found.lines, found.ground] : found.kind,
      );
    const change = (what: object, anyway = false) =>
      ask('PUT', `permit-areas/${permit_id}`, { ...recorded, ...what, version: 1, anyway });
    beforeEach(async () => {
      guards = await unitMade({ kind: 'ordningsvakt', organisation_kind: 'other' });
      permit_id = (await ask<{ permit_id: string }>('POST', 'permit-areas', recorded)).body.permit_id;
      const night = { from_minute: 1320, to_minute: 1560 };
      for (const week of [NEXT, AFTER]) {
        const lines = [line(guards, night), line(guards, { ...night, zone_id: STATION, weekday: 5 })];
        const { status, body } = await ask<WeekPlan>('PUT', weekOf(week), { version: 0, lines });
        expect([status, body.findings]).toEqual([200, []]);
      }
    });

    test('nothing is changed before somebody has been told which weeks lose visits, and nothing planned goes', async () => {
      const shortened = { valid_to: addDays(NEXT, 5) };
      const asked = await change(shortened);
      expect([asked.status, asked.body.code]).toEqual([409, 'permit_visits_lose']);
      // The station on Saturday runs on into Sunday, when it has ended; the week after has both.
      expect(asked.body.detail).toContain('6 ');
      expect((await ask<{ valid_to: string }[]>('GET', 'permit-areas')).body[0]!.valid_to).toBe(recorded.valid_to);
      expect(await groundsOf(NEXT)).toEqual([]);
      expect((await change(shortened, true)).status).toBe(200);
      const ended = { reason: 'ended', permit: 'Centrum', ended_on: addDays(NEXT, 5) };
      expect(await groundsOf(NEXT)).toEqual([[1, { ...ended, day: addDays(NEXT, 6) }]]);
      expect(await groundsOf(AFTER)).toEqual([
        [0, { ...ended, day: addDays(AFTER, 4) }],
        [1, { ...ended, day: addDays(AFTER, 5) }],
      ]);
      expect((await ask<WeekPlan>('GET', weekOf(AFTER))).body.lines).toHaveLength(2);
    });

    test('drawn anew, with other hours, from a later day, withdrawn: each reason is said', async () => {
      await change({ outline: elsewhere }, true);
      expect(await groundsOf(NEXT)).toEqual([[0, { reason: 'outside_area' }]]);
      await ask('PUT', `permit-areas/${permit_id}`, { ...recorded, hours: HOURS.replace('1', '0'), version: 2 });
      expect(await groundsOf(NEXT)).toEqual([]);
      const noNight = [...HOURS].map((on, hour) => (hour % 24 < 2 ? '0' : on)).join('');
      await ask('PUT', `permit-areas/${permit_id}`, { ...recorded, hours: noNight, version: 3, anyway: true });
      expect(await groundsOf(NEXT)).toEqual([
        [0, { reason: 'outside_hours', day: addDays(NEXT, 5), hour: 0 }],
        [1, { reason: 'outside_hours', day: addDays(NEXT, 6), hour: 0 }],
      ]);
      await ask('PUT', `permit-areas/${permit_id}`, { ...recorded, valid_from: AFTER, version: 4, anyway: true });
      expect(await groundsOf(NEXT)).toEqual(
        [FRIDAY, addDays(FRIDAY, 1)].map((day, i) => [
          ...[i, { reason: 'not_yet', permit: 'Centrum', day, begins_on: AFTER }],
        ]),
      );
      const refused = await ask('DELETE', `permit-areas/${permit_id}`);
      expect([refused.status, refused.body.code]).toEqual([409, 'permit_visits_lose']);
      expect((await ask('DELETE', `permit-areas/${permit_id}?anyway=true`)).status).toBe(204);
      expect(await groundsOf(NEXT)).toEqual([
        [0, { reason: 'none' }],
        [1, { reason: 'none' }],
      ]);
    });

    test('a change by which nothing is lost that wasn’t lost before isn’t asked about', async () => {
      await change({ outline: elsewhere }, true);
      const again = { ...recorded, outline: elsewhere, name: 'Stationen', version: 2 };
      expect((await ask('PUT', `permit-areas/${permit_id}`, again)).status).toBe(200);
    });

    test('is on the card, and on the phone of the unit', async () => {
      const today = weekdayOf(TODAY);
      await change({ hours: '1'.repeat(168) });
      expect((await save(0, line(guards, { weekday: today }))).status).toBe(200);
      await ask('DELETE', `permit-areas/${permit_id}?anyway=true`);
      const { lines } = (await ask<PatrolCard>('GET', `zones/${SQUARE}/card?week=${WEEK}`)).body;
      expect(lines.map(({ no_ground }) => no_ground)).toEqual([{ reason: 'none' }]);
      const phone = await phoneOf(await keyOf(guards));
      const { planned } = (await ask<UnitPage>('GET', 'unit', undefined, phone)).body;
      expect(planned).toMatchObject([{ day: TODAY, no_ground: { reason: 'none' } }]);
    });
  });

  test('has the night it was planned in: visits after Sunday’s midnight count there, in every answer', async () => {
    const [week, next] = [addDays(WEEK, -14), addDays(WEEK, -7)];
    const unit = await unitMade();
    const night = { weekday: 6, from_minute: 1320, to_minute: 1560 };
    const of = (monday: string) => `visit-plans/${PLAN}?week=${monday}`;
    await ask('PUT', of(week), { version: 0, lines: [line(unit, night)] });
    const made = { ...VISIT, started_on: next, unit_id: unit.unit_id };
    await ask('POST', 'visits', { ...made, from_minute: 115 });
    await ask('POST', 'visits', { ...made, from_minute: 120 }); // the night was planned until two
    await ask('POST', 'visits', { ...made, from_minute: 30, zone_id: STATION }); // nobody planned that
    const told = async (monday: string) =>
      (await ask<WeekPlan>('GET', of(monday))).body.delivery.map(({ zone_name, visits }) => [zone_name, visits]);
    expect(await told(week)).toEqual([['Torget', 1]]);
    const station = ['Stationen', 1];
    expect(await told(next)).toEqual([station, ['Torget', 1]]);
    const { body } = await ask<WeekDelivery[]>('GET', `visit-plans/${PLAN}/delivery?from=${week}&to=${next}`);
    expect(body.map(({ zone_name, week: of, visits }) => [zone_name, of, visits])).toEqual([
      ...[
        ['Stationen', next, 1],
        ['Torget', week, 1],
        ['Torget', next, 1],
      ],
    ]);
    const card = await ask<PatrolCard>('GET', `zones/${SQUARE}/card?week=${WEEK}`);
    expect(card.body.past.map(({ week: of, visits }) => [of, visits])).toEqual([
      [week, 1],
      [next, 1],
    ]);
    const { text } = await ask('GET', `visit-plans/${PLAN}/visits.ics?week=${week}`);
    expect(text.match(/BEGIN:VEVENT/g)).toHaveLength(1);
    await ask('PUT', of(next), { version: 0, lines: [line(unit, { weekday: 0, from_minute: 60, to_minute: 240 })] });
    expect(await told(next)).toEqual([station, ['Torget', 2]]);
  });

  test('shows planned beside delivered, for each zone', async () => {
    const unit = await unitMade();
    await save(0, line(unit), line(unit, { weekday: 5 }));
    await ask('POST', 'visits', { ...VISIT, unit_id: unit.unit_id });
    await ask('POST', 'visits', { ...VISIT, zone_id: STATION, unit_id: unit.unit_id });
    const { delivery } = (await ask<WeekPlan>('GET', path)).body;
    expect(delivery).toEqual([
      { zone_id: STATION, zone_name: 'Stationen', planned_visits: 0, planned_min: 0, visits: 1, minutes: 15 },
      { zone_id: SQUARE, zone_name: 'Torget', planned_visits: 4, planned_min: 60, visits: 1, minutes: 15 },
    ]);
  });

  test('goes out as evidence, a row for each zone and week, and no more weeks than a file is for', async () => {
    const unit = await unitMade();
    await save(0, line(unit));
    await ask('POST', 'visits', { ...VISIT, unit_id: unit.unit_id });
    const of = `visit-plans/${PLAN}/delivery`;
    const { body } = await ask<WeekDelivery[]>('GET', `${of}?from=${addDays(WEEK, -7)}&to=${WEEK}`);
    const told = { planned_visits: 2, planned_min: 30, visits: 1, minutes: 15 };
    expect(body).toEqual([{ week: WEEK, zone_id: SQUARE, zone_name: 'Torget', ...told }]);
    const file = await ask('GET', `${of}.csv?from=${WEEK}&to=${WEEK}`);
    expect(file.text.split('\r\n')[1]).toBe(`Höst,Torget,${WEEK},2,30,1,15`);
    expect((await entries()).slice(0, 2).map(({ act }) => act)).toEqual(['delivery_taken_out', 'delivery_read']);
    expect((await ask('GET', `${of}?from=${addDays(WEEK, -7 * 104)}&to=${WEEK}`)).body.code).toBe('visit_weeks_many');
    expect((await ask('GET', `${of}?from=${WEEK}&to=${addDays(WEEK, -7)}`)).body.code).toBe('visit_days_reversed');
  });

  test('shows a unit’s phone what is planned for it round today, and no other’s', async () => {
    const [unit, other] = [await unitMade(), await unitMade()];
    const today = weekdayOf(TODAY);
    await save(0, line(unit, { weekday: today }), line(other, { weekday: today }));
    const phone = await phoneOf(await keyOf(unit));
    const { planned } = (await ask<UnitPage>('GET', 'unit', undefined, phone)).body;
    expect(planned).toEqual([
      { day: TODAY, zone_id: SQUARE, from_minute: 1080, to_minute: 1320, minutes: 15, visits: 2, no_ground: null },
    ]);
  });

  test('goes to a calendar, and what is read of it is in the log', async () => {
    const unit = await unitMade();
    await save(0, line(unit));
    const { text, headers } = await ask('GET', `visit-plans/${PLAN}/visits.ics?week=${WEEK}`);
    expect(headers['content-type']).toContain('text/calendar');
    expect(text.match(/BEGIN:VEVENT/g)).toHaveLength(1);
    expect(text.replaceAll('\r\n ', '')).toContain('SUMMARY:Torget · 2 × 15 min');
    expect((await entries())[0]!.act).toBe('visits_taken_out');
  });
});

describe('the card of a zone', () => {
  test('counts what was recorded inside, as the map would, and leaves out what patrols find', async () => {
    const from = addDays(TODAY, -20_000);
    const evidence = await ask('GET', `zones/${SQUARE}/evidence.csv?from=${from}&to=${TODAY}`);
    const counted = evidence.text
      .trim()
      .split('\r\n')
      .slice(1)
      .reduce((n, row) => n + Number(row.split(',').at(-1)), 0);
    const { rows } = await database.knex.raw(
      `select cast(count(*) as integer) as n from (
         select distinct case when report is null then cast(incident_id as text) else report end as report,
           case when report is not null then st_astext(st_snaptogrid(st_transform(geometry, 3006), 0.01)) end as spot
         from staff.visible_incident
         where municipality_id = :municipality_id and precision in ('point', 'segment')
           and discovery in ('resident_reported', 'unknown') and occurred_from < now()
           and st_intersects(geometry, st_makeenvelope(17.83, 59.60, 17.87, 59.63, 4326))) as t`,
      { municipality_id },
    );
    expect(counted).toBeGreaterThan(5);
    expect(Math.abs(counted - rows[0].n)).toBeLessThanOrEqual(1); // straight in metres or in degrees
    expect(evidence.text).toContain('Torget');
    const { status, body } = await ask<PatrolCard>('GET', `zones/${SQUARE}/card?week=${WEEK}`);
    expect([status, body.zone.name, body.plan.name, body.incidents.to]).toEqual([200, 'Torget', 'Höst', TODAY]);
    expect(body.incidents.hours.reduce((n, hour) => n + hour, body.incidents.without_hour)).toBe(body.incidents.n);
  });

  test('tells of the four weeks before, and not of this one or another zone', async () => {
    const unit = await unitMade();
    const line = { unit_id: unit.unit_id, weekday: 4, from_minute: 1080, to_minute: 1320, minutes: 15, visits: 2 };
    for (const [weeks, zone_id] of [
      [0, SQUARE],
      [-1, SQUARE],
      [-1, STATION],
      [-5, SQUARE],
    ] as const)
      await ask('PUT', `visit-plans/${PLAN}?week=${addDays(WEEK, 7 * weeks)}`, {
        version: weeks === -1 && zone_id === STATION ? 1 : 0,
        lines:
          weeks === -1
            ? [
                { ...line, zone_id: SQUARE },
                { ...line, zone_id: STATION },
              ]
            : [{ ...line, zone_id }],
      });
    for (const days of [-7, -8, -40])
      await patrols(
        `insert into patrol.visit (municipality_id, visit_id, zone_id, zone_name, unit_id, started_on, from_minute, minutes, kind)
         values (:municipality_id, :visit, :square, 'Torget', :unit, :day, 1200, 20, 'foot')`,
        { visit: randomUUID(), square: SQUARE, unit: unit.unit_id, day: addDays(WEEK, days) },
      );
    const { body } = await ask<PatrolCard>('GET', `zones/${SQUARE}/card?week=${WEEK}`);
    const made = { visits: 1, minutes: 20 };
    expect(body.past).toEqual([
      { week: addDays(WEEK, -14), planned_visits: 0, planned_min: 0, ...made },
      { week: addDays(WEEK, -7), planned_visits: 2, planned_min: 30, ...made },
    ]);
    expect(body.lines).toHaveLength(1);
  });

  test('has what people say inside, a voice once, whatever they said outside', async () => {
    const flag = (cell_x: number, feeling: string, reasons: string) =>
      database.knex.raw(
        `insert into flag.flag (municipality_id, flag_id, kind, feeling, cell_x, cell_y, month, times, days, often, strength, reasons, weightiest,
           publication_group, state, verified)
         select :municipality_id, gen_random_uuid(), 'feels', :feeling, :cell_x, floor(st_y(p) / 100), date_trunc('month', now()), '{night}', 'both',
           'often', 2, cast(:reasons as text[]), (cast(:reasons as text[]))[1], 3, 'read', true
         from (select st_transform(st_setsrid(st_point(17.85, 59.615), 4326), 3006) as p) as t`,
        { municipality_id, feeling, cell_x, reasons },
      );
    const { rows } = await database.knex.raw<{ rows: { x: number }[] }>(
      'select cast(floor(st_x(st_transform(st_setsrid(st_point(17.85, 59.615), 4326), 3006)) / 100) as integer) as x',
    );
    const inside = rows[0]!.x;
    await flag(inside, 'unsafe', '{dark,litter}');
    await flag(inside, 'unsafe', '{dark}');
    await flag(inside, 'safe', '{well_lit}');
    await flag(inside + 100, 'unsafe', '{damage}');
    const { body } = await ask<PatrolCard>('GET', `zones/${SQUARE}/card?week=${WEEK}`);
    expect(body.said).toEqual({
      ...{ months: 12, unsafe: 2, safe: 1, times: [{ time: 'night', n: 2 }] },
      reasons: [
        { reason: 'dark', n: 2 },
        { reason: 'litter', n: 1 },
      ],
    });
    await database.knex('flag.flag').where({ municipality_id }).delete();
  });

  test('goes to a calendar and to files by itself, and a zone that isn’t there is said', async () => {
    const unit = await unitMade();
    const line = { unit_id: unit.unit_id, weekday: 4, from_minute: 1080, to_minute: 1320, minutes: 15, visits: 2 };
    await ask('PUT', `visit-plans/${PLAN}?week=${WEEK}`, {
      ...{
        version: 0,
        lines: [
          { ...line, zone_id: SQUARE },
          { ...line, zone_id: STATION },
        ],
      },
    });
    const { text } = await ask('GET', `visit-plans/${PLAN}/visits.ics?week=${WEEK}&zone_id=${STATION}`);
    expect([text.match(/BEGIN:VEVENT/g)?.length, text.includes('Stationen')]).toEqual([1, true]);
    const file = await ask('GET', `zone-plans/${PLAN}/zones.geojson?zone_id=${SQUARE}`);
    expect(JSON.parse(file.text).features.map((one: { properties: { name: string } }) => one.properties.name)).toEqual([
      'Torget',
    ]);
    const none = await ask('GET', `zone-plans/${PLAN}/zones.gpx?zone_id=${randomUUID()}`);
    expect([none.status, none.body.code]).toEqual([404, 'zone_unknown']);
  });
});

describe('what an application for a permit rests on', () => {
  const outline = {
    type: 'MultiPolygon' as const,
    coordinates: [[[[17.83, 59.6], [17.87, 59.6], [17.87, 59.63], [17.83, 59.63], [17.83, 59.6]]]], // biome-ignore format: a ring
  };
  const from = addDays(TODAY, -1800);
  const asked = (change: object = {}) =>
    ask<PermitEvidence>('POST', 'permit-areas/evidence', { name: 'Torget', outline, from, to: TODAY, ...change });

  test('is recorded, said, done and tried in an area that is only drawn, with small counts withheld', async () => {
    const unit = await unitMade();
    await ask('POST', 'visits', { ...VISIT, unit_id: unit.unit_id });
    await ask('POST', 'visits', { ...VISIT, zone_id: STATION, unit_id: unit.unit_id }); // touches it, and lies outside
    const action_id = randomUUID();
    const insert = `insert into staff.action (municipality_id, action_id, title, cell_x, cell_y, status, rests_on)
      select :municipality_id, :action_id, :title, floor(st_x(p) / 100), floor(st_y(p) / 100), 'under_way', 'other'
      from (select st_transform(st_setsrid(st_point(:lon, 59.615), 4326), 3006) as p) as t`;
    await database.knex.raw(insert, { municipality_id, action_id, title: 'Ljuset', lon: 17.85 });
    await database.knex.raw(insert, { municipality_id, action_id: randomUUID(), title: 'Annanstans', lon: 17.9 });
    await database.knex.raw(
      'insert into staff.action_work (municipality_id, action_id) select municipality_id, action_id from staff.action',
    );
    const { status, body } = await asked();
    expect(status).toBe(200);
    const card = await ask('GET', `zones/${SQUARE}/evidence.csv?from=${from}&to=${TODAY}`);
    const rows = card.text.trim().split('\r\n').slice(1).map((row) => row.split(',')); // biome-ignore format: one line
    expect(body.incidents.n).toBe(rows.reduce((n, row) => n + Number(row.at(-1)), 0));
    const counts = [...body.incidents.hours, ...body.incidents.categories.map(({ n }) => n)];
    expect(counts.filter((n) => n !== null && n > 0 && n < 5)).toEqual([]);
    for (const { category, n } of body.incidents.categories) {
      const there = rows.filter((row) => row[5] === category).reduce((sum, row) => sum + Number(row.at(-1)), 0);
      expect(n, category).toBe(there < 5 ? null : there);
    }
    expect(body.presence).toEqual({
      zones: ['Torget'],
      by_kind: [{ kind: 'faltare', planned_visits: 0, planned_min: 0, visits: 1, minutes: 15 }],
    });
    expect(body.tried).toEqual([
      { title: 'Ljuset', status: 'under_way', starts_on: null, ends_on: null, verdict: null },
    ]);
    expect((await entries())[1]!.act).toBe('evidence_taken_out');
    await database.knex('staff.action').where({ municipality_id }).delete();
  });

  test('is refused of an outline that can’t be, of days the wrong way round, and of too many years', async () => {
    const bow = [[[[17.83, 59.6], [17.87, 59.63], [17.87, 59.6], [17.83, 59.63], [17.83, 59.6]]]]; // biome-ignore format: a ring
    expect((await asked({ outline: { ...outline, coordinates: bow } })).body.code).toBe('zone_invalid');
    expect((await asked({ to: addDays(from, -1) })).body.code).toBe('visit_days_reversed');
    expect((await asked({ from: addDays(TODAY, -1900) })).body.code).toBe('evidence_long');
  });
});

test('nowhere in the schema is there a place for a person, a track, a device or a finer time', async () => {
  const { rows } = await database.knex.raw<{ rows: { column: string; type: string }[] }>(
    `select table_name || '.' || column_name as "column", data_type as type from information_schema.columns where table_schema = 'patrol'`,
  );
  expect(rows.length).toBeGreaterThan(40);
  const named = rows.filter(({ column }) =>
    /account|officer|person|login|email|phone|device|agent|address|track|gps|lon|lat(?!e)|position/.test(column),
  );
  expect(named).toEqual([]);
  expect(rows.filter(({ type }) => /time/.test(type))).toEqual([]);
  const geometry = rows.filter(({ type }) => type === 'USER-DEFINED').map(({ column }) => column);
  expect(geometry.sort()).toEqual(['permit_area.outline', 'zone.outline']);
});
