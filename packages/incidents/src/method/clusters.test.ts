import { expect, test } from 'vitest';
import { answerTo, town } from './town.testing.ts';

test('clusters are where incidents were planted, hold them, and everybody is in one or alone', () => {
  const { clusters, n, alone, refused } = answerTo(
    'clusters',
    { eps_m: 60, min_points: 20 },
    town(700, 300, [50_000, -80_000]),
  );
  expect([n + refused.outside, clusters.reduce((sum, { count }) => sum + count, alone)]).toEqual([700, n]);
  expect(clusters).toHaveLength(1);
  const [{ count, x, y, area_m2, rings }] = clusters as [(typeof clusters)[number]];
  expect(count).toBeGreaterThanOrEqual(280);
  expect(Math.hypot(x - 500, y + 800)).toBeLessThan(20);
  // Within 60 m of points in a square of 120 m.
  expect(area_m2).toBeGreaterThan(20_000);
  expect(area_m2).toBeLessThan(62_000);
  expect(rings[0]!.every((metres, at) => Math.abs(metres - (at % 2 === 0 ? 500 : -800)) < 190)).toBe(true);
});
