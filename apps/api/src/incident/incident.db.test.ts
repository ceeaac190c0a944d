import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import {
  DISCOVERIES,
  type Filter,
  formatFilter,
  type Incident,
  type IncidentList,
  PRECISIONS,
  type Problem,
  Tally,
} from '@lagesbild/contract';
import { decodeColumns, NO_POSITION } from '@lagesbild/incidents';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '../db/database.ts';
import { openTestDatabase } from '../db/testing.ts';
import type { RoomApp } from '../room.ts';
import { readAreaShape } from './area-shape.ts';
import { polygonsOf } from './load-worker.ts';
import { countInSql } from './sql-count.testing.ts';
import { addIncidents, makeIncidents, seeded, sigtunaOf, testApp } from './testing.ts';

/** One file, since each route is held against the same rows and SQL. */

const ROWS = 3000;
let database: Database;
let app: RoomApp;
let municipality_id: number;
let categories: string[];

beforeAll(async () => {
  database = await openTestDatabase();
  ({ municipality_id, categories } = await sigtunaOf(database));
  await addIncidents(database, municipality_id, makeIncidents(ROWS, seeded(1), categories.slice(0, 12)));
  app = await testApp(database);
});
afterAll(() => app?.close());

const get = (url: string, headers: Record<string, string> = {}) =>
  app.inject({ url: `/api/sigtuna/${url}`, headers: { 'accept-language': 'en', ...headers } });
const tallyOf = async (query: string): Promise<Tally> => {
  const response = await get(`incidents/tally?${query}`);
  expect(response.statusCode, response.body).toBe(200);
  return Tally.parse(response.json());
};
const columnsOf = (bytes: Buffer) =>
  decodeColumns(
    (async function* () {
      yield bytes;
    })(),
  );

describe('columns', () => {
  test('are every visible row, the same however they are compressed', async () => {
    const plain = await get('incidents/columns');
    const columns = await columnsOf(plain.rawPayload);
    expect(columns.count).toBe(ROWS);
    expect([...columns.row].sort((a, b) => a - b)).toEqual(Array.from({ length: ROWS }, (_, i) => i + 1));
    expect(plain.headers).toMatchObject({ 'x-rows': `${ROWS}`, 'x-decoded-length': `${plain.rawPayload.length}` });
    const br = await get('incidents/columns', { 'accept-encoding': 'gzip, br' });
    const gzip = await get('incidents/columns', { 'accept-encoding': 'gzip, br;q=0' });
    expect([br.headers['content-encoding'], gzip.headers['content-encoding']]).toEqual(['br', 'gzip']);
    expect(brotliDecompressSync(br.rawPayload).equals(plain.rawPayload)).toBe(true);
    expect(gunzipSync(gzip.rawPayload).equals(plain.rawPayload)).toBe(true);
    expect(br.headers.etag).toBe(plain.headers.etag);
  });

  test('hold what PostGIS and the time zone say of each row', async () => {
    const columns = await columnsOf((await get('incidents/columns')).rawPayload);
    const { rows } = await database.knex.raw<{ rows: Record<string, number | null>[] }>(`
      select incident_id, round(st_x(st_transform(geometry, 3006)) * 100) as x,
        round(st_y(st_transform(geometry, 3006)) * 100) as y,
        floor(extract(epoch from occurred_from at time zone 'Europe/Stockholm') / 60) as minute,
        coalesce(extract(epoch from occurred_to - occurred_from) / 60, 0) as duration_min
      from staff.incident where municipality_id = ${municipality_id}`);
    const at = new Map(Array.from(columns.row, (id, i) => [id, i]));
    const wrong = rows.filter((row) => {
      const i = at.get(row.incident_id!)!;
      const expected = [row.x ?? NO_POSITION, row.y ?? NO_POSITION, row.minute, row.duration_min].map(Number);
      return [columns.x[i], columns.y[i], columns.minute[i], columns.duration_min[i]].join() !== expected.join();
    });
    expect(wrong).toEqual([]);
    expect(rows).toHaveLength(ROWS);
  });

  test('are not sent again to who has them', async () => {
    const { etag } = (await get('incidents/columns')).headers;
    const again = await get('incidents/columns', { 'if-none-match': etag as string });
    expect([again.statusCode, again.rawPayload.length]).toEqual([304, 0]);
  });
});

describe('a tally', () => {
  test('equals the same count in SQL, under 60 filters', async () => {
    const random = seeded(7);
    const some = <T>(list: readonly T[], share: number): T[] => list.filter(() => random() < share);
    for (let round = 0; round < 60; round++) {
      const filter: Filter = {};
      if (random() < 0.5) filter.from = `2025-${random() < 0.5 ? '11' : '10'}-2${Math.floor(random() * 9)}`;
      if (random() < 0.5) filter.to = `2026-0${1 + Math.floor(random() * 4)}-15`;
      if (random() < 0.5) filter.hours = { start: Math.floor(random() * 24), end: Math.floor(random() * 24) };
      const weekdays = some([1, 2, 3, 4, 5, 6, 7], 0.4);
      if (random() < 0.5 && weekdays.length > 0) filter.weekdays = weekdays;
      if (random() < 0.4) filter.categories = some(categories.slice(0, 12), 0.3);
      const discovery = some(DISCOVERIES, 0.5);
      if (random() < 0.5 && discovery.length > 0) filter.discovery = discovery;
      const precision = some(PRECISIONS, 0.6);
      if (random() < 0.4 && precision.length > 0) filter.precision = precision;
      if (random() < 0.4) filter.unit = 'row';
      const { n, mapped } = await tallyOf(formatFilter(filter).toString());
      expect({ n, mapped }, JSON.stringify(filter)).toEqual(await countInSql(database.knex, municipality_id, filter));
    }
  });

  test('counts in places what ST_Covers finds on the stored centimetres', async () => {
    const { places } = await tallyOf('unit=row&discovery=all');
    const columns = await columnsOf((await get('incidents/columns')).rawPayload);
    const drawn = Array.from(columns.row, (_, i) => i).filter((i) => columns.precision[i]! <= 1);
    const area = await readAreaShape(
      {
        query: async (sql: string, values: unknown[]) => database.knex.raw(sql.replace('$1', '?'), values as never),
      } as never,
      municipality_id,
    );
    for (const [slug, { parts }] of polygonsOf(area!)) {
      const ring = (flat: Float64Array): string => {
        const corners = Array.from({ length: flat.length / 2 }, (_, i) => `${flat[2 * i]} ${flat[2 * i + 1]}`);
        return `(${corners.at(-1) === corners[0] ? corners : [...corners, corners[0]]})`;
      };
      const wkt = `MULTIPOLYGON(${parts.map((rings) => `(${rings.map(ring)})`)})`;
      const { rows } = await database.knex.raw<{ rows: { n: number }[] }>(
        `select cast(count(*) as integer) as n from unnest(cast(:xs as double precision[]), cast(:ys as double precision[])) as p (x, y)
         where st_covers(st_geomfromtext(:wkt), st_makepoint(p.x, p.y))`,
        { xs: drawn.map((i) => columns.x[i]!), ys: drawn.map((i) => columns.y[i]!), wkt },
      );
      expect([slug, places[slug]]).toEqual([slug, rows[0]!.n]);
    }
    expect(Object.values(places).filter((n) => n > 0).length).toBeGreaterThan(2);
  });

  test('has an ETag of its filter, however the filter is written', async () => {
    const one = await get('incidents/tally?dow=6,5&unit=row');
    const other = await get('incidents/tally?unit=row&dow=5,6', { 'if-none-match': one.headers.etag as string });
    const different = await get('incidents/tally?dow=5', { 'if-none-match': one.headers.etag as string });
    expect([other.statusCode, different.statusCode]).toEqual([304, 200]);
  });
});

describe('one incident', () => {
  test('is told with local times and their offset', async () => {
    const { rows } = await database.knex.raw<{ rows: { incident_id: number; utc: string }[] }>(
      'select incident_id, to_char(occurred_from at time zone \'UTC\', \'YYYY-MM-DD"T"HH24:MI:SS"Z"\') as utc from staff.incident order by occurred_from limit 1',
    );
    const incident = (await get(`incidents/${rows[0]!.incident_id}`)).json<{ occurred_from: string }>();
    expect(incident.occurred_from).toMatch(/\+02:00$/); // October: summer time
    expect(new Date(incident.occurred_from)).toEqual(new Date(rows[0]!.utc));
  });

  test.each(['999999', '0', '-1', 'abc', '1.5', '99999999999999999999'])('%s isn’t one', async (id) => {
    const response = await get(`incidents/${id}`);
    expect([response.statusCode, response.json<Problem>().code]).toEqual([404, 'incident_unknown']);
  });
});

describe('an export', () => {
  test('has as many rows as the tally counts, as CSV and as GeoJSON', async () => {
    for (const query of ['', 'discovery=all&unit=row', 'place=marsta-centrum', 'cat=-', 'to=2025-12-01&hod=18-06']) {
      const { n } = await tallyOf(query);
      const csv = await get(`incidents/export.csv?${query}`);
      const collection = (await get(`incidents/export.geojson?${query}`)).json<{ features: unknown[] }>();
      // One line break a row: made incidents have none within a field.
      expect([query, csv.body.split('\r\n').length - 2, collection.features.length]).toEqual([query, n, n]);
    }
  });

  test('says what it is of, and names categories beside their codes', async () => {
    const query = 'from=2025-01-01&to=2026-01-01&lang=en';
    const csv = await get(`incidents/export.csv?${query}`);
    expect(csv.body.split('\r\n')[0]).toContain(',category,category_name,');
    const { metadata, features } = (await get(`incidents/export.geojson?${query}`)).json<{
      metadata: { area: string; filter: string; n: number; data_version: number };
      features: { properties: { category: string; category_name: string } }[];
    }>();
    const { n, data_version } = metadata;
    expect(metadata).toMatchObject({ area: 'sigtuna', filter: 'from=2025-01-01&to=2026-01-01', n: features.length });
    expect(csv.headers['content-disposition']).toBe(
      `attachment; filename="sigtuna_2025-01-01_2026-01-01_n${n}_v${data_version}.csv"`,
    );
    const named = features.filter(({ properties }) => properties.category_name !== properties.category);
    expect(named.length).toBeGreaterThan(0);
    const refused = await get('incidents/export.csv?lang=fi');
    expect([refused.statusCode, refused.json<Problem>().detail]).toEqual([400, expect.stringContaining('sv, en, ar')]);
  });

  test('runs nothing in a spreadsheet', async () => {
    const { body } = await get('incidents/export.csv?discovery=all&unit=row');
    expect(body.startsWith('\ufeffincident_id,occurred_from')).toBe(true);
    expect(body).toContain(",'=1+1,");
    expect(body).toContain(",'-3,");
    expect(body).toContain('"Stöld, ""grov"""');
    expect(body).not.toMatch(/,[=+@]/);
  });
});

describe('a density', () => {
  test('adds up to the incidents it is of', async () => {
    const url = 'analysis/density?cell_m=50&bandwidth_m=150&bbox=17.6,59.4,18.1,59.8&kernel=quartic&unit=row';
    const field = (await get(url)).json<{
      values: number[];
      n: number;
      cell_m: number;
      columns: number;
      rows: number;
    }>();
    const sum = field.values.reduce((total, value) => total + value, 0) * (field.cell_m / 1000) ** 2;
    expect(field.values).toHaveLength(field.columns * field.rows);
    expect(field.n).toBe((await tallyOf('unit=row')).mapped);
    expect(sum).toBeCloseTo(field.n, -1);
  });

  test('has the same values as bytes', async () => {
    const url = 'analysis/density?cell_m=500&bandwidth_m=1000';
    const field = (await get(url)).json<{ values: number[] }>();
    const bytes = await get(`${url}&format=float32`);
    const values = new Float32Array(new Uint8Array(bytes.rawPayload).buffer);
    expect(JSON.parse(String(bytes.headers['x-density']))).toMatchObject({ cell_m: 500, srid: 3006 });
    expect(values).toHaveLength(field.values.length);
    for (const [i, value] of values.entries()) expect(value).toBeCloseTo(field.values[i]!, 1);
  });

  test.each([
    ['cell_m=5', 'cells_too_many'],
    ['cell_m=1', 'cell_unusable'],
    ['cell_m=NaN', 'cell_unusable'],
    ['bandwidth_m=1e400', 'bandwidth_unusable'],
    ['bbox=18,59,17,60', 'bbox_unusable'],
    ['bbox=17,59,18', 'bbox_unusable'],
    ['bbox=NaN,59,18,60', 'bbox_unusable'],
    ['kernel=epanechnikov', 'invalid_input'],
  ])('with %s is refused', async (query, code) => {
    const response = await get(`analysis/density?${query}`);
    expect([response.statusCode, response.json<Problem>().code]).toEqual([400, code]);
  });
});

describe('a list', () => {
  test('holds the latest incidents the tally counts, and in a box those that are drawn there', async () => {
    for (const query of ['', 'unit=row&discovery=all', 'hod=20-04&dow=5,6']) {
      const tally = await tallyOf(query);
      const everywhere = (await get(`incidents/list?${query}&limit=1000`)).json<IncidentList>();
      expect([everywhere.n, everywhere.data_version]).toEqual([tally.n, tally.data_version]);
      const times = everywhere.incidents.map(({ occurred }) => occurred);
      expect(times).toEqual([...times].sort().reverse());
      expect(new Set(everywhere.incidents.map(({ incident_id }) => incident_id)).size).toBe(times.length);
      const drawn = (await get(`incidents/list?${query}&bbox=10,50,25,70&limit=7`)).json<IncidentList>();
      expect([drawn.n, drawn.incidents.length]).toEqual([tally.mapped, 7]);
    }
  });

  test('tells of each what the incident itself does', async () => {
    const { incidents } = (await get('incidents/list?limit=5')).json<IncidentList>();
    for (const { incident_id, occurred, duration_min, ...told } of incidents) {
      const incident = (await get(`incidents/${incident_id}`)).json<Incident>();
      expect(incident).toMatchObject(told);
      expect(incident.occurred_from.slice(0, 16)).toBe(occurred);
      const end = incident.occurred_to === null ? incident.occurred_from : incident.occurred_to;
      expect((Date.parse(end) - Date.parse(incident.occurred_from)) / 60_000).toBe(duration_min);
    }
  });

  test.each([
    ['limit=0', 'limit_unusable'],
    ['limit=1001', 'limit_unusable'],
    ['limit=ten', 'limit_unusable'],
    ['bbox=18,59,17,60', 'bbox_unusable'],
    ['box=1', 'parameter_unknown'],
  ])('with %s is refused', async (query, code) => {
    const response = await get(`incidents/list?${query}`);
    expect([response.statusCode, response.json<Problem>().code]).toEqual([400, code]);
  });
});

// Last: it changes the rows.
describe('after a write', () => {
  test('whoever asks with an ETag gets the new rows, at once', async () => {
    const { etag } = (await get('incidents/columns')).headers;
    const before = await tallyOf('unit=row&discovery=all');
    await addIncidents(database, municipality_id, makeIncidents(50, seeded(3), ['robbery_personal', 'a_code_of_old']));
    const after = await get('incidents/columns', { 'if-none-match': etag as string });
    expect([after.statusCode, after.headers['x-rows']]).toEqual([200, `${ROWS + 50}`]);
    const columns = await columnsOf(after.rawPayload);
    expect(columns.categories.slice(0, categories.length)).toEqual(categories);
    expect(columns.categories.at(-1)).toBe('a_code_of_old');
    const tally = await tallyOf('unit=row&discovery=all');
    expect([tally.data_version, tally.total]).toEqual([before.data_version + 1, before.total + 50]);
    expect((await tallyOf('unit=row&discovery=all&cat=a_code_of_old')).n).toBeGreaterThan(0);
  });

  test('the old rows answer until the new are there, and a burst is loaded to its end', async () => {
    const { data_version } = await tallyOf('');
    for (let i = 0; i < 5; i++) await addIncidents(database, municipality_id, makeIncidents(1, seeded(i), categories));
    const started = performance.now();
    for (let last = 0; last < data_version + 5; ) {
      await new Promise((resolve) => setTimeout(resolve, 5)); // an injected request leaves the event loop no breath
      const answer = await get('incidents/tally');
      expect(answer.statusCode).toBe(200);
      last = answer.json<Tally>().data_version;
      expect(performance.now() - started).toBeLessThan(20_000);
    }
    expect((await tallyOf('unit=row')).total).toBe(ROWS + 55);
  });

  test('rows of an import that was undone are gone', async () => {
    await database.knex.transaction(async (trx) => {
      await trx.raw("update staff.import set state = 'undone' where import_id > 1");
      await database.bumpDataVersion(trx, municipality_id);
    });
    const columns = await get('incidents/columns', { 'if-none-match': '"old"' });
    expect(columns.headers['x-rows']).toBe(`${ROWS}`);
  });
});
