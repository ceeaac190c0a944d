import { ReadingError } from './faults.ts';

const DAY_MS = 86_400_000;
const STEP_MS = 7 * DAY_MS;

interface Span {
  /** UTC, inclusive and exclusive. */
  from: number;
  to: number;
  offset: number;
}

/** Wall-clock time of one zone. "Local ms" are wall-clock time counted as if it were UTC. */
export interface Clock {
  /**
   * The instant of a wall-clock time. A time that the spring change skips is read with the offset from before it
   * (02:30 becomes 03:30); of a time that the autumn change repeats the first is taken. Both as java.time and
   * Temporal ('compatible') do.
   */
  toUtc(localMs: number): number;
  toLocal(utcMs: number): number;
  /** Is this a wall-clock time that the zone skips? */
  isSkipped(localMs: number): boolean;
}

/**
 * @param timeZone  IANA name
 * @throws {ReadingError} unknown_time_zone
 *
 * Offsets come from Intl once per year met (about a millisecond); after that a lookup takes some nanoseconds.
 */
export function createClock(timeZone: string): Clock {
  const format = zoneFormat(timeZone);
  const years = new Map<number, Span[]>();
  let last: Span = { from: 0, to: 0, offset: 0 };

  function spansOf(year: number): Span[] {
    let spans = years.get(year);
    if (!spans) {
      spans = findSpans(format, Date.UTC(year, 0, 1) - 2 * DAY_MS, Date.UTC(year + 1, 0, 1) + 2 * DAY_MS);
      years.set(year, spans);
    }
    return spans;
  }

  function spanAt(utcMs: number): Span {
    const spans = spansOf(new Date(utcMs).getUTCFullYear());
    return spans.find((span) => utcMs >= span.from && utcMs < span.to) ?? (spans[0] as Span);
  }

  /** The earliest instant with this wall-clock time, or null in a gap. */
  function earliest(localMs: number): number | null {
    for (const span of spansOf(new Date(localMs).getUTCFullYear())) {
      const utc = localMs - span.offset;
      if (utc >= span.from && utc < span.to) {
        last = span;
        return utc;
      }
    }
    return null;
  }

  return {
    toUtc(localMs) {
      const guess = localMs - last.offset;
      // A day away from both changes no other span can hold this time.
      if (guess >= last.from + DAY_MS && guess < last.to - DAY_MS) return guess;
      const utc = earliest(localMs);
      if (utc !== null) return utc;
      const spans = spansOf(new Date(localMs).getUTCFullYear());
      const after = spans.findIndex((span) => localMs - span.offset < span.from);
      return localMs - (spans[Math.max(0, after - 1)] as Span).offset;
    },
    toLocal(utcMs) {
      if (utcMs < last.from || utcMs >= last.to) last = spanAt(utcMs);
      return utcMs + last.offset;
    },
    isSkipped: (localMs) => earliest(localMs) === null,
  };
}

function zoneFormat(timeZone: string): Intl.DateTimeFormat {
  try {
    return new Intl.DateTimeFormat('en-US', {
      timeZone,
      calendar: 'gregory',
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
  } catch {
    throw new ReadingError('unknown_time_zone', { time_zone: timeZone.slice(0, 60) });
  }
}

/** Weekly steps, halved to the second where the offset differs: no zone has changed twice within a week since 1970. */
function findSpans(format: Intl.DateTimeFormat, from: number, to: number): Span[] {
  const spans: Span[] = [];
  let start = from;
  let offset = offsetAt(format, from);
  for (let at = from; at < to; at += STEP_MS) {
    const next = Math.min(at + STEP_MS, to);
    const after = offsetAt(format, next);
    if (after === offset) continue;
    let low = at;
    let high = next;
    while (high - low > 1000) {
      const middle = low + Math.floor((high - low) / 2000) * 1000;
      if (offsetAt(format, middle) === offset) low = middle;
      else high = middle;
    }
    spans.push({ from: start, to: high, offset });
    start = high;
    offset = after;
  }
  spans.push({ from: start, to, offset });
  return spans;
}

function offsetAt(format: Intl.DateTimeFormat, utcMs: number): number {
  const part: Record<string, number> = {};
  for (const { type, value } of format.formatToParts(utcMs)) part[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part;
  return Date.UTC(year, month - 1, day, hour, minute, second) - utcMs;
}
