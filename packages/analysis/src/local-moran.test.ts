import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { chance, off } from './chance.testing.ts';
import { localMoran, QUADRANTS } from './local-moran.ts';
import { gridNeighbours, type NeighbourLists, pointNeighbours } from './neighbours.ts';
import { Stopped } from './progress.ts';

vi.setConfig({ testTimeout: 60_000 }); // maps by the hundred, on a machine that may be busy

const SIX = { x: [10, 20, 40, 15, 30, 30], y: [10, 10, 10, 20, 20, 30], values: [2, 3, 3.2, 5, 8, 7] };
/** The 9 × 7 raster of bench/reference/hot-spots.R. */
const RASTER = { columns: 9, rows: 7, cell_m: 100 };
const COUNTS = Array.from({ length: 63 }, (_, i) => ((i * i * 7 + i * 3) % 11) + (i % 13 === 0 ? 9 : 0));

describe("local Moran's I", () => {
  test('of six points and of a raster is that of spdep 1.2.7 localmoran (bench/reference/hot-spots.R)', () => {
    const { random } = chance(1);
    const points = localMoran(SIX.values, pointNeighbours(SIX.x, SIX.y, 15), { permutations: 9, random });
    [
      ...[0.395121951219512, -0.106620209059233, -1.03484320557491, -0.0229965156794425, -0.103484320557491],
      1.58675958188153,
    ].forEach((expected, i) => {
      expect(off(points.moran[i]!, expected)).toBeLessThan(1e-12);
    });
    const raster = localMoran(COUNTS, gridNeighbours(RASTER, 'queen'), { permutations: 9, random });
    [
      ...[-0.00386990296787419, -0.565276157413995, -0.273966365990382, 0.0087385823634863, -0.220186096804485],
      ...[-0.0871695643513644, -0.1102950801013, -0.190786216316194, -0.405130466949321],
    ].forEach((expected, i) => {
      expect(off(raster.moran[i]!, expected)).toBeLessThan(1e-12);
    });
    expect(Array.from(raster.quadrant.subarray(0, 9), (q) => QUADRANTS[q])).toEqual([
      ...['high among low', 'high among low', 'low among high', 'high among high', 'low among high'],
      ...['low among high', 'high among low', 'low among high', 'high among low'],
    ]);
  });

  test('has the p that counting all draws gives (R combn, bench/reference/hot-spots.R)', () => {
    const drawings = 40_000;
    const near = (seen: number, expected: number): void => {
      expect(Math.abs(seen - expected)).toBeLessThan(4 * Math.sqrt((expected * (1 - expected)) / drawings) + 1e-4);
    };
    const options = { permutations: drawings, random: chance(2).random };
    const points = localMoran(SIX.values, pointNeighbours(SIX.x, SIX.y, 15), options);
    [0.4, 0.9, 0.4, 0.7, 0.4, 0.2].forEach((expected, i) => {
      near(points.p[i]!, expected);
    });
    const raster = localMoran(COUNTS, gridNeighbours(RASTER, 'queen'), options);
    [
      ...[1, 0.356668256322591, 0.517982531917004, 0.952315731010437, 0.23212510210938, 0.664324628550571],
      ...[0.450854288099432, 0.662392933891846, 0.629878371232152],
    ].forEach((expected, i) => {
      near(raster.p[i]!, expected);
    });
  });

  /** The definition: the same drawings, each cell's neighbours given to the first k of them that aren't the cell. */
  function slow(values: readonly number[], { starts, cells }: NeighbourLists, drawings: number, random: () => number) {
    const inside = values.flatMap((value, i) => (Number.isNaN(value) ? [] : [i]));
    const mean = inside.reduce((sum, i) => sum + values[i]!, 0) / inside.length;
    const m2 = inside.reduce((sum, i) => sum + (values[i]! - mean) ** 2, 0) / inside.length;
    const lists = values.map((value, i) =>
      Number.isNaN(value) ? [] : [...cells.subarray(starts[i], starts[i + 1])].filter((j) => !Number.isNaN(values[j])),
    );
    const iOf = (i: number, near: number[]): number =>
      ((values[i]! - mean) / m2) * (near.reduce((sum, j) => sum + values[j]! - mean, 0) / near.length);
    const length = Math.min(inside.length, Math.max(0, ...lists.map((list) => list.length)) + 1);
    const pool = [...inside];
    const orders = Array.from({ length: drawings }, () => {
      for (let q = 0; q < length; q++) {
        const other = q + Math.floor(random() * (pool.length - q));
        [pool[q], pool[other]] = [pool[other]!, pool[q]!];
      }
      return pool.slice(0, length);
    });
    return lists.map((near, i) => {
      if (near.length === 0 || !(m2 > 0)) return { moran: Number.NaN, p: Number.NaN };
      const expected = -((values[i]! - mean) ** 2) / m2 / (inside.length - 1);
      const away = Math.abs(iOf(i, near) - expected);
      const m = orders.filter((order) => {
        const drawn = order.filter((j) => j !== i).slice(0, near.length);
        return Math.abs(iOf(i, drawn) - expected) >= away - 1e-9;
      }).length;
      return { moran: iOf(i, near), p: (m + 1) / (drawings + 1) };
    });
  }

  test('and its p are their definition, for any values, neighbours and cells left out', () => {
    const value = fc.oneof(fc.integer({ min: 0, max: 3 }), fc.constantFrom(NaN, 40, -3));
    const worlds = fc.integer({ min: 2, max: 9 }).chain((n) => {
      const list = fc.uniqueArray(fc.integer({ min: 0, max: n - 2 }), { maxLength: n - 1 });
      return fc.tuple(
        fc.array(value, { minLength: n, maxLength: n }),
        fc.array(list, { minLength: n, maxLength: n }),
        fc.integer(),
      );
    });
    fc.assert(
      fc.property(worlds, ([values, rows, seed]) => {
        const starts = Int32Array.from({ length: rows.length + 1 }, (_, i) => rows.slice(0, i).flat().length);
        const cells = Int32Array.from(rows.flatMap((row, i) => row.map((j) => (j >= i ? j + 1 : j))));
        const seen = localMoran(values, { starts, cells }, { permutations: 25, random: chance(seed).random });
        slow(values, { starts, cells }, 25, chance(seed).random).forEach(({ moran, p }, i) => {
          if (Number.isNaN(moran)) expect([seen.moran[i], seen.p[i], seen.quadrant[i]]).toEqual([NaN, NaN, 0]);
          else {
            expect(seen.moran[i]).toBeCloseTo(moran, 10);
            expect(seen.p[i], `cell ${i}`).toBeCloseTo(p, 12);
          }
        });
      }),
      { numRuns: 300 },
    );
  });

  test('does not change when values are multiplied or raised alike, nor with the order of the cells', () => {
    const near = pointNeighbours(SIX.x, SIX.y, 15);
    const ask = (values: number[], neighbours = near) =>
      localMoran(values, neighbours, { permutations: 99, random: chance(5).random });
    const seen = ask(SIX.values);
    for (const values of [SIX.values.map((v) => v * 7), SIX.values.map((v) => v + 1000)]) {
      const { moran, p } = ask(values);
      moran.forEach((value, i) => {
        expect(value).toBeCloseTo(seen.moran[i]!, 9);
      });
      expect(p).toEqual(seen.p);
    }
    const order = [4, 2, 0, 5, 1, 3];
    const [x, y] = [order.map((i) => SIX.x[i]!), order.map((i) => SIX.y[i]!)];
    const mixed = ask(
      order.map((i) => SIX.values[i]!),
      pointNeighbours(x, y, 15),
    );
    order.forEach((i, k) => {
      expect(mixed.moran[k]).toBeCloseTo(seen.moran[i]!, 12);
      expect(mixed.quadrant[k]).toBe(seen.quadrant[i]);
    });
  });

  test('finds as much in random maps as its p say', () => {
    const { poisson, random } = chance(6);
    const grid = gridNeighbours({ columns: 20, rows: 20, cell_m: 1 }, 'queen');
    const shares = [0, 0, 0];
    for (let map = 0; map < 200; map++) {
      const { p } = localMoran(
        Array.from({ length: 400 }, () => poisson(4)),
        grid,
        { permutations: 499, random },
      );
      for (const value of p)
        for (const [k, level] of [0.01, 0.05, 0.2].entries()) if (value <= level) shares[k]! += 1 / 80_000;
    }
    [0.01, 0.05, 0.2].forEach((level, k) => {
      expect(shares[k]! / level).toBeGreaterThan(0.8); // counts tie, so p are a little careful
      expect(shares[k]! / level).toBeLessThan(1.05);
    });
  });

  test('tells how far it is, and stops when told to', () => {
    const grid = gridNeighbours({ columns: 100, rows: 100, cell_m: 1 }, 'queen');
    const { random, whole } = chance(8);
    const values = Float64Array.from({ length: 10_000 }, () => whole(5));
    const told: number[] = [];
    const note = (done: number, of: number): boolean => told.push(done / of) > 0;
    localMoran(values, grid, { permutations: 9999, random, progress: note });
    expect(told.length).toBeGreaterThan(5);
    expect(told).toEqual([...told].sort((a, b) => a - b));
    expect(told.at(-1)).toBe(1);
    let asked = 0;
    const stop = (): boolean => ++asked < 3;
    expect(() => localMoran(values, grid, { permutations: 9999, random, progress: stop })).toThrow(Stopped);
    expect(asked).toBe(3);
  });

  test('is undefined, not 0, where there is nothing to compare; refuses what fits nothing', () => {
    const { random } = chance(7);
    const grid = gridNeighbours({ columns: 3, rows: 2, cell_m: 1 }, 'rook');
    const options = { permutations: 9, random };
    for (const all of [0, 7, 0.1]) {
      const { moran, p, quadrant } = localMoran(new Array(6).fill(all), grid, options);
      expect([...moran, ...p, ...quadrant]).toEqual([...new Array(12).fill(NaN), ...new Array(6).fill(0)]);
    }
    const atMean = localMoran([1, 2, 3, 1, 2, 3], grid, options);
    expect([atMean.moran[1], atMean.p[1], atMean.quadrant[1]]).toEqual([0, 1, 0]);
    expect(localMoran([], gridNeighbours({ columns: 0, rows: 0, cell_m: 1 }, 'rook'), options).p.length).toBe(0);
    expect(localMoran([5], gridNeighbours({ columns: 1, rows: 1, cell_m: 1 }, 'rook'), options).moran[0]).toBeNaN();
    const alone = localMoran([1, 2, 5], gridNeighbours({ columns: 3, rows: 1, cell_m: 1 }, 0), options);
    expect([...alone.moran, ...alone.p]).toEqual(new Array(6).fill(NaN));
    expect(() => localMoran([1], grid, options)).toThrow('1 values and neighbours of 6 cells');
    expect(() => localMoran([1, 2, 3, 4, 5, Infinity], grid, options)).toThrow('a count of Infinity in cell 5');
    expect(() => localMoran([1, 2, 3, 4, 5, 6], grid, { permutations: 0, random })).toThrow('0 permutations');
    expect(() => localMoran([1, 2, 3, 4, 5, 6], grid, { permutations: 1e7, random })).toThrow('are more than 33554432');
  });
});
