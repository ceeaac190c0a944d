import type { Extent, Span } from './brush.ts';
import { addMonths, monthStart } from './calendar.ts';
import { countBetween } from './time-bins.ts';

/** moving: a window of four weeks (three months where no finer time is known). cumulative: from the first day on. */
export type PlayWindow = 'moving' | 'cumulative';

/** Days shown per second at each speed. */
export const SPEEDS = [7, 14, 28, 91] as const;
export type Speed = (typeof SPEEDS)[number];

const WINDOW_DAYS = 28;
const WINDOW_MONTHS = 3;

/** The span whose last day is `head`. */
export function frameAt(head: number, window: PlayWindow, extent: Extent): Span {
  const to = Math.min(extent.to, extent.snap === 'month' ? addMonths(monthStart(head), 1) - 1 : Math.floor(head));
  if (window === 'cumulative') return { from: extent.from, to };
  const from = extent.snap === 'month' ? addMonths(monthStart(to), 1 - WINDOW_MONTHS) : to - WINDOW_DAYS + 1;
  return { from: Math.max(extent.from, from), to };
}

/** So many of the fullest frames tell how high a run goes. */
const FULLEST = 6;

/**
 * The frames of a run that hold the most: the fullest windows where it moves, the last where it only grows.
 * @param days  counts per day from extent.from
 */
export function fullestFrames(window: PlayWindow, extent: Extent, days: readonly number[]): Span[] {
  if (window === 'cumulative') return [frameAt(extent.to, window, extent)];
  const stride = extent.snap === 'month' ? WINDOW_MONTHS * 30 : WINDOW_DAYS;
  const frames: { span: Span; n: number }[] = [];
  for (let head = extent.to; head >= extent.from; head -= stride) {
    const span = frameAt(head, window, extent);
    frames.push({ span, n: countBetween(days, extent.from, span.from, span.to) });
  }
  return frames
    .sort((a, b) => b.n - a.n)
    .slice(0, FULLEST)
    .map(({ span }) => span);
}

/**
 * Where playing starts: where the present span ends, or at the first whole window when all is chosen or the end reached.
 */
export function firstHead(span: Span | null, extent: Extent): number {
  if (span !== null && span.to >= extent.from && span.to < extent.to) return span.to;
  return Math.min(extent.to, extent.snap === 'month' ? extent.from : extent.from + WINDOW_DAYS - 1);
}

/** The head after some milliseconds; null when the last day has been shown. */
export function advance(head: number, elapsed_ms: number, daysPerSecond: number, extent: Extent): number | null {
  if (head >= extent.to) return null;
  return Math.min(extent.to, head + (elapsed_ms * daysPerSecond) / 1000);
}
