import { dayOfMonth, startOf, step, type Unit } from './calendar.ts';

/** Counts over [start, end) in day numbers; the outermost bins may be shorter than their unit. */
export interface Bin {
  start: number;
  end: number;
  n: number;
}

export interface Bins {
  unit: Unit;
  bins: Bin[];
  peak: number;
}

/** Bars narrower than this can't be told apart. */
const BAR_MIN_PX = 4;
const TYPICAL_DAYS: Record<Unit, number> = { day: 1, week: 7, month: 30.4, year: 365.25 };
const UNITS: readonly Unit[] = ['day', 'week', 'month', 'year'];

/**
 * Does every incident stand on the first of a month? Then the month is all that is known of its day (data.police.uk),
 * and neither weeks nor days may be shown.
 *
 * @param days  counts per day from `first`
 */
export function isMonthly(days: readonly number[], first: number): boolean {
  let months = 0;
  for (let i = 0; i < days.length; i++) {
    if (days[i] === 0) continue;
    if (dayOfMonth(first + i) !== 1) return false;
    months++;
  }
  return months > 1;
}

/** The finest unit whose bars are still wide enough to tell apart. */
export const unitFor = (days: number, width: number, finest: Unit): Unit =>
  UNITS.slice(UNITS.indexOf(finest)).find((unit) => (width * TYPICAL_DAYS[unit]) / Math.max(1, days) >= BAR_MIN_PX) ??
  'year';

/**
 * Counts per day added up to bars of one unit. Their sum is the sum of the days.
 *
 * @param days  counts per day from `first`
 */
export function binDays(days: readonly number[], first: number, unit: Unit): Bins {
  const bins: Bin[] = [];
  const end = first + days.length;
  let peak = 0;
  for (let start = first; start < end; ) {
    const next = Math.min(end, step(startOf(start, unit), unit, 1));
    let n = 0;
    for (let day = start; day < next; day++) n += days[day - first] ?? 0;
    bins.push({ start, end: next, n });
    peak = Math.max(peak, n);
    start = next;
  }
  return { unit, bins, peak };
}

/** Incidents on the days [from, to], both included; what lies outside the counts is none. */
export function countBetween(days: readonly number[], first: number, from: number, to: number): number {
  let n = 0;
  for (let day = Math.max(from, first); day <= Math.min(to, first + days.length - 1); day++)
    n += days[day - first] ?? 0;
  return n;
}

/** A round number at or above a peak, so that the axis ends where a label can say it. */
export function niceCeiling(peak: number): number {
  if (peak <= 1) return 1;
  const power = 10 ** Math.floor(Math.log10(peak));
  for (const factor of [1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10]) {
    const value = factor * power;
    if (value >= peak && Number.isInteger(value)) return value;
  }
  return 10 * power;
}
