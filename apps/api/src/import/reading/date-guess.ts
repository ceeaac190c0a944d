import type { TimePrecision } from '@lagesbild/contract';
import type { Clock } from './clock.ts';
import { type DateOrder, readDate, type Written } from './date.ts';

const SHORT_YEAR_LAST = /^(\d{1,2})([-/.])(\d{1,2})\2(?:\d{4}|\d{2})(?!\d)/;
const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

export interface DateGuess {
  order: DateOrder;
  /** True: nothing in the sample tells day and month apart. */
  ambiguous: boolean;
  /** Set when every value is a midnight: the file knows days, whatever it writes. */
  precision?: TimePrecision;
}

/**
 * In which order are dates written? A number above 12 decides which one is the day. `3/4/2026` throughout stays open;
 * full stops are a European habit, a.m. and p.m. an American one.
 */
export function guessDateOrder(values: readonly string[]): DateGuess {
  const order = orderOf(values);
  const written = values
    .map((value) => readDate(value, order.order))
    .filter((date): date is Written => {
      return typeof date === 'object' && date.precision === 'minute';
    });
  const midnights = written.filter((date) => date.local % DAY_MS === 0).length;
  return midnights > 20 && midnights >= written.length * 0.98 ? { ...order, precision: 'day' } : order;
}

function orderOf(values: readonly string[]): DateGuess {
  let dayFirst = 0;
  let monthFirst = 0;
  let open = 0;
  let stops = 0;
  let halves = 0;
  for (const value of values) {
    const match = SHORT_YEAR_LAST.exec(value);
    if (!match) continue;
    if (Number(match[1]) > 12) dayFirst++;
    else if (Number(match[3]) > 12) monthFirst++;
    else if (match[1] !== match[3]) open++;
    if (match[2] === '.') stops++;
    if (/[ap]\.?m\.?/i.test(value)) halves++;
  }
  if (dayFirst + monthFirst > 0) return { order: dayFirst >= monthFirst ? 'dmy' : 'mdy', ambiguous: false };
  if (stops > 0) return { order: 'dmy', ambiguous: false };
  if (open > 0) return { order: halves > 0 ? 'mdy' : 'dmy', ambiguous: true };
  const numbers = values
    .filter((value) => /^\d+([.,]\d+)?$/.test(value))
    .map((value) => Number(value.replace(',', '.')));
  if (numbers.length > values.length / 2 && !values.some((value) => /^(19|20)\d{6}$/.test(value))) {
    const middle = numbers.sort((a, b) => a - b)[numbers.length >> 1] as number;
    if (middle < 100_000) return { order: 'excel', ambiguous: false };
    return { order: middle < 1e11 ? 'epoch_s' : 'epoch_ms', ambiguous: false };
  }
  return { order: 'ymd', ambiguous: false };
}

export interface OffsetGuess {
  /** Read the times as local, whatever offset they carry. */
  ignore: boolean;
  ask: boolean;
}

/** Fewer times than this make no daily rhythm. */
const RHYTHM_NEEDS = 200;

/**
 * Times carry Z or an offset that isn't the area's: is it meant? Evidence: recorded crime has its quietest hours in
 * the early morning. The quietest four hours must have their middle between 03:30 and 08:30, as written or as
 * converted. Only as converted: obeyed. Else the person is asked; only as written: to ignore it is recommended.
 *
 * @param values  dates with time, as written
 */
export function guessOffset(values: readonly string[], order: DateOrder, clock: Clock): OffsetGuess {
  const written = new Array<number>(24).fill(0);
  const converted = new Array<number>(24).fill(0);
  let foreign = 0;
  let timed = 0;
  for (const value of values) {
    const date = readDate(value, order);
    if (typeof date === 'string' || date.offset === null || date.precision !== 'minute') continue;
    timed++;
    const local = clock.toLocal(date.local - date.offset);
    if (local !== date.local) foreign++;
    written[hourOf(date.local)]!++;
    converted[hourOf(local)]!++;
  }
  if (foreign === 0) return { ignore: false, ask: false };
  if (written[0] === timed) return { ignore: true, ask: false };
  if (timed < RHYTHM_NEEDS) return { ignore: false, ask: true };
  const asWritten = isMorning(quietest(written));
  const asConverted = isMorning(quietest(converted));
  if (asConverted && !asWritten) return { ignore: false, ask: false };
  return { ignore: asWritten && !asConverted, ask: true };
}

function hourOf(local: number): number {
  return Math.floor((((local % DAY_MS) + DAY_MS) % DAY_MS) / HOUR_MS);
}

/** @returns the middle of the four consecutive hours with the fewest rows, 0–24 */
function quietest(hours: readonly number[]): number {
  let best = 0;
  let fewest = Number.POSITIVE_INFINITY;
  for (let start = 0; start < 24; start++) {
    let sum = 0;
    for (let i = 0; i < 4; i++) sum += hours[(start + i) % 24] as number;
    if (sum < fewest) {
      fewest = sum;
      best = start;
    }
  }
  return (best + 2) % 24;
}

function isMorning(middle: number): boolean {
  return middle >= 3.5 && middle <= 8.5;
}
