import { type RateRatio, rateRatio } from '@lagesbild/analysis';
import type { Tally } from '@lagesbild/contract';
import { type Extent, isOutside, type Span } from './brush.ts';
import { dayNumber } from './calendar.ts';
import { yearBefore } from './presets.ts';
import { countBetween } from './time-bins.ts';

export interface Comparison {
  now: number;
  before: number;
  /** Now per before, with its 95 % interval. Both are as many days, so the days cancel. */
  rate: RateRatio;
  /** What the two counts say: 'chance' when no difference at all would give one as large in a twentieth of cases. */
  verdict: 'none' | 'same' | 'chance' | 'more' | 'fewer';
  /** The period ends so near the last day that late reports may still be missing from it. */
  late: boolean;
  /** Both were counted at equal registration age, up to this day's registrations; null where they weren't. */
  as_of: string | null;
}

/** Reports may arrive this long after the event; until then a period looks smaller than it is. */
const LATE_DAYS = 60;
/** The interval is of 95 %: a p below this lies outside it. */
export const CHANCE = 0.05;

/**
 * The same weeks one year earlier, from the tally's own days (they ignore from and to).
 * @returns null without a chosen period, or where the data reach neither that far back nor to the period itself
 */
export function compareWithYearBefore(tally: Tally, chosen: Span | null, extent: Extent): Comparison | null {
  if (chosen === null || tally.first_day === null || isOutside(chosen, extent)) return null;
  const span = yearBefore(chosen, extent.snap);
  if (span.from < extent.from) return null;
  const first = dayNumber(tally.first_day);
  return comparisonOf(
    countBetween(tally.days, first, chosen.from, chosen.to),
    countBetween(tally.days, first, span.from, span.to),
    chosen,
    extent,
  );
}

/** Two counts, now and a year before: what they are worth. */
export function comparisonOf(now: number, before: number, chosen: Span, extent: Extent): Comparison {
  const rate = rateRatio(now, before);
  const verdict =
    now + before === 0
      ? 'none'
      : now === before
        ? 'same'
        : rate.p >= CHANCE
          ? 'chance'
          : now > before
            ? 'more'
            : 'fewer';
  return { now, before, rate, verdict, late: extent.to - chosen.to < LATE_DAYS, as_of: null };
}
