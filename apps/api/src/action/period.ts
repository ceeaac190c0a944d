import { dayNumber, isoDay } from '@lagesbild/incidents';

/** Days, numbered, inclusive. */
export interface Period {
  readonly from: number;
  readonly to: number;
}

/** Of whole weeks, so that weekdays agree; the longest period that has its own weeks a year before. */
export const YEAR_DAYS = 364;
const STEP_DAYS = 28;

/** The days an action is evaluated over: from its start to its end or the eve of its follow-up, a year at most. */
export function afterOf(dates: { starts_on: string; ends_on: string | null; follow_up_on: string }): Period {
  const from = dayNumber('from', dates.starts_on)!;
  const eve = dayNumber('to', dates.follow_up_on)! - 1;
  const end = dates.ends_on === null ? eve : Math.min(eve, dayNumber('to', dates.ends_on)!);
  return { from, to: Math.max(from, Math.min(end, from + YEAR_DAYS - 1)) };
}

/** The same weeks a year before. */
export const beforeOf = ({ from, to }: Period): Period => ({ from: from - YEAR_DAYS, to: to - YEAR_DAYS });

/** Four weeks at a time, whole ones, over so many days. */
export const stepsOf = (from: number, days: number): Period[] =>
  Array.from({ length: Math.floor(days / STEP_DAYS) }, (_, at) => ({
    from: from + at * STEP_DAYS,
    to: from + (at + 1) * STEP_DAYS - 1,
  }));

export const inWords = ({ from, to }: Period): { from: string; to: string } => ({ from: isoDay(from), to: isoDay(to) });
