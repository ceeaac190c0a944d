import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Permission } from '../account/permission.ts';
import { personWith, type TestPerson } from '../account/testing.ts';
import type { Database } from '../db/database.ts';
import { onPatrols } from '../db/patrol-side.ts';
import { openTestDatabase } from '../db/testing.ts';
import { addIncidents, makeIncidents, seeded, sigtunaOf, testApp } from '../incident/testing.ts';
import type { RoomApp } from '../room.ts';

/**
 * Where patrols are is nobody's to know: fifty zones and visits with unmistakable names, numbers and coordinates are looked for in
 * every answer to those who may not see them, twice, so that what is kept between two questions is looked through as well.
 */
const CANARIES = 50;
const WORD = 'kanariefagel';
let database: Database;
let app: RoomApp;
let viewer: TestPerson;
let coordinator: TestPerson;
let needles: string[];

beforeAll(async () => {
  database = await openTestDatabase();
  const { municipality_id, categories } = await sigtunaOf(database);
  await addIncidents(database, municipality_id, makeIncidents(200, seeded(3), categories));
  viewer = await personWith(database, [{ role: 'viewer', municipality: 'sigtuna' }]);
  coordinator = await personWith(database, [{ role: 'coordinator', municipality: 'sigtuna' }]);
  app = await testApp(database);
  const zones = Array.from({ length: CANARIES }, (_, i) => {
    const [west, south] = [17.8012347 + i * 0.001, 59.6112347];
    const ring = [[west, south], [west + 0.0007, south], [west, south + 0.0007], [west, south]]; // biome-ignore format: a ring
    const outline = { type: 'MultiPolygon', coordinates: [[ring]] };
    return { zone_id: randomUUID(), name: `${WORD} ${i}`, outline, origin: 'drawn', why: `${WORD} därför` };
  });
  const made = await app.inject({
    ...{ method: 'POST', url: '/api/sigtuna/zone-plans', headers: coordinator.headers },
    payload: { name: `${WORD} plan`, zones, note: WORD },
  });
  expect(made.statusCode).toBe(201);
  const { plan_id } = made.json<{ plan_id: string }>();
  const unit_id = randomUUID();
  await onPatrols(database, async (trx) => {
    await trx.raw(
      `insert into patrol.unit (municipality_id, unit_id, name, organisation_kind, kind, size)
       values (:municipality_id, :unit_id, :name, 'police', 'police', 7)`,
      { municipality_id, unit_id, name: `${WORD} enhet` },
    );
    await trx.raw(
      `insert into patrol.visit (municipality_id, visit_id, zone_id, zone_name, unit_id, started_on, from_minute, minutes, kind)
       select :municipality_id, gen_random_uuid(), zone_id, name, :unit_id, current_date, 1200, 15, 'foot'
       from patrol.zone where municipality_id = :municipality_id`,
      { municipality_id, unit_id },
    );
  });
  needles = [WORD, plan_id, unit_id, ...zones.map(({ zone_id }) => zone_id), '59.6112347'];
});
afterAll(() => app?.close());

const VALUES: Record<string, string> = {
  ...{ municipality: 'sigtuna', z: '12', x: '2250', y: '1200', format: 'json', language: 'sv', release: 'year-2025' },
  ...{ file: 'table.csv', source_id: '1', incident_id: '1', exhibit_id: '1', service_code: 'dark', token: 'x' },
};
const pathOf = (url: string): string =>
  url.replace(/\*$/, 'index.html').replace(/:(\w+)/g, (_, name: string) => VALUES[name] ?? randomUUID());

const hitsIn = (text: string): string[] => needles.filter((needle) => text.includes(needle));

test('none of fifty zones and visits is in any answer to the public or to a viewer', async () => {
  const routes = app.admissions.filter(({ method }) => method === 'GET');
  const hits: string[] = [];
  let asked = 0;
  let answered = 0;
  for (let round = 0; round < 2; round++)
    for (const { url, row } of routes) {
      const { who }: Permission = row;
      const public_too = who === 'everybody';
      if (!public_too && who !== 'signed_in' && !who.includes('viewer')) continue;
      if (/progress|presence/.test(url)) continue; // streams, which end with the page
      const { statusCode, rawPayload, headers } = await app.inject({
        url: pathOf(url),
        headers: public_too ? { host: 'localhost:3000' } : viewer.headers,
      });
      asked++;
      if (statusCode < 300) answered++;
      const found = hitsIn(
        `${rawPayload.toString('latin1')} ${rawPayload.toString('utf8')} ${JSON.stringify(headers)}`,
      );
      if (found.length > 0) hits.push(`${url}: ${found.join(', ')}`);
    }
  expect(hits).toEqual([]);
  expect(asked).toBeGreaterThan(60);
  expect(answered).toBeGreaterThan(20);
});

test('whoever may see them does, so that the search is known to find them', async () => {
  const { body } = await app.inject({ url: '/api/sigtuna/zone-plans', headers: coordinator.headers });
  expect(hitsIn(body)).toContain(WORD);
  const [{ plan_id }] = JSON.parse(body) as [{ plan_id: string }];
  for (const file of ['', '/zones.geojson', '/zones.kml', '/zones.gpx']) {
    const answer = await app.inject({ url: `/api/sigtuna/zone-plans/${plan_id}${file}`, headers: coordinator.headers });
    expect(hitsIn(answer.body)).toEqual(expect.arrayContaining([WORD, '59.6112347']));
  }
});
