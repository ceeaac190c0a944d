import { Health, Installation, Municipality, PlaceProperties, type Problem } from '@lagesbild/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Database } from '../db/database.ts';
import { openTestDatabase } from '../db/testing.ts';
import { addIncidents, makeIncidents, seeded, sigtunaOf, testApp } from '../incident/testing.ts';
import type { RoomApp } from '../room.ts';

let database: Database;
let app: RoomApp;
let version: number;

beforeAll(async () => {
  database = await openTestDatabase();
  const { municipality_id, categories } = await sigtunaOf(database);
  version = await addIncidents(database, municipality_id, makeIncidents(200, seeded(2), categories));
  app = await testApp(database);
});
afterAll(() => app?.close());

test('an area tells all that a client needs before its first incident', async () => {
  const area = Municipality.parse((await app.inject({ url: '/api/sigtuna' })).json());
  expect(area).toMatchObject({ slug: 'sigtuna', code: '0191', srid: 3006, time_zone: 'Europe/Stockholm' });
  expect(area.proj4).toMatch(/^\+proj=utm \+zone=33/);
  expect(area.data).toMatchObject({ version, incidents: 200, monthly: false, demonstration: false });
  expect(area.data.first_day! < area.data.last_day!).toBe(true);
  expect(area.sources.map((source) => source.incidents)).toEqual([200]);
  expect(area.agreements.map((agreement) => agreement.focus_areas.length)).toEqual([4, 4]);
  const [west, south, east, north] = area.bounds;
  expect(west < 17.85 && 17.85 < east && south < 59.62 && 59.62 < north).toBe(true);
});

test('places are GeoJSON with what the map says of them, unchanged until they change', async () => {
  const response = await app.inject({ url: '/api/sigtuna/places' });
  expect(response.headers['content-type']).toContain('application/geo+json');
  const { features } = response.json<{ features: { geometry: { type: string }; properties: unknown }[] }>();
  for (const { properties } of features) PlaceProperties.parse(properties);
  expect(new Set(features.map(({ geometry }) => geometry.type))).toEqual(new Set(['Polygon', 'MultiPolygon', 'Point']));
  const again = await app.inject({
    url: '/api/sigtuna/places',
    headers: { 'if-none-match': response.headers.etag as string },
  });
  expect(again.statusCode).toBe(304);
});

test.each(['/api/nope', '/api/__proto__', "/api/x'--"])('%s is no address here, nor an area', async (url) => {
  const response = await app.inject({ url });
  const { code, detail } = response.json<Problem>();
  expect([response.statusCode, code]).toEqual([404, 'api_address_unknown']);
  expect(detail).toContain(url);
  expect(detail).toMatch(/\/api\/docs.*sigtuna/);
});

test('places of an area that isn’t here are refused with those that are', async () => {
  const response = await app.inject({ url: '/api/atlantis/places' });
  expect([response.statusCode, response.json<Problem>().code]).toEqual([404, 'municipality_unknown']);
});

test('the installation says what is here and which comes first', async () => {
  const installation = Installation.parse((await app.inject({ url: '/api/installation' })).json());
  expect(installation).toMatchObject({ default_municipality: 'sigtuna', basemap: { kind: 'sketch', url: null } });
  expect(installation.municipalities).toMatchObject([{ slug: 'sigtuna', incidents: 200, demonstration: false }]);
});

test('health names the engine and how new the data is', async () => {
  const response = await app.inject({ url: '/api/health' });
  const health = Health.parse(response.json());
  expect([response.statusCode, health.status]).toEqual([200, 'ok']);
  expect(health.data_versions).toEqual({ sigtuna: version });
  expect(health.engine?.kind).toBe(process.env.TEST_ENGINE === 'server' ? 'server' : 'embedded');
  expect(health.engine?.postgis).toMatch(/^3\./);
});

test('an area says when the month is all that is known, until one incident has a day', async () => {
  const { municipality_id, categories } = await sigtunaOf(database);
  const monthly = async (): Promise<boolean> =>
    Municipality.parse((await app.inject({ url: '/api/sigtuna' })).json()).data.monthly;
  const made = (time_precision: string) =>
    makeIncidents(5, seeded(3), categories).map((incident) => ({ ...incident, time_precision }));
  await database.knex('staff.incident').where({ municipality_id }).del();
  await addIncidents(database, municipality_id, made('month'));
  await expect.poll(monthly).toBe(true);
  await addIncidents(database, municipality_id, made('day'));
  await expect.poll(monthly).toBe(false);
});
