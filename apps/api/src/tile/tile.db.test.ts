import { gunzipSync } from 'node:zlib';
import type { Problem, Tally } from '@lagesbild/contract';
import { VectorTile } from '@mapbox/vector-tile';
import { PbfReader } from 'pbf';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '../db/database.ts';
import { openTestDatabase } from '../db/testing.ts';
import { addIncidents, makeIncidents, seeded, sigtunaOf, testApp } from '../incident/testing.ts';
import type { RoomApp } from '../room.ts';

let database: Database;
let app: RoomApp;
let municipality_id: number;
let categories: string[];

beforeAll(async () => {
  database = await openTestDatabase();
  ({ municipality_id, categories } = await sigtunaOf(database));
  await addIncidents(database, municipality_id, makeIncidents(2000, seeded(5), categories.slice(0, 12)));
  app = await testApp(database);
});
afterAll(() => app?.close());

const tileOf = (path: string, headers: Record<string, string> = {}) =>
  app.inject({ url: `/tiles/sigtuna/incidents/${path}`, headers: { 'accept-language': 'en', ...headers } });
const decode = (bytes: Buffer) => new VectorTile(new PbfReader(bytes));

/** Tiles at zoom z that cover 17–19° E, 59–60° N. */
function tilesAt(z: number): string[] {
  const x = (lon: number): number => Math.floor(((lon + 180) / 360) * 2 ** z);
  const y = (lat: number): number => {
    const sin = Math.sin((lat * Math.PI) / 180);
    return Math.floor((0.5 - Math.log((1 + sin) / (1 - sin)) / (4 * Math.PI)) * 2 ** z);
  };
  const paths: string[] = [];
  for (let i = x(17.6); i <= x(18.1); i++) for (let j = y(59.8); j <= y(59.4); j++) paths.push(`${z}/${i}/${j}.mvt`);
  return paths;
}

describe('the tiles of a zoom', () => {
  test.each([0, 8, 11, 12, 13])('%i hold together as many incidents as the tally has mapped', async (z) => {
    for (const query of ['', 'unit=row&discovery=all', 'hod=20-04&dow=5,6', 'place=marsta-centrum']) {
      const tally = (await app.inject({ url: `/api/sigtuna/incidents/tally?${query}` })).json<Tally>();
      let n = 0;
      for (const path of tilesAt(z)) {
        const response = await tileOf(`${path}?${query}`);
        expect(response.statusCode).toBe(200);
        const layer = decode(response.rawPayload).layers[z < 12 ? 'cells' : 'incidents'];
        for (let i = 0; i < (layer?.length ?? 0); i++) n += Number(layer!.feature(i).properties.n ?? 1);
      }
      expect([query, n]).toEqual([query, tally.mapped]);
    }
  });

  test('from 12 on tell of each incident what one asks of a point', async () => {
    for (const path of tilesAt(12)) {
      const layer = decode((await tileOf(`${path}?unit=row`)).rawPayload).layers.incidents;
      if (layer === undefined) continue;
      const feature = layer.feature(0);
      expect(feature.id).toBeGreaterThan(0);
      expect(categories).toContain(feature.properties.category);
      const { incident_id } = (await app.inject({ url: `/api/sigtuna/incidents/${feature.id}` })).json();
      expect(incident_id).toBe(feature.id);
      return;
    }
    expect.unreachable('no tile had a point');
  });
});

describe('a tile', () => {
  const dense = '8/140/74.mvt';

  test('comes packed to who can unpack it, with the same bytes inside', async () => {
    const plain = await tileOf(dense);
    const packed = await tileOf(dense, { 'accept-encoding': 'gzip' });
    expect(plain.headers['content-type']).toBe('application/vnd.mapbox-vector-tile');
    expect([plain.headers['content-encoding'], packed.headers['content-encoding']]).toEqual([undefined, 'gzip']);
    expect(gunzipSync(packed.rawPayload).equals(plain.rawPayload)).toBe(true);
  });

  test('is not sent again until the data changes', async () => {
    const etag = (await tileOf(dense)).headers.etag as string;
    expect((await tileOf(dense, { 'if-none-match': etag })).statusCode).toBe(304);
    expect((await tileOf(`${dense}?dow=1`, { 'if-none-match': etag })).statusCode).toBe(200);
    await addIncidents(database, municipality_id, makeIncidents(10, seeded(9), categories.slice(0, 3)));
    await expect
      .poll(async () => (await tileOf(dense, { 'if-none-match': etag })).statusCode, { timeout: 20_000 })
      .toBe(200);
  });

  test('without incidents has no bytes', async () => {
    const response = await tileOf('8/0/0.mvt');
    expect([response.statusCode, response.rawPayload.length]).toEqual([200, 0]);
  });

  test.each([
    ['-1/0/0.mvt', 'zoom_unusable', /z=-1.*0 to 22/],
    ['23/0/0.mvt', 'zoom_unusable', /z=23/],
    ['1.5/0/0.mvt', 'zoom_unusable', /z=1.5/],
    ['1e1/0/0.mvt', 'zoom_unusable', /z=1e1/],
    ['3/8/0.mvt', 'tile_outside', /x=8.*zoom 3.*0 to 7/],
    ['3/0/-1.mvt', 'tile_outside', /y=-1/],
    ['22/99999999999/0.mvt', 'tile_outside', /x=99999999999/],
    ['3/0/0.mvt?hod=30-2', 'filter_hod', /30-2/],
    ['3/0/0.mvt?bbox=1', 'parameter_unknown', /bbox/],
  ])('at %s is refused in a sentence', async (path, code, sentence) => {
    const response = await tileOf(path);
    expect([response.statusCode, response.json<Problem>().code]).toEqual([400, code]);
    expect(response.json<Problem>().detail).toMatch(sentence);
  });
});

test('TileJSON gives an address that works, with the filter in it', async () => {
  const { body } = await app.inject({ url: '/tiles/sigtuna/incidents.json?dow=6,5' });
  const described = JSON.parse(body);
  expect(described).toMatchObject({ tilejson: '3.0.0', minzoom: 0, maxzoom: 16 });
  expect(described.tiles[0]).toBe('http://localhost:80/tiles/sigtuna/incidents/{z}/{x}/{y}.mvt?dow=5%2C6');
  const url = described.tiles[0]
    .replace('{z}', '8')
    .replace('{x}', '140')
    .replace('{y}', '74')
    .replace('http://localhost:80', '');
  expect((await app.inject({ url })).rawPayload.length).toBeGreaterThan(100);
});
