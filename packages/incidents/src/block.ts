import { CodecError } from './codec-error.ts';
import { type ColumnArrays, dayOf, MINUTES_PER_DAY, NO_DAY, NO_REPORT } from './columns.ts';
import { mortonHigh, mortonLow, unsigned } from './morton.ts';
import { orderBy } from './order.ts';
import { fold, PlaneReader, PlaneWriter, unfold } from './plane.ts';

/** Rows in a block. Each block can be read without the ones before it. */
export const BLOCK_ROWS = 65536;

/** No block is larger: every plane of every column, and room for the marks. */
export const blockBytesMax = (rows: number): number => rows * 52 + 256;

/**
 * Rows [from, to) of the columns as bytes. Positions are written once each, in Morton order, and rows refer to them:
 * incidents are located to addresses and stops, so a block of 65,536 rows has far fewer places than rows.
 */
export function encodeBlock(columns: ColumnArrays, from: number, to: number): Uint8Array {
  const rows = to - from;
  const out = new PlaneWriter(blockBytesMax(rows));
  const places = distinctPlaces(columns.x.subarray(from, to), columns.y.subarray(from, to));
  out.words(Uint32Array.of(places.x.length));
  out.differences(places.x);
  out.differences(places.y);
  out.differences(places.index);

  const minute = columns.minute.subarray(from, to);
  const day = Int32Array.from(minute, dayOf);
  out.differences(day);
  out.small(Uint8Array.from(minute, (value, i) => Math.floor((value - day[i]! * MINUTES_PER_DAY) / 60)));
  out.small(Uint8Array.from(minute, (value, i) => (value - day[i]! * MINUTES_PER_DAY) % 60));
  out.words(Uint32Array.from(columns.duration_min.subarray(from, to), fold));

  const registered = columns.registered.subarray(from, to);
  out.small(Uint8Array.from(registered, (value) => (value === NO_DAY ? 0 : 1)));
  out.words(Uint32Array.from(registered, (value, i) => (value === NO_DAY ? 0 : fold((value - day[i]!) | 0))));

  const report = columns.report.subarray(from, to).slice();
  out.small(Uint8Array.from(report, (value) => (value === NO_REPORT ? 0 : 1)));
  for (let i = 0, last = 0; i < rows; i++) {
    if (report[i] === NO_REPORT) report[i] = last;
    last = report[i]!;
  }
  out.differences(report);
  out.differences(columns.row.subarray(from, to));
  for (const name of ['time_precision', 'precision', 'discovery', 'unit', 'category'] as const)
    out.small(columns[name].subarray(from, to));
  return out.bytes.subarray(0, out.length);
}

/** Reads a block into rows [from, from + rows). @throws {CodecError} when it holds more or less than that */
export function decodeBlock(bytes: Uint8Array, columns: ColumnArrays, from: number, rows: number): void {
  const input = new PlaneReader(bytes);
  const to = from + rows;
  const spare = new Uint32Array(rows);
  const places = input.words(new Uint32Array(1))[0]!;
  if (places > rows) throw new CodecError(`a block of ${rows} rows has ${places} places`);
  const placeX = new Int32Array(places);
  const placeY = new Int32Array(places);
  const index = new Int32Array(rows);
  input.differences(placeX, spare);
  input.differences(placeY, spare);
  input.differences(index, spare);
  const x = columns.x.subarray(from, to);
  const y = columns.y.subarray(from, to);
  for (let i = 0; i < rows; i++) {
    const place = index[i]!;
    if (place < 0 || place >= places) throw new CodecError(`place ${place} of ${places}`);
    x[i] = placeX[place]!;
    y[i] = placeY[place]!;
  }

  const day = index;
  const hour = new Uint8Array(rows);
  const sixtieth = new Uint8Array(rows);
  input.differences(day, spare);
  input.small(hour);
  input.small(sixtieth);
  const minute = columns.minute.subarray(from, to);
  for (let i = 0; i < rows; i++) minute[i] = day[i]! * MINUTES_PER_DAY + hour[i]! * 60 + sixtieth[i]!;

  input.words(spare);
  const duration = columns.duration_min.subarray(from, to);
  for (let i = 0; i < rows; i++) duration[i] = unfold(spare[i]!);

  const present = hour;
  input.small(present);
  input.words(spare);
  const registered = columns.registered.subarray(from, to);
  for (let i = 0; i < rows; i++) registered[i] = present[i] === 0 ? NO_DAY : day[i]! + unfold(spare[i]!);

  input.small(present);
  const report = columns.report.subarray(from, to);
  input.differences(report, spare);
  for (let i = 0; i < rows; i++) if (present[i] === 0) report[i] = NO_REPORT;
  input.differences(columns.row.subarray(from, to), spare);
  for (const name of ['time_precision', 'precision', 'discovery', 'unit', 'category'] as const)
    input.small(columns[name].subarray(from, to));
  if (input.position !== bytes.length)
    throw new CodecError(`a block of ${rows} rows takes ${input.position} bytes and has ${bytes.length}`);
}

/** The distinct places in Morton order, and for each row which one it is. */
function distinctPlaces(x: Int32Array, y: Int32Array): { x: Int32Array; y: Int32Array; index: Int32Array } {
  const rows = x.length;
  const high = Uint32Array.from(x, (value, i) => mortonHigh(unsigned(value), unsigned(y[i]!)));
  const low = Uint32Array.from(x, (value, i) => mortonLow(unsigned(value), unsigned(y[i]!)));
  const order = orderBy(rows, [high, low]);
  const placeX = new Int32Array(rows);
  const placeY = new Int32Array(rows);
  const index = new Int32Array(rows);
  let places = 0;
  for (const i of order) {
    if (places === 0 || placeX[places - 1] !== x[i] || placeY[places - 1] !== y[i]) {
      placeX[places] = x[i]!;
      placeY[places] = y[i]!;
      places++;
    }
    index[i] = places - 1;
  }
  return { x: placeX.subarray(0, places), y: placeY.subarray(0, places), index };
}
