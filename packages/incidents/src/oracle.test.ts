import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { NO_POSITION, NO_REPORT } from './columns.ts';
import { type FilterLike, isoDay } from './criteria.ts';
import { contains } from './polygon.ts';
import type { TallyCounts } from './tally.ts';
import { CATEGORIES, columnsOf, criteriaOf, POLYGONS, type Row, randomRows, storeOf, VOCABULARY } from './testing.ts';

vi.setConfig({ testTimeout: 60_000 }); // hundreds of generated worlds, on a machine that may be busy

/**
 * The same questions answered the slow and obvious way, straight from the definitions in the contract: one loop over
 * rows per figure, groups by name. The store must agree on every figure of every filter.
 */
type Axis = 'days' | 'hours' | 'categories' | 'places' | 'discovery' | 'hourless';

const drawn = (row: Row): boolean => row.precision <= 1 && row.x !== NO_POSITION;
const day = (row: Row): number => Math.floor(row.minute / 1440);
const hour = (row: Row): number => Math.floor((row.minute - day(row) * 1440) / 60);
const weekday = (at: number): number => (((at + 3) % 7) + 7) % 7; // Monday 0

/** Whether a row passes, if the limits on `but` are lifted. */
function passes(row: Row, filter: FilterLike, but?: Axis): boolean {
  const at = isoDay(day(row));
  if (
    but !== 'days' &&
    ((filter.from !== undefined && at < filter.from) || (filter.to !== undefined && at > filter.to))
  )
    return false;
  if (but !== 'categories' && filter.categories !== undefined && !filter.categories.includes(CATEGORIES[row.category]!))
    return false;
  const inside = (slug: string): boolean => drawn(row) && contains(POLYGONS.get(slug)!, row.x, row.y);
  if (but !== 'places' && filter.places?.length && !filter.places.some(inside)) return false;
  if (filter.areas?.length && !filter.areas.some(inside)) return false;
  const discoveries = filter.discovery?.length ? filter.discovery : VOCABULARY.DEFAULT_DISCOVERIES;
  if (but !== 'discovery' && !discoveries.includes(VOCABULARY.DISCOVERIES[row.discovery]!)) return false;
  if (filter.precision?.length && !filter.precision.includes(VOCABULARY.PRECISIONS[row.precision]!)) return false;
  if (but === 'hours') return row.time_precision <= 1;

  const range = filter.hours !== undefined && filter.hours.start !== filter.hours.end ? filter.hours : undefined;
  const some = filter.weekdays?.length && new Set(filter.weekdays).size < 7;
  const days = some ? filter.weekdays!.map((iso) => iso - 1) : undefined;
  const unknown = (range !== undefined && row.time_precision > 1) || (days !== undefined && row.time_precision > 2);
  if (unknown) return but === 'hourless';
  const late = range !== undefined && range.start > range.end && hour(row) < range.end; // belongs to the evening before
  if (days !== undefined && !days.includes(weekday(day(row) - (late ? 1 : 0)))) return false;
  if (range === undefined) return true;
  if (range.start < range.end) return hour(row) >= range.start && hour(row) < range.end;
  return hour(row) >= range.start || hour(row) < range.end;
}

/** The rows that count: the first of each group, by time and then number. */
function counted(rows: readonly Row[], filter: FilterLike, but?: Axis, only?: (row: Row) => boolean): Row[] {
  const seen = new Set<string>();
  return [...rows]
    .sort((a, b) => a.minute - b.minute || a.row - b.row)
    .filter((row) => passes(row, filter, but) && (only === undefined || only(row)))
    .filter((row) => {
      if (filter.unit === 'row' || row.report === NO_REPORT) return true;
      const group = `${row.report} ${row.x} ${row.y} ${drawn(row)}`;
      if (seen.has(group)) return false;
      seen.add(group);
      return true;
    });
}

function slowTally(rows: readonly Row[], filter: FilterLike): TallyCounts {
  const n = counted(rows, filter);
  const days = rows.map(day);
  const first = Math.min(...days);
  const perDay = new Array<number>(rows.length === 0 ? 0 : Math.max(...days) - first + 1).fill(0);
  for (const row of counted(rows, filter, 'days')) perDay[day(row) - first]!++;
  const perHour = new Array<number>(168).fill(0);
  for (const row of counted(rows, filter, 'hours')) perHour[weekday(day(row)) * 24 + hour(row)]!++;
  return {
    data_version: 7,
    total: counted(rows, { discovery: VOCABULARY.DISCOVERIES, unit: filter.unit }).length,
    n: n.length,
    mapped: n.filter(drawn).length,
    left_out: {
      discovery: counted(rows, filter, 'discovery').length - n.length,
      hourless: counted(rows, filter, 'hourless').length - n.length,
      coarse: n.filter((row) => !drawn(row)).length,
    },
    first_day: rows.length === 0 ? null : isoDay(first),
    days: perDay,
    hours: perHour,
    categories: Object.fromEntries(
      CATEGORIES.map((code, at) => [code, counted(rows, filter, 'categories', (row) => row.category === at).length]),
    ),
    places: Object.fromEntries(
      [...POLYGONS].map(([slug, polygon]) => [
        slug,
        counted(rows, filter, 'places', (row) => drawn(row) && contains(polygon, row.x, row.y)).length,
      ]),
    ),
  };
}

const some = <T>(values: readonly T[]): fc.Arbitrary<T[] | undefined> =>
  fc.option(fc.subarray([...values]), { nil: undefined });
const dayText = fc.option(fc.integer({ min: -3, max: 24 }).map(isoDay), { nil: undefined });
const filters: fc.Arbitrary<FilterLike> = fc
  .record({
    from: dayText,
    to: dayText,
    hours: fc.option(fc.record({ start: fc.integer({ min: 0, max: 23 }), end: fc.integer({ min: 0, max: 23 }) }), {
      nil: undefined,
    }),
    weekdays: some([1, 2, 3, 4, 5, 6, 7]),
    categories: some(CATEGORIES),
    places: some(['north', 'middle']),
    areas: some(['east']),
    discovery: some(VOCABULARY.DISCOVERIES),
    precision: some(VOCABULARY.PRECISIONS),
    unit: fc.constantFrom('report', 'row', undefined),
  })
  .map((filter) =>
    filter.from !== undefined && filter.to !== undefined && filter.from > filter.to
      ? { ...filter, to: undefined }
      : filter,
  );
const worlds = fc.tuple(fc.integer({ min: 0, max: 120 }), fc.integer(), fc.integer({ min: 1, max: 24 }));

describe('a store agrees with the definitions', () => {
  test('on every figure of a tally, one filter after another on the same store', () => {
    fc.assert(
      fc.property(worlds, fc.array(filters, { minLength: 1, maxLength: 5 }), ([count, seed, days], asked) => {
        const rows = randomRows(count, seed, { days, places: 5 });
        const store = storeOf(rows);
        for (const filter of asked) expect(store.tally(criteriaOf(filter))).toEqual(slowTally(rows, filter));
      }),
      { numRuns: 200 },
    );
  });

  test('on which rows are selected', () => {
    fc.assert(
      fc.property(worlds, filters, ([count, seed, days], filter) => {
        const rows = randomRows(count, seed, { days, places: 5 });
        const store = storeOf(rows);
        const { index, n } = store.select(criteriaOf(filter));
        const ids = Array.from(index, (i) => store.columns.row[i]!).sort((a, b) => a - b);
        expect(ids).toEqual(
          counted(rows, filter)
            .map((row) => row.row)
            .sort((a, b) => a - b),
        );
        expect(n).toBe(ids.length);
      }),
      { numRuns: 120 },
    );
  });

  test('on counts per cell, while the brush moves on the same store', () => {
    const spec = { west_m: -2000, south_m: -2000, cell_m: 250, columns: 14, rows: 16 };
    fc.assert(
      fc.property(worlds, fc.array(filters, { minLength: 1, maxLength: 5 }), ([count, seed, days], asked) => {
        const rows = randomRows(count, seed, { days, places: 5 });
        const store = storeOf(rows);
        for (const filter of asked) {
          const slow = new Uint32Array(spec.columns * spec.rows);
          for (const row of counted(rows, filter)) {
            const column = Math.floor((row.x / 100 - spec.west_m) / spec.cell_m);
            const line = Math.floor((row.y / 100 - spec.south_m) / spec.cell_m);
            if (drawn(row) && column >= 0 && column < 14 && line >= 0 && line < 16) slow[line * 14 + column]!++;
          }
          expect(store.grid(criteriaOf(filter), spec)).toEqual(slow);
        }
      }),
      { numRuns: 100 },
    );
  });

  test('whatever order the rows come in', () => {
    fc.assert(
      fc.property(worlds, fc.integer(), ([count, seed, days], shuffle) => {
        const rows = randomRows(count, seed, { days, places: 5 });
        const random = [...rows].sort((a, b) => Math.sin(a.row * 99 + shuffle) - Math.sin(b.row * 99 + shuffle));
        expect(columnsOf(random)).toEqual(columnsOf(rows));
      }),
      { numRuns: 100 },
    );
  });
});
