import { addMonths, monthStart, startOf, step, type Unit } from './calendar.ts';

/** Days a brush covers, both included. */
export interface Span {
  from: number;
  to: number;
}

/** Days there are, both included, and the steps the brush moves in (`month` where no finer time is known). */
export interface Extent extends Span {
  snap: 'day' | 'month';
}

export type Grip = 'from' | 'to' | 'both' | 'new';

const clamp = (value: number, low: number, high: number): number => Math.min(Math.max(value, low), high);
const monthEnd = (day: number): number => addMonths(monthStart(day), 1) - 1;

/** Is none of a span among the days there are? */
export const isOutside = (span: Span, extent: Span): boolean => span.to < extent.from || span.from > extent.to;

/** A span with its ends among the days there are. */
export const within = ({ from, to }: Span, extent: Span): Span => ({
  from: clamp(from, extent.from, extent.to),
  to: clamp(to, extent.from, extent.to),
});

/** A span within the extent, in its steps, and the right way round. */
export function fit(span: Span, extent: Extent): Span {
  const low = Math.min(span.from, span.to);
  const high = Math.max(span.from, span.to);
  const from = extent.snap === 'month' ? monthStart(low) : low;
  const to = extent.snap === 'month' ? monthEnd(high) : high;
  return within({ from, to }, extent);
}

/**
 * The span while a pointer drags it.
 *
 * @param start   the span when the drag began
 * @param grip    what is held: an end, the middle, or nothing yet (a new span from where the pointer went down)
 * @param anchor  the day under the pointer when it went down
 * @param day     the day under the pointer now
 */
export function drag(start: Span, grip: Grip, anchor: number, day: number, extent: Extent): Span {
  if (grip === 'new') return fit({ from: anchor, to: day }, extent);
  if (grip === 'from') return fit({ from: day, to: start.to }, extent);
  if (grip === 'to') return fit({ from: start.from, to: day }, extent);
  return moveBy(start, day - anchor, extent);
}

/** The whole span moved by days, as long as it was, stopped at the extent's ends. */
export function moveBy(span: Span, days: number, extent: Extent): Span {
  if (extent.snap === 'month') {
    const months = Math.round(days / 30.4);
    const length = Math.round((monthStart(span.to) - monthStart(span.from)) / 30.4);
    const last = addMonths(monthStart(extent.to), -length);
    const from = clamp(addMonths(monthStart(span.from), months), monthStart(extent.from), last);
    return fit({ from, to: addMonths(from, length) }, extent);
  }
  const length = span.to - span.from;
  const from = clamp(span.from + days, extent.from, Math.max(extent.from, extent.to - length));
  return { from, to: Math.min(from + length, extent.to) };
}

/** Keys of a slider's thumb; in a mirrored chart left and right change places. */
const STEPS: Record<string, number> = {
  ArrowRight: 1,
  ArrowUp: 1,
  ArrowLeft: -1,
  ArrowDown: -1,
  PageUp: 1,
  PageDown: -1,
};

/**
 * The span after a key on one of its thumbs; null when the key means nothing here.
 * Arrows go a day (a month where that is the step), with Shift a week; Page a month (a year); Home and End to the ends.
 * A thumb doesn't pass the other.
 */
export function press(
  span: Span,
  thumb: 'from' | 'to',
  key: string,
  options: { extent: Extent; mirrored: boolean; shift: boolean },
): Span | null {
  const { extent, mirrored, shift } = options;
  // Where months are the step, the thumbs meet on one whole month, not on one of its days.
  const monthly = extent.snap === 'month';
  const low = thumb === 'from' ? extent.from : monthly ? monthEnd(span.from) : span.from;
  const high = thumb === 'to' ? extent.to : monthly ? monthStart(span.to) : span.to;
  const value = span[thumb];
  let next: number;
  if (key === 'Home') next = low;
  else if (key === 'End') next = high;
  else {
    const direction = STEPS[key];
    if (direction === undefined) return null;
    const sideways = key === 'ArrowLeft' || key === 'ArrowRight';
    const sign = mirrored && sideways ? -direction : direction;
    const page = key.startsWith('Page');
    if (monthly) {
      const month = addMonths(monthStart(value), sign * (page ? 12 : 1));
      next = thumb === 'from' ? month : monthEnd(month);
    } else if (page) next = addMonths(value, sign);
    else next = value + sign * (shift ? 7 : 1);
  }
  return { ...span, [thumb]: clamp(next, low, high) };
}

/** What is under the pointer: an end within `reach` days of it, the span's inside, or the empty track. */
export function gripAt(day: number, span: Span | null, reach: number): Grip {
  if (span === null) return 'new';
  const toStart = Math.abs(day - span.from);
  const toEnd = Math.abs(day - (span.to + 1));
  if (Math.min(toStart, toEnd) <= reach) return toStart < toEnd ? 'from' : 'to';
  return day > span.from && day < span.to + 1 ? 'both' : 'new';
}

/** Days between axis labels never crowd: the first day of every unit, thinned by a whole factor. */
export function axisDays(extent: Span, width: number, labelWidth: number): { unit: Unit; days: number[] } {
  const days = extent.to - extent.from + 1;
  const room = Math.max(1, Math.floor(width / labelWidth));
  const rungs: [Unit, number, number][] = [
    ['day', 1, 1],
    ['day', 2, 2],
    ['week', 1, 7],
    ['week', 2, 14],
    ['month', 1, 30.4],
    ['month', 3, 91.3],
    ['month', 6, 182.6],
    ['year', 1, 365.25],
    ['year', 2, 730.5],
    ['year', 5, 1826],
    ['year', 10, 3652],
    ['year', 20, 7305],
  ];
  const [unit, every] = rungs.find(([, , length]) => days / length <= room) ?? ['year', 50, 0];
  const found: number[] = [];
  const aligned = unit === 'month' ? startOf(extent.from, 'year') : startOf(extent.from, unit);
  const year = new Date(aligned * 86_400_000).getUTCFullYear();
  let day = unit === 'year' ? step(aligned, 'year', -(((year % every) + every) % every)) : aligned;
  for (; day <= extent.to; day = step(day, unit, every)) if (day >= extent.from) found.push(day);
  return { unit, days: found };
}
