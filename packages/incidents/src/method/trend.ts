import { mannKendall, seasonal, senSlope } from '@lagesbild/analysis';
import { COARSEST_DAY_PRECISION, dayOf, MINUTES_PER_DAY } from '../columns.ts';
import { type Criteria, isoDay } from '../criteria.ts';
import type { Store } from '../store.ts';
import { daysOf, finite, type Question, type Refused, type Work } from './study.ts';

export interface TrendParameters {
  readonly months: number;
  readonly level: number;
}

/** Whether a series rises or falls, and by how much a step; null where it can't be said. */
export interface Trend {
  readonly s: number;
  readonly z: number | null;
  readonly p: number | null;
  /** incidents a step */
  readonly slope: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

export interface TrendAnswer {
  readonly n: number;
  readonly refused: Refused & {
    /** in months that the period or the data don't have as a whole */
    readonly part_months: number;
  };
  /** first month, as 2026-01; null without a whole step */
  readonly from: string | null;
  readonly counts: readonly number[];
  readonly trend: Trend;
  /** the counts as season, trend and rest; null with less than two seasons and a step, or steps that don't divide a year */
  readonly season: {
    readonly seasonal: Float64Array;
    readonly trend: Float64Array;
    readonly rest: Float64Array;
    /** of the counts without their season */
    readonly adjusted: Trend;
  } | null;
}

const MONTHS_A_YEAR = 12;

/**
 * Do counts rise or fall? Per calendar month, or so many of them: also what is known only to the month has one. Whole months alone, the
 * last ones that make up whole steps. Of all that are selected, wherever they were.
 */
export function* trend({ store, criteria }: Question, { months, level }: TrendParameters): Work<TrendAnswer> {
  const { index } = store.select(criteria);
  const { minute } = store.columns;
  const [first, end] = wholeMonths(store, criteria);
  const steps = Math.max(0, Math.floor((end - first) / months));
  const start = end - steps * months;
  yield { done: 0, of: 1 };
  const counts = new Array<number>(steps).fill(0);
  let n = 0;
  for (const row of index) {
    const step = Math.floor((monthOf(dayOf(minute[row]!)) - start) / months);
    if (step < 0 || step >= steps) continue;
    counts[step]!++;
    n++;
  }
  const period = MONTHS_A_YEAR / months;
  const canTell = Number.isInteger(period) && period >= 2 && steps >= 2 * period + 1;
  const parts = canTell ? seasonal(counts, { period, seasonalWindow: 'periodic' }) : null;
  return {
    n,
    refused: { coarse: 0, outside: 0, dayless: 0, part_months: index.length - n },
    from: steps === 0 ? null : isoDay(firstDayOf(start)).slice(0, 7),
    counts,
    trend: trendOf(counts, level),
    season: parts && {
      ...{ seasonal: parts.seasonal, trend: parts.trend, rest: parts.remainder },
      adjusted: trendOf(
        parts.seasonal.map((value, at) => counts[at]! - value),
        level,
      ),
    },
  };
}

function trendOf(values: ArrayLike<number>, level: number): Trend {
  const { s, z, p } = mannKendall(values);
  const { slope, low, high } = senSlope(values, { level });
  return { s, z: finite(z), p: finite(p), slope: finite(slope), low: finite(low), high: finite(high) };
}

/** The months [first, end) that the filter and the data have as a whole, numbered from 1970. */
function wholeMonths(store: Store, { from_day, to_day }: Criteria): readonly [first: number, end: number] {
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

const monthOf = (day: number): number => {
  const date = new Date(day * MINUTES_PER_DAY * 60_000);
  return (date.getUTCFullYear() - 1970) * MONTHS_A_YEAR + date.getUTCMonth();
};
const firstDayOf = (month: number): number => Date.UTC(1970, month, 1) / (MINUTES_PER_DAY * 60_000);
