import type { HarmWeight, HarmWeightFile, HarmWeights, Municipality, Problem } from '@lagesbild/contract';
import type { InjectOptions } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Database } from '../db/database.ts';
import { openTestDatabase } from '../db/testing.ts';
import { addIncidents, makeIncidents, seeded, sigtunaOf, testApp } from '../incident/testing.ts';
import type { RoomApp } from '../room.ts';

let database: Database;
let app: RoomApp;

beforeAll(async () => {
  database = await openTestDatabase();
  const { municipality_id, categories } = await sigtunaOf(database);
  await addIncidents(database, municipality_id, makeIncidents(400, seeded(7), categories));
  app = await testApp(database);
});
afterAll(() => app?.close());

const BUSY_MS = 300;
/** Asked again while the machine has too much else to do. */
const ask = async (question: InjectOptions): Promise<Awaited<ReturnType<RoomApp['inject']>>> => {
  const answer = await app.inject(question);
  if (answer.statusCode !== 503) return answer;
  await new Promise((resume) => setTimeout(resume, BUSY_MS));
  return ask(question);
};
const get = async <T>(path: string): Promise<T> => (await ask({ url: `/api/sigtuna${path}` })).json<T>();
const seen = (): Promise<HarmWeights> => get('/harm-weights');
const put = (version: string, ...weights: [string, number | null, string | null][]) =>
  ask({
    method: 'PUT',
    url: '/api/sigtuna/harm-weights',
    headers: { 'accept-language': 'en' },
    payload: { version, weights: weights.map(([code, weight, source]) => ({ code, weight, source })) },
  });
const read = (content: string) => {
  const head = '--b0\r\nContent-Disposition: form-data; name="file"; filename="vikter.csv"\r\n\r\n';
  return ask({
    method: 'POST',
    url: '/api/sigtuna/harm-weights/read',
    headers: { 'content-type': 'multipart/form-data; boundary=b0', 'accept-language': 'sv' },
    payload: `${head}${content}\r\n--b0--\r\n`,
  });
};
const has = (list: readonly HarmWeight[]): HarmWeight[] => list.filter(({ weight }) => weight !== null);

test('what is set is there at once for all who count by it: the area, the method, the log', async () => {
  const before = await seen();
  expect([before.weights.length, has(before.weights)]).toEqual([58, []]);
  const data = (await get<Municipality>('')).data.version;
  const harm = () =>
    get<{ categories: { category: string; count: number; weight: number | null; harm: number }[] }>(
      '/analysis/harm?unit=row&discovery=all',
    );
  expect((await harm()).categories.every(({ weight }) => weight === null)).toBe(true);
  const columns = async () => (await ask({ url: '/api/sigtuna/incidents/columns' })).headers.etag;
  const etag = await columns();

  const answer = await put(before.version, ['arson', 40.5, ' Index 2020 '], ['robbery_shop', 365, 'Index 2020']);
  expect(answer.statusCode).toBe(200);
  const after = answer.json<HarmWeights>();
  expect(has(after.weights)).toEqual([
    { code: 'robbery_shop', weight: 365, source: 'Index 2020' },
    { code: 'arson', weight: 40.5, source: 'Index 2020' },
  ]);
  expect(await seen()).toEqual(after);
  const area = await get<Municipality>('');
  expect(area.data.version).toBe(data + 1);
  expect(area.categories.find(({ code }) => code === 'arson')).toMatchObject({
    ...{ harm_weight: 40.5, harm_source: 'Index 2020' },
  });
  const arson = (await harm()).categories.find(({ category }) => category === 'arson')!;
  expect(arson).toMatchObject({ weight: 40.5, harm: 40.5 * arson.count });
  expect(arson.count).toBeGreaterThan(0);
  expect(await columns()).not.toBe(etag);
});

test('two who save at once: the second is told, and nothing of theirs is saved', async () => {
  const { version, weights } = await seen();
  const both = await Promise.all([put(version, ['theft', 1, 'A']), put(version, ['theft', 2, 'B'])]);
  expect(both.map(({ statusCode }) => statusCode).sort()).toEqual([200, 409]);
  expect(both.find(({ statusCode }) => statusCode === 409)!.json<Problem>().code).toBe('harm_version');
  expect(has((await seen()).weights).length).toBe(has(weights).length + 1);
});

test('the same again changes nothing, and is no new data version', async () => {
  const { version, weights } = await seen();
  const known = (await get<Municipality>('')).data.version;
  const same = has(weights).map(({ code, weight, source }): [string, number | null, string | null] => [
    ...([code, weight, source] as const),
  ]);
  expect((await put(version, ...same)).json<HarmWeights>().version).toBe(version);
  expect((await get<Municipality>('')).data.version).toBe(known);
});

test.each<[string, [string, number | null, string | null][], string]>([
  ['no such category', [['arsonn', 1, 'A']], 'harm_code_unknown'],
  [
    'the same twice',
    [
      ['arson', 1, 'A'],
      ['arson', 2, 'A'],
    ],
    'harm_code_again',
  ],
  ['no source', [['arson', 1, null]], 'harm_source_missing'],
  ['a source that says nothing', [['arson', 1, ' 12 ']], 'harm_source_missing'],
  ['below zero', [['arson', -1, 'A']], 'invalid_input'],
  ['too large', [['arson', 1_000_001, 'A']], 'invalid_input'],
  ['nothing', [], 'invalid_input'],
])('%s is refused, and what else was sent isn’t set either', async (_, weights, code) => {
  const before = await seen();
  const refused = await put(before.version, ...(weights.length === 0 ? [] : [['brawl', 3, 'A'] as never, ...weights]));
  expect([refused.statusCode, refused.json<Problem>().code]).toEqual([400, code]);
  expect(await seen()).toEqual(before);
});

test('a file is read and nothing of it set; what it can’t say has no source, or is refused in a sentence', async () => {
  const before = await seen();
  const { weights } = (await read('kategori;vikt\nAnlagd brand;"1 200,5"\nbrawl;\n')).json<HarmWeightFile>();
  expect(weights).toEqual([
    { code: 'arson', weight: 1200.5, source: null },
    { code: 'brawl', weight: null, source: null },
  ]);
  const refused = await read('code;weight\narsonn;3\n');
  expect(refused.statusCode).toBe(400);
  expect(refused.json<Problem>().detail).toMatch(
    /vikter\.csv, rad 2: ingen kategori heter arsonn här\. Närmast ligger arson,/,
  );
  expect(await seen()).toEqual(before);
});

test('the file that is fetched is read again as what is set', async () => {
  const file = await ask({ url: '/api/sigtuna/harm-weights.csv', headers: { 'accept-language': 'sv' } });
  expect(file.headers['content-disposition']).toContain('harm-weights-sigtuna.csv');
  expect(file.payload).toMatch(/^\ufeffcode,name,weight,source\r\n/);
  expect((await read(file.payload)).json<HarmWeightFile>().weights).toEqual((await seen()).weights);
});
