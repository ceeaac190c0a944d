import { COUNTING_UNITS, DISCOVERIES, PRECISIONS, TIME_PRECISIONS } from '@lagesbild/contract';
import {
  type ColumnInput,
  NO_DAY,
  NO_POSITION,
  NO_REPORT_KEY,
  numberReportKeys,
  type ReportKeys,
} from '@lagesbild/incidents';
import type { ClientBase } from 'pg';

/** Rows a statement reads: a quarter of a second of work, so that on the embedded engine others get their turn. */
const CHUNK_ROWS = 25_000;

const COLUMNS = [
  'x',
  'y',
  'minute',
  'duration_min',
  'registered',
  'row',
  'import_id',
  'codes',
  'report_high',
  'report_low',
] as const;

/** A word of a closed vocabulary as its number. Five comparisons are quicker than a search in an array. */
const numbered = (column: string, words: readonly string[]): string =>
  `case ${column} ${words.map((word, number) => `when '${word}' then ${number}`).join(' ')} end`;

/**
 * Visible incidents after `$2` by number, as one byte string per column (network byte order): 10 values instead of
 * 250,000 to parse. Aggregates of one statement see the rows in the same order, and no order is asked for.
 *
 * in: $1 municipality_id, $2 incident_id before the first, $3 rows at most, $4 time zone, $5 srid, $6 category codes,
 *   $7/$8 longitudes and $9/$10 latitudes between which the CRS is used, $11 source_ids left out, $12 numbers that `which`
 *   speaks of
 * out: n, last, one bytea per column; codes packs the vocabularies (3 bits each) and the category
 */
const chunk = (which: 'import_id' | 'incident_id' | null): string => `
  with chunk as materialized (
    select i.incident_id, i.import_id, i.occurred_from, i.occurred_to, i.registered, i.time_precision, i.precision, i.discovery,
      i.counting_unit, i.category, i.report, i.geometry
    from staff.visible_incident i
    where i.municipality_id = $1 and i.incident_id > $2 and i.source_id <> all (cast($11 as integer[]))
      ${which === null ? '' : `and i.${which} = any (cast($12 as integer[]))`}
    order by i.incident_id limit $3),
  placed as (
    select i.*, c.ordinality as category_number, p.metric
    from chunk i
    left join unnest(cast($6 as text[])) with ordinality as c (code, ordinality) on c.code = i.category
    cross join lateral (
      select case when st_x(i.geometry) between $7 and $8 and st_y(i.geometry) between $9 and $10
        then st_transform(i.geometry, cast($5 as integer)) end as metric
      offset 0) p)
  select cast(count(*) as integer) as n, max(incident_id) as last,
    string_agg(int4send(coalesce(cast(round(st_x(metric) * 100) as integer), ${NO_POSITION})), '') as x,
    string_agg(int4send(coalesce(cast(round(st_y(metric) * 100) as integer), ${NO_POSITION})), '') as y,
    string_agg(int4send(cast(floor(date_part('epoch', occurred_from at time zone $4) / 60) as integer)), '') as minute,
    string_agg(int4send(cast(least(coalesce(floor(date_part('epoch', occurred_to - occurred_from) / 60), 0), 2147483647)
      as integer)), '') as duration_min,
    string_agg(int4send(coalesce(registered - date '1970-01-01', ${NO_DAY})), '') as registered,
    string_agg(int4send(incident_id), '') as row, string_agg(int4send(import_id), '') as import_id,
    string_agg(int4send(cast(
      ${numbered('time_precision', TIME_PRECISIONS)}
      + 8 * ${numbered('precision', PRECISIONS)}
      + 64 * ${numbered('discovery', DISCOVERIES)}
      + 512 * ${numbered('counting_unit', COUNTING_UNITS)}
      + 4096 * coalesce(category_number - 1, 65535) as integer)), '') as codes,
    string_agg(int4send(case when report is null then -1
      else cast((hashtextextended(report, 0) >> 32) & 1048575 as integer) end), '') as report_high,
    string_agg(int4send(case when report is null then 0
      else cast(hashtextextended(report, 0) & 2147483647 as integer) end), '') as report_low
  from placed`;

/** What the rows of an area are read with. */
export interface RowSource {
  municipality_id: number;
  /** sources whose rows aren't read */
  hidden: readonly number[];
  time_zone: string;
  srid: number;
  /** west, south, east, north: where the CRS is trusted; positions beyond become none */
  trusted: readonly [number, number, number, number];
  categories: readonly string[];
}

/** A category that no list names: the caller adds it and reads again. */
const UNLISTED = 65535;

type Growing = Record<(typeof COLUMNS)[number], Int32Array>;

/** Which of the visible incidents: all, those of some imports, or some of them by number. */
export type Which = { import_id: readonly number[] } | { incident_id: readonly number[] } | null;

/** Rows ready for `buildColumns`, and what is known of them beside their columns. */
export interface ReadRows {
  rows: ColumnInput;
  import_id: Int32Array;
  report_key: ReportKeys;
  /** some have a category outside the listed ones (they have UNLISTED) */
  unlisted: boolean;
}

/**
 * Visible incidents of an area, in the order of their numbers.
 *
 * @param client  a connection whose statements may take seconds
 *
 * O(rows); about 50 bytes a row at its height.
 */
export async function readColumnRows(client: ClientBase, source: RowSource, which: Which = null): Promise<ReadRows> {
  const reading = new Reading();
  if (which === null) await readAll(client, source, null, [], reading);
  else if ('import_id' in which) await readAll(client, source, 'import_id', which.import_id, reading);
  else
    for (let at = 0; at < which.incident_id.length; at += CHUNK_ROWS)
      await readAll(client, source, 'incident_id', which.incident_id.slice(at, at + CHUNK_ROWS), reading);
  return reading.unpacked();
}

async function readAll(
  client: ClientBase,
  source: RowSource,
  which: 'import_id' | 'incident_id' | null,
  numbers: readonly number[],
  reading: Reading,
): Promise<void> {
  if (which !== null && numbers.length === 0) return;
  const [west, south, east, north] = source.trusted;
  const { municipality_id, hidden, time_zone, srid, categories } = source;
  for (let last = -2147483648; ; ) {
    const place = [time_zone, srid, categories, west, east, south, north];
    const { rows } = await client.query<Chunk>(chunk(which), [
      ...[municipality_id, last, CHUNK_ROWS, ...place, hidden],
      ...(which === null ? [] : [numbers]),
    ]);
    const { n, last: reached } = reading.take(rows[0]!);
    if (n < CHUNK_ROWS) return;
    last = reached;
  }
}

type Chunk = { n: number; last: number } & Record<(typeof COLUMNS)[number], Buffer>;

/** Columns that grow by what statements give. */
class Reading {
  private columns = sized(CHUNK_ROWS);
  private count = 0;

  take(read: Chunk): Chunk {
    if (this.count + read.n > this.columns.row.length)
      this.columns = sized(Math.ceil((this.count + read.n) * 1.5), this.columns);
    if (read.n > 0) for (const name of COLUMNS) take(read[name], this.columns[name], this.count);
    this.count += read.n;
    return read;
  }

  unpacked(): ReadRows {
    return unpack(this.columns, this.count);
  }
}

const sized = (rows: number, before?: Growing): Growing =>
  Object.fromEntries(
    COLUMNS.map((name) => {
      const column = new Int32Array(rows);
      if (before) column.set(before[name]);
      return [name, column];
    }),
  ) as Growing;

function take(bytes: Buffer, column: Int32Array, at: number): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let i = 0; i < bytes.byteLength >> 2; i++) column[at + i] = view.getInt32(i * 4);
}

function unpack(columns: Growing, count: number): ReadRows {
  const time_precision = new Uint8Array(count);
  const precision = new Uint8Array(count);
  const discovery = new Uint8Array(count);
  const unit = new Uint8Array(count);
  const category = new Int32Array(count);
  let unlisted = false;
  for (let i = 0; i < count; i++) {
    const codes = columns.codes[i]!;
    time_precision[i] = codes & 7;
    precision[i] = (codes >>> 3) & 7;
    discovery[i] = (codes >>> 6) & 7;
    unit[i] = (codes >>> 9) & 7;
    category[i] = codes >>> 12;
    if (category[i] === UNLISTED) unlisted = true;
  }
  const { x, y, minute, duration_min, registered, row } = columns;
  const cut = (column: Int32Array): Int32Array => column.subarray(0, count);
  const report_key = reportKeys(columns, count);
  return {
    unlisted,
    report_key,
    import_id: cut(columns.import_id),
    rows: {
      ...{ x: cut(x), y: cut(y), minute: cut(minute), duration_min: cut(duration_min) },
      ...{ registered: cut(registered), row: cut(row) },
      ...{ time_precision, precision, discovery, unit, category },
      report: numberReportKeys(report_key),
    },
  };
}

/** 51 bits of the hash of each report: two of a million share them with a chance of 1 in 4,000. */
function reportKeys({ report_high, report_low }: Growing, count: number): ReportKeys {
  const keys = new Float64Array(count).fill(NO_REPORT_KEY);
  for (let i = 0; i < count; i++) if (report_high[i]! >= 0) keys[i] = report_high[i]! * 2 ** 31 + report_low[i]!;
  return keys;
}
