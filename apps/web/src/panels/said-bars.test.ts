import { expect, it } from 'vitest';
import { dayNumber, dayText } from './calendar.ts';
import { monthBars, monthText } from './said-bars.ts';

/** January 2026. */
const MONTH = 56 * 12;

it('a month has its first day, across years', () => {
  expect([0, -1, MONTH, MONTH + 11].map(monthText)).toEqual(['1970-01-01', '1969-12-01', '2026-01-01', '2026-12-01']);
});

it('a bar is a month wide, cut to the days that are shown; empty months and those outside have none', () => {
  const span = { from: dayNumber('2026-01-15'), to: dayNumber('2026-03-10') };
  const bars = monthBars(MONTH - 1, [9, 4, 0, 7, 3], span);
  expect(bars.map(({ start, end, n }) => [dayText(start), dayText(end), n])).toEqual([
    ['2026-01-15', '2026-02-01', 4],
    ['2026-03-01', '2026-03-11', 7],
  ]);
});
