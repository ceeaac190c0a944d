import type { Mapping } from '@lagesbild/contract';
import type { SourceFile } from './source-file.ts';

/** Columns by which data.police.uk's street files are known, whatever else they carry. */
const KNOWN_BY = ['Crime ID', 'Month', 'Longitude', 'Latitude', 'LSOA code', 'Crime type'];

/** Is this the header of a data.police.uk street file? */
export function isPoliceUkHeader(headers: readonly string[]): boolean {
  return KNOWN_BY.every((name) => headers.includes(name));
}

/**
 * data.police.uk: the month only; coordinates are snap points of street segments; `Location` repeats them in words and
 * is not read. `Crime ID` is empty for anti-social behaviour and repeats elsewhere.
 * @see https://data.police.uk/about/#anonymisation
 */
export function policeUkMapping(file: SourceFile): Mapping {
  const { encoding, delimiter, sheet } = file.detected;
  return {
    format: 'police_uk',
    encoding,
    delimiter,
    sheet,
    columns: { id: 'Crime ID', occurred_from: 'Month', category: 'Crime type', x: 'Longitude', y: 'Latitude' },
    decimal: '.',
    date_order: 'ymd',
    time_zone: 'Europe/London',
    ignore_offset: false,
    srid: 4326,
    axes: 'xy',
    time_precision: 'month',
    precision: 'segment',
    counting_unit: 'offence',
    categories: {},
    crowded: {},
  };
}
