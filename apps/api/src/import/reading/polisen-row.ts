import type { Mapping } from '@lagesbild/contract';
import { STRAY_BEYOND_M } from './area.ts';
import { civilMs, daysInMonth, dayText, MONTH_NAME, monthByName } from './calendar.ts';
import { type CategoryLookup, categoryOf } from './category.ts';
import type { Clock } from './clock.ts';
import { readDate } from './date.ts';
import type { RowReader } from './incident-row.ts';
import type { Columns } from './normaliser.ts';
import { createPlaceReader } from './place.ts';
import { createReach, type Outline } from './reach.ts';
import { refuse, shorten } from './rejection.ts';

/** `DD månad HH:MM, TYPE, PLACE`, or `HH.MM`. */
const TITLE = new RegExp(String.raw`^\s*(\d{1,2})\s+(${MONTH_NAME})\s+(\d{1,2})[:.](\d{2})\s*,`, 'i');
const SUMMARY = /^sammanfattning/i;

/**
 * Events of polisen.se. `mapping.columns`: id, occurred_from (the title), registered (the publishing time), category
 * (the type), x and y (the centre, in one column), area_name (the location's name), period (the summary, compared only).
 *
 * The place is known to the municipality, or to the county when the location is one. What was published twice under
 * two ids shares a report, so that counts of reports count it once while every row keeps its identity.
 */
export function createPolisenReader(
  mapping: Mapping,
  at: Columns,
  clock: Clock,
  lookup: CategoryLookup,
  outline: Outline | null,
): RowReader {
  const readPlace = createPlaceReader(mapping, at);
  const reaches = outline ? createReach(outline, STRAY_BEYOND_M) : null;
  const cell = (values: readonly string[], column: number) => (column === -1 ? '' : (values[column] ?? '').trim());

  return (row, values) => {
    const type = cell(values, at.category);
    if (SUMMARY.test(type)) return { kind: 'skipped', row, reason: 'summary' };
    const title = cell(values, at.occurred_from);
    const published = readDate(cell(values, at.registered), 'ymd');
    if (typeof published === 'string') return refuse(row, published, at.registered, values);
    const publishedUtc = published.offset === null ? clock.toUtc(published.local) : published.local - published.offset;
    const publishedLocal = clock.toLocal(publishedUtc);
    const local = titleTime(title, publishedLocal);
    if (local === null) return refuse(row, 'bad_title', at.occurred_from, values);

    const location = cell(values, at.area_name);
    const precision = / län$/i.test(location) ? 'county' : 'municipality';
    const place = readPlace(values, precision);
    if (typeof place === 'string') return refuse(row, place, at.x, values);
    const { lon, lat } = place;
    return {
      kind: 'incident',
      row,
      id: cell(values, at.id) || null,
      occurred_from: clock.toUtc(local),
      occurred_to: null,
      time_precision: 'minute',
      reported_at: null,
      registered: dayText(publishedLocal),
      source_category: type === '' ? null : shorten(type),
      category: categoryOf(lookup, type, mapping.category_default),
      lon,
      lat,
      precision,
      discovery: mapping.discovery ?? null,
      counting_unit: mapping.counting_unit,
      report: `${dayText(local)} ${title}\n${cell(values, at.period)}`,
      // A county's centre says nothing of where in the county it was.
      stray: precision === 'municipality' && reaches !== null && lon !== null && lat !== null && !reaches(lon, lat),
    };
  };
}

/**
 * The event's wall-clock time from its title, which has no year: the year that brings it nearest to the publishing
 * (31 December published on 1 January is last year's). 29 February takes the nearest year that has one.
 *
 * @returns wall-clock ms as if UTC, null when the title holds no time
 */
export function titleTime(title: string, publishedLocal: number): number | null {
  const match = TITLE.exec(title);
  if (!match) return null;
  const day = Number(match[1]);
  const month = monthByName(match[2] as string);
  const hour = Number(match[3]);
  const minute = Number(match[4]);
  if (hour > 23 || minute > 59) return null;
  const year = new Date(publishedLocal).getUTCFullYear();
  let best: number | null = null;
  for (const candidate of [year, year - 1, year + 1, year - 2, year - 3]) {
    if (day < 1 || day > daysInMonth(candidate, month)) continue;
    const local = civilMs(candidate, month, day) + (hour * 60 + minute) * 60_000;
    if (best === null || Math.abs(local - publishedLocal) < Math.abs(best - publishedLocal)) best = local;
  }
  return best;
}
