import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shapeFault } from './fault.ts';
import { cellsOutline, common, merged, overlapOf, split, without } from './overlay.ts';
import { areaOf, type Point, type Shape } from './shape.ts';
import { AREA, box } from './testing.ts';

const shape = (ring: readonly Point[], ...holes: readonly Point[][]): Shape => [[ring, ...holes]];
const coordinate = fc.integer({ min: 100, max: 900 });
const rectangle = fc
  .tuple(coordinate, coordinate, fc.integer({ min: 30, max: 400 }), fc.integer({ min: 30, max: 400 }))
  .map(([x, y, width, height]): Shape => shape(box(x, y, x + width, y + height)));

describe('two shapes', () => {
  it('cover together what each covers less what both do', () => {
    fc.assert(
      fc.property(rectangle, rectangle, (a, b) => {
        const both = areaOf(common(a, b));
        expect(areaOf(merged(a, b))).toBeCloseTo(areaOf(a) + areaOf(b) - both, 4);
        expect(areaOf(without(a, b))).toBeCloseTo(areaOf(a) - both, 4);
        expect(overlapOf(a, b)).toBeCloseTo(both, 4);
      }),
    );
  });

  it('that share an edge to within a rounded degree become one, without a slit', () => {
    const other = shape([
      [200.004, 130],
      [300, 100],
      [300, 200],
      [199.997, 170],
    ]);
    const one = merged(shape(box(100, 100, 200, 200)), other);
    expect(one).toHaveLength(1);
    expect(one[0]).toHaveLength(1);
    expect(shapeFault(one, AREA)).toBeNull();
  });

  it('that lie apart stay two parts of one', () => {
    expect(merged(shape(box(100, 100, 200, 200)), shape(box(400, 100, 500, 200)))).toHaveLength(2);
  });
});

describe('a shape that is split', () => {
  it('is two whose areas add up, holes and bends included', () => {
    const bend = fc.tuple(coordinate, coordinate);
    const holed = shape(box(100, 100, 900, 900), box(400, 400, 600, 600));
    fc.assert(
      fc.property(bend, bend, bend, (a, b, c) => {
        fc.pre(Math.hypot(a[0] - b[0], a[1] - b[1]) > 10 && Math.hypot(b[0] - c[0], b[1] - c[1]) > 10);
        const halves = split(holed, [a, b, c]);
        fc.pre(halves !== null);
        expect(areaOf(halves![0]) + areaOf(halves![1])).toBeCloseTo(800 * 800 - 200 * 200, 3);
        expect(areaOf(common(...halves!))).toBeCloseTo(0, 3);
      }),
    );
  });
});

describe('cells of a grid', () => {
  const grid = { west_m: 1000, south_m: 2000, cell_m: 100, columns: 10 };

  it('become one outline where they touch, with the hole they leave', () => {
    const ring = [0, 1, 2, 10, 12, 20, 21, 22];
    const outline = cellsOutline(ring, grid);
    expect(outline).toHaveLength(1);
    expect(outline[0]).toHaveLength(2);
    expect(areaOf(outline)).toBe(80_000);
    expect(shapeFault(outline, AREA)).toBeNull();
  });

  it('that touch in a corner only can be gone on with', () => {
    const outline = cellsOutline([0, 11], grid);
    expect(areaOf(outline)).toBe(20_000);
    expect(shapeFault(outline, AREA)).toBeNull();
  });

  it('that are none become nothing', () => {
    expect(cellsOutline([], grid)).toEqual([]);
  });
});
