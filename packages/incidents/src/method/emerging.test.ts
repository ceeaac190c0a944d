import { emergingHotSpots, gridNeighbours } from '@lagesbild/analysis';
import { expect, test } from 'vitest';
import { EVERYTHING } from '../testing.ts';
import { classOfCells } from './emerging.ts';
import { answerTo, onDays, town } from './town.testing.ts';

const PARAMETERS = { cell_m: 200, reach_m: 200, step_days: 28, step_months: 0, steps: 12, fdr: 0.05 };
const DAYS = 12 * 28;
const evenly = (i: number): number => 20_000 + (i % DAYS);

test('what is new at the end is new, what was always there stays, and each has its incidents per step', () => {
  const spread = onDays(town(2000, 0, [0, 0]), evenly);
  const always = onDays(town(600, 600, [100_000, 100_000], 6), evenly);
  const late = onDays(town(80, 80, [-100_000, -100_000], 7), () => 20_000 + DAYS - 5);
  const { changes, steps, from, to, n, refused } = answerTo('emerging', PARAMETERS, [...spread, ...always, ...late]);
  expect([steps, n + refused.outside, from, to]).toEqual([12, 2680, '2024-10-04', '2025-09-04']);
  const at = (x: number, y: number) => changes.find((change) => Math.hypot(change.x - x, change.y - y) < 250);
  expect(at(1000, 1000)?.class).toBe('persistent');
  expect(at(-1000, -1000)?.class).toBe('new');
  expect(at(-1000, -1000)!.counts.at(-1)).toBeGreaterThanOrEqual(80);
  expect(at(1000, 1000)!.counts.reduce((sum, count) => sum + count, 0)).toBeGreaterThan(400);
});

test('is the kernel’s own on the cube of cells and steps', () => {
  const rows = onDays(town(900, 150, [50_000, 0]), evenly);
  const { classes, counts, shares, raster, n } = answerTo('emerging', PARAMETERS, rows);
  const cube = new Float64Array(12 * counts.length);
  for (const { x, y, minute } of rows) {
    const cell =
      Math.floor((y / 100 - raster.south_m) / 200) * raster.columns + Math.floor((x / 100 - raster.west_m) / 200);
    cube[Math.floor((Math.floor(minute / 1440) - 20_000) / 28) * counts.length + cell]!++;
  }
  const options = { shares, level: 0.05, chance: 'drawn' } as const;
  expect(classes).toEqual(emergingHotSpots(cube, 12, gridNeighbours(raster, 200), options).classes);
  expect([n, counts.reduce((sum, count) => sum + count, 0)]).toEqual([900, 900]);
});

test('a filter’s first day doesn’t limit it, its last day ends the last step, and data limit the steps', () => {
  const rows = onDays(town(900, 0, [0, 0]), evenly);
  const of = (filter: object) => answerTo('emerging', PARAMETERS, rows, { ...EVERYTHING, ...filter });
  const [whole, late] = [of({}), of({ from: '2025-08-20' })];
  expect(late).toEqual(whole);
  expect(of({ to: '2025-03-01' })).toMatchObject({ to: '2025-03-01', steps: 5, from: '2024-10-13' });
  expect(of({ to: '2024-10-10' })).toMatchObject({ steps: 0, n: 0, changes: [] });
});

test('what is known only to the month has steps of calendar months, the last one whole', () => {
  const monthOf = (at: number): number => Date.UTC(2024, at, 1) / 86_400_000;
  const spread = onDays(town(1200, 0, [0, 0]), (i) => monthOf(i % 12));
  const late = onDays(town(90, 90, [-100_000, -100_000], 7), () => monthOf(11));
  const rows = [...spread, ...late].map((row) => ({ ...row, time_precision: 3 }));
  const monthly = { ...PARAMETERS, step_months: 1 };
  const whole = answerTo('emerging', monthly, rows);
  expect(whole).toMatchObject({ from: '2024-01-01', to: '2024-12-31', steps: 12, step_days: 0, step_months: 1 });
  expect([whole.n + whole.refused.outside, whole.refused.dayless]).toEqual([1290, 0]);
  expect(whole.changes.find(({ x, y }) => Math.hypot(x + 1000, y + 1000) < 250)?.class).toBe('new');
  expect(answerTo('emerging', PARAMETERS, rows).refused.dayless).toBeGreaterThan(1000);
  const until = { ...EVERYTHING, to: '2024-11-15' };
  expect(answerTo('emerging', { ...monthly, step_months: 3 }, rows, until)).toMatchObject({
    ...{ from: '2024-03-01', to: '2024-11-30', steps: 3 },
  });
});

test('cells are of the class that most of those have that ever were hot', () => {
  const classes = Int8Array.of(0, 4, 4, 3, -1, 0, -128);
  expect(classOfCells([0, 1, 2, 3], classes)).toBe('persistent');
  expect(classOfCells([1, 3], classes)).toBe('intensifying');
  expect(classOfCells([0, 4, 5, 6], classes)).toBe('none');
  expect(classOfCells([], classes)).toBe('none');
});
