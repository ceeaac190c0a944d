import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { knox } from './knox.ts';

const FILE = new URL('../../../../shared/data/chicago_burglary_near_repeat.csv', import.meta.url);

/** 970 burglaries in Chicago (test data of the R package NearRepeat): x and y in metres, and the day. */
describe.skipIf(!existsSync(FILE))('near repeats among the Chicago burglaries', () => {
  const rows = existsSync(FILE) ? readFileSync(FILE, 'utf8').trim().split(/\r?\n/) : [];
  const [x, y, day] = [0, 1, 2].map((column) => rows.map((row) => row.split(',')[column]!)) as [
    string[],
    string[],
    string[],
  ];
  const seen = knox(
    x.map(Number),
    y.map(Number),
    day.map((date) => Date.parse(date) / 86_400_000),
    {
      ...{ distances: [0, 1, 100, 200, 300, Infinity], times: [0, 7, 14, 21, Infinity], metric: 'manhattan' },
      ...{ permutations: 999, seed: 20_160_101 },
    },
  );

  test('are NearRepeat’s table, cell by cell', () => {
    expect(rows.length).toBe(970);
    const observed = [
      ...[28, 5, 5, 2],
      ...[44, 13, 8, 4],
      ...[97, 56, 19, 16],
      ...[77, 67, 45, 20],
      ...[182_194, 146_149, 95_237, 45_879],
    ];
    expect(Array.from(seen.observed)).toEqual(observed);
    expect(seen.pairs).toBe(469_965);
  });

  test('are expected by their margins, and far too many within a week at one place', () => {
    expect(seen.expected[0]).toBeCloseTo((40 * 182_440) / 469_965, 10);
    expect(seen.ratio[0]).toBeCloseTo(1.803, 3);
    expect([seen.p[0], seen.p[4]]).toEqual([0.001, 0.001]);
    expect(seen.p[8]).toBeLessThan(0.01);
    expect(seen.p[13]).toBeGreaterThan(0.2);
  });
});
