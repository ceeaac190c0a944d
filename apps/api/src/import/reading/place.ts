import type { Mapping, Precision } from '@lagesbild/contract';
import { createUnprojection, isGeographic } from './projection.ts';
import type { RejectionReason } from './reasons.ts';

export type PlaceFault = Extract<
  RejectionReason,
  'no_coordinates' | 'bad_coordinates' | 'zero_coordinates' | 'coordinates_out_of_range' | 'not_a_point'
>;

const CACHE = 50_000;
const PLAIN = /^[-+]?\d+(?:\.\d+)?$/;
const NUMBERS = /[-+]?\d+(?:\.\d+)?/g;

/**
 * A coordinate's number: spaces as thousands are dropped, a comma is the decimal where the mapping says so, and a
 * single full stop always is. NaN for anything else (`12°30'`, `1e5`, `0x1F`).
 */
export function readNumber(raw: string, decimal: Mapping['decimal']): number {
  if (PLAIN.test(raw)) return Number(raw);
  let text = raw.replace(/[\s\u00a0\u202f]/g, '');
  if (decimal === ',') text = text.includes(',') ? text.replaceAll('.', '').replace(',', '.') : text;
  return PLAIN.test(text) ? Number(text) : Number.NaN;
}

/** Both numbers of one value: `59.6, 17.8`, `59,6;17,8`, `POINT (17.8 59.6)`. */
export function readPair(raw: string, decimal: Mapping['decimal']): [number, number] | null {
  const text = decimal === ',' && /\d,\d+\s*[; ]/.test(raw) ? raw.replace(/(\d),(\d)/g, '$1.$2') : raw;
  const found = text.match(NUMBERS);
  return found?.length === 2 ? [Number(found[0]), Number(found[1])] : null;
}

export interface Place {
  lon: number | null;
  lat: number | null;
  /** "x,y" as in the file: the key of crowded coordinates. */
  key: string;
}

/**
 * Reads the place of a row under a mapping. The answer is the same object each time.
 *
 * Rows of one place share their transformation (cached by the text of the coordinates).
 */
export function createPlaceReader(
  mapping: Mapping,
  column: { x: number; y: number },
): (values: readonly string[], precision: Precision) => Place | PlaceFault {
  const { decimal, srid } = mapping;
  const unprojection = createUnprojection(mapping);
  const swapped = mapping.axes === 'yx';
  const together = column.x === column.y;
  const geographic = isGeographic(srid);
  const cache = new Map<string, [number, number]>();
  const place: Place = { lon: null, lat: null, key: '' };

  return (values, precision) => {
    const first = column.x === -1 ? '' : (values[column.x] ?? '').trim();
    const second = column.y === -1 || together ? '' : (values[column.y] ?? '').trim();
    place.key = together ? first : `${first},${second}`;
    if (first === '' || (second === '' && !together)) {
      // GeoJSON: a geometry that is no point leaves its type in x.
      if (/^[A-Z][A-Za-z]+$/.test(first)) return 'not_a_point';
      if (first !== '' || second !== '') return 'bad_coordinates';
      place.lon = null;
      place.lat = null;
      return precision === 'point' || precision === 'segment' ? 'no_coordinates' : place;
    }
    const cached = geographic ? undefined : cache.get(place.key);
    if (cached) {
      place.lon = cached[0];
      place.lat = cached[1];
      return place;
    }
    const pair = together ? readPair(first, decimal) : [readNumber(first, decimal), readNumber(second, decimal)];
    if (!pair || Number.isNaN(pair[0]) || Number.isNaN(pair[1])) return 'bad_coordinates';
    const x = (swapped ? pair[1] : pair[0]) as number;
    const y = (swapped ? pair[0] : pair[1]) as number;
    if (x === 0 && y === 0) return 'zero_coordinates';
    if (!unprojection.locate(x, y)) return 'coordinates_out_of_range';
    place.lon = unprojection.lon + 0;
    place.lat = unprojection.lat + 0;
    if (!geographic && cache.size < CACHE) cache.set(Buffer.from(place.key).toString(), [place.lon, place.lat]);
    return place;
  };
}
