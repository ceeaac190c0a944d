import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shapeFault } from './fault.ts';
import { cellsOutline, overlapOf } from './overlay.ts';
import { areaOf, distance, edgesOf, type Shape } from './shape.ts';
import { isStepped, smoothed } from './smooth.ts';
import { AREA, box } from './testing.ts';

const grid = { west_m: 1000, south_m: 1000, cell_m: 100, columns: 20 };
/** The cells whose middles lie within a radius of the middle of the grid's first rows. */
const round = (radius_m: number): Shape =>
  cellsOutline(
    [...Array(400).keys()].filter(
      (cell) => Math.hypot((cell % 20) * 100 - 1000, Math.floor(cell / 20) * 100 - 1000) <= radius_m,
    ),
    grid,
  );

describe('a stepped outline', () => {
  it('gets slopes for steps, and loses what its four outermost corners lose: half a step squared', () => {
    const stepped = round(250);
    expect(isStepped(stepped)).toBe(true);
    const smooth = smoothed(stepped);
    expect(isStepped(smooth)).toBe(false);
    expect(shapeFault(smooth, AREA)).toBeNull();
    expect(areaOf(smooth)).toBeCloseTo(areaOf(stepped) - 4 * (50 * 50) * 0.5, 6);
  });

  it('stays a shape that can be whatever its steps, and loses no more than the four', () => {
    fc.assert(
      fc.property(fc.integer({ min: 120, max: 900 }), (radius_m) => {
        const stepped = round(radius_m);
        fc.pre(isStepped(stepped));
        const smooth = smoothed(stepped);
        expect(shapeFault(smooth, AREA)).toBeNull();
        const half_m = Math.min(...[...edgesOf(stepped)].map(({ a, b }) => distance(a, b))) / 2;
        expect(areaOf(stepped) - areaOf(smooth)).toBeCloseTo(2 * half_m ** 2, 4);
      }),
    );
  });

  it('keeps the edge that it shares with its neighbour', () => {
    const [west, east] = [
      [0, 1, 20, 40, 41],
      [2, 21, 22, 42],
    ].map((cells) => smoothed(cellsOutline(cells, grid)));
    expect(overlapOf(west!, east!)).toBeCloseTo(0, 6);
  });
});

it('is not what a rectangle or a drawn zone is', () => {
  expect(isStepped([[box(0, 0, 100, 50)]])).toBe(false);
  expect(
    isStepped([
      [
        [
          [0, 0],
          [100, 0],
          [120, 60],
          [50, 90],
          [0, 50],
        ],
      ],
    ]),
  ).toBe(false);
});
