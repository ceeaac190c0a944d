import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { gridCounts } from './grid-counts.ts';
import { inRegion, type Region, regionSize } from './region.ts';

const ring = (...corners: number[]): Float64Array => Float64Array.from(corners);
const square = (west: number, south: number, side: number): Float64Array =>
  ring(west, south, west + side, south, west + side, south + side, west, south + side);
const region = (...parts: Float64Array[][]): Region => ({ parts });
const none: number[] = [];
const sum = (values: Float64Array): number => values.reduce((total, value) => total + value, 0);

/** A star round a middle: any simple polygon as far as these tests care. */
const stars = fc
  .tuple(
    fc.integer({ min: -300, max: 300 }),
    fc.integer({ min: -300, max: 300 }),
    fc.array(fc.integer({ min: 5, max: 200 }), { minLength: 3, maxLength: 14 }),
    fc.boolean(),
  )
  .map(([x, y, radii, turned]) => {
    const corners = radii.map((radius, i) => {
      const angle = (2 * Math.PI * i) / radii.length;
      return [x + Math.round(radius * Math.cos(angle)), y + Math.round(radius * Math.sin(angle))];
    });
    return Float64Array.from((turned ? corners.reverse() : corners).flat());
  })
  .filter((corners) => regionSize(region([corners])).area > 1);

describe('shares', () => {
  test('of a square on the lines are whole cells and nothing else', () => {
    const { columns, rows, shares, west_m, south_m } = gridCounts(none, none, region([square(100, 200, 200)]), 100);
    expect([columns, rows, west_m, south_m]).toEqual([3, 3, 100, 200]);
    expect([...shares]).toEqual([1, 1, 0, 1, 1, 0, 0, 0, 0]);
  });

  test('of a triangle, of a hole and of two parts are their areas', () => {
    expect(gridCounts(none, none, region([ring(0, 0, 90, 0, 0, 90)]), 100).shares[0]).toBeCloseTo(0.405, 12);
    const holed = region([square(0, 0, 99), square(20, 20, 50)]);
    expect(gridCounts(none, none, holed, 100).shares[0]).toBeCloseTo(0.9801 - 0.25, 12);
    const two = region([square(0, 0, 50)], [square(50, 50, 49)]);
    expect(gridCounts(none, none, two, 100).shares[0]).toBeCloseTo(0.25 + 0.2401, 12);
  });

  test('add up to the area of the region, whatever its shape, direction and cell', () => {
    fc.assert(
      fc.property(stars, fc.integer({ min: 7, max: 150 }), (corners, cell) => {
        const { shares } = gridCounts(none, none, region([corners]), cell);
        const { area } = regionSize(region([corners]));
        expect(sum(shares) * cell * cell).toBeCloseTo(area, 5);
      }),
    );
  });

  test('of four small cells are that of the large one they make up', () => {
    fc.assert(
      fc.property(stars, (corners) => {
        const small = gridCounts(none, none, region([corners]), 20);
        const large = gridCounts(none, none, region([corners]), 40);
        const summed = new Float64Array(large.shares.length);
        small.shares.forEach((share, cell) => {
          const x = small.west_m + (cell % small.columns) * 20;
          const y = small.south_m + Math.floor(cell / small.columns) * 20;
          const at = Math.floor((y - large.south_m) / 40) * large.columns + Math.floor((x - large.west_m) / 40);
          summed[at]! += share / 4;
        });
        for (const [cell, share] of summed.entries()) expect(share).toBeCloseTo(large.shares[cell]!, 9);
      }),
    );
  });
});

describe('counts', () => {
  test('are of the points inside, edges included; together with those outside they are all', () => {
    const points = fc.array(fc.tuple(fc.integer({ min: -400, max: 400 }), fc.integer({ min: -400, max: 400 })), {
      maxLength: 80,
    });
    fc.assert(
      fc.property(stars, points, fc.integer({ min: 7, max: 150 }), (corners, found, cell) => {
        // The corners themselves, and the middles of edges that have one in whole numbers, lie on the edge.
        for (let i = 0; i < corners.length; i += 2) found.push([corners[i]!, corners[i + 1]!]);
        const [x, y] = [found.map(([px]) => px), found.map(([, py]) => py)];
        const answer = gridCounts(x, y, region([corners]), cell);
        const inside = found.filter(([px, py]) => inRegion(region([corners]), px, py)).length;
        expect(inside).toBeGreaterThanOrEqual(corners.length / 2);
        expect([answer.inside, answer.outside]).toEqual([inside, found.length - inside]);
        expect(sum(answer.counts)).toBe(inside);
      }),
    );
  });

  test('lie in the cell east and north of a line, and stay there when region and cells move by whole cells', () => {
    const at = (dx: number) =>
      gridCounts([100 + dx, 199 + dx], [200, 299], region([square(0 + dx, 0, 400)]), 100, [2, 3]);
    expect(at(0).counts[2 * 5 + 1]).toBe(5);
    expect([...at(700).counts]).toEqual([...at(0).counts]);
    expect([...at(700).shares]).toEqual([...at(0).shares]);
  });

  test('of nothing are nothing; a region without area has no cells', () => {
    expect(gridCounts(none, none, region(), 100)).toMatchObject({ columns: 0, rows: 0, inside: 0, outside: 0 });
    expect(gridCounts([5], [5], region([ring(0, 0, 10, 0)]), 100)).toMatchObject({ columns: 0, outside: 1 });
  });

  test('are refused by name where something doesn’t fit', () => {
    const some = region([square(0, 0, 100)]);
    expect(() => gridCounts([1], [], some, 10)).toThrow('1 x, 0 y');
    expect(() => gridCounts([1], [1], some, 10, [])).toThrow('1 x, 1 y and 0 weights');
    expect(() => gridCounts([Number.NaN], [1], some, 10)).toThrow('position 0 is NaN, 1');
    for (const cell of [0, -1, Number.NaN, Number.POSITIVE_INFINITY])
      expect(() => gridCounts(none, none, some, cell)).toThrow(`cells of ${cell} m`);
    expect(() => gridCounts(none, none, some, 0.001)).toThrow('4000000 at most');
    expect(() => gridCounts(none, none, region([ring(0, 0, Number.NaN, 1, 2, 2)]), 10)).toThrow('a corner at NaN, 1');
  });
});
