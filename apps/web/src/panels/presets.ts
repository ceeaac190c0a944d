import { type Extent, isOutside, type Span, within } from './brush.ts';
import { addMonths, monthStart, yearStart } from './calendar.ts';

/** Periods people ask for by name, counted back from the last day there are data for. */
export const PRESETS = [
  'all',
  'weeks4',
  'days90',
  'months12',
  'this_year',
  'last_year',
  'earlier',
  'same_weeks_last_year',
] as const;
export type Preset = (typeof PRESETS)[number];

/** 52 whole weeks: the same weeks and weekdays one year back. */
export const YEAR_OF_WEEKS = 364;

/** The same span one year of weeks earlier; in whole months where no finer time is known. */
export const yearBefore = (span: Span, snap: Extent['snap']): Span =>
  snap === 'month'
    ? { from: addMonths(span.from, -12), to: addMonths(monthStart(span.to), -11) - 1 }
    : { from: span.from - YEAR_OF_WEEKS, to: span.to - YEAR_OF_WEEKS };

/**
 * Days of a named period; null when the data hold none of it, or when it isn't a question (before nothing chosen).
 *
 * @param chosen  the present span; null when all days are chosen
 */
export function presetSpan(preset: Preset, extent: Extent, chosen: Span | null): Span | null {
  const { to } = extent;
  let span: Span;
  switch (preset) {
    case 'all':
      return { from: extent.from, to };
    case 'weeks4':
      if (extent.snap === 'month') return null;
      span = { from: to - 27, to };
      break;
    case 'days90':
      span = extent.snap === 'month' ? { from: addMonths(monthStart(to), -2), to } : { from: to - 89, to };
      break;
    case 'months12':
      span =
        extent.snap === 'month' ? { from: addMonths(monthStart(to), -11), to } : { from: addMonths(to, -12) + 1, to };
      break;
    case 'this_year':
      span = { from: yearStart(to), to };
      break;
    case 'last_year':
      span = { from: addMonths(yearStart(to), -12), to: yearStart(to) - 1 };
      break;
    case 'earlier': {
      if (chosen === null) return null;
      const length = chosen.to - chosen.from + 1;
      span = { from: chosen.from - length, to: chosen.from - 1 };
      if (extent.snap === 'month') {
        const months = Math.round(length / 30.4);
        span = { from: addMonths(monthStart(chosen.from), -months), to: monthStart(chosen.from) - 1 };
      }
      break;
    }
    case 'same_weeks_last_year':
      if (chosen === null) return null;
      span = yearBefore(chosen, extent.snap);
      break;
  }
  return isOutside(span, extent) ? null : within(span, extent);
}
