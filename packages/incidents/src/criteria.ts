import { COARSEST_DAY_PRECISION, COARSEST_HOUR_PRECISION, dayOf, MINUTES_PER_DAY } from './columns.ts';
import type { PolygonCm } from './polygon.ts';

/**
 * The filter as it crosses the wire (the contract's Filter). An empty list limits as little as a missing one, but for
 * `categories`: there it asks for none of them.
 */
export interface FilterLike {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly hours?: { readonly start: number; readonly end: number } | undefined;
  readonly weekdays?: readonly number[] | undefined;
  readonly categories?: readonly string[] | undefined;
  readonly places?: readonly string[] | undefined;
  readonly areas?: readonly string[] | undefined;
  readonly discovery?: readonly string[] | undefined;
  readonly precision?: readonly string[] | undefined;
  readonly unit?: 'report' | 'row' | undefined;
}

/** The words whose places are the numbers in the columns: hand in the contract's module. */
export interface Vocabulary {
  readonly PRECISIONS: readonly string[];
  readonly DISCOVERIES: readonly string[];
  readonly DEFAULT_DISCOVERIES: readonly string[];
}

export interface CriteriaContext {
  readonly categories: readonly string[];
  readonly polygons: ReadonlyMap<string, PolygonCm>;
  readonly vocabulary: Vocabulary;
}

/** A filter resolved against one municipality's columns: plain data, no words left but the slugs of polygons. */
export interface Criteria {
  /** local days, inclusive; null: no limit */
  readonly from_day: number | null;
  readonly to_day: number | null;
  /** per hourOfWeek code: 0 passes, HOUR fails, HOURLESS isn't known well enough */
  readonly hours: Uint8Array;
  /** per category: 1 passes */
  readonly categories: Uint8Array;
  readonly places: readonly string[] | null;
  readonly areas: readonly string[] | null;
  /** bit per discovery and per precision */
  readonly discoveries: number;
  readonly precisions: number;
  readonly unit: 'report' | 'row';
  /** equal for criteria that differ in from_day and to_day only */
  readonly key: string;
}

/** A filter that asks for something this municipality doesn't have. */
export class CriteriaError extends Error {
  override readonly name = 'CriteriaError';
  /** field of the filter */
  readonly field: string;
  readonly value: string;
  constructor(field: string, value: string) {
    super(`${field}: ${value} isn't known here`);
    this.field = field;
    this.value = value;
  }
}

/** Why a row fails; a row may fail on several axes. COARSE isn't a failure: selected, but never drawn. */
export const HOUR = 1;
export const HOURLESS = 2;
export const CATEGORY = 4;
export const PLACE = 8;
export const AREA = 16;
export const DISCOVERY = 32;
export const PRECISION = 64;
export const COARSE = 128;

/** Hours of the week, Monday 00 first; then the weekday alone, Monday first; then neither. */
export const HOURS = 168;
const WEEKDAY_ONLY = HOURS;
const TIMELESS = HOURS + 7;
const HOUR_CODES = TIMELESS + 1;

/** What is known of the time in the week of a row. */
export function hourOfWeek(minute: number, time_precision: number): number {
  if (time_precision > COARSEST_DAY_PRECISION) return TIMELESS;
  const day = dayOf(minute);
  const weekday = (((day + 3) % 7) + 7) % 7;
  if (time_precision > COARSEST_HOUR_PRECISION) return WEEKDAY_ONLY + weekday;
  return weekday * 24 + Math.floor((minute - day * MINUTES_PER_DAY) / 60);
}

/**
 * A filter as numbers.
 * @throws {CriteriaError} naming the first value that isn't a category, polygon, discovery, precision, day or hour
 */
export function resolveCriteria(filter: FilterLike, context: CriteriaContext): Criteria {
  const { categories, polygons, vocabulary } = context;
  const passing = new Uint8Array(256).fill(filter.categories === undefined ? 1 : 0);
  for (const code of filter.categories ?? []) {
    const at = categories.indexOf(code);
    known('categories', code, at >= 0);
    passing[at] = 1;
  }
  const resolved = {
    hours: hourLimits(filter),
    categories: passing,
    places: slugsOf(filter, 'places', polygons),
    areas: slugsOf(filter, 'areas', polygons),
    discoveries: bitsOf('discovery', filter.discovery, vocabulary.DISCOVERIES, vocabulary.DEFAULT_DISCOVERIES),
    precisions: bitsOf('precision', filter.precision, vocabulary.PRECISIONS, vocabulary.PRECISIONS),
    unit: filter.unit ?? 'report',
  } as const;
  const { places, areas, discoveries, precisions, unit } = resolved;
  const axes = [hoursKey(filter), passing.subarray(0, categories.length).join(''), discoveries, precisions, unit];
  const key = [...axes, places?.join() ?? '*', areas?.join() ?? '*'].join(' '); // slugs have neither commas nor spaces
  return { from_day: dayNumber('from', filter.from), to_day: dayNumber('to', filter.to), ...resolved, key };
}

function known(field: string, value: string, is: boolean): void {
  if (!is) throw new CriteriaError(field, value);
}

function slugsOf(
  filter: FilterLike,
  field: 'places' | 'areas',
  polygons: CriteriaContext['polygons'],
): readonly string[] | null {
  const list = filter[field];
  if (!list?.length) return null;
  for (const slug of list) known(field, slug, polygons.has(slug));
  return [...new Set(list)].sort();
}

function bitsOf(
  field: string,
  asked: readonly string[] | undefined,
  words: readonly string[],
  missing: readonly string[],
): number {
  let mask = 0;
  for (const word of asked?.length ? asked : missing) {
    known(field, word, words.includes(word));
    mask |= 1 << words.indexOf(word);
  }
  return mask;
}

/** Equal for equal limits on hours and weekdays. */
function hoursKey({ hours, weekdays }: FilterLike): string {
  const range = hours === undefined || hours.start === hours.end ? '*' : `${hours.start}-${hours.end}`;
  const days = weekdays?.length ? [...new Set(weekdays)].sort().join('') : '*';
  return `${range} ${days.length === 7 ? '*' : days}`;
}

/** 22–02 on Fridays is Friday 22, 23 and Saturday 00, 01; start = end is the whole day. */
function hourLimits(filter: FilterLike): Uint8Array {
  const { start, end } = filter.hours ?? { start: 0, end: 0 };
  for (const hour of [start, end])
    if (!Number.isInteger(hour) || hour < 0 || hour > 23) throw new CriteriaError('hours', `${start}–${end}`);
  const weekdays = filter.weekdays?.length ? filter.weekdays : [1, 2, 3, 4, 5, 6, 7];
  for (const weekday of weekdays)
    if (!Number.isInteger(weekday) || weekday < 1 || weekday > 7) throw new CriteriaError('weekdays', `${weekday}`);

  const wholeDay = start === end;
  const length = wholeDay ? 24 : (end - start + 24) % 24;
  const limits = new Uint8Array(HOUR_CODES).fill(HOUR);
  for (const weekday of weekdays) {
    for (let h = 0; h < length; h++) limits[((weekday - 1) * 24 + (wholeDay ? 0 : start) + h) % HOURS] = 0;
    limits[WEEKDAY_ONLY + weekday - 1] = 0;
  }
  if (!wholeDay) limits.fill(HOURLESS, WEEKDAY_ONLY, TIMELESS);
  const everyDay = new Set(weekdays).size === 7;
  limits[TIMELESS] = wholeDay && everyDay ? 0 : HOURLESS;
  return limits;
}

/** @returns the local day number of an ISO day, null if there is none */
export function dayNumber(field: string, day: string | undefined): number | null {
  if (day === undefined) return null;
  const time = /^\d{4}-\d{2}-\d{2}$/.test(day) ? Date.parse(`${day}T00:00:00Z`) : Number.NaN;
  const number = time / (MINUTES_PER_DAY * 60_000);
  if (Number.isNaN(time) || isoDay(number) !== day) throw new CriteriaError(field, day); // 30 February would pass as 2 March
  return number;
}

/** The ISO day of a local day number. */
export const isoDay = (day: number): string => new Date(day * MINUTES_PER_DAY * 60_000).toISOString().slice(0, 10);
