import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { rateRatio } from './rate-ratio.ts';
import { sameSeason } from './same-season.ts';

const dayNumber = (iso: string): number => Date.parse(`${iso}T00:00Z`) / 86_400_000;
const isoDay = (day: number): string => new Date(day * 86_400_000).toISOString().slice(0, 10);
const from = dayNumber('2026-10-26');
const to = dayNumber('2026-11-22');

describe('the same season', () => {
  test('a year before is the same weekdays, and stays within half a week of the date', () => {
    const { now, before } = sameSeason([], { from, to, years: 12 });
    expect([now.from, now.to, now.count]).toEqual([from, to, 0]);
    expect(before.slice(0, 3).map((season) => isoDay(season.from))).toEqual(['2025-10-27', '2024-10-28', '2023-10-23']);
    for (const [i, season] of before.entries()) {
      expect((from - season.from) % 7).toBe(0);
      expect(Math.abs(from - season.from - 365.2425 * (i + 1))).toBeLessThanOrEqual(3.5);
      expect(season.to - season.from).toBe(27);
    }
  });

  test('counts days from the first to the last, and tells the ratio as rateRatio does', () => {
    const days = [from - 1, from, to, to + 1, from - 364, from - 364, to - 364, from - 365, to - 363];
    const { now, before } = sameSeason(days, { from, to });
    expect([now.count, before[0]!.count]).toEqual([2, 3]);
    expect(before[0]).toMatchObject(rateRatio(2, 3));
  });

  test('counts a report of a year before only if it was registered as soon as this year’s could be', () => {
    const asOf = to + 3;
    const day = [to, to, to - 364, to - 364, to - 364, to - 364];
    const registered = [to + 3, to + 1, to - 364 + 3, to - 364 + 4, to - 364 - 1, Number.NaN];
    const seen = sameSeason(day, { from, to, registration: { day: registered, asOf } });
    expect([seen.now.count, seen.before[0]!.count, seen.withoutRegistration]).toEqual([2, 1, 2]);
    expect(sameSeason(day, { from, to }).before[0]!.count).toBe(4);
  });

  test('does not depend on order, and moves with the calendar', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: from - 900, max: to + 50 }), { maxLength: 60 }),
        fc.nat(9999),
        (days, later) => {
          const seen = sameSeason(days, { from, to, years: 2 });
          expect(sameSeason(days.toReversed(), { from, to, years: 2 })).toEqual(seen);
          const moved = sameSeason(
            days.map((day) => day + later),
            { from: from + later, to: to + later, years: 2 },
          );
          expect(moved.before.map(({ count, p }) => [count, p])).toEqual(seen.before.map(({ count, p }) => [count, p]));
        },
      ),
    );
  });

  test('compares with the periods it is given, each at the age of its first day', () => {
    const march = { from: 100, to: 130 };
    const before = [{ from: -265, to: -235 }];
    const days = [100, 130, -265, -235, -234, -266, -250];
    const found = sameSeason(days, { ...march, before });
    expect([found.now.count, found.before]).toEqual([2, [{ ...before[0], count: 3, ...rateRatio(2, 3) }]]);
    // 365 days lie between the two: what was registered after day 156 − 365 couldn't be known at day 156.
    const registered = days.map((day) => day + (day === -250 ? 41 : 0));
    const known = (asOf: number) => sameSeason(days, { ...march, before, registration: { day: registered, asOf } });
    expect([known(156).before[0]!.count, known(155).before[0]!.count]).toEqual([3, 2]);
  });

  test('is refused for what is no period, with one clear sentence', () => {
    for (const [first, last] of [
      [5, 4],
      [0, 364],
      [Number.NaN, 4],
      [0.5, 4],
    ] as const)
      expect(() => sameSeason([], { from: first, to: last })).toThrow(`a period from day ${first} to day ${last}`);
    expect(() => sameSeason([], { from, to, years: 0 })).toThrow('0 years back');
    expect(() => sameSeason([1, 2], { from, to, registration: { day: [1], asOf: to } })).toThrow('2 days and 1 reg');
  });
});
