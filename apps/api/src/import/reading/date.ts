import type { Mapping, TimePrecision } from '@lagesbild/contract';
import { civilMs, daysInMonth, MONTH_NAME, monthByName } from './calendar.ts';
import type { RejectionReason } from './reasons.ts';

export type DateOrder = Mapping['date_order'];
export type DateFault = Extract<RejectionReason, 'bad_date' | 'impossible_date' | 'date_out_of_range' | 'bad_time'>;

/** A point in time as written: wall-clock milliseconds as if UTC, and the offset the value itself carries. */
export interface Written {
  local: number;
  precision: TimePrecision;
  /** Milliseconds east of UTC; null when the value says nothing. */
  offset: number | null;
}

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const TIME = String.raw`(\d{1,2})(?:[:.](\d{2})(?:[:.](\d{2})(?:[.,]\d+)?)?)?\s*([ap]\.?m\.?)?`;
const ZONE = String.raw`\s*(Z|UTC|[+-]\d{2}:?\d{2}|[+-]\d{2})?`;
const AFTER = String.raw`(?:,?\s*(?:T|kl\.?\s*)?\s*${TIME}${ZONE})?$`;
const YEAR_FIRST = new RegExp(String.raw`^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})${AFTER}`, 'i');
const PACKED = /^(\d{4})(\d{2})(\d{2})(?:T?(\d{2})(\d{2})(\d{2})?)?(Z)?$/;
const YEAR_LAST = new RegExp(String.raw`^(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})${AFTER}`, 'i');
const DAY_NAME_YEAR = new RegExp(
  String.raw`^(\d{1,2})(?:\.|:?e|st|nd|rd|th)?[\s-]*(${MONTH_NAME})[\s,-]*(\d{4})${AFTER}`,
  'i',
);
const NAME_DAY_YEAR = new RegExp(String.raw`^(${MONTH_NAME})\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})${AFTER}`, 'i');
const NAME_YEAR = new RegExp(String.raw`^(${MONTH_NAME})[\s-]+(\d{4})$`, 'i');
const YEAR_MONTH = /^(\d{4})[-/.](\d{1,2})$/;
const NUMBER = /^-?\d+(?:[.,]\d+)?$/;

/**
 * Reads one date, or date and time. Values that can be read in one way only (year first, named months) are read so
 * whatever the order; the order decides `3/4/2026` and what a bare number means. Two-digit years are 2000–2068 or
 * 1969–1999, as POSIX has it.
 *
 * @returns the time as written, or why there is none
 */
export function readDate(raw: string, order: DateOrder): Written | DateFault {
  const quick = readIso(raw);
  if (quick !== null) return quick;
  const text = raw.trim().replace(/\s+/g, ' ');
  let match: RegExpExecArray | null;
  if (NUMBER.test(text) && order !== 'ymd' && order !== 'dmy' && order !== 'mdy') return readNumber(text, order);
  if ((match = YEAR_FIRST.exec(text))) return compose(match[1], match[3], match[4], match, 5);
  if ((match = YEAR_MONTH.exec(text))) return monthOnly(Number(match[1]), Number(match[2]));
  if ((match = PACKED.exec(text))) {
    const [, year, month, day, hour, minute, second, zone] = match;
    return compose(year, month, day, [hour, minute, second, undefined, zone], 0);
  }
  if ((match = YEAR_LAST.exec(text))) {
    const year = fullYear(match[4] as string);
    return order === 'mdy' ? compose(year, match[1], match[3], match, 5) : compose(year, match[3], match[1], match, 5);
  }
  if ((match = DAY_NAME_YEAR.exec(text))) return compose(match[3], monthByName(match[2] as string), match[1], match, 4);
  if ((match = NAME_DAY_YEAR.exec(text))) return compose(match[3], monthByName(match[1] as string), match[2], match, 4);
  if ((match = NAME_YEAR.exec(text))) return monthOnly(Number(match[2]), monthByName(match[1] as string));
  return 'bad_date';
}

/** @returns milliseconds after midnight and how exact, null for an empty value */
export function readTime(raw: string): { ms: number; precision: TimePrecision } | null | 'bad_time' {
  const text = raw.trim();
  if (text === '') return null;
  const packed = /^(\d{2})(\d{2})$/.exec(text);
  const match = packed ?? new RegExp(`^(?:kl\\.?\\s*)?${TIME}$`, 'i').exec(text.replace(/^\d{4}-\d\d-\d\d[ T]/, ''));
  if (match) {
    const ms = timeOfDay(match[1], match[2], match[3], match[4]);
    return ms === null ? 'bad_time' : { ms, precision: match[2] === undefined ? 'hour' : 'minute' };
  }
  // Spreadsheets store a time as a fraction of a day.
  const fraction = Number(text.replace(',', '.'));
  if (/^0?[.,]\d+$/.test(text) && fraction < 1)
    return { ms: Math.round(fraction * 1440) * 60_000, precision: 'minute' };
  return 'bad_time';
}

/** `YYYY-MM-DD[ T]HH:MM[:SS][Z]` and `YYYY-MM-DD` without a regular expression: most rows of most files. */
function readIso(text: string): Written | DateFault | null {
  const { length } = text;
  if (length < 7 || text.charCodeAt(4) !== 45) return null;
  const year = digits(text, 0, 4);
  const month = digits(text, 5, 7);
  if (year < 0 || month < 0) return null;
  if (length === 7) return monthOnly(year, month);
  if (text.charCodeAt(7) !== 45) return null;
  const day = digits(text, 8, 10);
  if (day < 0) return null;
  const fault = checkDay(year, month, day);
  if (fault) return length === 10 || length === 16 || length === 19 || length === 20 ? fault : null;
  const local = civilMs(year, month, day);
  if (length === 10) return { local, precision: 'day', offset: null };
  const between = text.charCodeAt(10);
  if ((between !== 84 && between !== 32) || length < 16 || text.charCodeAt(13) !== 58) return null;
  const hour = digits(text, 11, 13);
  const minute = digits(text, 14, 16);
  let second = 0;
  let end = 16;
  if (length >= 19 && text.charCodeAt(16) === 58) {
    second = digits(text, 17, 19);
    end = 19;
  }
  const zulu = length === end + 1 && text.charCodeAt(end) === 90;
  if (length !== end && !zulu) return null;
  if (hour < 0 || minute < 0 || second < 0) return null;
  if (hour > 23 || minute > 59 || second > 59) return null;
  return {
    local: local + hour * HOUR_MS + minute * 60_000 + second * 1000,
    precision: 'minute',
    offset: zulu ? 0 : null,
  };
}

function digits(text: string, from: number, to: number): number {
  let value = 0;
  for (let i = from; i < to; i++) {
    const digit = text.charCodeAt(i) - 48;
    if (digit < 0 || digit > 9) return -1;
    value = value * 10 + digit;
  }
  return value;
}

function compose(
  year: string | number | undefined,
  month: string | number | undefined,
  day: string | undefined,
  rest: readonly (string | undefined)[],
  at: number,
): Written | DateFault {
  const fault = checkDay(Number(year), Number(month), Number(day));
  if (fault) return fault;
  const local = civilMs(Number(year), Number(month), Number(day));
  const hour = rest[at];
  if (hour === undefined) return { local, precision: 'day', offset: null };
  const ms = timeOfDay(hour, rest[at + 1], rest[at + 2], rest[at + 3]);
  if (ms === null) return 'bad_time';
  const precision = rest[at + 1] === undefined ? 'hour' : 'minute';
  return { local: local + ms, precision, offset: readOffset(rest[at + 4]) };
}

function timeOfDay(hour = '0', minute = '0', second = '0', half = ''): number | null {
  let h = Number(hour);
  if (half) {
    if (h < 1 || h > 12) return null;
    h = (h % 12) + (/^p/i.test(half) ? 12 : 0);
  }
  const m = Number(minute);
  // A leap second is the last second of its minute; 24:00 is the midnight that ends the day.
  const s = Math.min(Number(second), 59);
  if (m > 59 || Number(second) > 60 || h > 24 || (h === 24 && m + s > 0)) return null;
  return h * HOUR_MS + m * 60_000 + s * 1000;
}

function readOffset(zone: string | undefined): number | null {
  if (zone === undefined) return null;
  const match = /^([+-])(\d{2}):?(\d{2})?$/.exec(zone);
  if (!match) return 0;
  const ms = Number(match[2]) * HOUR_MS + Number(match[3] ?? 0) * 60_000;
  return match[1] === '-' ? -ms : ms;
}

function monthOnly(year: number, month: number): Written | DateFault {
  const fault = checkDay(year, month, 1);
  return fault ?? { local: civilMs(year, month, 1), precision: 'month', offset: null };
}

function checkDay(year: number, month: number, day: number): DateFault | null {
  if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return 'impossible_date';
  return year < 1900 || year > 2100 ? 'date_out_of_range' : null;
}

function fullYear(text: string): number {
  const year = Number(text);
  if (text.length === 4) return year;
  return year < 69 ? 2000 + year : 1900 + year;
}

function readNumber(text: string, order: 'excel' | 'epoch_s' | 'epoch_ms'): Written | DateFault {
  const value = Number(text.replace(',', '.'));
  // Serial 60 is 1900-02-29, which never was: before it everything is a day off, so incidents start after it.
  const ms =
    order === 'excel'
      ? Math.round((value - 25_569) * 86_400) * 1000
      : Math.round(order === 'epoch_s' ? value * 1000 : value);
  if (!Number.isFinite(ms) || ms < civilMs(1900, 3, 1) || ms >= civilMs(2101, 1, 1)) return 'date_out_of_range';
  if (order !== 'excel') return { local: ms, precision: 'minute', offset: 0 };
  return { local: ms, precision: ms % DAY_MS === 0 ? 'day' : 'minute', offset: null };
}
