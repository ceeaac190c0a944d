import { DISCOVERIES, PRECISIONS, TIME_PRECISIONS } from '@lagesbild/contract';
import type { FeatureCollection, Point } from 'geojson';

/** One incident as the browser knows it. Coordinates in degrees, null where no exact place is known. */
export interface Row {
  incident_id: number;
  category: string;
  /** Local wall-clock minutes since 1970-01-01 00:00. */
  minute: number;
  duration_min: number;
  /** Indexes in contract's vocabularies. */
  time_precision: number;
  precision: number;
  discovery: number;
  lon: number | null;
  lat: number | null;
}

const HEADER = [
  'incident_id',
  'occurred_from',
  'duration_min',
  'time_precision',
  'category',
  'category_name',
  'lon',
  'lat',
  'precision',
  'discovery',
] as const;

/** Local time, no finer than it is known. */
export function localTime(minute: number, time_precision: number): string {
  const text = new Date(minute * 60_000).toISOString();
  const known = TIME_PRECISIONS[time_precision];
  return known === 'month' ? text.slice(0, 7) : known === 'day' ? text.slice(0, 10) : text.slice(0, 16);
}

/** A value as a spreadsheet must read it: quoted where needed, and never as a formula. */
export function cell(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const harmless = /^[\s\u200b\ufeff]*[=+\-@\t\r＝＋－＠]/.test(value) ? `'${value}` : value;
  return /[",\n\r;]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

/** Category code → its name in the page's language. */
export type CategoryNames = ReadonlyMap<string, string>;

const values = (row: Row, names: CategoryNames): (string | number | null)[] => [
  row.incident_id,
  localTime(row.minute, row.time_precision),
  row.duration_min,
  TIME_PRECISIONS[row.time_precision] ?? null,
  row.category,
  names.get(row.category) ?? row.category,
  row.lon,
  row.lat,
  PRECISIONS[row.precision] ?? null,
  DISCOVERIES[row.discovery] ?? null,
];

/** Rows as CSV (RFC 4180, UTF-8 with a mark so that spreadsheets read å ä ö), a line each. */
export const csvOf = (rows: readonly Row[], names: CategoryNames): string =>
  `\ufeff${[HEADER.join(','), ...rows.map((row) => values(row, names).map(cell).join(','))].join('\r\n')}\r\n`;

/** Rows as GeoJSON, with what they are of; an incident without an exact place has no geometry. */
export const geojsonOf = (rows: readonly Row[], names: CategoryNames, metadata: object): string =>
  JSON.stringify({
    type: 'FeatureCollection',
    metadata,
    features: rows.map((row) => ({
      type: 'Feature',
      id: row.incident_id,
      geometry: row.lon === null || row.lat === null ? null : { type: 'Point', coordinates: [row.lon, row.lat] },
      properties: Object.fromEntries(
        HEADER.flatMap((name, i) => (name === 'lon' || name === 'lat' ? [] : [[name, values(row, names)[i] ?? null]])),
      ),
    })),
  } as unknown as FeatureCollection<Point>);

/** What a file of rows is of: the whole question, and what it set aside. */
export interface FileMatter {
  area: string;
  /** as an address has it */
  filter: string;
  n: number;
  data_version: number;
  /** reports that one reason alone keeps out; null where all rows are taken */
  left_out: Readonly<Record<string, number>> | null;
  language: string;
  /** the page that opens to the same figures */
  address: string;
}

const DATATYPES: Partial<Record<(typeof HEADER)[number], string>> = {
  ...{ incident_id: 'integer', duration_min: 'integer', lon: 'number', lat: 'number' },
};

/**
 * A table of comments at its top breaks readers, so what it is of lies beside it, as W3C's CSV on the Web looks for it:
 * by the table's name.
 * @see https://www.w3.org/TR/tabular-metadata/
 */
export const metadataOf = (table: string, matter: FileMatter): string =>
  JSON.stringify(
    {
      '@context': 'http://www.w3.org/ns/csvw',
      url: table,
      'dc:language': matter.language,
      'dc:source': matter.address,
      notes: [matter],
      tableSchema: {
        columns: HEADER.map((name) => ({ name, titles: name, datatype: DATATYPES[name] ?? 'string' })),
        primaryKey: 'incident_id',
      },
    },
    null,
    2,
  );

/** "sigtuna_2026-08-24_2026-11-21_n1204_v4_demonstration.csv": what is in it stands in its name. */
export function fileName(
  slug: string,
  filter: { from?: string | undefined; to?: string | undefined } | null,
  demonstration: boolean,
  ending: string,
  counted?: { n: number; version: number },
): string {
  const parts = [slug];
  if (filter === null) parts.push('all');
  else {
    if (filter.from !== undefined) parts.push(filter.from);
    if (filter.to !== undefined) parts.push(filter.to);
  }
  if (counted !== undefined) parts.push(`n${counted.n}`, `v${counted.version}`);
  if (demonstration) parts.push('demonstration');
  return `${parts.join('_')}.${ending}`;
}
