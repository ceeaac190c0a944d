import fc from 'fast-check';
import { expect, it } from 'vitest';
import { addMonths, dayNumber, dayText, isoWeekday, monthStart, startOf, step, weekStart } from './calendar.ts';

const days = fc.integer({ min: -20_000, max: 40_000 });

it('writes and reads a day as the same day', () => {
  fc.assert(
    fc.property(days, (day) => {
      expect(dayNumber(dayText(day))).toBe(day);
    }),
  );
  expect(dayNumber('1970-01-01')).toBe(0);
});

it('knows weekdays before and after 1970', () => {
  expect(isoWeekday(dayNumber('2026-11-23'))).toBe(1);
  expect(isoWeekday(dayNumber('1969-12-28'))).toBe(7);
  expect(dayText(weekStart(dayNumber('2026-11-22')))).toBe('2026-11-16');
});

it('keeps to the last day of a shorter month', () => {
  expect(dayText(addMonths(dayNumber('2024-01-31'), 1))).toBe('2024-02-29');
  expect(dayText(addMonths(dayNumber('2026-03-31'), -1))).toBe('2026-02-28');
  expect(dayText(addMonths(dayNumber('2024-02-29'), 12))).toBe('2025-02-28');
});

it('steps from the start of one unit to the start of the next', () => {
  fc.assert(
    fc.property(days, fc.constantFrom('week' as const, 'month' as const, 'year' as const), (day, unit) => {
      const next = step(day, unit, 1);
      expect(next).toBeGreaterThan(day);
      expect(startOf(next, unit)).toBe(next);
      expect(startOf(next - 1, unit)).toBe(startOf(day, unit));
    }),
  );
  expect(dayText(monthStart(dayNumber('2026-11-23')))).toBe('2026-11-01');
});
