import { Problem, type Tally } from '@lagesbild/contract';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '../db/database.ts';
import { openTestDatabase } from '../db/testing.ts';
import { addIncidents, makeIncidents, seeded, sigtunaOf, testApp } from '../incident/testing.ts';
import type { RoomApp } from '../room.ts';

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
])('%s is answered, or refused in one sentence', async (url, code) => {
  const response = await get(`analysis/${url}`);
  if (code === null) expect(response.statusCode).toBe(200);
  else expect([response.statusCode, Problem.parse(response.json()).code]).toEqual([400, code]);
});
