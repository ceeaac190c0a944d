import { createHash } from 'node:crypto';
import type { Problem, Role } from '@lagesbild/contract';
import { VectorTile } from '@mapbox/vector-tile';
import { PbfReader } from 'pbf';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { personWith, type TestPerson } from '../account/testing.ts';
import type { Database } from '../db/database.ts';
import { openTestDatabase } from '../db/testing.ts';
import { demonstrationMapping } from '../import/demonstration.ts';
import { addIncidents, makeIncidents, seeded, sigtunaOf, testApp } from '../incident/testing.ts';
import type { RoomApp } from '../room.ts';

/**
 * Two sources, one of which only the police's people may see, and only analysts and administrators of them. Everything that a person without the
 * right can ask gives, byte for byte, what it gives where that source doesn't exist.
 */
const OPEN_ROWS = 60;
const SECRET_ROWS = 40;
let database: Database;
let app: RoomApp;
let municipality_id: number;
let police_id: string;
let secret: { import_id: string; incident_id: number };
const people = new Map<string, TestPerson>();

beforeAll(async () => {
  database = await openTestDatabase();
  const { categories, ...area } = await sigtunaOf(database);
  municipality_id = area.municipality_id;
  await addIncidents(database, municipality_id, makeIncidents(OPEN_ROWS, seeded(4), categories.slice(0, 5)));
  const rows = makeIncidents(SECRET_ROWS, seeded(5), ['secret_category']);
  await addIncidents(
    database,
    municipality_id,
    rows.map((row, i) => ({
      ...row,
      occurred_from: i % 2 === 0 ? '2026-09-05T12:00:00Z' : '2026-03-05T12:00:00Z',
      source_category: 'SECRET',
    })),
  );
  await database.knex.raw(SECRETS);
  await database.knex('staff.import').update({ mapping: JSON.stringify(demonstrationMapping()) });
  const { rows: found } = await database.knex.raw(
    `select i.public_id as import_id, (select min(incident_id) from staff.incident where source_id = 2) as incident_id
     from staff.import i where source_id = 2`,
  );
  secret = found[0];
  for (const role of ['viewer', 'analyst', 'coordinator', 'administrator'] as const)
    for (const kind of ['municipality', 'police'] as const) people.set(`${role} ${kind}`, await person(role, kind));
  const police = await database.knex('staff.organisation').where({ kind: 'police' }).first('organisation_id');
  police_id = police.organisation_id;
  app = await testApp(database);
  await limit({ roles: ['analyst', 'administrator'], organisations: [police_id] });
});
afterAll(() => app?.close());

const SECRETS = `
  update staff.source set name = 'Hemlig källa' where source_id = 2;
  update staff.import set file_name = 'hemlig.csv', added = ${SECRET_ROWS} where source_id = 2;
  insert into staff.area_count (municipality_id, import_id, area_code, area_name, period_from, period_to, category, counting_unit, n)
  select municipality_id, import_id, 'A' || source_id, 'Område ' || source_id, '2026-01-01', '2026-01-31', 'secret_category', 'event', 7
  from staff.import`;

async function person(role: Role, kind: 'municipality' | 'police'): Promise<TestPerson> {
  const made = await personWith(database, [{ role, municipality: 'sigtuna' }]);
  if (kind === 'police')
    await database.knex.raw(
      `with police as (
        insert into staff.organisation (kind, name) values ('police', 'Polisen')
        on conflict ((lower(name))) do update set kind = 'police' returning organisation_id)
      update staff.account set organisation_id = (select organisation_id from police) where account_id = :account_id`,
      { account_id: made.account_id },
    );
  return made;
}

const limit = async (viewers: object) =>
  expect(
    (
      await app.inject({
        method: 'PUT',
        url: '/api/sigtuna/sources/2/viewers',
        headers: people.get('administrator municipality')!.headers,
        payload: viewers,
      })
    ).statusCode,
  ).toBe(200);
const get = (who: string, url: string, headers: Record<string, string> = {}) =>
  app.inject({ url, headers: { ...people.get(who)!.headers, ...headers } });
const EVERYTHING = 'discovery=all&unit=row';

/** Addresses under every route of the table whose permission is about incidents or an area, with what each needs. */
const ADDRESSES: Record<string, string> = {
  'GET /api/:municipality': '/api/sigtuna',
  'GET /api/:municipality/places': '/api/sigtuna/places',
  'GET /api/:municipality/population': '/api/sigtuna/population',
  'GET /api/installation': '/api/installation',
  'GET /api/:municipality/imports': '/api/sigtuna/imports',
  'GET /api/:municipality/incidents/columns': '/api/sigtuna/incidents/columns',
  'GET /api/:municipality/incidents/tally': `/api/sigtuna/incidents/tally?${EVERYTHING}`,
  'GET /api/:municipality/incidents/list': `/api/sigtuna/incidents/list?${EVERYTHING}`,
  'GET /api/:municipality/analysis/density': `/api/sigtuna/analysis/density?${EVERYTHING}&cell_m=1000`,
  'GET /api/:municipality/analysis/gistar': `/api/sigtuna/analysis/gistar?${EVERYTHING}`,
  'GET /api/:municipality/analysis/near-repeat': `/api/sigtuna/analysis/near-repeat?${EVERYTHING}`,
  ...Object.fromEntries(
    ['emerging', 'moran', 'clusters', 'hours', 'compare', 'trend', 'harm', 'accuracy', 'hexagons', 'bandwidth'].map(
      (method) => [
        `GET /api/:municipality/analysis/${method}`,
        `/api/sigtuna/analysis/${method}?${EVERYTHING}&from=2025-11-01&to=2026-09-30`,
      ],
    ),
  ),
  'GET /api/:municipality/analysis/action': `/api/sigtuna/analysis/action?${EVERYTHING}&from=2026-08-01&to=2026-09-30&years=0&treated=marsta&control=sigtuna-stad`,
  'GET /api/:municipality/area-counts': '/api/sigtuna/area-counts',
  'GET /api/:municipality/area-counts/:source_id': '/api/sigtuna/area-counts/2?category=secret_category',
  'GET /api/:municipality/area-counts/:source_id/export.csv': '/api/sigtuna/area-counts/2/export.csv',
  'GET /api/:municipality/incidents/export.csv': `/api/sigtuna/incidents/export.csv?${EVERYTHING}`,
  'GET /api/:municipality/incidents/export.geojson': `/api/sigtuna/incidents/export.geojson?${EVERYTHING}`,
  'GET /api/:municipality/incidents/area-counts.csv': `/api/sigtuna/incidents/area-counts.csv?${EVERYTHING}`,
  'GET /tiles/:municipality/incidents/:z/:x/:y.mvt': `/tiles/sigtuna/incidents/0/0/0.mvt?${EVERYTHING}`,
  'GET /tiles/:municipality/incidents.json': `/tiles/sigtuna/incidents.json?${EVERYTHING}`,
};
const WITHOUT = ['viewer municipality', 'analyst municipality', 'administrator municipality', 'coordinator police'];

test('every route that can tell of incidents is asked below', () => {
  const told = ['see_area', 'see_incidents', 'take_out_incidents', 'see_imports', 'see_installation'];
  const routes = app.admissions
    .filter(({ row, method }) => told.includes(row.name) && method === 'GET')
    .map(({ method, url }) => `${method} ${url}`);
  // Refusals: asked by themselves.
  const apart = [
    'GET /api/:municipality/incidents/:incident_id',
    'GET /api/:municipality/exhibits',
    'GET /api/:municipality/exhibits/:exhibit_id',
  ];
  expect(routes.filter((route) => !(route in ADDRESSES) && !apart.includes(route))).toEqual([]);
});

const asked = () =>
  Object.entries(ADDRESSES).filter(([route]) => app.admissions.some(({ url }) => `GET ${url}` === route));
/** What each address gives this person: the bytes, or why not. */
const answers = (who: string, of = app): Promise<unknown[]> =>
  Promise.all(
    asked().map(async ([route, url]) => {
      const answer = await of.inject({ url, headers: people.get(who)!.headers });
      const { statusCode, headers } = answer;
      const given =
        statusCode < 400 ? createHash('sha256').update(answer.rawPayload).digest('hex') : answer.json<Problem>().code;
      return [route, statusCode, headers.etag, headers['content-disposition'], headers['x-rows'], given];
    }),
  );

test('two who may see different sources don’t meet in what is kept for either', async () => {
  const tally = async (who: string) =>
    (await get(who, `/api/sigtuna/incidents/tally?${EVERYTHING}`)).json<{ n: number }>().n;
  for (let round = 0; round < 3; round++) {
    expect(await tally('analyst police')).toBe(OPEN_ROWS + SECRET_ROWS);
    expect(await tally('analyst municipality')).toBe(OPEN_ROWS);
  }
  for (const url of ['/api/sigtuna/incidents/columns', `/tiles/sigtuna/incidents/0/0/0.mvt?${EVERYTHING}`]) {
    const { etag } = (await get('analyst police', url)).headers;
    expect((await get('analyst police', url, { 'if-none-match': etag as string })).statusCode).toBe(304);
    expect((await get('analyst municipality', url, { 'if-none-match': etag as string })).statusCode).toBe(200);
  }
  const tile = async (who: string) => {
    const { rawPayload } = await get(who, `/tiles/sigtuna/incidents/0/0/0.mvt?${EVERYTHING}`);
    const { cells } = new VectorTile(new PbfReader(rawPayload)).layers;
    return Array.from({ length: cells!.length }, (_, i) => Number(cells!.feature(i).properties.n)).reduce(
      (a, b) => a + b,
      0,
    );
  };
  expect(await tile('analyst police')).toBeGreaterThan(await tile('analyst municipality'));
});

test('a single incident, an import, its refused rows and its undoing are as if they weren’t there', async () => {
  const { import_id, incident_id } = secret;
  const codeOf = async (method: 'GET' | 'DELETE', url: string) => {
    const response = await app.inject({ method, url, headers: people.get('analyst municipality')!.headers });
    return [response.statusCode, response.json<Problem>().code];
  };
  expect(await codeOf('GET', `/api/sigtuna/incidents/${incident_id}`)).toEqual([404, 'incident_unknown']);
  expect(await codeOf('GET', `/api/imports/${import_id}`)).toEqual([404, 'import_unknown']);
  expect(await codeOf('GET', `/api/imports/${import_id}/progress`)).toEqual([404, 'import_unknown']);
  expect(await codeOf('GET', `/api/imports/${import_id}/rejections.csv`)).toEqual([404, 'import_unknown']);
  expect(await codeOf('DELETE', `/api/sigtuna/imports/${import_id}`)).toEqual([404, 'import_unknown']);
  expect((await get('analyst police', `/api/sigtuna/incidents/${incident_id}`)).statusCode).toBe(200);
  expect((await get('analyst police', `/api/imports/${import_id}`)).statusCode).toBe(200);
});

test('an answer that was kept is for those who may see all it is of', async () => {
  const made = await get('analyst police', ADDRESSES['GET /api/:municipality/analysis/hours']!);
  expect(made.statusCode, made.body.slice(0, 300)).toBe(200);
  const { exhibit } = made.json<{ exhibit: string }>();
  const status = async (who: string) => (await get(who, `/api/sigtuna/exhibits/${exhibit}`)).statusCode;
  expect([await status('analyst police'), await status('analyst municipality')]).toEqual([200, 404]);
  const listed = async (who: string) =>
    (await get(who, '/api/sigtuna/exhibits')).json<{ exhibit: string }[]>().map((entry) => entry.exhibit);
  expect(await listed('analyst police')).toContain(exhibit);
  expect(await listed('analyst municipality')).not.toContain(exhibit);
});

test('a limit that is set or lifted holds at the next request', async () => {
  const n = async (who: string) =>
    (await get(who, '/api/sigtuna')).json<{ data: { incidents: number } }>().data.incidents;
  const rows = async (who: string) => (await get(who, '/api/sigtuna/incidents/columns')).headers['x-rows'];
  expect([await n('viewer police'), await rows('viewer police')]).toEqual([OPEN_ROWS, `${OPEN_ROWS}`]);
  await limit({ roles: null, organisations: [police_id] });
  expect([await n('viewer police'), await rows('viewer police')]).toEqual([100, '100']);
  expect([await n('viewer municipality'), await rows('viewer municipality')]).toEqual([OPEN_ROWS, `${OPEN_ROWS}`]);
  await limit({ roles: null, organisations: null });
  expect([await n('viewer municipality'), await rows('viewer municipality')]).toEqual([100, '100']);
  await limit({ roles: ['analyst', 'administrator'], organisations: [police_id] });
  expect(await rows('viewer municipality')).toBe(`${OPEN_ROWS}`);
  // By another road than the program's own: the table tells.
  await database.knex.raw('update staff.source set viewer_roles = array[:role] where source_id = 2', {
    role: 'viewer',
  });
  await expect.poll(() => rows('analyst police')).toBe(`${OPEN_ROWS}`);
  await limit({ roles: ['analyst', 'administrator'], organisations: [police_id] });
});

test('an administrator who may not see a source governs it, and is told no count of it', async () => {
  const listed = await get('administrator municipality', '/api/sigtuna/sources');
  expect(listed.json()[1]).toMatchObject({ name: 'Hemlig källa', viewers: { organisations: [police_id] } });
  expect(listed.body).not.toMatch(/"(incidents|area_counts)"/);
  expect((await get('administrator municipality', '/api/sigtuna')).body).not.toContain('Hemlig');
});

test('when a source is said to be hidden, nobody is answered by its rows any more', async () => {
  await limit({ roles: null, organisations: null });
  const { headers } = people.get('administrator municipality')!;
  const n = async (who: string) =>
    (await get(who, `/api/sigtuna/incidents/tally?${EVERYTHING}`)).json<{ n: number }>().n;
  for (const enabled of [false, true]) {
    const payload = { enabled };
    const { statusCode } = await app.inject({ method: 'PATCH', url: '/api/sigtuna/sources/2', headers, payload });
    expect(statusCode).toBe(200);
    const wanted = enabled ? OPEN_ROWS + SECRET_ROWS : OPEN_ROWS;
    expect([await n('viewer police'), await n('viewer municipality')]).toEqual([wanted, wanted]);
  }
  await limit({ roles: ['analyst', 'administrator'], organisations: [police_id] });
});

/** Last: the source is really taken away, and the data version stays, so that nothing but its rows can differ. */
test('who may not see a source is answered, byte for byte, as where it doesn’t exist', async () => {
  // Whoever has rows already is given none that are older than the last write: so all compare the same version.
  for (const who of people.keys()) await get(who, '/api/sigtuna/incidents/columns', { 'if-none-match': '"old"' });
  const without = new Map<string, unknown[]>();
  for (const who of WITHOUT) without.set(who, await answers(who));
  const full = await answers('analyst police');
  const [own] = [without.get('analyst municipality')!];
  const alike = asked()
    .map(([route]) => route)
    .filter((_, i) => JSON.stringify(full[i]) === JSON.stringify(own[i]));
  expect(alike).toEqual([
    'GET /api/:municipality/places',
    'GET /api/:municipality/population',
    'GET /tiles/:municipality/incidents.json',
  ]);
  await database.knex.raw(
    'delete from staff.incident where source_id = 2; delete from staff.source where source_id = 2',
  );
  const bare = await testApp(database);
  try {
    for (const who of WITHOUT) expect(await answers(who, bare), who).toEqual(without.get(who));
  } finally {
    await bare.close();
  }
});
