import type { Mapping } from '@lagesbild/contract';
import { STRAY_BEYOND_M } from './area.ts';
import { dayText } from './calendar.ts';
import { type CategoryLookup, categoryOf } from './category.ts';
import type { Clock } from './clock.ts';
import type { Outcome, Rejection } from './draft.ts';
import { createMomentReader, endOf } from './moment.ts';
import type { Columns } from './normaliser.ts';
import { createPlaceReader } from './place.ts';
import { createReach, type Outline } from './reach.ts';
import { type Refused, refuse, shorten } from './rejection.ts';
import { readCountingUnit, readDiscovery, readPrecision } from './vocabulary.ts';

export type RowReader = (row: number, values: readonly string[]) => Exclude<Outcome, Rejection> | Refused;

/** Rows of a table with one incident each: CSV, workbook, GeoJSON, data.police.uk. */
export function createIncidentReader(
  mapping: Mapping,
  at: Columns,
  clock: Clock,
  lookup: CategoryLookup,
  outline: Outline | null,
): RowReader {
  const readMoment = createMomentReader(mapping, clock);
  const readPlace = createPlaceReader(mapping, at);
  const reaches = outline ? createReach(outline, STRAY_BEYOND_M) : null;
  const { crowded, counting_unit } = mapping;
  const anyCrowded = Object.keys(crowded).length > 0;
  const cell = (values: readonly string[], column: number) => (column === -1 ? '' : (values[column] as string).trim());

  return (row, values) => {
    let precision = (at.precision === -1 ? null : readPrecision(cell(values, at.precision))) ?? mapping.precision;
    const place = readPlace(values, precision);
    if (typeof place === 'string') return refuse(row, place, faultyAxis(values, at), values);
    const { lon, lat, key } = place;
    if (anyCrowded && Object.hasOwn(crowded, key)) {
      if (crowded[key] === 'leave_out') return { kind: 'skipped', row, reason: 'crowded' };
      if (crowded[key] === 'coarsen' && (precision === 'point' || precision === 'segment')) precision = 'area';
    }

    const date = cell(values, at.occurred_from);
    if (date === '') return refuse(row, 'no_date', at.occurred_from, values);
    const from = readMoment(date, cell(values, at.occurred_from_time));
    if (typeof from === 'string') {
      return refuse(
        row,
        from,
        from === 'bad_time' && at.occurred_from_time !== -1 ? at.occurred_from_time : at.occurred_from,
        values,
      );
    }
    let occurred_to: number | null = null;
    const toDate = cell(values, at.occurred_to);
    const toTime = cell(values, at.occurred_to_time);
    // A time alone ends on the day it started, or in the night after.
    if (toDate !== '' || toTime !== '') {
      const to = readMoment(toDate || date, toTime);
      const column = toDate === '' ? at.occurred_to_time : at.occurred_to;
      if (typeof to === 'string') return refuse(row, to, column, values);
      let end = endOf(to, clock);
      if (toDate === '' && end < from.utc) end += 86_400_000;
      if (end < from.utc) return refuse(row, 'ends_before_start', column, values);
      // The same day twice says no more than the day itself.
      occurred_to = to.utc === from.utc && to.precision === from.precision ? null : end;
    }

    const reported = at.reported_at === -1 ? '' : cell(values, at.reported_at);
    const reported_at = reported === '' ? null : readMoment(reported, '');
    if (typeof reported_at === 'string') return refuse(row, reported_at, at.reported_at, values);
    const entered = at.registered === -1 ? '' : cell(values, at.registered);
    const registered = entered === '' ? null : readMoment(entered, '');
    if (typeof registered === 'string') return refuse(row, registered, at.registered, values);

    const source_category = cell(values, at.category);
    return {
      kind: 'incident',
      row,
      id: at.id === -1 ? null : cell(values, at.id) || null,
      occurred_from: from.utc,
      occurred_to,
      time_precision: from.precision,
      reported_at: reported_at === null ? null : reported_at.utc,
      registered: registered === null ? null : dayText(registered.local),
      source_category: source_category === '' ? null : shorten(source_category),
      category: categoryOf(lookup, source_category, mapping.category_default),
      lon,
      lat,
      precision,
      discovery: (at.discovery === -1 ? null : readDiscovery(cell(values, at.discovery))) ?? mapping.discovery ?? null,
      counting_unit:
        (at.counting_unit === -1 ? null : readCountingUnit(cell(values, at.counting_unit))) ?? counting_unit,
      report: at.report === -1 ? null : cell(values, at.report) || null,
      stray: reaches !== null && lon !== null && lat !== null && !reaches(lon, lat),
    };
  };
}

/** The axis to show with a faulty place: the one that isn't a number, else x. */
function faultyAxis(values: readonly string[], at: Columns): number {
  if (at.x === -1 || at.y === -1) return at.x;
  const isNumber = (column: number) => /^[-+\d.,\s]+$/.test(values[column] ?? '');
  return isNumber(at.x) && !isNumber(at.y) && values[at.y] !== '' ? at.y : at.x;
}
