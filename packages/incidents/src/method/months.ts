import { COARSEST_DAY_PRECISION, dayOf, MINUTES_PER_DAY } from '../columns.ts';
import type { Criteria } from '../criteria.ts';
import type { Store } from '../store.ts';
import { daysOf } from './study.ts';

export const MONTHS_A_YEAR = 12;

/** The months [first, end) that the filter and the data have as a whole, numbered from 1970. */
export function wholeMonths(
  store: Store,
  { from_day, to_day }: Pick<Criteria, 'from_day' | 'to_day'>,
): readonly [first: number, end: number] {
  const [first, last] = daysOf(store) ?? [0, -1];
  const from = Math.max(from_day ?? first, first);
  const to = Math.min(to_day ?? last, last);
  const begun = monthOf(from);
  return [firstDayOf(begun) < from ? begun + 1 : begun, endsMonth(store, to) ? monthOf(to) + 1 : monthOf(to)];
}

/** Is this the last day of a month, or are days of it unknown, as where everything is known to the month only? */
function endsMonth({ columns: { minute, time_precision, count } }: Store, day: number): boolean {
  if (firstDayOf(monthOf(day) + 1) === day + 1) return true;
  const from = firstDayOf(monthOf(day));
  for (let i = count - 1; i >= 0 && dayOf(minute[i]!) >= from; i--)
    if (time_precision[i]! <= COARSEST_DAY_PRECISION) return false;
  return true;
}

export const monthOf = (day: number): number => {
  const date = new Date(day * MINUTES_PER_DAY * 60_000);
  return (date.getUTCFullYear() - 1970) * MONTHS_A_YEAR + date.getUTCMonth();
};
export const firstDayOf = (month: number): number => Date.UTC(1970, month, 1) / (MINUTES_PER_DAY * 60_000);
