import type { Mapping, TimePrecision } from '@lagesbild/contract';
import type { Clock } from './clock.ts';
import { type DateFault, readDate, readTime, type Written } from './date.ts';

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

/** An instant, and its wall-clock reading in the mapping's zone. */
export interface Moment {
  utc: number;
  local: number;
  precision: TimePrecision;
}

/**
 * Reads date and time columns under a mapping: offsets written in the value are obeyed unless the mapping says that
 * they mean nothing; a time column is added to its date; a coarser precision in the mapping cuts the value.
 */
export function createMomentReader(mapping: Mapping, clock: Clock): (date: string, time: string) => Moment | DateFault {
  const { date_order, ignore_offset, time_precision } = mapping;

  return (date, time) => {
    const written = readDate(date, date_order);
    if (typeof written === 'string') return written;
    const withTime = time === '' ? written : addTime(written, time);
    if (typeof withTime === 'string') return withTime;
    const { offset } = withTime;
    const precision = time_precision ? coarser(withTime.precision, time_precision) : withTime.precision;
    if (offset !== null && !ignore_offset) {
      const utc = withTime.local - offset;
      const local = clock.toLocal(utc);
      if (precision === withTime.precision) return { utc, local, precision };
      const cut = cutTo(local, precision);
      return { utc: clock.toUtc(cut), local: cut, precision };
    }
    const local = precision === withTime.precision ? withTime.local : cutTo(withTime.local, precision);
    return { utc: clock.toUtc(local), local, precision };
  };
}

/** The last minute of the day or hour that starts at a moment: where an interval written in days or hours ends. */
export function endOf(moment: Moment, clock: Clock): number {
  const { local, precision } = moment;
  if (precision === 'minute') return moment.utc;
  if (precision === 'hour') return clock.toUtc(local + HOUR_MS) - 60_000;
  if (precision === 'day') return clock.toUtc(local + DAY_MS) - 60_000;
  const date = new Date(local);
  return clock.toUtc(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1)) - 60_000;
}

function addTime(written: Written, text: string): Written | DateFault {
  const time = readTime(text);
  if (time === null) return written;
  if (time === 'bad_time') return 'bad_time';
  const midnight = Math.floor(written.local / DAY_MS) * DAY_MS;
  return { local: midnight + time.ms, precision: time.precision, offset: written.offset };
}

const FINE_TO_COARSE: readonly TimePrecision[] = ['minute', 'hour', 'day', 'month'];

function coarser(a: TimePrecision, b: TimePrecision): TimePrecision {
  return FINE_TO_COARSE.indexOf(a) > FINE_TO_COARSE.indexOf(b) ? a : b;
}

function cutTo(local: number, precision: TimePrecision): number {
  if (precision === 'minute') return local;
  if (precision === 'hour') return Math.floor(local / HOUR_MS) * HOUR_MS;
  if (precision === 'day') return Math.floor(local / DAY_MS) * DAY_MS;
  const date = new Date(local);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), 1);
}
