import type { Tally } from '@lagesbild/contract';
import type { Methods } from '@lagesbild/incidents';
import { expect, it } from 'vitest';
import { dayNumber } from './calendar.ts';
import { compareWithYearBefore } from './compare.ts';
import { refined } from './comparison.ts';

const FIRST = dayNumber('2024-01-01');
const extent = { from: FIRST, to: dayNumber('2026-12-31'), snap: 'day' as const };
/** A tally with `now` incidents in the week from 2026-06-01 and `before` 364 days earlier. */
const tally = (now: number, before: number): Tally => {
  const days = new Array(extent.to - FIRST + 1).fill(0);
  days[dayNumber('2026-06-03') - FIRST] = now;
  days[dayNumber('2026-06-03') - 364 - FIRST] = before;
  return { first_day: '2024-01-01', days } as unknown as Tally;
};
const week = { from: dayNumber('2026-06-01'), to: dayNumber('2026-06-07') };

it('says 34 against 22 as the ratio 1.55 with its exact interval: could be chance', () => {
  const found = compareWithYearBefore(tally(34, 22), week, extent)!;
  expect(found.rate.ratio).toBeCloseTo(1.5455, 4);
  // R 4.2.2: p <- binom.test(34, 56)$conf.int; p / (1 - p)  gives 0.87806451 2.77370933
  expect(found.rate.low).toBeCloseTo(0.878_064_51, 8);
  expect(found.rate.high).toBeCloseTo(2.773_709_33, 8);
  expect(found.verdict).toBe('chance');
});

it.each([
  [60, 22, 'more'],
  [22, 60, 'fewer'],
  [0, 0, 'none'],
  [14, 14, 'same'],
  [9, 0, 'more'],
  [3, 0, 'chance'],
] as const)('finds %i against %i: %s', (now, before, verdict) => {
  expect(compareWithYearBefore(tally(now, before), week, extent)?.verdict).toBe(verdict);
});

it('compares nothing where the data do not reach a year back, or no period is chosen', () => {
  const early = { from: FIRST + 10, to: FIRST + 20 };
  expect(compareWithYearBefore(tally(1, 1), early, extent)).toBeNull();
  expect(compareWithYearBefore(tally(1, 1), null, extent)).toBeNull();
});

it('compares nothing in a period that the data do not reach, though they reach the year before', () => {
  const beyond = { from: dayNumber('2027-06-01'), to: dayNumber('2027-06-30') };
  expect(compareWithYearBefore(tally(34, 22), beyond, extent)).toBeNull();
});

it('takes the figures of the method, at equal registration age, where it has any', () => {
  const quick = compareWithYearBefore(tally(34, 40), week, extent)!;
  const rate = { ratio: 34 / 22, low: 0.878_064_51, high: 2.773_709_33, p: 0.14 };
  const days = { from: '2026-06-01', to: '2026-06-07' };
  const answer = {
    ...{
      n: 34,
      refused: { coarse: 0, outside: 0, dayless: 0, unregistered: 0 },
      now: { ...days, count: 34, low: 23.5, high: 47.5 },
    },
    ...{ before: [{ ...days, count: 22, ...rate }], equal_age: true, as_of: '2026-06-20' },
  } as Methods['compare']['answer'];
  expect(refined(quick, answer, week, extent)).toMatchObject({
    ...{ now: 34, before: 22, verdict: 'chance', late: false, as_of: '2026-06-20' },
  });
  expect(refined(quick, null, week, extent)).toBe(quick);
  expect(refined(quick, { ...answer, before: [] }, week, extent)).toBe(quick);
});
