import { expect, test } from 'vitest';
import { balancedZones } from './balanced-zones.ts';
import { distances } from './partition-ground.ts';
import { seeded } from './zone.testing.ts';

/**
 * Seventy-five points in the plane. Ruspini (1970), Numerical methods for fuzzy clustering, Information Sciences 2(3), table 1; what is
 * published of them as a p-median is in Kaufman & Rousseeuw (1990), Finding groups in data, chapter 2. In R:
 *   library(cluster)                          # 2.1.4
 *   p <- pam(ruspini, k, nstart = 50); 75 * p$objective["swap"]; p$clusinfo[, "size"]
 */
// biome-ignore format: a table
const X = [
  4, 5, 10, 9, 13, 13, 12, 15, 18, 19, 22, 27, 28, 24, 27, 28, 30, 31, 32, 36, 28, 32, 35, 33, 38, 41, 38, 38, 32, 34, 44, 44, 44, 46, 47, 49,
  50, 53, 52, 55, 54, 60, 63, 86, 85, 85, 78, 74, 97, 98, 98, 99, 99, 101, 108, 110, 108, 111, 115, 117, 70, 77, 83, 61, 69, 78, 66, 58, 64,
  69, 66, 61, 76, 72, 64,
];
// biome-ignore format: a table
const Y = [
  53, 63, 59, 77, 49, 69, 88, 75, 61, 65, 74, 72, 76, 58, 55, 60, 52, 60, 61, 72, 147, 149, 153, 154, 151, 150, 145, 143, 143, 141, 156, 149,
  143, 142, 149, 152, 142, 144, 152, 155, 124, 136, 139, 132, 115, 96, 94, 96, 122, 116, 124, 119, 128, 115, 111, 111, 116, 126, 117, 115, 4,
  12, 21, 15, 15, 16, 18, 13, 20, 21, 23, 25, 27, 31, 30,
];
const N = X.length;
const one = new Float64Array(N).fill(1);
/** All touch all: as a p-median, and nothing of contiguity. */
const everybody = {
  starts: Int32Array.from({ length: N + 1 }, (_, i) => i * (N - 1)),
  cells: Int32Array.from({ length: N * (N - 1) }, (_, k) => {
    const [row, at] = [Math.floor(k / (N - 1)), k % (N - 1)];
    return at < row ? at : at + 1;
  }),
};

test.each([
  { zones: 2, tolerance: 0.1, cost: 2395.804, sizes: [35, 40] },
  { zones: 3, tolerance: 0.4, cost: 1619.47, sizes: [17, 23, 35] },
  { zones: 4, tolerance: 0.25, cost: 861.4781, sizes: [15, 17, 20, 23] },
])('a published p-median is found and proven: $zones middles', ({ zones, tolerance, cost, sizes }) => {
  const ground = { work: one, pull: one, distance: distances(X, Y), graph: everybody };
  const { partitions, bound } = balancedZones(ground, { zones, tolerance, starts: 4, moves: 1500, random: seeded(1) });
  const [best] = partitions;
  expect(best!.cost).toBeCloseTo(cost, 2);
  const found = Array.from({ length: zones }, (_, zone) => best!.zoneOf.filter((own) => own === zone).length);
  expect(found.sort((a, b) => a - b)).toEqual(sizes);
  expect(bound / best!.cost).toBeGreaterThan(0.999);
  expect(bound).toBeLessThanOrEqual(best!.cost * (1 + 1e-9));
});
