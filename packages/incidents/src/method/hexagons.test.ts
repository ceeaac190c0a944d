import { expect, test } from 'vitest';
import { answerTo, questionOf, town } from './town.testing.ts';

const sum = (values: Iterable<number>): number => [...values].reduce((total, value) => total + value, 0);
const hexagonArea = (side_m: number): number => ((3 * Math.sqrt(3)) / 2) * side_m * side_m;

test.each([80, 250, 5000])('hexagons of %i m hold every incident of the study area once, and cover it', (side_m) => {
  const rows = town(500, 60, [50_000, -80_000]);
  const { n, refused, counts, shares } = answerTo('hexagons', { side_m }, rows);
  expect([sum(counts), n + refused.coarse + refused.outside]).toEqual([n, 500]);
  expect(sum(shares) * hexagonArea(side_m)).toBeCloseTo(4000 * 4000, 3);
});

test('those with most incidents are where they were planted', () => {
  const { x, y, counts } = answerTo('hexagons', { side_m: 100 }, town(600, 200, [50_000, -80_000]));
  const most = counts.indexOf(Math.max(...counts));
  expect(Math.hypot(x[most]! - 500, y[most]! + 800)).toBeLessThan(200);
});

test('incidents known to an area or coarser are in none', () => {
  const rows = town(100, 0, [0, 0]).map((row, i) => ({ ...row, precision: i % 2 === 0 ? 2 : 0 }));
  const { n, refused } = answerTo('hexagons', { side_m: 200 }, rows);
  expect([n, refused.coarse, questionOf(rows).store.columns.count]).toEqual([50, 50, 100]);
});
