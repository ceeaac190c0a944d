import { COUNTING_UNITS, DISCOVERIES, PRECISIONS, TIME_PRECISIONS } from '@lagesbild/contract';
import { type ColumnInput, NO_DAY, NO_POSITION, NO_REPORT } from '@lagesbild/incidents';
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
  'codes',
  'report_high',
  'report_low',
] as const;

/** A word of a closed vocabulary as its number. Five comparisons are quicker than a search in an array. */
const numbered = (column: string, words: readonly string[]): string =>
  `case ${column} ${words.map((word, number) => `when '${word}' then ${number}`).join(' ')} end`;

/**
 * The visible incidents after `$2` by number, as one byte string per column (network byte order): 9 values instead of
 * 225,000 to parse. Aggregates of one statement see the rows in the same order, and no order is asked for.
 *
 * in: $1 municipality_id, $2 incident_id before the first, $3 rows at most, $4 time zone, $5 srid, $6 category codes,
 *   $7/$8 longitudes and $9/$10 latitudes between which the CRS is used
 * out: n, last, one bytea per column; codes packs the vocabularies (3 bits each) and the category
 */
const CHUNK = `
  with chunk as materialized (
    select i.incident_id, i.occurred_from, i.occurred_to, i.registered, i.time_precision, i.precision, i.discovery,
      i.counting_unit, i.category, i.report, i.geometry
    from staff.visible_incident i
    where i.municipality_id = $1 and i.incident_id > $2
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
    string_agg(int4send(incident_id), '') as row,
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
  time_zone: string;
  srid: number;
  /** west, south, east, north: where the CRS is trusted; positions beyond become none */
  trusted: readonly [number, number, number, number];
  categories: readonly string[];
}

/** A category that no list names: the caller adds it and reads again. */
export const UNLISTED = 65535;

type Growing = Record<(typeof COLUMNS)[number], Int32Array>;

/**
 * All visible incidents of an area, in the order of their numbers, as columns ready for `buildColumns`.
 *
 * @param client  a connection whose statements may take seconds
 * @returns n rows; `unlisted` says that some have a category outside `categories` (they have UNLISTED)
 *
 * O(rows); about 45 bytes a row at its height.
 */
export async function readColumnRows(
  client: ClientBase,
  source: RowSource,
): Promise<{ rows: ColumnInput; unlisted: boolean }> {
  const [west, south, east, north] = source.trusted;
  let columns = sized(CHUNK_ROWS);
  let count = 0;
  for (let last = -2147483648; ; ) {
    const { rows } = await client.query<{ n: number; last: number } & Record<(typeof COLUMNS)[number], Buffer>>(CHUNK, [
      source.municipality_id,
      last,
      CHUNK_ROWS,
      source.time_zone,
      source.srid,
      source.categories,
      west,
      east,
      south,
      north,
    ]);
    const chunk = rows[0]!;
    if (chunk.n === 0) break;
    if (count + chunk.n > columns.row.length) columns = sized(Math.ceil((count + chunk.n) * 1.5), columns);
    for (const name of COLUMNS) take(chunk[name], columns[name], count);
    count += chunk.n;
    last = chunk.last;
    if (chunk.n < CHUNK_ROWS) break;
  }
  return unpack(columns, count);
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

function unpack(columns: Growing, count: number): { rows: ColumnInput; unlisted: boolean } {
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
  return {
    unlisted,
    rows: {
      ...{ x: cut(x), y: cut(y), minute: cut(minute), duration_min: cut(duration_min) },
      ...{ registered: cut(registered), row: cut(row) },
      ...{ time_precision, precision, discovery, unit, category },
      report: numberReports(columns, count),
    },
  };
}

/** One number per distinct report, from 51 bits of its hash: two of a million share one with a chance of 1 in 4,000. */
function numberReports(columns: Growing, count: number): Int32Array {
  const numbers = new Map<number, number>();
  const report = new Int32Array(count).fill(NO_REPORT);
  for (let i = 0; i < count; i++) {
    if (columns.report_high[i]! < 0) continue;
    const key = columns.report_high[i]! * 2 ** 31 + columns.report_low[i]!;
    let number = numbers.get(key);
    if (number === undefined) numbers.set(key, (number = numbers.size));
    report[i] = number;
  }
  return report;
}
