import { availableParallelism } from 'node:os';
import { Problem, type Tally } from '@lagesbild/contract';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '../db/database.ts';
import { openTestDatabase } from '../db/testing.ts';
import { addIncidents, makeIncidents, seeded, sigtunaOf, testApp } from '../incident/testing.ts';
import type { RoomApp } from '../room.ts';

/** One file, since all methods answer for the same rows, which take longest to make. */

const BUILT_UP = 'marsta,steninge,sigtuna-stad,rosersberg';
const PLANTED = 400;
let database: Database;
let app: RoomApp;

beforeAll(async () => {
  database = await openTestDatabase();
  const { municipality_id, categories } = await sigtunaOf(database);
  const random = seeded(1);
  const some = makeIncidents(3000, random, categories.slice(0, 12));
  // Round the station, within some 150 metres, each with a spot of its own.
  const planted = makeIncidents(PLANTED, random, categories.slice(0, 12)).map((incident) => ({
    ...incident,
    precision: 'point',
    report: null,
    lon: Number((17.8613 + (random() - 0.5) * 0.005).toFixed(5)),
    lat: Number((59.6277 + (random() - 0.5) * 0.0025).toFixed(5)),
  }));
  await addIncidents(database, municipality_id, [...some, ...planted]);
  app = await testApp(database);
});
afterAll(() => app?.close());

const get = (url: string, headers: Record<string, string> = {}) =>
  app.inject({ url: `/api/sigtuna/${url}`, headers: { 'accept-language': 'en', ...headers } });
const tallyOf = async (query: string): Promise<Tally> => (await get(`incidents/tally?${query}`)).json();

interface Gistar {
  n: number;
  refused: { coarse: number; outside: number; dayless: number };
  raster: { columns: number; rows: number };
  counts: number[];
  shares: number[];
  z: (number | null)[];
  p: (number | null)[];
  spots: { cells: number[]; count: number }[];
  data_version: number;
  parameters: object;
}

describe('cells that stand out', () => {
  test.each(['', 'unit=row&discovery=all', 'hod=18-02&dow=5,6', 'place=valsta-centrum', 'area=marsta'])(
    'under %j are of the incidents that the counts know in what is studied',
    async (query) => {
      const answer = (await get(`analysis/gistar?${query}`)).json<Gistar>();
      const all = await tallyOf(query);
      const studied = /place=|area=/.test(query) ? all : await tallyOf(`${query}&area=${BUILT_UP}`);
      expect(answer.n).toBe(studied.n);
      expect(answer.n + answer.refused.coarse + answer.refused.outside).toBe(all.n);
      expect(answer.counts.reduce((sum, count) => sum + count, 0)).toBe(answer.n);
      expect(answer.counts).toHaveLength(answer.raster.columns * answer.raster.rows);
      for (const [cell, share] of answer.shares.entries()) if (share === 0) expect(answer.z[cell]).toBeNull();
      for (const { cells, count } of answer.spots)
        expect(cells.reduce((sum, cell) => sum + answer.counts[cell]!, 0)).toBe(count);
    },
  );

  test('are found where they were planted, and the answer says what it is of', async () => {
    const answer = (await get('analysis/gistar?unit=row&discovery=all')).json<Gistar>();
    expect(answer.spots[0]!.count).toBeGreaterThan(PLANTED * 0.7);
    expect(answer).toMatchObject({
      method: 'gistar',
      parameters: { cell_m: 100, reach_m: 200, fdr: 0.05 },
      data_version: (await tallyOf('')).data_version,
      srid: 3006,
    });
  });

  test('aren’t sent again to who has them', async () => {
    const { headers } = await get('analysis/gistar');
    const again = await get('analysis/gistar', { 'if-none-match': String(headers.etag) });
    expect([again.statusCode, again.body]).toEqual([304, '']);
  });
});

test('near repeats are of the incidents with a place and a day, and count every pair once', async () => {
  const answer = (await get('analysis/near-repeat?bands=2&time_bands=2&permutations=19')).json();
  const { n } = await tallyOf('');
  expect(answer.n + answer.refused.coarse + answer.refused.dayless).toBe(n);
  expect([answer.distances, answer.days]).toEqual([
    [0, 100, 200],
    [0, 7, 14],
  ]);
  expect(answer.observed).toHaveLength(4);
  for (const p of answer.p) expect(p).toBeGreaterThanOrEqual(1 / 20);
  // Drawn on several threads, and counted as one draw.
  const many = (await get('analysis/near-repeat?bands=2&time_bands=2&permutations=199')).json();
  expect(many.permutations).toBe(199);
  for (const p of many.p) expect(p * 200).toBeCloseTo(Math.round(p * 200), 9);
  expect(many.observed).toEqual(answer.observed);
});

describe('every other method', () => {
  const ofStudied = [
    ...['emerging?step_days=14', 'moran?permutations=199', 'clusters', 'harm', 'accuracy?windows=3'],
    ...['hexagons', 'bandwidth', 'gistar?own=0'],
  ];
  test.each(ofStudied)('%s is of the incidents that the counts know in what is studied', async (method) => {
    const query = 'unit=row&discovery=all';
    const answer = (await get(`analysis/${method}${method.includes('?') ? '&' : '?'}${query}`)).json();
    const studied = await tallyOf(`${query}&area=${BUILT_UP}`);
    const all = await tallyOf(query);
    // Steps are whole ones up to the last day: what lies before the first takes no part.
    if (!method.startsWith('emerging')) {
      expect(answer.n + answer.refused.coarse + answer.refused.outside + answer.refused.dayless).toBe(all.n);
      expect(answer.n).toBeLessThanOrEqual(studied.n);
    }
    expect(answer.n).toBeGreaterThan(PLANTED * 0.5);
    if (answer.counts !== undefined)
      expect(answer.counts.reduce((sum: number, count: number) => sum + count, 0)).toBe(answer.n);
  });

  test('a bandwidth is chosen by every rule, and its surface compared', async () => {
    const { rules, surfaces } = (await get('analysis/bandwidth?unit=row&discovery=all')).json();
    expect(rules.map(({ rule }: { rule: string }) => rule)).toEqual(['scott', 'diggle', 'likelihood', 'cvl']);
    for (const { bandwidth_m } of rules) expect(bandwidth_m).toBeGreaterThan(0);
    expect(surfaces.length).toBeGreaterThanOrEqual(3);
  });

  test('hours of an interval add up to the incidents with a known hour', async () => {
    const { n, week, day, refused } = (await get('analysis/hours?unit=row&discovery=all')).json();
    const hourly = await database.knex('staff.visible_incident').whereIn('time_precision', ['minute', 'hour']).count();
    expect(n).toBe(Number(hourly[0]!.count));
    expect(n + refused.hourless).toBe((await tallyOf('unit=row&discovery=all')).n);
    for (const weights of [week, day])
      expect(weights.reduce((sum: number, weight: number) => sum + weight, 0)).toBeCloseTo(n, 6);
  });

  test('months of a trend are those of SQL, in local time', async () => {
    const { from, counts } = (await get('analysis/trend?unit=row&discovery=all')).json();
    const { rows } = await database.knex.raw(
      `select to_char(occurred_from at time zone 'Europe/Stockholm', 'YYYY-MM') as month, cast(count(*) as integer) as n
       from staff.visible_incident group by 1 order by 1`,
    );
    const at = rows.findIndex(({ month }: { month: string }) => month === from);
    expect(counts.length).toBeGreaterThanOrEqual(4);
    expect(counts).toEqual(rows.slice(at, at + counts.length).map(({ n }: { n: number }) => n));
  });

  test('harm names what has no weight, and counts what SQL counts', async () => {
    const { categories, n } = (await get('analysis/harm?unit=row&discovery=all')).json();
    expect(categories.reduce((sum: number, { count }: { count: number }) => sum + count, 0)).toBe(n);
    for (const { weight, harm } of categories) expect([weight, harm]).toEqual([null, null]);
  });

  test('a period is compared with the same weeks a year before as SQL counts them, registered as late as this one’s', async () => {
    const query = 'from=2026-03-01&to=2026-03-28&unit=row&discovery=all';
    const { now, before, n, equal_age } = (await get(`analysis/compare?${query}`)).json();
    expect([now.count, now.from, n]).toEqual([(await tallyOf(query)).n, '2026-03-01', now.count]);
    expect([before, equal_age]).toEqual([[], false]); // data begin in October
  });
});

describe('an action', () => {
  const PERIOD = 'from=2026-02-01&to=2026-03-14';
  const BEFORE = 'from=2025-12-21&to=2026-01-31';
  const ASKED = `analysis/action?${PERIOD}&unit=row&discovery=all&years=0&treated=marsta&control=sigtuna-stad`;
  const counted = async (slug: string, period: string): Promise<number> =>
    (await tallyOf(`${period}&unit=row&discovery=all&area=${slug}`)).n;

  test('is judged by what the counts know of its places, in both periods', async () => {
    const found = (await get(`${ASKED}&near=steninge&control_near=rosersberg`)).json();
    const pairs = { treated: 'marsta', control: 'sigtuna-stad', near: 'steninge', control_near: 'rosersberg' };
    for (const [name, slug] of Object.entries(pairs))
      expect([name, found.counts[name]]).toEqual([name, [await counted(slug, BEFORE), await counted(slug, PERIOD)]]);
    const { treated, control, near, control_near } = found.counts;
    const change = ([before, after]: [number, number]): number => after - before;
    expect(found.difference).toBe(change(treated) - change(control) + change(near) - change(control_near));
    expect(found.standard_error).toBeCloseTo(Math.sqrt(found.n), 9);
    expect(found.low).toBeLessThan(found.difference);
    expect(found.before).toEqual({ from: '2025-12-21', to: '2026-01-31' });
    expect(found.detectable.rise_to).toBeGreaterThan(treated[0]);
    expect((await get(`exhibits/${found.exhibit}`)).json()).toEqual(found);
  });

  test.each([
    ['analysis/action', 'action_area_missing'],
    ['analysis/action?treated=marsta', 'action_area_missing'],
    [`${ASKED}&near=steninge`, 'action_ring_alone'],
    [`${ASKED}&near=marsta&control_near=steninge`, 'action_area_twice'],
    ['analysis/action?treated=marsta&control=sigtuna-stad', 'action_period_missing'],
    [`${ASKED}&control=nowhere`, 'place_unknown'],
    [`${ASKED}&area=marsta`, 'parameter_unknown'],
    [ASKED.replace('2026-02-01', '2024-02-01'), 'period_too_long'],
    [`${ASKED}&years=11`.replace('&years=0', ''), 'parameter_unusable_whole'],
    [`${ASKED}&level=1`, 'parameter_unusable'],
  ])('%s is refused in one sentence', async (url, code) => {
    const response = await get(url);
    expect([response.statusCode, Problem.parse(response.json()).code]).toEqual([400, code]);
  });
});

test('an answer can be had as polygons in degrees and as bytes, with the same figures', async () => {
  const plain = (await get('analysis/gistar?area=marsta')).json();
  const polygons = await get('analysis/gistar?area=marsta&format=geojson');
  const collection = polygons.json();
  expect(polygons.headers['content-type']).toContain('application/geo+json');
  expect([collection.type, collection.n, collection.exhibit]).toEqual(['FeatureCollection', plain.n, plain.exhibit]);
  let counted = 0;
  for (const { geometry, properties } of collection.features) {
    counted += properties.counts;
    for (const [lon, lat] of geometry.coordinates[0]) {
      expect(Math.abs(lon - 17.86)).toBeLessThan(0.1);
      expect(Math.abs(lat - 59.62)).toBeLessThan(0.1);
    }
  }
  expect(counted).toBe(plain.n);

  const bytes = await get('analysis/gistar?area=marsta&format=grid');
  const { layers, raster, n } = JSON.parse(String(bytes.headers['x-grid']));
  expect([layers, raster, n]).toEqual([['counts', 'shares', 'z', 'p'], plain.raster, plain.n]);
  const { buffer, byteOffset, byteLength } = bytes.rawPayload;
  const values = new Float32Array(buffer.slice(byteOffset, byteOffset + byteLength));
  const size = raster.columns * raster.rows;
  expect(values).toHaveLength(4 * size);
  expect(Array.from(values.subarray(0, size))).toEqual(plain.counts);
  const z = Array.from(values.subarray(2 * size, 3 * size), (value) => (Number.isNaN(value) ? null : value));
  expect(z).toEqual(plain.z.map((value: number | null) => (value === null ? null : Math.fround(value))));
});

test('hexagons can be had as polygons in degrees', async () => {
  const plain = (await get('analysis/hexagons?area=marsta')).json();
  const { features, n } = (await get('analysis/hexagons?area=marsta&format=geojson')).json();
  const counted = features.reduce((sum: number, { properties }: { properties: { counts: number } }) => {
    return sum + properties.counts;
  }, 0);
  expect([n, counted]).toEqual([plain.n, plain.n]);
  for (const [lon, lat] of features[0].geometry.coordinates[0])
    expect([Math.abs(lon - 17.86) < 0.1, Math.abs(lat - 59.62) < 0.1]).toEqual([true, true]);
});

describe('an exhibit', () => {
  test('is the answer as it was given, also after rows have come and gone', async () => {
    const url = 'analysis/gistar?unit=row&discovery=all&cell_m=150';
    const first = await get(url);
    const { exhibit, n } = first.json();
    expect(exhibit).toMatch(/^[\w-]{24}$/);
    const { municipality_id, categories } = await sigtunaOf(database);
    const version = (await tallyOf('')).data_version;
    await addIncidents(database, municipality_id, makeIncidents(500, seeded(9), categories.slice(0, 12)));
    await expect.poll(async () => (await tallyOf('')).data_version, { timeout: 60_000 }).toBeGreaterThan(version);
    const later = (await get(url)).json();
    expect(later.n).toBeGreaterThan(n);
    expect(later.exhibit).not.toBe(exhibit);

    const again = await get(`exhibits/${exhibit}`);
    expect(again.json()).toEqual(first.json());
    const made = Date.parse(String(again.headers['last-modified']));
    expect(Math.abs(Date.now() - made)).toBeLessThan(10 * 60_000);
    const { method, parameters, filter, data_version } = first.json();
    const listed = (await get('exhibits')).json() as { exhibit: string; made_at: string }[];
    const entry = listed.find((one) => one.exhibit === exhibit)!;
    expect(entry).toEqual({ exhibit, method, parameters, filter, data_version, n, made_at: entry.made_at });
    expect(Math.floor(Date.parse(entry.made_at) / 1000) * 1000).toBe(made);
    expect(listed.map(({ made_at }) => made_at)).toEqual(
      listed
        .map(({ made_at }) => made_at)
        .sort()
        .reverse(),
    );
    expect((await get(`exhibits/${exhibit}`, { 'if-none-match': String(again.headers.etag) })).statusCode).toBe(304);
  });

  test.each(['nothing', 'A'.repeat(24), '../../health'])('%s isn’t there, in one sentence', async (id) => {
    const response = await get(`exhibits/${encodeURIComponent(id)}`);
    expect([response.statusCode, Problem.parse(response.json()).code]).toEqual([404, 'exhibit_unknown']);
  });
});

describe('a surface', () => {
  const SURFACE = 'analysis/density?cell_m=400&bandwidth_m=800&unit=row&discovery=all';
  const WIDE = 'analysis/density?cell_m=4000&bandwidth_m=2000&unit=row&discovery=all';
  interface Surface {
    n: number;
    refused: { coarse: number };
    exhibit: string | null;
    computed: string;
    values: number[];
  }

  test('says what it is of and what was left out, and is an exhibit', async () => {
    const first = await get(SURFACE);
    const { n, refused, exhibit, computed, ...said } = first.json<Surface>();
    expect(n + refused.coarse).toBe((await tallyOf('unit=row&discovery=all')).n);
    expect([computed, refused.coarse > 0]).toEqual(['exact', true]);
    expect(said).toMatchObject({
      ...{ method: 'density', parameters: { kernel: 'gaussian', cell_m: 400, bandwidth_m: 800 } },
      ...{ filter: 'discovery=all&unit=row', cell_m: 400, srid: 3006 },
    });
    expect((await get(`exhibits/${exhibit}`)).json()).toEqual(first.json());
    const listed = (await get('exhibits')).json<{ exhibit: string }[]>();
    expect(listed.find((one) => one.exhibit === exhibit)).toMatchObject({ method: 'density', n });
    const bytes = await get(`${SURFACE}&format=float32`);
    expect(JSON.parse(String(bytes.headers['x-density']))).toMatchObject({ exhibit: null, n, refused });
  });

  test.each([
    ['the whole world', '-180,-85,180,85'],
    ['the other side of it', '-170,-60,-160,-50'],
  ])('of %s is of what lies near the area', async (_, bbox) => {
    const here = (await get(`${WIDE}&bbox=17.5,59.4,18.2,59.9`)).json();
    const there = (await get(`${WIDE}&bbox=${bbox}`)).json();
    const mass = ({ values }: Surface): number => values.reduce((sum: number, value: number) => sum + value * 16, 0);
    if (bbox.startsWith('-180')) expect(mass(there) / mass(here)).toBeCloseTo(1, 1);
    else expect([there.columns, there.rows, mass(there) < 1]).toEqual([1, 1, true]);
  });

  test('tells how far it is, and then the answer', async () => {
    const told = events((await get(`${SURFACE}&hod=03-23`, { accept: 'text/event-stream' })).body);
    expect(told.at(-1)).toEqual(['answer', (await get(`${SURFACE}&hod=03-23`)).json()]);
  });
});

const events = (text: string): [event: string, data: unknown][] =>
  [...text.matchAll(/event: (\w+)\ndata: (.*)\n\n/g)].map(([, event, data]) => [event!, JSON.parse(data!)]);

describe('long work', () => {
  const LONG =
    'analysis/near-repeat?unit=row&discovery=all&band_m=5000&bands=10&band_days=180&time_bands=12&permutations=9999';
  test('tells how far it is, and then the answer', async () => {
    const short = 'analysis/near-repeat?unit=row&discovery=all&bands=2&permutations=199&seed=3';
    const told = events((await get(short, { accept: 'text/event-stream' })).body);
    expect(told.at(-1)![0]).toBe('answer');
    expect(told.at(-1)![1]).toEqual((await get(short)).json());
    for (const [event, data] of told.slice(0, -1)) {
      const { done, of } = data as { done: number; of: number };
      expect([event, done <= of]).toEqual(['step', true]);
    }
  });

  test('is given up by closing the request, and its thread is free for others', async () => {
    const url = await app.listen({ port: 0, host: '127.0.0.1' });
    const origin = { headers: { accept: 'text/event-stream' } };
    // More of them than there are threads; each would take minutes.
    const working = Array.from({ length: availableParallelism() + 2 }, async (_, seed) => {
      const stop = new AbortController();
      const response = await fetch(`${url}/api/sigtuna/${LONG}&seed=${seed}`, { ...origin, signal: stop.signal });
      return { stop, reader: response.body!.getReader() };
    });
    const [first] = await Promise.all(working);
    const decoder = new TextDecoder();
    for (let seen = ''; !seen.includes('event: step'); ) {
      const { value, done } = await first!.reader.read();
      expect(done).toBe(false);
      seen += decoder.decode(value);
    }
    for (const { stop } of await Promise.all(working)) stop.abort();
    const answer = await fetch(`${url}/api/sigtuna/incidents/tally?hod=03-04`);
    expect(answer.status).toBe(200);
  });
});

test.each([
  ['gistar?cell_m=0', 'parameter_unusable'],
  ['gistar?cell_m=0.001', 'parameter_unusable'],
  ['gistar?cell_m=NaN', 'parameter_unusable'],
  ['gistar?cell_m=100&cell_m=200', 'parameter_unusable'],
  ['gistar?cell_m=25&area=marsta,arlanda', null],
  ['gistar?reach_m=1e9', 'parameter_unusable'],
  ['gistar?fdr=2', 'parameter_unusable'],
  ['gistar?bandwidth_m=200', 'parameter_unknown'],
  ['gistar?from=2026-02-01&to=2026-01-01', 'filter_period'],
  ['near-repeat?bands=2.5', 'parameter_unusable_whole'],
  ['near-repeat?permutations=1000000', 'parameter_unusable_whole'],
  ['near-repeat?seed=-1', 'parameter_unusable_whole'],
  ['emerging?cell_m=25&steps=120&area=marsta,arlanda,sigtuna-stad', 'raster_too_fine'],
  ['emerging?step_days=0', 'parameter_unusable_whole'],
  ['emerging?steps=1e9', 'parameter_unusable_whole'],
  ['moran?cell_m=25&reach_m=5000&permutations=99999', 'drawn_too_many'],
  ['moran?permutations=0', 'parameter_unusable_whole'],
  ['clusters?eps_m=0', 'parameter_unusable'],
  ['clusters?eps_m=-1', 'parameter_unusable'],
  ['clusters?min_points=1', 'parameter_unusable_whole'],
  ['clusters?format=grid', 'format_unusable'],
  ['gistar?format=geojson&format=grid', 'format_unusable'],
  ['hours?cell_m=100', 'parameter_unknown'],
  ['compare?years=0', 'parameter_unusable_whole'],
  ['compare?from=2025-01-01&to=2026-06-01', 'period_too_long'],
  ['trend?months=0.5', 'parameter_unusable_whole'],
  ['trend?level=1', 'parameter_unusable'],
  ['harm?cell_m=Infinity', 'parameter_unusable'],
  ['accuracy?bandwidth_m=0', 'parameter_unusable'],
  ['accuracy?share=NaN', 'parameter_unusable'],
  ['accuracy?windows=121', 'parameter_unusable_whole'],
])('%s is answered, or refused in one sentence', async (url, code) => {
  const response = await get(`analysis/${url}`);
  if (code === null) expect(response.statusCode).toBe(200);
  else expect([response.statusCode, Problem.parse(response.json()).code]).toEqual([400, code]);
});
