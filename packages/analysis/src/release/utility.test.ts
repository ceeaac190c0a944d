import { expect, test } from 'vitest';
import type { ReleasedTable } from './publication.ts';
import { utility } from './utility.ts';

const table = (count: number[], shown: number[]): ReleasedTable => ({
  name: { subject: 'incident', table: 'quarter', period: 8100, groups: [1] },
  cells: { side_m: 1000, east: Int32Array.from(count, (_, i) => i), north: new Int32Array(count.length) },
  tally: { count: Int32Array.from(count), key: new BigUint64Array(count.length) },
  shown: Int32Array.from(shown),
});

test('what is left of use, worked out by hand', () => {
  // Three of four have something; the two that are shown hold 18 of 19, and the third of the largest isn't among them.
  expect(utility(table([12, 6, 1, 0], [10, 10, 0, 0]))).toEqual({ top: 2 / 3, in_bands: 18 / 19, shown: 2 / 3 });
  expect(utility(table([], [])).top).toBeNaN();
});

test('a cell that holds as much as the twentieth is as right as it, whichever of them is shown', () => {
  const count = [...Array.from({ length: 19 }, () => 20), 10, 10, 10];
  const shown = [...Array.from({ length: 19 }, () => 20), 0, 0, 10];
  expect(utility(table(count, shown)).top).toBe(1);
});

test('cells that are shown alike come in the order of what other periods show of them', () => {
  const count = Array.from({ length: 40 }, (_, i) => (i < 20 ? 1 : 11)); // the last twenty are the largest
  const alike = table(
    count,
    count.map(() => 10),
  );
  expect(utility(alike).top).toBe(0);
  expect(
    utility(alike, [
      table(
        count,
        count.map((n) => (n > 1 ? 15 : 0)),
      ),
    ]).top,
  ).toBe(1);
});
