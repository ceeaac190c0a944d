import { expect, test } from 'vitest';
import { answerTo, town } from './town.testing.ts';

const PARAMETERS = { cell_m: 200, reach_m: 300, permutations: 9999, fdr: 0.05, seed: 1 };

test('a planted crowd is high among high, and random places are next to nothing', () => {
  const { quadrant, counts, raster, p } = answerTo('moran', PARAMETERS, town(2500, 400, [50_000, -80_000]));
  const cell = Math.floor((-800 - raster.south_m) / 200) * raster.columns + Math.floor((500 - raster.west_m) / 200);
  const around = [cell, cell - 1, cell - raster.columns, cell - raster.columns - 1];
  expect(around.some((at) => quadrant[at] === 1 && p[at]! <= 0.05)).toBe(true);
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(2500);
  expect(answerTo('moran', PARAMETERS, town(2500, 0, [0, 0])).quadrant.filter(Boolean).length).toBeLessThan(4);
});

test('the same seed gives the same answer, and a cell that is hardly inside isn’t judged', () => {
  const rows = town(600, 60, [0, 0]);
  const east = { areas: ['east'], discovery: ['resident_reported', 'unknown'] };
  const [one, other] = [1, 1].map(() => answerTo('moran', PARAMETERS, rows, east));
  expect(one).toEqual(other);
  for (const [cell, share] of one!.shares.entries()) if (share < 0.5) expect(one!.moran[cell]).toBeNaN();
});
