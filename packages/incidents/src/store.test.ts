import { describe, expect, test } from 'vitest';
import { buildColumns } from './build.ts';
import { NO_POSITION, NO_REPORT } from './columns.ts';
import { CriteriaError } from './criteria.ts';
import { Store } from './store.ts';
import {
  columnInput,
  columnsOf,
  criteriaOf,
  EVERYTHING,
  HEADER,
  POLYGONS,
  type Row,
  randomRows,
  storeOf,
  toMercator,
} from './testing.ts';

const base: Row = {
  ...{ x: 10_000, y: 10_000, minute: 0, duration_min: 0, time_precision: 0, precision: 0, discovery: 0, unit: 1 },
  ...{ registered: 0, category: 0, report: NO_REPORT, row: 0 },
};
const rowsOf = (...changes: Partial<Row>[]): Row[] => changes.map((change, row) => ({ ...base, row, ...change }));
/** Local minute of a day (1970-01-02 was a Friday) and hour. */
const at = (day: number, hour: number): number => day * 1440 + hour * 60;

describe('counting', () => {
  test('counts twenty offences of one report at one place once, and at two places twice', () => {
    const one = rowsOf(...Array.from({ length: 20 }, () => ({ report: 5 })));
    expect(storeOf(one).tally(criteriaOf())).toMatchObject({ total: 1, n: 1 });
    expect(storeOf(one).tally(criteriaOf({ unit: 'row' }))).toMatchObject({ total: 20, n: 20 });
    const two = one.map((row, i) => ({ ...row, x: i % 2 === 0 ? 10_000 : 20_000 }));
    expect(storeOf(two).tally(criteriaOf()).n).toBe(2);
  });

  test('counts rows without a report number each for itself', () => {
    expect(storeOf(rowsOf({}, {}, {})).tally(criteriaOf()).n).toBe(3);
  });

  test('lets an hour range past midnight belong to the evening it began in', () => {
    const store = storeOf(
      rowsOf(
        { minute: at(1, 23) },
        { minute: at(2, 1) },
        { minute: at(1, 1) },
        { minute: at(2, 23) },
        { minute: at(2, 2) },
      ),
    );
    const friday = criteriaOf({ hours: { start: 22, end: 2 }, weekdays: [5] });
    expect(Array.from(store.select(friday).index, (i) => store.columns.row[i])).toEqual([0, 1]);
  });

  test('leaves out and counts rows without an hour, and without a weekday, only where one is asked for', () => {
    const store = storeOf(rowsOf({ time_precision: 2 }, { time_precision: 3 }, { minute: at(0, 5) }));
    expect(store.tally(criteriaOf()).left_out.hourless).toBe(0);
    expect(store.tally(criteriaOf({ hours: { start: 4, end: 6 } }))).toMatchObject({ n: 1, left_out: { hourless: 2 } });
    expect(store.tally(criteriaOf({ weekdays: [4] }))).toMatchObject({ n: 2, left_out: { hourless: 1 } });
    expect(store.tally(criteriaOf({ hours: { start: 7, end: 7 } })).left_out.hourless).toBe(0);
  });

  test('counts what is known only to an area, but never draws it or puts it in a place', () => {
    const store = storeOf(rowsOf({ precision: 2 }, { precision: 3, x: NO_POSITION, y: NO_POSITION }, { precision: 1 }));
    const tally = store.tally(criteriaOf());
    expect(tally).toMatchObject({ n: 3, mapped: 1, left_out: { coarse: 2 }, places: { middle: 1 } });
    expect(store.parts().drawn.row.length).toBe(1);
  });

  test('leaves out what police found unless asked, and says how much that was', () => {
    const store = storeOf(rowsOf({ discovery: 2 }, { discovery: 1 }, { discovery: 3 }, { discovery: 2, category: 1 }));
    expect(store.tally(criteriaOf({ categories: ['theft'] }))).toMatchObject({ n: 1, left_out: { discovery: 2 } });
    expect(store.tally(criteriaOf({ discovery: ['police_discovered'] })).n).toBe(2);
  });

  test('conserves totals: days, hours, categories and cells all add up to the same rows', () => {
    const store = storeOf(randomRows(5000, 8, { days: 40, places: 300 }));
    const sum = (values: Iterable<number>): number => [...values].reduce((a, b) => a + b, 0);
    for (const filter of [EVERYTHING, { ...EVERYTHING, unit: 'report' as const }]) {
      const tally = store.tally(criteriaOf(filter));
      expect(sum(tally.days)).toBe(tally.n);
      expect(tally.mapped + tally.left_out.coarse).toBe(tally.n);
      const spec = { west_m: -2000, south_m: -2000, cell_m: 4000, columns: 1, rows: 1 };
      expect(sum(store.grid(criteriaOf(filter), spec))).toBe(tally.mapped);
      const halves = { ...spec, cell_m: 2000, columns: 2, rows: 2 };
      expect(sum(store.grid(criteriaOf(filter), halves))).toBe(tally.mapped);
    }
    const rows = store.tally(criteriaOf(EVERYTHING));
    expect(sum(Object.values(rows.categories))).toBe(rows.n);
  });

  test('answers an empty store, one row, and all rows alike', () => {
    expect(storeOf([]).tally(criteriaOf())).toMatchObject({ total: 0, n: 0, first_day: null, days: [] });
    expect(storeOf(rowsOf({ minute: -1 })).tally(criteriaOf())).toMatchObject({
      n: 1,
      first_day: '1969-12-31',
      days: [1],
    });
    const alike = storeOf(rowsOf(...Array.from({ length: 50 }, () => ({}))));
    expect(alike.tally(criteriaOf())).toMatchObject({ n: 50, days: [50] });
  });
});

describe('a store', () => {
  test('made from the parts of another answers the same, from shared memory too', () => {
    const allocate = (bytes: number) => new SharedArrayBuffer(bytes);
    const columns = buildColumns(columnInput(randomRows(500, 4)), HEADER, allocate);
    const first = Store.build(columns, { polygons: POLYGONS, toMercator, allocate });
    const copied = structuredClone(first.parts());
    expect(first.parts().drawn.what.buffer).toBeInstanceOf(SharedArrayBuffer);
    const second = Store.fromParts(copied);
    for (const filter of [{}, { places: ['north'] }, { hours: { start: 1, end: 9 } }]) {
      expect(second.tally(criteriaOf(filter))).toEqual(first.tally(criteriaOf(filter)));
      expect(second.tile(criteriaOf(filter), 12, 2252, 1191)).toEqual(first.tile(criteriaOf(filter), 12, 2252, 1191));
    }
  });

  test('lists what lies in a box, the latest first, and how many there are', () => {
    const store = storeOf(rowsOf({ x: 0, minute: 5 }, { x: 0, minute: 9 }, { x: 0, minute: 7 }, { x: 150_000 }));
    const box = [17.99, 59.99, 18.01, 60.01] as const;
    const { incidents, n } = store.listWithin(criteriaOf(), box, 2);
    expect([incidents.map(({ incident_id }) => incident_id), n]).toEqual([[1, 2], 3]);
    expect(incidents[0]).toMatchObject({ category: 'theft', minute: 9, time_precision: 0 });
    expect(store.listWithin(criteriaOf(), [-180, -90, 180, 90], 10).n).toBe(4);
    expect(store.listWithin(criteriaOf(), [10, 10, 11, 11], 10)).toEqual({ incidents: [], n: 0 });
    expect(store.listWithin(criteriaOf(), [18, 60.0008983, 18, 60.0008983], 10).n).toBeLessThanOrEqual(3);
  });

  test.each([1, 30])('lists the latest of %i days by the hour, drawn or not', (days) => {
    const store = storeOf(randomRows(5000, 12, { days }));
    const criteria = criteriaOf({ categories: ['fire', 'theft'] });
    const minutes = Array.from(store.select(criteria).index, (i) => store.columns.minute[i]!).sort((a, b) => b - a);
    for (const limit of [1, 20, 5000]) {
      const { incidents, n } = store.listLatest(criteria, limit);
      expect([n, incidents.map(({ minute }) => minute)]).toEqual([minutes.length, minutes.slice(0, limit)]);
    }
    expect(store.listLatest(criteriaOf({ categories: [] }), 20)).toEqual({ incidents: [], n: 0 });
  });

  test('refuses a grid that is none, and a filter for what is not here', () => {
    const store = storeOf(rowsOf({}));
    const spec = { west_m: 0, south_m: 0, cell_m: 10, columns: 4000, rows: 4000 };
    expect(() => store.grid(criteriaOf(), spec)).toThrow('16000000 cells, 4000000 at most');
    expect(() => store.grid(criteriaOf(), { ...spec, cell_m: 0 })).toThrow(RangeError);
    expect(() => criteriaOf({ categories: ['arson'] })).toThrow(CriteriaError);
    expect(() => criteriaOf({ categories: ['arson'] })).toThrow("categories: arson isn't known here");
    expect(() => criteriaOf({ places: ['atlantis'] })).toThrow('places: atlantis');
    expect(() => criteriaOf({ from: '2026-02-30' })).toThrow('from: 2026-02-30');
    expect(() => criteriaOf({ hours: { start: 3, end: 24 } })).toThrow('hours: 3–24');
  });

  test('refuses columns that do not fit together, naming both numbers', () => {
    const input = columnInput(randomRows(5, 1));
    expect(() => buildColumns({ ...input, x: [1, 2] }, HEADER)).toThrow('column x has 2 rows, row 5');
    expect(() => buildColumns({ ...input, category: [0, 0, 9, 0, 0] }, HEADER)).toThrow('category 9 of 4');
    expect(() => buildColumns({ ...input, x: [0, 0, 0.5, 0, 0] }, HEADER)).toThrow(
      "x 0.5 of row 2 doesn't fit its column",
    );
    expect(columnsOf([]).count).toBe(0);
  });
});

describe('the density of a selection', () => {
  test('integrates to the number of drawn incidents, and follows the filter', () => {
    const store = storeOf(randomRows(400, 6, { places: 40 }));
    const spec = { kernel: 'gaussian', bandwidth_m: 300, cell_m: 100, bounds: [-5000, -5000, 5000, 5000] } as const;
    for (const filter of [EVERYTHING, { categories: ['fire'] }, { categories: [] }]) {
      const field = store.density(criteriaOf(filter), spec);
      const { mapped } = store.tally(criteriaOf(filter));
      expect(field).toMatchObject({ n: mapped, columns: 100, rows: 100, west_m: -5000 });
      const total = field.density.reduce((sum, value) => sum + value * 0.01, 0);
      expect(total).toBeCloseTo(mapped, 3);
    }
  });
});
