import { type ColumnInput, gatherColumns, orderRows, type RowOrder } from './build.ts';
import {
  type Allocate,
  allocateOwn,
  type ColumnHeader,
  type Columns,
  INT32_COLUMNS,
  NO_REPORT,
  UINT8_COLUMNS,
} from './columns.ts';
import { isDrawn } from './kind.ts';
import { mortonHigh, mortonLow, unsigned } from './morton.ts';
import { orderBy } from './order.ts';
import type { Days } from './parts.ts';

/** What makes two rows rows of one report: a whole number per row, the same for the same report; or NO_REPORT_KEY. */
export type ReportKeys = Float64Array;
export const NO_REPORT_KEY = Number.POSITIVE_INFINITY;

/** Reports numbered by the order of their keys, so that rows come in the same order whichever of them are there. O(rows). */
export function numberReportKeys(keys: ReportKeys): Int32Array {
  const high = Uint32Array.from(keys, (key) => (key === NO_REPORT_KEY ? 2 ** 32 - 1 : Math.floor(key / 2 ** 32)));
  const low = Uint32Array.from(keys, (key) => key % 2 ** 32); // of NO_REPORT_KEY that is 0
  const numbers = new Int32Array(keys.length).fill(NO_REPORT);
  let number = -1;
  let last = Number.NaN;
  for (const i of orderBy(keys.length, [high, low])) {
    const key = keys[i]!;
    if (key === NO_REPORT_KEY) break;
    if (key !== last) number++;
    last = key;
    numbers[i] = number;
  }
  return numbers;
}

export interface Merged {
  readonly columns: Columns;
  /** per row, its place before; or, from the number of rows before on, its place among the added */
  readonly from: Uint32Array;
  /** so many rows at the start are as they were */
  readonly unchanged: number;
}

/**
 * Columns without some of their rows and with others: equal, byte for byte, to columns built anew from all of them, in
 * little more than the time of a copy. A report that loses or gains a row may move as a whole, since its rows stand on
 * the day of the first: its rows are sorted again, with the added ones, and all others stay in their order.
 *
 * @param before  columns built from reports numbered by `numberReportKeys`, the keys in the same order, and their days
 * @param gone    per row before: 1 if it is no longer there
 * @param added   rows in any order; their `report` isn't read
 * @param header  of the result; its categories are the same
 *
 * O(rows) for the copy, O(m log rows) for m rows that are added or move.
 */
export function mergeColumns(
  before: { columns: Columns; days: Days; reportKey: ReportKeys },
  gone: Uint8Array,
  added: { rows: ColumnInput; reportKey: ReportKeys },
  header: ColumnHeader,
  allocate: Allocate = allocateOwn,
): Merged {
  const count = before.columns.count;
  const leaves = gone.slice();
  const moved = takeTouched(before.reportKey, leaves, added.reportKey);
  const { rows, reportKey } = withMoved(before, moved, added);
  const order = orderRows({ ...rows, report: numberReportKeys(reportKey) });

  const stays = count - leaves.reduce((sum, leaving) => sum + leaving, 0);
  const from = new Uint32Array(stays + order.order.length);
  let n = 0;
  let next = 0;
  const keepUntil = (place: number): void => {
    for (; next < place; next++) if (leaves[next] === 0) from[n++] = next;
  };
  for (const s of order.order) {
    keepUntil(placeOf(s, order, reportKey, before));
    from[n++] = count + s;
  }
  keepUntil(count);

  const columns = gatherColumns(sideBySide(before.columns, rows, reportKey), from, header, allocate);
  const size = added.rows.row.length;
  for (let k = 0; k < n; k++) if (from[k]! >= count + size) from[k] = moved[from[k]! - count - size]!;
  let unchanged = 0;
  while (unchanged < Math.min(n, count) && from[unchanged] === unchanged) unchanged++;
  return { columns, from, unchanged };
}

/** Marks the other rows of every report that loses or gains one as leaving too. @returns their places */
function takeTouched(keys: ReportKeys, leaves: Uint8Array, added: ReportKeys): Uint32Array {
  const touched = new Set<number>(added);
  for (let i = 0; i < keys.length; i++) if (leaves[i] === 1) touched.add(keys[i]!);
  touched.delete(NO_REPORT_KEY);
  const moved: number[] = [];
  for (let i = 0; i < keys.length; i++) {
    if (keys[i] === NO_REPORT_KEY || leaves[i] === 1 || !touched.has(keys[i]!)) continue;
    leaves[i] = 1;
    moved.push(i);
  }
  return Uint32Array.from(moved);
}

/** The added rows, and after them those that move. */
function withMoved(
  { columns, reportKey: keys }: { columns: Columns; reportKey: ReportKeys },
  moved: Uint32Array,
  added: { rows: ColumnInput; reportKey: ReportKeys },
): { rows: Omit<ColumnInput, 'report'>; reportKey: ReportKeys } {
  const size = added.reportKey.length;
  const joined = (name: keyof ColumnInput): Float64Array => {
    const values = new Float64Array(size + moved.length);
    values.set(added.rows[name]);
    for (let m = 0; m < moved.length; m++) values[size + m] = columns[name][moved[m]!]!;
    return values;
  };
  const names = [...INT32_COLUMNS, ...UINT8_COLUMNS].filter((name) => name !== 'report');
  const rows = Object.fromEntries(names.map((name) => [name, joined(name)])) as unknown as Omit<ColumnInput, 'report'>;
  const reportKey = new Float64Array(size + moved.length);
  reportKey.set(added.reportKey);
  for (let m = 0; m < moved.length; m++) reportKey[size + m] = keys[moved[m]!]!;
  return { rows, reportKey };
}

/** How many of the rows before come before row `s` of the order. */
function placeOf(
  s: number,
  order: RowOrder,
  reportKey: ReportKeys,
  before: { columns: Columns; days: Days; reportKey: ReportKeys },
): number {
  const { columns, days } = before;
  const day = unsigned(order.headDay[s]! | 0) | 0;
  if (day < days.first) return 0;
  if (day > days.last) return columns.count;
  let from = days.start[day - days.first]!;
  let to = days.start[day - days.first + 1]!;
  while (from < to) {
    const middle = (from + to) >>> 1;
    if (comesBefore(middle)) from = middle + 1;
    else to = middle;
  }
  return from;

  function comesBefore(i: number): boolean {
    const x = unsigned(columns.x[i]!);
    const y = unsigned(columns.y[i]!);
    const high = mortonHigh(x, y);
    if (high !== order.high[s]) return high < order.high[s]!;
    const low = mortonLow(x, y);
    if (low !== order.low[s]) return low < order.low[s]!;
    const key = before.reportKey[i]!;
    if (key !== reportKey[s]) return key < reportKey[s]!;
    const drawn = isDrawn(columns.x[i]!, columns.precision[i]!) ? 1 : 0;
    if (drawn !== order.drawn[s]) return drawn < order.drawn[s]!;
    const minute = unsigned(columns.minute[i]!);
    if (minute !== order.minute[s]) return minute < order.minute[s]!;
    return columns.row[i]! < order.id[s]!;
  }
}

/** The columns before and the rows to put in, one after the other, with a number of its own for each report. */
function sideBySide(columns: Columns, rows: Omit<ColumnInput, 'report'>, reportKey: ReportKeys): ColumnInput {
  const join = (name: Exclude<keyof ColumnInput, 'report'>): ArrayLike<number> => {
    const before = columns[name];
    const both = new (before.constructor as Int32ArrayConstructor)(columns.count + rows.row.length);
    both.set(before);
    both.set(rows[name], columns.count);
    return both;
  };
  const report = new Int32Array(columns.count + rows.row.length);
  report.set(columns.report);
  let top = NO_REPORT;
  for (const number of columns.report) if (number > top) top = number;
  // Rows of one report are either all among those that stay or all among these.
  numberReportKeys(reportKey).forEach((number, s) => {
    report[columns.count + s] = number === NO_REPORT ? NO_REPORT : top + 1 + number;
  });
  const names = [...INT32_COLUMNS, ...UINT8_COLUMNS].filter((name) => name !== 'report');
  return { ...(Object.fromEntries(names.map((name) => [name, join(name)])) as unknown as ColumnInput), report };
}
