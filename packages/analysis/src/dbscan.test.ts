import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { chance } from './chance.testing.ts';
import { type ClusterArea, dbscan } from './dbscan.ts';
import { Stopped } from './progress.ts';

vi.setConfig({ testTimeout: 60_000 }); // on a machine that may be busy

/** Inside by the even-odd rule over all rings. */
function holds({ rings }: ClusterArea, px: number, py: number): boolean {
  let inside = false;
  for (const ring of rings)
    for (let k = 0; k < ring.length; k += 2) {
      const [ax, ay] = [ring[k]!, ring[k + 1]!];
      const [bx, by] = [ring[(k + 2) % ring.length]!, ring[(k + 3) % ring.length]!];
      if (ay > py !== by > py && px < ax + ((bx - ax) * (py - ay)) / (by - ay)) inside = !inside;
    }
  return inside;
}

/** The definition: cores by counting, clusters as what cores reach from one to the next, others to their nearest core. */
function slow(points: readonly (readonly [number, number])[], eps: number, minPoints: number) {
  const apart = (i: number, j: number): number =>
    (points[i]![0] - points[j]![0]) ** 2 + (points[i]![1] - points[j]![1]) ** 2;
  const near = (i: number, j: number): boolean => apart(i, j) <= (eps * (1 + 1e-9)) ** 2;
  const all = [...points.keys()];
  const core = all.map((i) => all.filter((j) => near(i, j)).length >= minPoints);
  const cluster = all.map(() => -1);
  let clusters = 0;
  for (const seed of all) {
    if (!core[seed] || cluster[seed]! >= 0) continue;
    const queue = [seed];
    cluster[seed] = clusters;
    for (const i of queue)
      for (const j of all)
        if (core[j] && cluster[j]! < 0 && near(i, j)) {
          cluster[j] = clusters;
          queue.push(j);
        }
    clusters++;
  }
  const own = [...cluster];
  for (const i of all) {
    if (core[i]) continue;
    const cores = all.filter((j) => core[j] && near(i, j));
    cores.sort((a, b) => apart(i, a) - apart(i, b) || points[a]![1] - points[b]![1] || points[a]![0] - points[b]![0]);
    if (cores.length > 0) own[i] = cluster[cores[0]!]!;
  }
  return { core, cluster: own, clusters };
}

const at = fc.oneof(fc.integer({ min: 0, max: 12 }), fc.double({ min: 0, max: 12, noNaN: true }));
const sets = fc.array(fc.tuple(at, at), { maxLength: 60 });
const split = (points: readonly (readonly [number, number])[]) =>
  [points.map(([px]) => px), points.map(([, py]) => py)] as const;

describe('DBSCAN', () => {
  test('finds the clusters of its definition, for any points, on a lattice or off it', () => {
    fc.assert(
      fc.property(
        sets,
        fc.constantFrom(1, Math.SQRT2, 1.7, 3),
        fc.integer({ min: 1, max: 6 }),
        (points, eps_m, minPoints) => {
          const seen = dbscan(...split(points), { eps_m, minPoints });
          const expected = slow(points, eps_m, minPoints);
          expect(Array.from(seen.core, Boolean)).toEqual(expected.core);
          expect(seen.sizes.length).toBe(expected.clusters);
          const name = new Map<number, number>([[-1, -1]]);
          expected.cluster.forEach((cluster, i) => {
            if (!name.has(cluster)) name.set(cluster, seen.cluster[i]!);
            expect(seen.cluster[i]).toBe(name.get(cluster));
          });
          expect(new Set(name.values()).size).toBe(name.size);
          seen.sizes.forEach((size, c) => {
            expect(size).toBe(seen.cluster.filter((cluster) => cluster === c).length);
            if (c > 0) expect(size).toBeLessThanOrEqual(seen.sizes[c - 1]!);
          });
        },
      ),
      { numRuns: 400 },
    );
  });

  test('has areas that hold all within eps of a core point, and nothing half a per cent beyond', () => {
    const probe = fc.double({ min: -4, max: 16, noNaN: true });
    const probes = fc.array(fc.tuple(probe, probe), { minLength: 20, maxLength: 20 });
    fc.assert(
      fc.property(
        sets,
        probes,
        fc.constantFrom(1, 1.7, 3),
        fc.integer({ min: 1, max: 5 }),
        (points, places, eps_m, minPoints) => {
          const { cluster, core, areas } = dbscan(...split(points), { eps_m, minPoints });
          areas.forEach((area, c) => {
            const cores = points.filter((_, i) => core[i] === 1 && cluster[i] === c);
            const distance = (px: number, py: number): number =>
              Math.min(...cores.map(([qx, qy]) => Math.hypot(px - qx, py - qy)));
            for (const [px, py] of [...places, ...points]) {
              const away = distance(px, py) / eps_m;
              if (away < 1 - 1e-6) expect(holds(area, px, py), `${px}, ${py} in ${c}`).toBe(true);
              if (away > 1.0049) expect(holds(area, px, py), `${px}, ${py} out of ${c}`).toBe(false);
            }
            expect(area.area_m2).toBeGreaterThan(Math.PI * eps_m ** 2 * 0.999);
          });
        },
      ),
      { numRuns: 400 },
    );
  });

  test('draws a hole where a cluster goes round something', () => {
    const circle = Array.from({ length: 60 }, (_, k) => {
      const angle = (k / 60) * 2 * Math.PI;
      return [1000 + 300 * Math.cos(angle), 500 + 300 * Math.sin(angle)] as const;
    });
    const { areas, sizes } = dbscan(...split(circle), { eps_m: 50, minPoints: 3 });
    expect([...sizes]).toEqual([60]);
    expect(areas[0]!.rings.length).toBe(2);
    expect(holds(areas[0]!, 1000, 500)).toBe(false);
    expect(areas[0]!.area_m2 / (Math.PI * (350 ** 2 - 250 ** 2))).toBeGreaterThan(0.95);
    expect(areas[0]!.area_m2 / (Math.PI * (350 ** 2 - 250 ** 2))).toBeLessThan(1.01);
  });

  test('does not depend on the order of the points, nor on where they lie', () => {
    const { normal, random } = chance(1);
    const points = Array.from({ length: 800 }, (_, i) =>
      i % 2 === 0 ? ([normal() * 40, normal() * 30] as const) : ([random() * 600, random() * 600] as const),
    );
    const order = points.map((_, i) => i).sort((a, b) => Math.sin(a * 7) - Math.sin(b * 7));
    const seen = dbscan(...split(points), { eps_m: 20, minPoints: 5 });
    const [x, y] = split(order.map((i) => [points[i]![0] + 512_000, points[i]![1] + 4_096_000] as const));
    const mixed = dbscan(x, y, { eps_m: 20, minPoints: 5 });
    expect(seen.sizes.length).toBeGreaterThan(1);
    expect(mixed.sizes).toEqual(seen.sizes);
    order.forEach((i, k) => {
      expect(mixed.cluster[k]).toBe(seen.cluster[i]);
    });
    mixed.areas.forEach((area, c) => {
      expect(area.area_m2 / seen.areas[c]!.area_m2).toBeCloseTo(1, 6);
    });
  });

  test('takes a hundred thousand points at a few addresses in its stride', () => {
    const { whole } = chance(2);
    const x = Float64Array.from({ length: 100_000 }, () => whole(40) * 7);
    const y = Float64Array.from({ length: 100_000 }, () => whole(3) * 500);
    const { sizes, areas } = dbscan(x, y, { eps_m: 30, minPoints: 50 });
    expect(sizes.length).toBe(3);
    expect(sizes.reduce((a, b) => a + b)).toBe(100_000);
    for (const { rings, area_m2 } of areas) {
      expect(rings.length).toBe(1);
      expect(area_m2 / (39 * 7 * 60 + Math.PI * 900)).toBeCloseTo(1, 1);
    }
  });

  test('of none, one or equal points; stops when told to; refuses what fits nothing', () => {
    expect(dbscan([], [], { eps_m: 1, minPoints: 3 }).areas).toEqual([]);
    expect([...dbscan([5], [5], { eps_m: 1, minPoints: 2 }).cluster]).toEqual([-1]);
    const one = dbscan([5], [5], { eps_m: 2, minPoints: 1 });
    expect([[...one.cluster], one.areas[0]!.rings.length, one.areas[0]!.rings[0]!.length]).toEqual([[0], 1, 64]);
    const same = dbscan([5, 5, 5], [1, 1, 1], { eps_m: 2, minPoints: 3 });
    expect([[...same.cluster], same.areas[0]!.rings.length]).toEqual([[0, 0, 0], 1]);
    expect(() => dbscan([1, 2], [1, 2], { eps_m: 1, minPoints: 1, progress: () => false })).toThrow(Stopped);
    expect(() => dbscan([1], [], { eps_m: 1, minPoints: 1 })).toThrow('1 x and 0 y');
    expect(() => dbscan([NaN], [1], { eps_m: 1, minPoints: 1 })).toThrow('point 0 at NaN, 1');
    for (const eps_m of [0, -1, NaN, Infinity])
      expect(() => dbscan([1], [1], { eps_m, minPoints: 1 })).toThrow(RangeError);
    expect(() => dbscan([1], [1], { eps_m: 1, minPoints: 0 })).toThrow('0 points at least');
    expect(() => dbscan([0, 1e9], [0, 0], { eps_m: 1e-3, minPoints: 1 })).toThrow('too small');
  });
});

/** Core points, their clusters and who is in none by the R package dbscan, made by bench/reference/clusters.R. */
const REFERENCE = readFileSync(new URL('./dbscan.reference.csv', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .slice(2)
  .map((line) => line.split(',').map(Number) as [number, number, number, number, number, number]);

test.each([
  [20, 5],
  [35, 8],
  [60, 12],
])('core points, their clusters and those in none are R’s, within %i m and %i points', (eps_m, minPoints) => {
  const middles = [
    [0, 0, 1],
    [300, 40, 0.7],
    [340, 130, 1.2],
    [-200, 260, 0.5],
    [90, 400, 6],
  ] as const;
  const points = Array.from({ length: 400 }, (_, i) => {
    const [mx, my, spread] = middles[i % 5]!;
    return [mx + (((i * 7919) % 101) - 50) * spread, my + (((i * 104729) % 97) - 48) * spread] as const;
  });
  const [x, y] = [points.map(([px]) => px), points.map(([, py]) => py)];
  const { core, cluster } = dbscan(x, y, { eps_m, minPoints });
  const expected = REFERENCE.filter(([eps]) => eps === eps_m);
  const named = new Map<number, number>();
  for (const [, , point, isCore, inCluster, alone] of expected) {
    expect([point, core[point], cluster[point] === -1]).toEqual([point, isCore, alone === 1]);
    if (isCore === 0) continue;
    if (!named.has(inCluster)) named.set(inCluster, cluster[point]!);
    expect([point, cluster[point]]).toEqual([point, named.get(inCluster)]);
  }
  expect(new Set(named.values()).size).toBe(named.size);
  expect([expected.length, named.size > 1]).toEqual([400, true]);
});
