import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { buildColumns } from './build.ts';
import { NO_REPORT } from './columns.ts';
import { mergeColumns, NO_REPORT_KEY, numberReportKeys, type ReportKeys } from './merge.ts';
import { Store } from './store.ts';
import { columnInput, HEADER, POLYGONS, type Row, randomRows, toMercator } from './testing.ts';

vi.setConfig({ testTimeout: 60_000 });

/** Keys in another order than the numbers. */
const keysOf = (rows: readonly Row[]): ReportKeys =>
  Float64Array.from(rows, ({ report }) => (report === NO_REPORT ? NO_REPORT_KEY : (report * 7919) % 1009));

/** Columns as they are built from all rows at once, with the keys in their order. */
function built(rows: readonly Row[], dataVersion = HEADER.dataVersion) {
  const input = { ...columnInput(rows), report: numberReportKeys(keysOf(rows)) };
  const columns = buildColumns(input, { ...HEADER, dataVersion });
  const byId = new Map(rows.map((row, i) => [row.row, keysOf(rows)[i]!]));
  const reportKey = Float64Array.from(columns.row, (id) => byId.get(id)!);
  const { days } = Store.build(columns, { polygons: POLYGONS, toMercator }).parts();
  return { columns, reportKey, days };
}

function merged(before: readonly Row[], leaving: (row: Row) => boolean, added: readonly Row[]) {
  const start = built(before);
  const gone = new Set(before.filter(leaving).map(({ row }) => row));
  const marks = Uint8Array.from(start.columns.row, (id) => (gone.has(id) ? 1 : 0));
  const rows = { rows: columnInput(added), reportKey: keysOf(added) };
  return { start, ...mergeColumns(start, marks, rows, { ...HEADER, dataVersion: 8 }) };
}

describe('merged columns', () => {
  test('are the columns that all rows together give', () => {
    const size = fc.integer({ min: 0, max: 120 });
    fc.assert(
      fc.property(size, size, fc.integer(), fc.integer({ min: 0, max: 10 }), (n, m, seed, share) => {
        const all = randomRows(n + m, seed, { days: 6, places: 3 });
        // Numbers of rows and their places in time have nothing to do with which come first.
        const isLate = (row: Row): boolean => ((row.row * 2654435761) >>> 0) % (n + m) >= n;
        const [before, added] = [all.filter((row) => !isLate(row)), all.filter(isLate)];
        const leaving = (row: Row): boolean => ((row.row * 40503) >>> 0) % 10 < share;
        const { start, columns, from, unchanged } = merged(before, leaving, added);
        const expected = built([...before.filter((row) => !leaving(row)), ...added], 8);
        expect(columns).toEqual(expected.columns);
        const ids = [...start.columns.row, ...added.map(({ row }) => row)];
        expect(Array.from(from, (at) => ids[at])).toEqual([...expected.columns.row]);
        expect([...columns.row.subarray(0, unchanged)]).toEqual([...start.columns.row.subarray(0, unchanged)]);
      }),
      { numRuns: 300 },
    );
  });

  test('say how many rows at the start are as they were', () => {
    const early = randomRows(50, 1, { days: 5 });
    const later = randomRows(20, 2, { days: 3 }).map((row) => ({
      ...row,
      ...{ minute: row.minute + 1440 * 10, row: row.row + 100, report: NO_REPORT },
    }));
    expect(merged(early, () => false, later).unchanged).toBe(50);
    expect(merged(early, () => false, []).unchanged).toBe(50);
    expect(merged([...early, ...later], ({ row }) => row > 100, []).unchanged).toBe(50);
    expect(merged(later, () => false, early).unchanged).toBe(0);
  });

  test('take a report to the day of its first row, and back', () => {
    const [head, tail] = [randomRows(1, 3)[0]!, randomRows(1, 3)[0]!].map((row, i) => ({
      ...row,
      ...{ row: i + 1, report: 5, minute: i * 1440 * 3 },
    })) as [Row, Row];
    const between = { ...head, row: 3, report: NO_REPORT, minute: 1440 };
    expect([...merged([tail, between], () => false, [head]).columns.row]).toEqual([1, 2, 3]);
    expect([...merged([head, tail, between], ({ row }) => row === 1, []).columns.row]).toEqual([3, 2]);
  });
});
