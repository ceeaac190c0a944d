import { randomUUID } from 'node:crypto';
import type { NewPermitArea, PermitArea, Problem, Zone, ZonePlan, ZonePlanEntry } from '@lagesbild/contract';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { addOtherArea, personWith, type TestPerson } from '../account/testing.ts';
import type { Database } from '../db/database.ts';
import { openTestDatabase } from '../db/testing.ts';
import { testApp } from '../incident/testing.ts';
import type { RoomApp } from '../room.ts';

let database: Database;
let app: RoomApp;
let anna: TestPerson;
let viewer: TestPerson;

beforeAll(async () => {
  database = await openTestDatabase();
  await addOtherArea(database);
  anna = await personWith(database, [{ role: 'coordinator', municipality: 'sigtuna' }]);
  viewer = await personWith(database, [{ role: 'viewer', municipality: 'sigtuna' }]);
  app = await testApp(database);
});
afterAll(() => app?.close());
beforeEach(() => database.knex.raw('delete from patrol.zone_plan; delete from patrol.permit_area'));

type Corner = [number, number];
/** A square around a corner of Märsta, so many hundredths of a degree away, with or without a hole. */
function square(dx = 0, side = 0.004, hole = false): Zone['outline'] {
  const degrees = (value: number): number => Math.round(value * 1e7) / 1e7;
  const around = (inset: number): Corner[] => {
    const [west, south] = [degrees(17.85 + dx + inset), degrees(59.61 + inset)];
    const [east, north] = [degrees(17.85 + dx + side - inset), degrees(59.61 + side - inset)];
    const corners: Corner[] = [[west, south], [east, south], [east, north], [west, north], [west, south]]; // biome-ignore format: a ring
    return corners;
  };
  return { type: 'MultiPolygon', coordinates: [hole ? [around(0), around(side / 4)] : [around(0)]] };
}
const zone = (name: string, outline = square(), change: Partial<Zone> = {}): Zone => ({
  ...{ zone_id: randomUUID(), name, outline, origin: 'drawn', why: 'Många händelser på kvällar' },
  ...change,
});

type Answer = ZonePlan &
  ZonePlanEntry[] &
  PermitArea &
  Problem & { changes: Record<string, unknown>[]; area_m2: number };
const ask = async (method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE', path: string, payload?: object, who = anna) => {
  const response = await app.inject({
    ...{ method, url: `/api/sigtuna/${path}`, headers: who.headers },
    ...(payload && { payload }),
  });
  return {
    status: response.statusCode,
    text: response.body,
    body: (response.body.startsWith('{') || response.body.startsWith('[') ? response.json() : null) as Answer,
  };
};
const begun = async (zones: Zone[], name = 'Helgkvällar'): Promise<ZonePlan> => {
  const { status, body } = await ask('POST', 'zone-plans', { name, zones, note: 'Första' });
  expect([status, body.detail]).toEqual([201, undefined]);
  return body;
};
const save = (plan_id: string, based_on: number, zones: Zone[], note = '') =>
  ask('POST', `zone-plans/${plan_id}/versions`, { based_on, zones, note });
const acts = async (): Promise<string[]> =>
  (
    await database.knex.raw<{ rows: { act: string }[] }>(
      `select act from staff.audit_entry where act like '%zone%' or act like 'permit%' order by at, entry_no`,
    )
  ).rows.map(({ act }) => act);

test('a plan is saved whole, version after version, and every one of them stays as it was', async () => {
  const before = (await acts()).length;
  const torget = zone('Torget');
  const plan = await begun([torget]);
  expect(plan).toMatchObject({
    ...{ published_version: null, newest: { version: 1, based_on: null, zones: 1, note: 'Första' } },
    zones: [torget],
  });
  expect(plan.newest.saved_by).toMatch(/\/coordinator$/);
  const moved = { ...torget, name: 'Torget och gången', outline: square(0.001) };
  const skolan = zone('Skolan', square(0.01, 0.004, true), { origin: 'place' });
  const saved = await save(plan.plan_id, 1, [moved, skolan], 'Flyttade');
  expect(saved).toMatchObject({ status: 201, body: { newest: { version: 2, based_on: 1 }, zones: [moved, skolan] } });
  expect((await ask('GET', `zone-plans/${plan.plan_id}/versions/1`)).body).toMatchObject({
    ...{ shown: { version: 1 }, newest: { version: 2 }, zones: [torget] },
  });
  expect((await ask('GET', `zone-plans/${plan.plan_id}`)).body.zones).toEqual([moved, skolan]);
  expect((await ask('GET', `zone-plans/${plan.plan_id}/versions`)).body).toMatchObject([
    { version: 2 },
    { version: 1 },
  ]);
  expect((await ask('GET', 'zone-plans')).body).toMatchObject([{ name: 'Helgkvällar', newest: { zones: 2 } }]);
  expect((await acts()).slice(before)).toEqual([
    ...['zone_plan_made', 'zones_saved', 'zones_seen', 'zones_seen', 'zone_plans_seen', 'zone_plans_seen'],
  ]);
});

test('of two who save at once one is told of the other’s version, and nothing of theirs is lost', async () => {
  const [a, b] = [zone('A'), zone('B', square(0.01))];
  const { plan_id } = await begun([a, b]);
  const both = await Promise.all([
    save(plan_id, 1, [{ ...a, name: 'A, större' }, b]),
    save(plan_id, 1, [a, { ...b, name: 'B, mindre' }]),
  ]);
  expect(both.map(({ status }) => status).sort()).toEqual([201, 409]);
  const refused = both.find(({ status }) => status === 409)!;
  expect(refused.body).toMatchObject({ code: 'zones_changed_meanwhile', detail: expect.stringContaining('version 2') });
  const other = (await ask('GET', `zone-plans/${plan_id}`)).body;
  expect(other.newest.version).toBe(2);
  expect(await save(plan_id, 2, other.zones)).toMatchObject({
    status: 201,
    body: { newest: { version: 3, based_on: 2 } },
  });
  expect(await save(plan_id, 9, [])).toMatchObject({ status: 404, body: { code: 'zone_version_unknown' } });
});

test('sent again with the same key a version is saved once', async () => {
  const { plan_id } = await begun([zone('A')]);
  const payload = { based_on: 1, zones: [zone('A')], note: '' };
  const headers = { ...anna.headers, 'idempotency-key': randomUUID() };
  const url = `/api/sigtuna/zone-plans/${plan_id}/versions`;
  const [one, two] = [
    await app.inject({ method: 'POST', url, headers, payload }),
    await app.inject({ method: 'POST', url, headers, payload }),
  ];
  expect([one.statusCode, two.statusCode]).toEqual([201, 201]);
  expect(two.json()).toEqual(one.json());
  expect((await ask('GET', `zone-plans/${plan_id}`)).body.newest.version).toBe(2);
});

test('a difference says which zones came, went, were renamed and moved, by how much ground', async () => {
  const stays = zone('Stannar', square(-0.02));
  const moves = zone('Flyttas');
  const goes = zone('Försvinner', square(0.02));
  const { plan_id } = await begun([stays, moves, goes]);
  const comes = zone('Tillkommer', square(0.03));
  await save(plan_id, 1, [stays, { ...moves, name: 'Flyttad', outline: square(0.002) }, comes]);
  const { changes } = (await ask('GET', `zone-plans/${plan_id}/difference?from=1&to=2`)).body;
  expect(changes.map(({ change, name_before, name_after }) => [change, name_before, name_after])).toEqual([
    ['changed', 'Flyttas', 'Flyttad'],
    ['added', null, 'Tillkommer'],
    ['removed', 'Försvinner', null],
  ]);
  // Half of a square of 225 × 446 m is left behind, and as much is new.
  const { area_before_m2, gained_m2, lost_m2 } = changes[0] as Record<string, number>;
  expect(area_before_m2! / 1000).toBeCloseTo(100.6, 0);
  expect(gained_m2! / area_before_m2!).toBeCloseTo(0.5, 2);
  expect(lost_m2).toBeCloseTo(gained_m2!, 0);
});

test('a version is published for those who plan, and files hold that one', async () => {
  const { plan_id } = await begun([zone('Torget', square(0, 0.004, true), { why: '<b>&"mörkt" på kvällen' })]);
  expect((await ask('POST', `zone-plans/${plan_id}/publish`, { version: 1 })).body.published_version).toBe(1);
  await save(plan_id, 1, []);
  expect(await ask('POST', `zone-plans/${plan_id}/publish`, { version: 7 })).toMatchObject({ status: 404 });
  const geojson = await ask('GET', `zone-plans/${plan_id}/zones.geojson`);
  expect(geojson.body).toMatchObject({
    ...{ type: 'FeatureCollection', name: 'Helgkvällar', version: 1 },
    features: [{ geometry: square(0, 0.004, true), properties: { name: 'Torget', origin: 'drawn' } }],
  });
  const kml = (await ask('GET', `zone-plans/${plan_id}/zones.kml`)).text;
  expect(kml).toContain('<description>&lt;b&gt;&amp;&quot;mörkt&quot; på kvällen</description>');
  expect(kml.match(/<innerBoundaryIs>/g)).toHaveLength(1);
  const gpx = (await ask('GET', `zone-plans/${plan_id}/zones.gpx`)).text;
  expect(gpx.match(/<trkseg>/g)).toHaveLength(2);
  expect(gpx).toContain('<trkpt lat="59.61" lon="17.85"');
  expect((await ask('GET', `zone-plans/${plan_id}/zones.geojson?version=2`)).body).toMatchObject({ features: [] });
});

test('a plan is renamed and removed, in its own area only', async () => {
  const { plan_id } = await begun([zone('A')]);
  expect((await ask('PATCH', `zone-plans/${plan_id}`, { name: 'Vardagar' })).body.name).toBe('Vardagar');
  const elsewhere = await personWith(database, [{ role: 'coordinator', municipality: 'knivsta' }]);
  const there = await app.inject({ url: `/api/knivsta/zone-plans/${plan_id}`, headers: elsewhere.headers });
  expect(there.statusCode).toBe(404);
  expect((await ask('GET', `zone-plans/${plan_id}`, undefined, viewer)).status).toBe(403);
  expect((await ask('DELETE', `zone-plans/${plan_id}`)).status).toBe(204);
  expect((await ask('GET', `zone-plans/${plan_id}`)).body).toMatchObject({ code: 'zone_plan_unknown' });
});

const ring = (...corners: Corner[]): Zone['outline'] => ({ type: 'MultiPolygon', coordinates: [[corners]] });
test.each([
  ['zone_invalid', ring([17.85, 59.61], [17.86, 59.62], [17.86, 59.61], [17.85, 59.62], [17.85, 59.61])],
  ['zone_ring_open', ring([17.85, 59.61], [17.86, 59.61], [17.86, 59.62], [17.85, 59.62])],
  ['zone_outside', ring([20, 59.61], [20.1, 59.61], [20.1, 59.62], [20, 59.61])],
  ['zone_outside', ring([-180, -90], [180, -90], [180, 90], [-180, -90])],
  ['zone_invalid', ring([17.85, 59.61], [17.85, 59.61], [17.85, 59.61], [17.85, 59.61])],
] as const)(
  'what can’t be drawn is refused in one sentence that names the zone (%s), and nothing is stored',
  async (code, outline) => {
    const refused = await ask('POST', 'zone-plans', {
      name: 'P',
      zones: [zone('Bra', square(0.01)), zone('Fel', outline)],
      note: '',
    });
    expect(refused).toMatchObject({ status: 400, body: { code, detail: expect.stringContaining('Fel') } });
    expect((await ask('GET', 'zone-plans')).body).toEqual([]);
  },
);

test('more corners than a plan may have are refused before the database sees them', async () => {
  const fine = Array.from({ length: 5001 }, (_, i): Corner => {
    const angle = (i % 5000) * ((2 * Math.PI) / 5000);
    return [17.85 + Math.cos(angle) * 0.001, 59.61 + Math.sin(angle) * 0.001];
  });
  const refused = await ask('POST', 'zone-plans', {
    name: 'P',
    zones: [zone('Fint', { type: 'MultiPolygon', coordinates: [[fine]] })],
    note: '',
  });
  expect(refused.status).toBe(400);
  const names = await ask('POST', 'zone-plans', { name: 'P', zones: [zone('A'), zone('A', square(0.01))], note: '' });
  expect(names.body).toMatchObject({ code: 'zone_name_twice', detail: expect.stringContaining('A') });
});

test('what lies within so many metres of a point is a circle, and of a place what is around it', async () => {
  const circle = await ask('POST', 'zones/buffer', { around: { point: [17.855, 59.62] }, distance_m: 100 });
  expect(circle.body.area_m2 / (Math.PI * 100 ** 2)).toBeCloseTo(1, 2);
  const place = await ask('POST', 'zones/buffer', { around: { place: 'valsta-centrum' }, distance_m: 50 });
  expect(place.status).toBe(200);
  await begun([zone('Runt Valsta', (place.body as unknown as { outline: Zone['outline'] }).outline)]);
  expect(await ask('POST', 'zones/buffer', { around: { place: 'nowhere' }, distance_m: 50 })).toMatchObject({
    body: { code: 'zone_place_unknown', detail: expect.stringContaining('nowhere') },
  });
  expect((await ask('POST', 'zones/buffer', { around: { point: [0, 0] }, distance_m: 50 })).body.code).toBe(
    'zone_point_outside',
  );
});

const PERMIT: NewPermitArea = {
  ...{ name: 'Märsta centrum', decision: 'A123.456/2026', outline: square(0, 0.01), hours: '1'.repeat(168) },
  ...{ valid_from: '2026-02-01', valid_to: '2029-01-31' },
};

test('a permit lasts at most three years, is changed by whoever has read the newest of it, and removed', async () => {
  const { status, body } = await ask('POST', 'permit-areas', PERMIT);
  expect([status, body]).toEqual([201, { ...PERMIT, permit_id: body.permit_id, version: 1 }]);
  expect((await ask('POST', 'permit-areas', { ...PERMIT, valid_to: '2029-02-01' })).body).toMatchObject({
    ...{ code: 'permit_too_long', detail: expect.stringContaining('2029-02-01') },
  });
  const leap = { ...PERMIT, valid_from: '2028-02-29' };
  expect((await ask('POST', 'permit-areas', { ...leap, valid_to: '2031-02-28' })).body.code).toBe('permit_too_long');
  expect((await ask('POST', 'permit-areas', { ...leap, valid_to: '2031-02-27' })).status).toBe(201);
  expect((await ask('POST', 'permit-areas', { ...PERMIT, valid_to: '2025-01-01' })).body.code).toBe('permit_backwards');
  const path = `permit-areas/${body.permit_id}`;
  expect((await ask('PUT', path, { ...PERMIT, name: 'Centrum', version: 1 })).body).toMatchObject({
    name: 'Centrum',
    version: 2,
  });
  expect(await ask('PUT', path, { ...PERMIT, version: 1 })).toMatchObject({
    status: 409,
    body: { code: 'permit_changed_meanwhile' },
  });
  expect((await ask('DELETE', path)).status).toBe(204);
  expect((await ask('GET', 'permit-areas')).body).toHaveLength(1);
});
