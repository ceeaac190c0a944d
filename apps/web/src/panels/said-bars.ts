import type { Span } from './brush.ts';
import { addMonths, dayNumber } from './calendar.ts';

/** The first day of a month since January 1970, as text. */
export const monthText = (month: number): string => new Date(Date.UTC(1970, month, 1)).toISOString().slice(0, 10);

export interface MonthBar {
  /** First day, and the day after the last; within the bar's own span. */
  start: number;
  end: number;
  n: number;
}

/** Months with something said, as far as they lie in a span of days: their time is known to a month, so a bar is a month wide. */
export function monthBars(first_month: number, months: readonly number[], { from, to }: Span): MonthBar[] {
  return months.flatMap((n, i) => {
    const first = dayNumber(monthText(first_month + i));
    const [start, end] = [Math.max(from, first), Math.min(to + 1, addMonths(first, 1))];
    return n === 0 || start >= end ? [] : [{ start, end, n }];
  });
}
