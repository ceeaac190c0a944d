import { aoristicWeights } from '@lagesbild/analysis';
import { COARSEST_HOUR_PRECISION, dayOf } from '../columns.ts';
import { clockOf } from './clock.ts';
import type { Question, Refused, Work } from './study.ts';

export interface HoursAnswer {
  readonly n: number;
  readonly refused: Refused & {
    /** without a known hour: nothing can be spread */
    readonly hourless: number;
  };
  /** incidents per hour of the week, Monday 00 first, and of the day; each adds up to n */
  readonly week: Float64Array;
  readonly day: Float64Array;
  /** of n: without an end, counted in the hour of their start */
  readonly without_end: number;
  /** of n: longer than a week, shared equally among all hours */
  readonly over_a_week: number;
}

/**
 * In which hours did it happen, when only an interval is known? Of all that are selected, wherever they were: a report whose place is
 * coarse has its hours all the same.
 */
export function* hours({ store, criteria, time_zone }: Question): Work<HoursAnswer> {
  const { minute, duration_min, time_precision } = store.columns;
  const { index } = store.select(criteria);
  const known = index.filter((row) => time_precision[row]! <= COARSEST_HOUR_PRECISION);
  yield { done: 0, of: 1 };
  const [start, length] = [known, known].map((rows, of) =>
    Float64Array.from(rows, (row) => (of === 0 ? minute : duration_min)[row]!),
  ) as [Float64Array, Float64Array];
  const days = Array.from(start, dayOf);
  const [first, last] = days.reduce(([low, high], day) => [Math.min(low, day), Math.max(high, day)] as const, [
    Number.POSITIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
  ] as const);
  const clock = clockOf(time_zone, known.length === 0 ? 0 : first, known.length === 0 ? 0 : last + SPREAD_DAYS);
  const week = aoristicWeights(start, length, { bins: 'week', clock });
  const day = aoristicWeights(start, length, { bins: 'day', clock });
  return {
    n: week.counted,
    refused: { coarse: 0, outside: 0, dayless: 0, hourless: index.length - known.length },
    ...{ week: week.weights, day: day.weights, without_end: week.withoutEnd, over_a_week: week.overAWeek },
  };
}

/** An interval that is spread is at most a week long. */
const SPREAD_DAYS = 7;
