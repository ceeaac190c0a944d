import fc from 'fast-check';
import { expect, it } from 'vitest';
import { arrivalOf } from './arrival.ts';
import { common, together } from './overlay.ts';
import { areaOf } from './shape.ts';
import { box, zoneOf } from './testing.ts';

const coordinate = fc.integer({ min: 0, max: 900 });
const rectangles = (prefix: string) =>
  fc
    .array(fc.tuple(coordinate, coordinate, fc.integer({ min: 40, max: 300 }), fc.integer({ min: 40, max: 300 })), {
      minLength: 1,
      maxLength: 5,
    })
    .map((all) => all.map(([x, y, w, h], i) => zoneOf(`${prefix}${i}`, [[box(x, y, x + w, y + h)]])));
const areaOfAll = (zones: readonly { shape: Parameters<typeof areaOf>[0] }[]): number =>
  areaOf(together(zones.map(({ shape }) => shape)));

it('counts what lies in both once, and cut away nothing is left in both', () => {
  fc.assert(
    fc.property(rectangles('new'), rectangles('old'), (zones, there) => {
      const { both_m2, cut, overlapped } = arrivalOf(zones, there);
      const ground = overlapped.map(({ zone }) => zone.shape);
      expect(areaOf(common(together(cut.map(({ shape }) => shape)), together(ground)))).toBeLessThan(25);
      // What is left is what came less what lies in both, but for slivers: less than a zone for each part.
      const left = areaOfAll(zones) - both_m2;
      expect(areaOfAll(cut)).toBeLessThanOrEqual(left + 25 * zones.length);
      expect(areaOfAll(cut)).toBeGreaterThan(left - 400 * 40);
    }),
  );
});

it('names the zones that are met, the most first, and not those that only share an edge', () => {
  const there = [
    zoneOf('beside', [[box(300, 0, 400, 100)]]),
    zoneOf('little', [[box(0, 90, 100, 200)]]),
    zoneOf('much', [[box(50, 0, 150, 100)]]),
  ];
  const { overlapped, both_m2, overlapping, cut } = arrivalOf(
    [zoneOf('new', [[box(0, 0, 100, 100)]]), zoneOf('free', [[box(200, 0, 300.01, 100)]])],
    there,
  );
  expect(overlapped.map(({ zone, area_m2 }) => [zone.zone_id, Math.round(area_m2)])).toEqual([
    ['much', 5000],
    ['little', 1000],
  ]);
  // Both are met in the corner that they share.
  expect(both_m2).toBeCloseTo(5500, 3);
  expect(overlapping).toBe(1);
  expect(cut.map(({ zone_id, shape }) => [zone_id, Math.round(areaOf(shape))])).toEqual([
    ['new', 4500],
    ['free', 10001],
  ]);
});

it('leaves nothing of a zone that lies in another', () => {
  const inside = zoneOf('new', [[box(10, 10, 60, 60)]]);
  expect(arrivalOf([inside], [zoneOf('old', [[box(0, 0, 100, 100)]])]).cut).toEqual([]);
});

it('keeps a zone that meets nobody as it came', () => {
  const [zone] = [zoneOf('new', [[box(10, 10, 60, 60)]])];
  expect(arrivalOf([zone!], [])).toEqual({ zones: [zone], overlapped: [], both_m2: 0, overlapping: 0, cut: [zone] });
});
