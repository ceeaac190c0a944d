import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FlagStreets } from '@lagesbild/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CommandPlace } from '../command.ts';
import { readConfig } from '../config.ts';
import type { Database } from '../db/database.ts';
import { openTestDatabase } from '../db/testing.ts';
import { testApp } from '../incident/testing.ts';
import type { RoomApp } from '../room.ts';
import { streetsCommand } from './street-command.ts';

let database: Database;
let app: RoomApp;
const folder = mkdtempSync(join(tmpdir(), 'lb-streets-'));
const place: CommandPlace = {
  ...{ cwd: folder, config: readConfig({}), language: 'en' },
  signal: new AbortController().signal,
};

beforeAll(async () => {
  database = await openTestDatabase();
  app = await testApp(database);
});
afterAll(() => app?.close());

const line = (name: string, ...coordinates: [number, number][]) => ({
  type: 'Feature',
  properties: { Namn: name },
  geometry: { type: 'LineString', coordinates },
});
const load = async (file: unknown, name = 'gator.geojson'): Promise<string[]> => {
  writeFileSync(join(folder, name), typeof file === 'string' ? file : JSON.stringify(file));
  const lines: string[] = [];
  await streetsCommand(database, ['sigtuna', name], (told) => lines.push(told), place);
  return lines;
};
const collection = (...features: object[]) => ({ type: 'FeatureCollection', features });
const BUSY_MS = 300;
const ask = async (headers = {}): Promise<Awaited<ReturnType<RoomApp['inject']>>> => {
  const answer = await app.inject({ url: '/api/sigtuna/flags/streets', headers });
  if (answer.statusCode !== 503) return answer;
  await new Promise((resume) => setTimeout(resume, BUSY_MS));
  return ask(headers);
};
const streets = async () => (await ask()).json<FlagStreets>().streets;

/** 17.8275 E, 59.6148 N is in Valsta; a thousandth of a degree north is 111 m. */
const VALSTA: [number, number] = [17.8275, 59.6148];
const north = (metres: number): [number, number] => [VALSTA[0], VALSTA[1] + metres / 111_400];

test('a street is kept as the cells of 100 m that it runs through, and as nothing finer', async () => {
  const told = await load(collection(line('Valstavägen', VALSTA, north(420)), line('Kort gränd', VALSTA, north(5))));
  expect(told).toEqual(['sigtuna now has 2 streets that residents can choose among.']);
  const [short, long] = await streets();
  expect([short!.name, short!.cells]).toEqual(['Kort gränd', long!.cells.slice(0, 2)]);
  expect(long!.name).toBe('Valstavägen');
  const ys = long!.cells.filter((_, i) => i % 2 === 1);
  expect(ys.length).toBeGreaterThanOrEqual(4);
  expect(ys).toEqual([...ys].sort((a, b) => a - b));
  expect((await ask()).payload).not.toMatch(/\d\.\d/);
});

test('pieces of one name are one street, and one far too long is told by some of its cells', async () => {
  const zigzag = Array.from({ length: 300 }, (_, i) => north(i * 15));
  await load(collection(line('Lång väg', ...zigzag.slice(0, 150)), line('Lång väg', ...zigzag.slice(149))));
  const [one, ...more] = await streets();
  expect(more).toEqual([]);
  expect(one!.cells.length / 2).toBeGreaterThan(20);
  expect(one!.cells.length / 2).toBeLessThanOrEqual(60);
});

test('another file takes the place of the first, what lies elsewhere is left out and said, and the log tells', async () => {
  const elsewhere = line('Kungsportsavenyen', [11.97, 57.7], [11.98, 57.7]);
  expect(await load(collection(line('Ny gata', VALSTA, north(50)), elsewhere))).toEqual([
    'sigtuna now has one street that residents can choose among. One street of the file lie outside the area and are left out.',
  ]);
  expect((await streets()).map(({ name }) => name)).toEqual(['Ny gata']);
  const { rows } = await database.knex.raw('select act, details from staff.audit_entry order by entry_no desc limit 1');
  expect(rows[0]).toEqual({ act: 'streets_loaded', details: { n: 1 } });
});

test('asked again with what it was known by, the list isn’t sent again', async () => {
  const { etag } = (await ask()).headers;
  expect((await ask({ 'if-none-match': String(etag) })).statusCode).toBe(304);
});

test('the list that ships for trying things out is a file like any other', async () => {
  const file = join(import.meta.dirname, '../municipality/shipped/sigtuna-streets.geojson');
  const lines: string[] = [];
  await streetsCommand(database, ['sigtuna', file], (told) => lines.push(told), place);
  expect(lines[0]).toMatch(/now has 5\d streets that residents can choose among\.$/);
});

test.each<[string, unknown, RegExp]>([
  ['no JSON', 'hej', /no GeoJSON collection/],
  ['an empty one', collection(), /no GeoJSON collection/],
  ['no name', collection({ type: 'Feature', properties: {}, geometry: null }), /Piece 1 of .* has no name/],
  ['metres', collection(line('Storgatan', [656_000, 6_611_000], [656_100, 6_611_000])), /\(Storgatan\).*EPSG:4326/],
  ['elsewhere', collection(line('Avenyn', [11.97, 57.7], [11.98, 57.7])), /No street of .* lies in sigtuna/],
])('%s is refused in a sentence, and the streets stay as they were', async (_, file, sentence) => {
  const before = await streets();
  await expect(load(file)).rejects.toThrow();
  const error = (await load(file).catch((fault: unknown) => fault)) as { code: string; params: object };
  const { sentence: say } = await import('../sentence.ts');
  expect(say('en', error.code, error.params as never)).toMatch(sentence);
  expect(await streets()).toEqual(before);
});
