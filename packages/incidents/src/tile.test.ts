import { seeded } from '@lagesbild/analysis';
import { VectorTile } from '@mapbox/vector-tile';
import fc from 'fast-check';
import { PbfReader } from 'pbf';
import { describe, expect, test, vi } from 'vitest';
import { NO_REPORT } from './columns.ts';
import { mercatorX, mercatorY } from './projection.ts';
import { Store } from './store.ts';
import { CATEGORIES, columnsOf, criteriaOf, EVERYTHING, lonLat, type Row, randomRows, storeOf } from './testing.ts';

vi.setConfig({ testTimeout: 60_000 }); // hundreds of generated worlds, on a machine that may be busy

interface Decoded {
  id: number | undefined;
  x: number;
  y: number;
  properties: Record<string, unknown>;
}

/** Reads a tile with a decoder that isn't ours, and checks what every layer must have. */
function decode(bytes: Uint8Array, layerName: string): Decoded[] {
  if (bytes.length === 0) return [];
  const tile = new VectorTile(new PbfReader(bytes));
  expect(Object.keys(tile.layers)).toEqual([layerName]);
  const layer = tile.layers[layerName]!;
  expect([layer.version, layer.extent]).toEqual([2, 4096]);
  return Array.from({ length: layer.length }, (_, i) => {
    const feature = layer.feature(i);
    const geometry = feature.loadGeometry();
    const { x, y } = geometry[0]![0]!;
    const fits = geometry.length === 1 && geometry[0]!.length === 1 && Math.min(x, y) >= 0 && Math.max(x, y) < 4096;
    if (!fits || feature.type !== 1) throw new Error(`feature ${i} is no single point inside its tile: ${x}, ${y}`);
    return { id: feature.id, x, y, properties: { ...feature.properties } };
  });
}

/** All tiles of a zoom that can hold rows of the test world, which lies round 18° E, 60° N. */
function tilesAt(store: Store, z: number, filter = EVERYTHING): { x: number; y: number; bytes: Uint8Array }[] {
  const tiles: { x: number; y: number; bytes: Uint8Array }[] = [];
  const size = 2 ** (32 - z);
  const [west, north] = lonLat(-210_000, 210_000);
  const [east, south] = lonLat(210_000, -210_000);
  const criteria = criteriaOf(filter);
  for (let x = Math.floor(mercatorX(west) / size); x <= Math.floor(mercatorX(east) / size); x++)
    for (let y = Math.floor(mercatorY(north) / size); y <= Math.floor(mercatorY(south) / size); y++)
      tiles.push({ x, y, bytes: store.tile(criteria, z, x, y) });
  return tiles;
}

const row = (change: Partial<Row> = {}): Row => ({
  ...{ x: 100, y: 200, minute: 1440 * 3 + 61, duration_min: 0, time_precision: 0, precision: 0, discovery: 0 },
  ...{ unit: 0, registered: 3, category: 2, report: NO_REPORT, row: 41 },
  ...change,
});

describe('point tiles', () => {
  test('hold each incident with its id, category, day and hour where it lies, to a pixel', () => {
    const store = storeOf([row()]);
    for (const z of [12, 16, 19, 20, 21, 22]) {
      const size = 2 ** (32 - z);
      const [lon, lat] = lonLat(100, 200);
      const [x, y] = [Math.floor(mercatorX(lon) / size), Math.floor(mercatorY(lat) / size)];
      const [point] = decode(store.tile(criteriaOf(), z, x, y), 'incidents');
      expect(point).toMatchObject({ id: 41, properties: { category: CATEGORIES[2], day: 3, hour: 1 } });
      expect(Math.abs(point!.x - (mercatorX(lon) / size - x) * 4096)).toBeLessThanOrEqual(Math.max(1, 2 ** (z - 20)));
      expect(Math.abs(point!.y - (mercatorY(lat) / size - y) * 4096)).toBeLessThanOrEqual(Math.max(1, 2 ** (z - 20)));
    }
  });

  test('leave the hour out when it is not known, and write days before 1970', () => {
    const [tile] = tilesAt(storeOf([row({ time_precision: 2, minute: -1440 * 400 })]), 12).filter(
      (t) => t.bytes.length > 0,
    );
    expect(decode(tile!.bytes, 'incidents')[0]!.properties).toEqual({ category: CATEGORIES[2], day: -400 });
  });

  test('tell days apart that lie 4,096 days apart', () => {
    const days = [5, 5 + 4096, 5, 5 - 4096, 5];
    const store = storeOf(days.map((day, i) => row({ row: i, minute: day * 1440, x: i * 50 })));
    const points = tilesAt(store, 14).flatMap(({ bytes }) => decode(bytes, 'incidents'));
    expect(new Map(points.map(({ id, properties }) => [id, properties.day]))).toEqual(new Map(days.entries()));
  });

  test('hold every counted incident exactly once over a zoom, under any unit', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 200 }), fc.integer(), fc.constantFrom(12, 13, 15), (count, seed, z) => {
        const store = storeOf(randomRows(count, seed, { days: 4, places: 9 }));
        for (const filter of [EVERYTHING, { hours: { start: 20, end: 6 } }, { categories: ['theft'] }]) {
          const ids = tilesAt(store, z, filter).flatMap(({ bytes }) =>
            decode(bytes, 'incidents').map((point) => point.id!),
          );
          const tally = store.tally(criteriaOf(filter));
          const { index } = store.select(criteriaOf(filter));
          const drawn = new Set(store.parts().drawn.row);
          const expected = Array.from(index)
            .filter((i) => drawn.has(i))
            .map((i) => store.columns.row[i]!);
          expect(ids.sort((a, b) => a - b)).toEqual(expected.sort((a, b) => a - b));
          expect(ids.length).toBe(tally.mapped);
        }
      }),
      { numRuns: 25 },
    );
  });

  test('stay small where incidents crowd: points on one pixel become one that says how many', () => {
    const rows = randomRows(60_000, 5, { places: 60_000, side: 60_000 }).map((one) => ({ ...one, report: NO_REPORT }));
    const store = storeOf(rows);
    let n = 0;
    for (const { bytes } of tilesAt(store, 12)) {
      const points = decode(bytes, 'incidents');
      expect(points.length).toBeLessThanOrEqual(20_000);
      for (const { properties } of points) n += (properties.n as number | undefined) ?? 1;
    }
    expect(n).toBe(store.tally(criteriaOf(EVERYTHING)).mapped);
  });
});

describe('count tiles', () => {
  test('add up to the drawn incidents at every zoom, each count in the middle of its cell', () => {
    const store = storeOf(randomRows(3000, 11, { places: 800 }));
    const { mapped } = store.tally(criteriaOf(EVERYTHING));
    expect(mapped).toBeGreaterThan(1500);
    for (let z = 0; z <= 11; z++) {
      let sum = 0;
      for (const { bytes } of tilesAt(store, z))
        for (const { x, y, properties } of decode(bytes, 'cells')) {
          expect([x % 32, y % 32]).toEqual([16, 16]);
          sum += properties.n as number;
        }
      expect(sum, `zoom ${z}`).toBe(mapped);
    }
  });

  test('refine: the cells of a tile are the sums of four cells of the four tiles below it', () => {
    const store = storeOf(randomRows(2000, 3, { places: 500 }));
    const criteria = criteriaOf(EVERYTHING);
    for (const { x, y, bytes } of tilesAt(store, 9)) {
      const coarse = new Map(
        decode(bytes, 'cells').map((cell) => [`${cell.x} ${cell.y}`, cell.properties.n as number]),
      );
      const fine = new Map<string, number>();
      for (const [i, j] of [
        [0, 0],
        [1, 0],
        [0, 1],
        [1, 1],
      ] as const)
        for (const cell of decode(store.tile(criteria, 10, 2 * x + i, 2 * y + j), 'cells')) {
          const at = (position: number, half: number): number => Math.floor((position + half * 4096) / 64) * 32 + 16;
          const key = `${at(cell.x, i)} ${at(cell.y, j)}`;
          fine.set(key, (fine.get(key) ?? 0) + (cell.properties.n as number));
        }
      expect(fine).toEqual(coarse);
    }
  });

  test('are no larger than 250 kB with every cell full and two hundred different counts', () => {
    const cell = 2 ** (32 - 11 - 7);
    const rows: Row[] = [];
    for (let k = 0; k < 128 * 128; k++)
      for (let n = k % 80 === 0 ? k / 80 : k % 2; n >= 0; n--)
        rows.push(row({ row: rows.length, x: k % 128, y: k >> 7 }));
    const toMercator = (x: Int32Array, y: Int32Array) => ({
      x: Uint32Array.from(x, (value) => value * cell),
      y: Uint32Array.from(y, (value) => value * cell),
    });
    const bytes = Store.build(columnsOf(rows), { polygons: new Map(), toMercator }).tile(criteriaOf(), 11, 0, 0);
    const layer = new VectorTile(new PbfReader(bytes)).layers.cells!;
    let sum = 0;
    for (let i = 0; i < layer.length; i++) sum += layer.feature(i).properties.n as number;
    expect([layer.length, sum]).toEqual([128 * 128, rows.length]);
    expect(bytes.length).toBeLessThanOrEqual(250_000);
  });
});

describe('tiles of both kinds', () => {
  test('hold what the tally has mapped, whatever the days, reports over several days and the tile asked first', () => {
    const store = storeOf(randomRows(6000, 21, { days: 12, places: 40 }));
    const random = seeded(3);
    for (const days of [{}, { from: '1970-01-04' }, { to: '1970-01-06' }, { from: '1970-01-05', to: '1970-01-05' }])
      for (const unit of ['report', 'row'] as const)
        for (const z of [15, 8, 12, 11, 13]) {
          const filter = { ...EVERYTHING, ...days, unit };
          const asked = tilesAt(store, z, {}).sort(() => random() - 0.5); // asked without days before
          let n = 0;
          for (const { x, y } of asked)
            for (const { properties } of decode(
              store.tile(criteriaOf(filter), z, x, y),
              z < 12 ? 'cells' : 'incidents',
            ))
              n += (properties.n as number | undefined) ?? 1;
          expect({ filter, z, n }).toEqual({ filter, z, n: store.tally(criteriaOf(filter)).mapped });
        }
  });

  test('count a report of thousands of rows at one place once', () => {
    const store = storeOf(
      Array.from({ length: 3000 }, (_, id) => row({ row: id, report: 1, minute: 1440 * (id % 2) })),
    );
    for (const filter of [{}, { from: '1970-01-02' }])
      for (const z of [12, 11, 4]) {
        const tiles = tilesAt(store, z, filter).flatMap(({ bytes }) => decode(bytes, z < 12 ? 'cells' : 'incidents'));
        expect(tiles.map(({ properties }) => properties.n ?? 1)).toEqual([1]);
      }
  });

  test('stay the same however many other questions are asked in between', () => {
    const store = storeOf(randomRows(3000, 22, { places: 400 }));
    const categories = (i: number): string[] => CATEGORIES.filter((_, c) => ((i >> c) & 1) === 1);
    const ask = (i: number) =>
      [8, 13].map((z) => tilesAt(store, z, { categories: categories(i), hours: { start: i % 5, end: 20 } }));
    const before = ask(5);
    for (let i = 0; i < 20; i++) ask(i);
    expect(ask(5)).toEqual(before);
  });
});

describe('a quick tile', () => {
  test('is the tile itself, wherever there are few points, and none where there are many or counts', () => {
    const store = storeOf(randomRows(9000, 23, { places: 2000 }));
    const seen = { quick: 0, slow: 0 };
    for (const filter of [EVERYTHING, { categories: ['fire'], from: '1970-01-10' }])
      for (const z of [11, 12, 13, 16])
        for (const { x, y, bytes } of tilesAt(store, z, filter)) {
          const points = z < 12 ? Number.POSITIVE_INFINITY : decode(bytes, 'incidents').length;
          const quick = store.quickTile(criteriaOf(filter), z, x, y);
          expect(quick).toEqual(points <= 500 ? bytes : null);
          seen[quick === null ? 'slow' : 'quick']++;
        }
    expect(Math.min(seen.quick, seen.slow)).toBeGreaterThan(5);
    expect(() => store.quickTile(criteriaOf(), 3, 8, 0)).toThrow(RangeError);
  });

  test('comes of a tile of many rows when it was asked for a few times', () => {
    const store = storeOf(Array.from({ length: 50_000 }, (_, id) => row({ row: id, category: id === 7 ? 3 : 0 })));
    const fires = criteriaOf({ categories: ['fire'] });
    const { x, y } = tilesAt(store, 12).find(({ bytes }) => bytes.length > 0)!;
    const asked = [1, 2, 3, 4].map(() => store.quickTile(fires, 12, x, y));
    expect(asked.map((tile) => tile === null)).toEqual([true, true, false, false]);
    expect(asked[2]).toEqual(store.tile(fires, 12, x, y));
    expect(decode(asked[2]!, 'incidents').map(({ id }) => id)).toEqual([7]);
  });
});

describe('any tile', () => {
  test('of an empty store, or without incidents, is an empty array', () => {
    expect(storeOf([]).tile(criteriaOf(), 0, 0, 0)).toEqual(new Uint8Array(0));
    expect(storeOf([row()]).tile(criteriaOf({ categories: [] }), 5, 17, 9).length).toBe(0);
    expect(storeOf([row()]).tile(criteriaOf(), 22, 0, 0).length).toBe(0);
    expect(storeOf([row({ precision: 2 })]).tile(criteriaOf(), 0, 0, 0).length).toBe(0);
  });

  test('that does not exist is refused by name', () => {
    const store = storeOf([row()]);
    expect(() => store.tile(criteriaOf(), 23, 0, 0)).toThrow('zoom 23');
    expect(() => store.tile(criteriaOf(), -1, 0, 0)).toThrow('zoom -1');
    expect(() => store.tile(criteriaOf(), 1.5, 0, 0)).toThrow('zoom 1.5');
    expect(() => store.tile(criteriaOf(), 3, 8, 0)).toThrow('tile 8/0 of 8');
    expect(() => store.tile(criteriaOf(), 3, 0, -1)).toThrow(RangeError);
  });
});
