/** A row of a file of squares, before anybody knows what its columns mean. */
export interface SquareRow {
  /** as a spreadsheet numbers it; a feature's place in its file */
  readonly row: number;
  /** as many as there are headers */
  readonly cells: readonly string[];
  /** [west, south, east, north] of its shape; null where it has none */
  readonly box: readonly [number, number, number, number] | null;
}

/** What a file of one format held. */
export interface SquareTable {
  readonly headers: readonly string[];
  readonly rows: readonly SquareRow[];
  /** EPSG code that the file states; null: it states none */
  readonly srid: number | null;
}

/** Rows of one file: more than the whole country has squares of a kilometre. */
export const ROWS_MAX = 250_000;
