import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayNumber, dayText } from './calendar.ts';
import { binDays, countBetween, isMonthly, niceCeiling, unitFor } from './time-bins.ts';

const unit = fc.constantFrom('day' as const, 'week' as const, 'month' as const, 'year' as const);

describe('bars of time', () => {
  it('hold every incident once and leave no day out, whatever the unit', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat({ max: 9 }), { maxLength: 900 }),
        fc.integer({ min: -800, max: 22_000 }),
        unit,
        (days, first, unit) => {
          const { bins, peak } = binDays(days, first, unit);
          expect(bins.reduce((n, bin) => n + bin.n, 0)).toBe(days.reduce((n, day) => n + day, 0));
          expect(peak).toBe(Math.max(0, ...bins.map(({ n }) => n)));
          let at = first;
          for (const { start, end } of bins) {
            expect(start).toBe(at);
            expect(end).toBeGreaterThan(start);
            at = end;
          }
          expect(at).toBe(first + days.length);
        },
      ),
    );
  });

  it('begin on Mondays when they are weeks', () => {
    const first = dayNumber('2026-11-18');
    const { bins } = binDays(new Array(20).fill(1), first, 'week');
    expect(bins.map(({ start, n }) => [dayText(start), n])).toEqual([
      ['2026-11-18', 5],
      ['2026-11-23', 7],
      ['2026-11-30', 7],
      ['2026-12-07', 1],
    ]);
  });

  it('are days where there is room, and coarser where there is not', () => {
    expect(unitFor(90, 1300, 'day')).toBe('day');
    expect(unitFor(5 * 365, 1300, 'day')).toBe('week');
    expect(unitFor(5 * 365, 340, 'day')).toBe('month');
    expect(unitFor(60 * 365, 1300, 'day')).toBe('year');
    expect(unitFor(90, 1300, 'month')).toBe('month');
  });
});

describe('data that know the month only', () => {
  const first = dayNumber('2021-01-01');
  const monthly = new Array<number>(365).fill(0);
  for (let month = 0; month < 12; month++)
    monthly[dayNumber(`2021-${String(month + 1).padStart(2, '0')}-01`) - first] = 9000;

  it('are recognised by standing on the first of every month', () => {
    expect(isMonthly(monthly, first)).toBe(true);
  });

  it('are not seen in one single first of a month, in other days, or in nothing', () => {
    expect(isMonthly([5], first)).toBe(false);
    expect(isMonthly([5, 1, ...monthly.slice(2)], first)).toBe(false);
    expect(isMonthly([], first)).toBe(false);
  });
});

it('counts between two days, both included, and nothing outside the data', () => {
  expect(countBetween([1, 2, 3, 4], 10, 11, 12)).toBe(5);
  expect(countBetween([1, 2, 3, 4], 10, 0, 10)).toBe(1);
  expect(countBetween([1, 2, 3, 4], 10, 14, 99)).toBe(0);
});

it('ends the axis at a whole number no lower than the peak and less than twice as high', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 2_000_000 }), (peak) => {
      const top = niceCeiling(peak);
      expect(Number.isInteger(top)).toBe(true);
      expect(top).toBeGreaterThanOrEqual(peak);
      expect(top).toBeLessThan(peak * 2 + 1);
    }),
  );
});
