import { z } from 'zod';
import { DISCOVERIES, Discovery, PRECISIONS, Precision } from './code.ts';

/** A local calendar day, in the municipality's time zone. */
export const Day = z.iso.date();
const Hour = z.number().int().min(0).max(23);

/**
 * Hours of the day [start, end), local. `end` may be smaller than `start`: 22–02 runs past midnight, and the hours
 * after midnight belong to the evening they began in (Friday 22–02 ends at 02 on Saturday). start = end is the whole day.
 */
export const HourRange = z.object({ start: Hour, end: Hour });
export type HourRange = z.infer<typeof HourRange>;

/**
 * The question a person asks of the incidents, and the only state that is shared. A field that is missing doesn't
 * limit, except `discovery`: missing means DEFAULT_DISCOVERIES.
 */
export const Filter = z.object({
  from: Day.optional().describe('first local day, inclusive'),
  to: Day.optional().describe('last local day, inclusive'),
  hours: HourRange.optional().describe('hours of the day; incidents without a known hour are left out and counted'),
  weekdays: z.array(z.number().int().min(1).max(7)).optional().describe('ISO weekdays, 1 = Monday'),
  categories: z
    .array(z.string().max(64))
    .max(200)
    .optional()
    .describe('offence category codes; an empty list asks for none'),
  places: z.array(z.string().max(64)).max(50).optional().describe('slugs of places; inside any of them'),
  areas: z.array(z.string().max(64)).max(50).optional().describe('slugs of study areas; inside any of them'),
  discovery: z.array(Discovery).optional().describe('missing: resident reported and unknown'),
  precision: z.array(Precision).optional().describe('missing: all'),
  unit: z
    .enum(['report', 'row'])
    .optional()
    .describe('missing: report, so that one report with twenty offences at one place counts once'),
});
export type Filter = z.infer<typeof Filter>;

/**
 * Why a filter in a URL could not be read: the parameter and its value as written. `period` is `from` and `to` together,
 * `2026-02-01/2026-01-01`: each can be read, but the first comes after the last.
 */
export class FilterError extends Error {
  readonly parameter: string;
  readonly value: string;
  /** What must go, or change, for the rest to be read. */
  readonly parameters: readonly string[];
  constructor(parameter: string, value: string, parameters: readonly string[] = [parameter]) {
    super(`${parameter}=${value} is not a filter`);
    this.parameter = parameter;
    this.value = value;
    this.parameters = parameters;
  }
}

/** The query parameters a filter is written in; anything else in a URL is not the filter's. */
export const FILTER_PARAMETERS = [
  'from',
  'to',
  'hod',
  'dow',
  'cat',
  'place',
  'area',
  'discovery',
  'precision',
  'unit',
] as const;

const LIST_MAX = 200;
/** How an address writes an empty list of categories, which asks for none: a code that no category may have. */
const NO_CATEGORY = '-';

/** A parameter that may be given once; undefined without a value. */
function oneOf(query: URLSearchParams, name: string): string | undefined {
  const all = query.getAll(name);
  if (all.length > 1) throw new FilterError(name, all.join('&'));
  return all[0] === undefined || all[0] === '' ? undefined : all[0];
}

function listOf(query: URLSearchParams, name: string): string[] | undefined {
  const text = oneOf(query, name);
  if (text === undefined) return undefined;
  const items = text.split(',');
  if (items.length > LIST_MAX || items.some((item) => item.length === 0 || item.length > 64))
    throw new FilterError(name, text.slice(0, 200));
  return [...new Set(items)];
}

function dayOf(query: URLSearchParams, name: string): string | undefined {
  const text = oneOf(query, name);
  if (text !== undefined && !Day.safeParse(text).success) throw new FilterError(name, text.slice(0, 64));
  return text;
}

function someOf<T extends string>(query: URLSearchParams, name: string, allowed: readonly T[]): T[] | undefined {
  const items = listOf(query, name);
  if (items === undefined) return undefined;
  if (items.length === 1 && items[0] === 'all') return [...allowed];
  const bad = items.find((item) => !(allowed as readonly string[]).includes(item));
  if (bad !== undefined) throw new FilterError(name, bad);
  return items as T[];
}

/**
 * Read `?from=2026-08-24&to=2026-11-21&hod=22-02&dow=5,6&cat=robbery&place=valsta-centrum&area=marsta&discovery=all`.
 * @throws {FilterError} naming the first parameter that can't be read, or is given twice
 */
export function parseFilter(query: URLSearchParams): Filter {
  const from = dayOf(query, 'from');
  const to = dayOf(query, 'to');
  if (from !== undefined && to !== undefined && from > to)
    throw new FilterError('period', `${from}/${to}`, ['from', 'to']);

  const hod = oneOf(query, 'hod');
  const parts = hod === undefined ? null : /^(\d{1,2})-(\d{1,2})$/.exec(hod);
  if (hod !== undefined && (parts === null || Number(parts[1]) > 23 || Number(parts[2]) > 24))
    throw new FilterError('hod', hod.slice(0, 64));

  const dow = listOf(query, 'dow')?.map((text) => {
    if (!/^[1-7]$/.test(text)) throw new FilterError('dow', text);
    return Number(text);
  });
  const unit = oneOf(query, 'unit');
  if (unit !== undefined && unit !== 'report' && unit !== 'row') throw new FilterError('unit', unit.slice(0, 64));

  const filter: Filter = {};
  if (from !== undefined) filter.from = from;
  if (to !== undefined) filter.to = to;
  if (parts !== null) filter.hours = { start: Number(parts[1]), end: Number(parts[2]) % 24 };
  if (dow !== undefined) filter.weekdays = dow.sort((a, b) => a - b);
  const categories = listOf(query, 'cat');
  if (categories !== undefined) filter.categories = categories.join() === NO_CATEGORY ? [] : categories;
  const places = listOf(query, 'place');
  if (places !== undefined) filter.places = places;
  const areas = listOf(query, 'area');
  if (areas !== undefined) filter.areas = areas;
  const discovery = someOf(query, 'discovery', DISCOVERIES);
  if (discovery !== undefined) filter.discovery = discovery;
  const precision = someOf(query, 'precision', PRECISIONS);
  if (precision !== undefined) filter.precision = precision;
  if (unit !== undefined) filter.unit = unit as 'report' | 'row';
  return filter;
}

const twoDigits = (hour: number): string => String(hour).padStart(2, '0');

function put(query: URLSearchParams, name: string, items: readonly (string | number)[] | undefined): void {
  if (items !== undefined && items.length > 0) query.set(name, items.join(','));
}

/** The filter as query parameters, in one fixed order, so that equal filters give equal text. */
export function formatFilter(filter: Filter): URLSearchParams {
  const query = new URLSearchParams();
  if (filter.from !== undefined) query.set('from', filter.from);
  if (filter.to !== undefined) query.set('to', filter.to);
  if (filter.hours !== undefined) query.set('hod', `${twoDigits(filter.hours.start)}-${twoDigits(filter.hours.end)}`);
  put(query, 'dow', filter.weekdays && [...filter.weekdays].sort((a, b) => a - b));
  put(
    query,
    'cat',
    filter.categories?.length === 0 ? [NO_CATEGORY] : filter.categories && [...filter.categories].sort(),
  );
  put(query, 'place', filter.places && [...filter.places].sort());
  put(query, 'area', filter.areas && [...filter.areas].sort());
  put(
    query,
    'discovery',
    filter.discovery?.length === DISCOVERIES.length ? ['all'] : filter.discovery && [...filter.discovery].sort(),
  );
  put(
    query,
    'precision',
    filter.precision?.length === PRECISIONS.length ? ['all'] : filter.precision && [...filter.precision].sort(),
  );
  if (filter.unit !== undefined) query.set('unit', filter.unit);
  return query;
}
