import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { gridCounts } from './grid-counts.ts';
import { hexCounts } from './hex-counts.ts';

/** Shares and counts by GEOS, made by bench/reference/cells.R. */
const REFERENCE = readFileSync(new URL('./cells.reference.csv', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .slice(2)
  .map((line) => {
    const [kind, ...numbers] = line.split(',');
    const [x, y, share, count] = numbers.map(Number) as [number, number, number, number];
    return { kind, x, y, share, count };
  });
const OUTER = Float64Array.of(100, 50, 900, 120, 1000, 700, 420, 960, 60, 600);
const HOLE = Float64Array.of(400, 300, 380, 500, 560, 520, 600, 320);
const REGION = { parts: [[OUTER, HOLE]] };
const K = Array.from({ length: 400 }, (_, i) => i + 1);
const X = K.map((k) => ((k * 7919) % 1013) + 0.25);
const Y = K.map((k) => ((k * 104729) % 997) + 0.5);

test.each(['square', 'hexagon'])('each %s has the count and the share inside that GEOS has', (kind) => {
  const expected = REFERENCE.filter((cell) => cell.kind === kind);
  expect(expected.length).toBeGreaterThan(40);
  const grid = gridCounts(X, Y, REGION, 100);
  const cells =
    kind === 'hexagon'
      ? hexCounts(X, Y, REGION, 90)
      : {
          ...grid,
          x: grid.counts.map((_, cell) => grid.west_m + ((cell % grid.columns) + 0.5) * 100),
          y: grid.counts.map((_, cell) => grid.south_m + (Math.floor(cell / grid.columns) + 0.5) * 100),
        };
  const at = (x: number, y: number): number =>
    cells.x.findIndex((cx, cell) => Math.hypot(cx - x, cells.y[cell]! - y) < 1e-6);
  for (const { x, y, share, count } of expected) {
    const cell = at(x, y);
    expect(Math.abs(cells.shares[cell]! - share)).toBeLessThan(1e-12);
    expect([x, y, cells.counts[cell]]).toEqual([x, y, count]);
  }
  expect(cells.shares.filter((share) => share > 0)).toHaveLength(expected.length);
  expect(cells.inside).toBe(expected.reduce((sum, { count }) => sum + count, 0));
});
