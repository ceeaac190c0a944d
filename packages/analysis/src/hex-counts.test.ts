import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hexCounts } from './hex-counts.ts';
import { inRegion, type Region, regionSize } from './region.ts';

const box = (west: number, south: number, width: number, height = width): Float64Array =>
  Float64Array.of(west, south, west + width, south, west + width, south + height, west, south + height);
const region = (...parts: Float64Array[][]): Region => ({ parts });
const sum = (values: Float64Array): number => values.reduce((total, value) => total + value, 0);
const HEXAGON = (side: number): number => (3 * Math.sqrt(3) * side * side) / 2;

/** A star round a middle: any simple polygon as far as these tests care. */
const stars = fc
  .tuple(
    fc.integer({ min: -300, max: 300 }),
    fc.array(fc.integer({ min: 5, max: 200 }), { minLength: 3, maxLength: 12 }),
  )
  .map(([middle, radii]) =>
    Float64Array.from(
      radii.flatMap((radius, i) => {
        const angle = (2 * Math.PI * i) / radii.length;
        return [middle + Math.round(radius * Math.cos(angle)), Math.round(radius * Math.sin(angle)) - middle / 2];
      }),
    ),
  )
  .filter((corners) => regionSize(region([corners])).area > 1);
const sides = fc.integer({ min: 7, max: 150 });
const positions = fc.array(fc.tuple(fc.integer({ min: -500, max: 500 }), fc.integer({ min: -500, max: 500 })), {
  maxLength: 60,
});

describe('hexagons over a study area', () => {
  test('have shares that add up to its area, holes and directions regarded', () => {
    fc.assert(
      fc.property(stars, sides, fc.boolean(), (corners, side, turned) => {
        const ring = turned ? Float64Array.from(corners).reverse() : corners;
        const outer = turned ? Float64Array.from(ring, (_, i) => ring[i ^ 1]!) : ring;
        const { shares } = hexCounts([], [], region([outer]), side);
        expect(sum(shares) * HEXAGON(side)).toBeCloseTo(regionSize(region([outer])).area, 4);
      }),
    );
    const holed = region([box(0, 0, 900), box(200, 300, 300)]);
    expect(sum(hexCounts([], [], holed, 40).shares) * HEXAGON(40)).toBeCloseTo(900 ** 2 - 300 ** 2, 4);
    expect(sum(hexCounts([], [], holed, 20).shares) * HEXAGON(20)).toBeCloseTo(900 ** 2 - 300 ** 2, 4);
  });

  test('are whole inside, nothing outside, and cut at the edge by the part that is inside', () => {
    const { x, y, shares } = hexCounts([], [], region([box(-1000, -1000, 1000, 2000)]), 100);
    const at = (mx: number, my: number): number =>
      shares[x.findIndex((v, i) => Math.abs(v - mx) + Math.abs(y[i]! - my) < 1)]!;
    expect(at(0, 0)).toBeCloseTo(0.5, 9); // the east side goes through its middle
    expect(at(-Math.sqrt(3) * 100, 0)).toBe(1);
    expect(at((Math.sqrt(3) / 2) * 100, 150)).toBe(0);
    expect(at((-Math.sqrt(3) / 2) * 100, 150)).toBe(1);
  });

  test('lose no incident: all are inside or outside, whatever the weights', () => {
    fc.assert(
      fc.property(stars, sides, positions, (corners, side, list) => {
        const [px, py] = [list.map(([v]) => v), list.map(([, v]) => v)];
        const weights = list.map((_, i) => (i % 4) * 2.5);
        const here = region([corners]);
        const { counts, inside, outside } = hexCounts(px, py, here, side, weights);
        const expected = list.reduce((total, [u, v], i) => total + (inRegion(here, u, v) ? weights[i]! : 0), 0);
        expect([sum(counts), inside, inside + outside]).toEqual([
          expected,
          expected,
          weights.reduce((a, b) => a + b, 0),
        ]);
      }),
    );
  });

  test('hold what is nearest to their middle, in any order of the incidents', () => {
    fc.assert(
      fc.property(positions, sides, (list, side) => {
        const [px, py] = [list.map(([v]) => v), list.map(([, v]) => v + 0.3)];
        const here = region([box(-600, -600, 1200)]);
        const { x, y, counts } = hexCounts(px, py, here, side);
        const expected = new Float64Array(counts.length);
        px.forEach((u, i) => {
          let best = 0;
          for (let cell = 1; cell < x.length; cell++)
            if (Math.hypot(x[cell]! - u, y[cell]! - py[i]!) < Math.hypot(x[best]! - u, y[best]! - py[i]!) - 1e-9)
              best = cell;
          expected[best]!++;
        });
        expect(sum(counts)).toBe(list.length);
        let moved = 0; // a point between two middles may go to either
        counts.forEach((value, cell) => {
          moved += Math.abs(value - expected[cell]!);
        });
        expect(moved).toBeLessThanOrEqual(2);
        expect(hexCounts(px.toReversed(), py.toReversed(), here, side).counts).toEqual(counts);
      }),
      { numRuns: 30 },
    );
  });

  test('are the same ground wherever the region lies', () => {
    const list = [
      [10, 20],
      [95, 40],
      [300, 250],
      [300, 250],
    ] as const;
    const [px, py] = [list.map(([v]) => v), list.map(([, v]) => v)];
    const narrow = hexCounts(px, py, region([box(0, 0, 400)]), 60);
    const wide = hexCounts(px, py, region([box(-5000, -700, 9000)]), 60);
    narrow.counts.forEach((value, cell) => {
      if (value === 0) return;
      const same = wide.x.findIndex((v, i) => Math.hypot(v - narrow.x[cell]!, wide.y[i]! - narrow.y[cell]!) < 1e-6);
      expect(wide.counts[same]).toBe(value);
    });
    expect(Math.max(...narrow.counts)).toBe(2);
  });

  test('are none without area, and refuse what fits nothing', () => {
    expect(hexCounts([1], [2], region(), 10)).toMatchObject({ columns: 0, rows: 0, inside: 0, outside: 1 });
    expect(hexCounts([], [], region([box(0, 0, 10)]), 3).inside).toBe(0);
    expect(() => hexCounts([1], [], region([box(0, 0, 10)]), 3)).toThrow('1 x, 0 y');
    expect(() => hexCounts([Number.NaN], [1], region([box(0, 0, 10)]), 3)).toThrow('position 0 is NaN, 1');
    expect(() => hexCounts([], [], region([box(0, 0, 10)]), 0)).toThrow('a side of 0 m');
    expect(() => hexCounts([], [], region([box(0, 0, 1e5)]), 1)).toThrow('4000000 at most');
  });
});
