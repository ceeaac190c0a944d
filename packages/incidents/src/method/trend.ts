import { mannKendall, seasonal, senSlope } from '@lagesbild/analysis';
import { dayOf } from '../columns.ts';
import { isoDay } from '../criteria.ts';
import { firstDayOf, MONTHS_A_YEAR, monthOf, wholeMonths } from './months.ts';
import { finite, type Question, type Refused, type Work } from './study.ts';

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
