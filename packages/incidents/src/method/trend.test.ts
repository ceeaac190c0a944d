import { mannKendall, senSlope } from '@lagesbild/analysis';
import { expect, test } from 'vitest';
import { EVERYTHING } from '../testing.ts';
import { answerTo, town } from './town.testing.ts';

const monthly = (counts: readonly number[], time_precision = 0) =>
  counts.flatMap((count, month) =>
    town(count, 0, [0, 0], 3).map((row, i) => ({
      ...row,
      ...{ time_precision, minute: Date.UTC(2024, month, time_precision === 3 ? 1 : 1 + (i % 28), 12) / 60_000 },
    })),
  );
/** Memphis robberies 2019 by month; the last day is the 28th of December, so that month isn't whole. */
const MEMPHIS = [206, 154, 127, 162, 202, 232, 214, 209, 219, 182, 146, 192];

test('counts per whole month give the published figures', () => {
  const { n, counts, from, trend, season, refused } = answerTo('trend', { months: 1, level: 0.95 }, [
    ...monthly(MEMPHIS),
    { ...monthly([1])[0]!, minute: Date.UTC(2024, 11, 31, 12) / 60_000 },
  ]);
  const whole = [...MEMPHIS.slice(0, 11), 193];
  expect([counts, from, n, refused.part_months]).toEqual([whole, '2024-01', 2246, 0]);
  expect(trend.s).toBe(mannKendall(whole).s);
  expect(trend.slope).toBe(senSlope(whole).slope);
  expect(season).toBeNull();
});

test('months that period or data don’t have as a whole are left out and told; what is known to the month has one', () => {
  const cut = answerTo('trend', { months: 1, level: 0.95 }, monthly(MEMPHIS), { ...EVERYTHING, from: '2024-02-10' });
  expect(cut).toMatchObject({ from: '2024-03', counts: MEMPHIS.slice(2, 11) });
  expect(cut.n + cut.refused.part_months).toBe(MEMPHIS.slice(1).reduce((a, b) => a + b, 0) - cutOff(10, 154));
  const known = answerTo('trend', { months: 1, level: 0.95 }, monthly(MEMPHIS, 3));
  expect(known.counts).toEqual(MEMPHIS);
  expect(known.trend.z).toBeCloseTo(0.342863, 6);
  expect(known.trend.p).toBeCloseTo(0.731702, 6);
  expect(known.trend.slope).toBeCloseTo(1.979167, 6);
});

/** Of a month's incidents on the days 1 … 28 in turn, those before a day. */
const cutOff = (day: number, count: number): number =>
  Array.from({ length: count }, (_, i) => 1 + (i % 28)).filter((of) => of < day).length;

test('a season is taken out before it passes for a trend, and parts add up', () => {
  const wave = Array.from({ length: 48 }, (_, month) => 40 + Math.round(20 * Math.sin((month * Math.PI) / 6)) + month);
  const { season, counts } = answerTo('trend', { months: 1, level: 0.95 }, monthly(wave, 3));
  expect(counts).toEqual(wave);
  for (const [at, count] of wave.entries())
    expect(season!.seasonal[at]! + season!.trend[at]! + season!.rest[at]!).toBeCloseTo(count, 9);
  expect(season!.adjusted.slope).toBeCloseTo(1, 1);
  expect(season!.adjusted.p).toBeLessThan(1e-6);
});
