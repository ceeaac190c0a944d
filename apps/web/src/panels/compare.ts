import type { Tally } from '@lagesbild/contract';
import type { Extent, Span } from './brush.ts';
import { dayNumber } from './calendar.ts';
import { yearBefore } from './presets.ts';
import { countBetween } from './time-bins.ts';

export interface Comparison {
  now: number;
  before: number;
  span: Span;
  /** The period ends so near the last day that late reports may still be missing from it. */
  late: boolean;
}

/** Reports may arrive this long after the event; until then a period looks smaller than it is. */
const LATE_DAYS = 60;

/**
 * The same weeks one year earlier, from the tally's own days (they ignore from and to).
 * @returns null without a chosen period, or where the data don't reach that far back
 */
export function compareWithYearBefore(tally: Tally, chosen: Span | null, extent: Extent): Comparison | null {
  if (chosen === null || tally.first_day === null) return null;
  const span = yearBefore(chosen, extent.snap);
  if (span.from < extent.from) return null;
  const first = dayNumber(tally.first_day);
  return {
    now: countBetween(tally.days, first, chosen.from, chosen.to),
    before: countBetween(tally.days, first, span.from, span.to),
    span,
    late: extent.to - chosen.to < LATE_DAYS,
  };
}
