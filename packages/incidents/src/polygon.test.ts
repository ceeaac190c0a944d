import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { contains, type PolygonCm, polygonCm } from './polygon.ts';
import { square } from './testing.ts';
import { assignZones } from './zone.ts';

vi.setConfig({ testTimeout: 60_000 }); // hundreds of generated worlds, on a machine that may be busy

/** Crossing number in exact arithmetic, with the boundary asked first: what `contains` must equal. */
function slowContains(polygon: PolygonCm, x: number, y: number): boolean {
  return polygon.parts.some((rings) => {
    let crossings = 0;
    for (const ring of rings)
      for (let i = 0; i < ring.length; i += 2) {
        const [ax, ay, bx, by] = [
          ring[i]!,
          ring[i + 1]!,
          ring[(i + 2) % ring.length]!,
          ring[(i + 3) % ring.length]!,
        ].map((value) => BigInt(value)) as [bigint, bigint, bigint, bigint];
        const [px, py] = [BigInt(x), BigInt(y)];
        const area = (bx - ax) * (py - ay) - (by - ay) * (px - ax);
        const within = (p: bigint, a: bigint, b: bigint): boolean => (a <= p && p <= b) || (b <= p && p <= a);
        if (area === 0n && within(px, ax, bx) && within(py, ay, by)) return true;
        if (ay > py !== by > py && area > 0n === by > ay) crossings++;
      }
    return crossings % 2 === 1;
  });
}

const near = fc.integer({ min: -12, max: 12 });
const far = fc.integer({ min: -2_000_000_000, max: 2_000_000_000 });
const ring = (value: fc.Arbitrary<number>): fc.Arbitrary<Float64Array> =>
  fc.array(fc.tuple(value, value), { minLength: 3, maxLength: 9 }).map((points) => Float64Array.from(points.flat()));
const polygon = (value: fc.Arbitrary<number>): fc.Arbitrary<PolygonCm> =>
  fc
    .array(fc.array(ring(value), { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 3 })
    .map((parts) => ({ parts }));

describe('a point in a polygon', () => {
  test('is found exactly, for any rings, at any scale, corners and edges included', () => {
    for (const value of [near, far])
      fc.assert(
        fc.property(polygon(value), fc.array(fc.tuple(value, value), { maxLength: 20 }), (shape, points) => {
          const corners = shape.parts.flat().map((r) => [r[0]!, r[1]!] as [number, number]);
          for (const [x, y] of [...points, ...corners]) expect(contains(shape, x, y)).toBe(slowContains(shape, x, y));
        }),
        { numRuns: 300 },
      );
  });

  test('on an edge, a corner or the rim of a hole is inside, and in both of two neighbours', () => {
    const house = square(0, 0, 100);
    const neighbour = square(100, 0, 100);
    expect([contains(house, 100, 50), contains(neighbour, 100, 50)]).toEqual([true, true]);
    expect([contains(house, 0, 0), contains(house, 100, 100), contains(house, 101, 50)]).toEqual([true, true, false]);
    const holed: PolygonCm = { parts: [[...house.parts[0]!, ...square(40, 40, 20).parts[0]!]] };
    expect([contains(holed, 50, 50), contains(holed, 40, 50), contains(holed, 39, 50)]).toEqual([false, true, true]);
  });

  test('of several parts is in any of them, even where parts overlap', () => {
    const both: PolygonCm = { parts: [...square(0, 0, 100).parts, ...square(50, 0, 100).parts] };
    expect([contains(both, 75, 50), contains(both, 120, 50), contains(both, 160, 50)]).toEqual([true, true, false]);
  });

  test('comes from GeoJSON, rounded to whole centimetres; what has no place in the CRS is refused', () => {
    const geometry = {
      type: 'Polygon',
      coordinates: [
        [
          [0, 0],
          [1, 0],
          [1, 1],
          [0, 0],
        ],
      ],
    } as const;
    expect([...polygonCm(geometry, (x, y) => [x * 100.4, y * 99.6]).parts[0]![0]!]).toEqual([
      0, 0, 100, 0, 100, 100, 0, 0,
    ]);
    const several = { type: 'MultiPolygon', coordinates: [geometry.coordinates, geometry.coordinates] } as const;
    expect(polygonCm(several, (x, y) => [x, y]).parts.length).toBe(2);
    expect(() => polygonCm(geometry, () => [Number.NaN, 0])).toThrow('corner 0 (0, 0)');
  });
});

describe('zones of many rows', () => {
  test('say of every row what the exact test says of it, whatever overlaps', () => {
    const value = fc.oneof(fc.integer({ min: -3000, max: 3000 }), fc.integer({ min: -2_000_000, max: 2_000_000 }));
    fc.assert(
      fc.property(
        fc.array(polygon(value), { minLength: 0, maxLength: 4 }),
        fc.array(fc.tuple(value, value), { maxLength: 60 }),
        (polygons, points) => {
          const corners = polygons.flatMap((shape) =>
            shape.parts.flat().map((r) => [r[2]!, r[3]!] as [number, number]),
          );
          const all = [...points, ...corners];
          const zone = new Uint16Array(all.length);
          const x = Int32Array.from(all, ([px]) => px);
          const y = Int32Array.from(all, ([, py]) => py);
          const zones = assignZones(x, y, (row) => row % 7 !== 6, polygons, zone);
          all.forEach(([px, py], i) => {
            const expected = i % 7 === 6 ? [] : [...polygons.keys()].filter((p) => contains(polygons[p]!, px, py));
            expect(zones[zone[i]!]).toEqual(expected);
          });
        },
      ),
      { numRuns: 60 },
    );
  });
});
