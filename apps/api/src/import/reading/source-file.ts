import type { FileFormat, Mapping } from '@lagesbild/contract';
import type { Wide } from './wide.ts';

/** One row as text. `row` is the number a spreadsheet shows: the header is row 1, empty lines count. */
export interface RawRow {
  row: number;
  values: string[];
  /** Which cell of a wide table this row was: its column from 1, and that column's header. */
  cell?: { part: number; header: string };
}

/** What a file turned out to be, beside its rows. */
export interface Detected {
  encoding?: Mapping['encoding'];
  delimiter?: string;
  /** The sheet that is read, and all there are. */
  sheet?: string;
  sheets?: string[];
  compressed: boolean;
  /** False: the first row is data, and the headers are made up (`column 1`, `column 2` …). */
  header: boolean;
  /** The table had periods or categories as columns: its cells are read as rows. */
  wide?: Wide;
  /** EPSG code the file itself states (the old `crs` member of GeoJSON). */
  srid?: number;
}

/** A file that can be read, as often as one likes, from its first row, in constant memory. */
export interface SourceFile {
  path: string;
  fileName: string;
  format: FileFormat;
  headers: string[];
  /** Rows above the header: titles. */
  titles: readonly (readonly string[])[];
  /** Size on disk. */
  bytes: number;
  /** Rows of data, where the format tells without reading everything. */
  rowsTotal: number | null;
  /** The first thousand rows, then every hundredth up to row 100,000. */
  sample: RawRow[];
  detected: Detected;
  /** Batches of at most a few thousand rows. Throws ReadingError where the file breaks off; stops when aborted. */
  rows(signal?: AbortSignal): AsyncGenerator<RawRow[], void, undefined>;
  /** Bytes of the file on disk that the newest `rows()` has used so far, for progress. */
  bytesRead(): number;
}

/** What a kept mapping may insist on. Missing: detected. */
export interface OpenOptions {
  encoding?: Mapping['encoding'];
  delimiter?: string;
  sheet?: string;
  limits?: Partial<Limits>;
}

/** What is refused by rule, before anything is believed. */
export interface Limits {
  /** Bytes on disk. */
  fileBytes: number;
  /** Bytes after decompression. */
  unpackedBytes: number;
  /** How many times bigger than the file its contents may be, once they exceed 10 MB. */
  ratio: number;
  /** UTF-16 units in one row. */
  rowLength: number;
  columns: number;
  /** Bytes of XML in a workbook: a workbook is read into memory. */
  workbookBytes: number;
}

/** 1 M rows are 100–200 MB of CSV; a gzip of real incidents shrinks 5–20 times, a bomb 1,000 times. */
export const LIMITS: Limits = {
  fileBytes: 2 * 1024 ** 3,
  unpackedBytes: 8 * 1024 ** 3,
  ratio: 200,
  rowLength: 1024 ** 2,
  columns: 500,
  workbookBytes: 128 * 1024 ** 2,
};
