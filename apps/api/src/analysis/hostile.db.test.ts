import { Problem } from '@lagesbild/contract';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { Database } from '../db/database.ts';
import { openTestDatabase } from '../db/testing.ts';
import { addIncidents, makeIncidents, seeded, sigtunaOf, testApp } from '../incident/testing.ts';
import { Threads } from '../incident/threads.ts';
import type { ApiDescription } from '../installation/api-page.ts';
import type { RoomApp } from '../room.ts';

/** What nobody should ask of a method, made from what the api says of itself: each gets one sentence, and no thread hears of it. */
let database: Database;
let app: RoomApp;
let doors: [method: string, parameters: Parameter[]][];

interface Parameter {
  readonly name: string;
  readonly schema: { type?: string; minimum?: number; maximum?: number; default?: number };
}

beforeAll(async () => {
  database = await openTestDatabase();
  const { municipality_id, categories } = await sigtunaOf(database);
  await addIncidents(database, municipality_id, makeIncidents(300, seeded(2), categories.slice(0, 6)));
  app = await testApp(database);
  const { paths } = (await app.inject({ url: '/api/openapi.json' })).json<ApiDescription>();
  const path = '/api/{municipality}/analysis/';
  doors = Object.entries(paths)
    .filter(([address]) => address.startsWith(path))
    .map(([address, { get }]) => [address.slice(path.length), (get!.parameters ?? []) as Parameter[]]);
  await app.inject({ url: '/api/sigtuna/incidents/tally' }); // rows are here
});
afterAll(() => app?.close());

async function refused(url: string): Promise<void> {
  const ask = vi.spyOn(Threads.prototype, 'ask');
  try {
    const response = await app.inject({ url: `/api/sigtuna/analysis/${url}`, headers: { 'accept-language': 'en' } });
    expect([url, response.statusCode]).toEqual([url, 400]);
    const { detail, code } = Problem.parse(response.json());
    expect(`${code}: ${detail}`).toMatch(/^\w+: [^\n]+\.$/);
    expect(ask).not.toHaveBeenCalled();
  } finally {
    ask.mockRestore();
  }
}

test('there are doors to knock at, each with its own numbers', () => {
  expect(doors.length).toBeGreaterThan(10);
  for (const name of ['cell_m', 'bandwidth_m', 'reach_m', 'permutations'])
    expect(doors.some(([, parameters]) => parameters.some((parameter) => parameter.name === name))).toBe(true);
});

test('a number out of its range, or none at all, is refused by every door by its name', async () => {
  let asked = 0;
  for (const [method, parameters] of doors)
    for (const { name, schema } of parameters) {
      const { minimum, maximum, type } = schema;
      if (minimum === undefined || maximum === undefined) continue;
      const beyond = [minimum - 1, minimum - 1e-9, maximum + 1, maximum * 1e6 + 1].filter(
        (value) => value < minimum || value > maximum,
      );
      const odd = ['NaN', 'Infinity', '-0', '1e400', '0x10', '1_000', '%00', 'ten', `${minimum}%20`, '١٢'];
      if (type === 'integer') odd.push(String(minimum + 0.5));
      for (const value of [...beyond, ...odd]) await refused(`${method}?${name}=${value}`);
      await refused(`${method}?${name}=${minimum}&${name}=${maximum}`);
      asked++;
    }
  expect(asked).toBeGreaterThan(25);
});

test('a period backwards, days that are none and parameters nobody knows are refused by every door', async () => {
  for (const [method] of doors)
    for (const query of [
      'from=2026-02-01&to=2026-01-01',
      'from=2026-02-30',
      'to=0000-00-00',
      'from=99999-01-01',
      'hod=25-26',
      'bandwith_m=200',
      '__proto__=1',
      'place=nowhere',
    ])
      await refused(`${method}?${query}`);
});

test('cells by the million are refused before one is made', async () => {
  const everywhere = 'area=marsta,steninge,sigtuna-stad,rosersberg,arlanda';
  for (const url of [
    'density?cell_m=5',
    'density?cell_m=20&bbox=-180,-80,180,80',
    'density?cell_m=5&bandwidth_m=10&bbox=10,55,24,69',
    'density?bbox=17,59,18,60&bbox=17,59,18,60',
    `emerging?cell_m=25&steps=120&${everywhere}`,
    `moran?cell_m=25&reach_m=10000&permutations=99999&${everywhere}`,
  ])
    await refused(url);
});

// Last: it adds rows.
test('more pairs than can be held are said to be too many, by the distance that would make them', async () => {
  const { municipality_id, categories } = await sigtunaOf(database);
  const crowd = makeIncidents(14_000, seeded(3), categories.slice(0, 6)).map((incident) => ({
    ...{ ...incident, time_precision: 'minute', precision: 'point', report: null, lon: 17.86, lat: 59.62 },
  }));
  await addIncidents(database, municipality_id, crowd);
  const url = '/api/sigtuna/analysis/near-repeat?unit=row&discovery=all&band_m=100&bands=3&permutations=19';
  const ask = async (): Promise<{ statusCode: number; code?: string; detail?: string }> => {
    const response = await app.inject({ url, headers: { 'accept-language': 'en' } });
    return { statusCode: response.statusCode, ...response.json() };
  };
  await expect.poll(ask, { timeout: 60_000 }).toMatchObject({ statusCode: 400, code: 'pairs_too_many' });
  expect((await ask()).detail).toMatch(/within 300 m of each other\. Choose shorter/);
});
