import { expect, test } from 'vitest';
import { radiusMax } from './cells.ts';

test('what zones would cover is kept as a list: a radius has a limit where cells are many, and none where they are few', () => {
  expect(radiusMax(4_000, 100)).toBe(Number.POSITIVE_INFINITY);
  const limit = radiusMax(10_000, 25);
  expect(limit).toBe(630);
  expect(10_000 * Math.PI * (limit / 25) ** 2).toBeLessThanOrEqual(20_000_000);
});
