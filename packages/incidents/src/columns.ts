/** One value per incident, in flat arrays: what a sweep over a million incidents reads. */
export interface ColumnArrays {
  /** whole centimetres in the municipality's CRS; both NO_POSITION when there is no geometry */
  readonly x: Int32Array;
  readonly y: Int32Array;
  /** occurred_from as local wall-clock minutes since 1970-01-01 00:00 */
  readonly minute: Int32Array;
  /** occurred_to − occurred_from in real minutes; 0 without an end */
  readonly duration_min: Int32Array;
  /** places in the contract's vocabularies */
  readonly time_precision: Uint8Array;
  readonly precision: Uint8Array;
  readonly discovery: Uint8Array;
  readonly unit: Uint8Array;
  /** local day number on which it was registered, NO_DAY if unknown */
  readonly registered: Int32Array;
  /** place in the header's `categories` */
  readonly category: Uint8Array;
  /** dense number per distinct report; NO_REPORT without a report number */
  readonly report: Int32Array;
  /** incident_id */
  readonly row: Int32Array;
}

/** What the columns are of. */
export interface ColumnHeader {
  readonly dataVersion: number;
  readonly srid: number;
  /** the municipality's CRS in PROJ text */
  readonly proj4: string;
  readonly categories: readonly string[];
}

export interface Columns extends ColumnHeader, ColumnArrays {
  readonly count: number;
}

export const NO_POSITION = -2147483648;
export const NO_DAY = -2147483648;
export const NO_REPORT = -1;
export const MINUTES_PER_DAY = 1440;

/** `precision` up to this one is known well enough to be drawn and to lie in a place: point 0, segment 1. */
export const COARSEST_DRAWN_PRECISION = 1;
/** `time_precision` of which the hour (minute 0, hour 1) and the day (2) are known; month (3) knows neither. */
export const COARSEST_HOUR_PRECISION = 1;
export const COARSEST_DAY_PRECISION = 2;

export const INT32_COLUMNS = ['x', 'y', 'minute', 'duration_min', 'registered', 'report', 'row'] as const;
export const UINT8_COLUMNS = ['time_precision', 'precision', 'discovery', 'unit', 'category'] as const;

/** Memory for columns; hand in one that makes SharedArrayBuffers to share them between threads. */
export type Allocate = (bytes: number) => ArrayBufferLike;

export const allocateOwn: Allocate = (bytes) => new ArrayBuffer(bytes);

/** Columns of `count` rows, all zero. */
export function emptyColumns(count: number, header: ColumnHeader, allocate: Allocate = allocateOwn): Columns {
  const int = (): Int32Array => new Int32Array(allocate(count * 4));
  const byte = (): Uint8Array => new Uint8Array(allocate(count));
  return {
    count,
    dataVersion: header.dataVersion,
    srid: header.srid,
    proj4: header.proj4,
    categories: [...header.categories],
    x: int(),
    y: int(),
    minute: int(),
    duration_min: int(),
    registered: int(),
    report: int(),
    row: int(),
    time_precision: byte(),
    precision: byte(),
    discovery: byte(),
    unit: byte(),
    category: byte(),
  };
}

/** The local day a local minute lies in; Thursday 1970-01-01 is day 0, and days before it are negative. */
export const dayOf = (minute: number): number => Math.floor(minute / MINUTES_PER_DAY);
