import { COARSEST_DAY_PRECISION, dayOf, NO_DAY } from '../columns.ts';
import type { Criteria } from '../criteria.ts';
import type { Store } from '../store.ts';
import { firstDayOf, MONTHS_A_YEAR, monthOf } from './months.ts';
import { daysOf } from './study.ts';

/** First and last day, numbered. */
export interface Days {
  readonly from: number;
  readonly to: number;
}

/** The days that are compared with those of years before. */
export interface Compared extends Days {
  /** nothing in them is known more finely than to its month, so that months are compared and not weeks */
  readonly monthly: boolean;
}

/** Without a first day these last days are compared. */
const USUAL_DAYS = 28;

/** The filter's days as far as there are data; whole months where the month is all that is known. */
export function comparedDays(store: Store, criteria: Criteria): Compared {
  const { from_day, to_day } = criteria;
  const [, last] = daysOf(store) ?? [0, to_day ?? USUAL_DAYS - 1];
  const end = Math.min(to_day ?? last, last);
  const from = from_day ?? end - USUAL_DAYS + 1;
  const to = end < from ? (to_day ?? from) : end;
  const { time_precision } = store.columns;
  const { index } = store.select({ ...criteria, from_day: from, to_day: to });
  const monthly = index.length > 0 && index.every((row) => time_precision[row]! > COARSEST_DAY_PRECISION);
  if (!monthly) return { from, to, monthly };
  return { from: firstDayOf(monthOf(from_day ?? to)), to: firstDayOf(monthOf(to) + 1) - 1, monthly };
}

/** The same weeks so many years before, the nearest whole ones, as `sameSeason` has it; or the same months. */
export function yearsBefore({ from, to, monthly }: Compared, years: number): Days {
  if (!monthly) {
    const shift = 7 * Math.round((365.2425 * years) / 7);
    return { from: from - shift, to: to - shift };
  }
  const months = MONTHS_A_YEAR * years;
  return { from: firstDayOf(monthOf(from) - months), to: firstDayOf(monthOf(to) + 1 - months) - 1 };
}

/** Where fewer of them have a day of registration, equal ages would compare what is left by chance. */
const REGISTERED_LEAST = 0.95;

/**
 * The day up to which registrations are known, for periods to be compared at equal age.
 * @param rows  of the periods that are compared
 * @returns NaN where too few of them have a usable day of registration
 */
export function registeredUpTo({ columns: { minute, registered } }: Store, rows: ArrayLike<number>): number {
  let usable = 0;
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i]!;
    if (registered[row] !== NO_DAY && registered[row]! >= dayOf(minute[row]!)) usable++;
  }
  if (rows.length === 0 || usable < REGISTERED_LEAST * rows.length) return Number.NaN;
  let last = NO_DAY;
  for (let i = 0; i < registered.length; i++) if (registered[i]! > last) last = registered[i]!;
  return last;
}
