import type { Filter, Municipality, Tally } from '@lagesbild/contract';
import { type Extent, isOutside, type Span, within } from './brush.ts';
import { addMonths, dayNumber, dayText, monthStart } from './calendar.ts';
import { isMonthly } from './time-bins.ts';

/** Days there are incidents on, counted per day. */
export interface Timeline {
  extent: Extent;
  /** Per day from extent.from. */
  days: number[];
}

/**
 * The time bar's days: as wide as the municipality's data, so that it doesn't move while rows arrive.
 * @returns null when there is no day to show
 */
export function timelineOf(data: Municipality['data'], tally: Tally | null): Timeline | null {
  const counted = tally !== null && tally.first_day !== null && tally.days.length > 0;
  const first = counted ? dayNumber(tally.first_day!) : Number.POSITIVE_INFINITY;
  const last = counted ? first + tally.days.length - 1 : Number.NEGATIVE_INFINITY;
  const from = Math.min(first, data.first_day === null ? Number.POSITIVE_INFINITY : dayNumber(data.first_day));
  const to = Math.max(last, data.last_day === null ? Number.NEGATIVE_INFINITY : dayNumber(data.last_day));
  if (!Number.isFinite(from) || !Number.isFinite(to)) return null;
  const days = new Array<number>(to - from + 1).fill(0);
  if (counted) for (let i = 0; i < tally.days.length; i++) days[first - from + i] = tally.days[i]!;
  if (!data.monthly && !isMonthly(days, from)) return { extent: { from, to, snap: 'day' }, days };
  return wholeMonths(days, from, to);
}

/** Where the month is all that is known, the first and the last month are whole ones. */
export function wholeMonths(days: readonly number[], from: number, to: number): Timeline {
  const first = monthStart(from);
  const last = addMonths(monthStart(to), 1) - 1;
  const wider = new Array<number>(last - first + 1).fill(0);
  for (let i = 0; i < days.length; i++) wider[from - first + i] = days[i]!;
  return { extent: { from: first, to: last, snap: 'month' }, days: wider };
}

/** The span a filter asks for, within the extent, or as it was asked where no day of it is; null when it sets no limit. */
export function spanOf(filter: Filter, extent: Span): Span | null {
  if (filter.from === undefined && filter.to === undefined) return null;
  const [first, last] = [filter.from, filter.to].map((day) => (day === undefined ? undefined : dayNumber(day)));
  const from = first ?? Math.min(extent.from, last!);
  const span = { from, to: last ?? Math.max(extent.to, from) };
  return isOutside(span, extent) ? span : within(span, extent);
}

/** The filter with another span; the whole extent is no limit. */
export function withSpan(filter: Filter, span: Span | null, extent: Span): Filter {
  const { from: _from, to: _to, ...rest } = filter;
  if (span === null || (span.from <= extent.from && span.to >= extent.to)) return rest;
  return { from: dayText(span.from), to: dayText(span.to), ...rest };
}
