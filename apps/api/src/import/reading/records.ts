import { ReadingError } from './faults.ts';
import type { Element } from './json-elements.ts';
import { wellFormed } from './well-formed.ts';

/** How records of one kind lie down as a row of text. */
export interface RecordShape {
  format: 'geojson' | 'polisen';
  headers: string[];
  values(record: unknown): string[];
}

/** Columns of polisen.se's open API, in its own order and words. */
const POLISEN_HEADERS = ['id', 'datetime', 'name', 'summary', 'url', 'type', 'location.name', 'location.gps'];

/** Column names that GeoJSON coordinates get; a property of the same name is kept under another. */
const GEOMETRY_HEADERS = ['geometry.x', 'geometry.y'] as const;

/**
 * What are these records: events of polisen.se, or GeoJSON features?
 * @throws {ReadingError} unknown_json; no_points when no feature in the sample has a point
 */
export function recordShape(sample: readonly Element[], fileName: string): RecordShape {
  const first = sample[0]?.value;
  if (isObject(first) && 'datetime' in first && 'name' in first && 'type' in first && isObject(first.location)) {
    return { format: 'polisen', headers: [...POLISEN_HEADERS], values: polisenValues };
  }
  if (!isObject(first) || first.type !== 'Feature') throw new ReadingError('unknown_json', { file: fileName });
  return geojsonShape(sample, fileName);
}

function polisenValues(record: unknown): string[] {
  const event = isObject(record) ? record : {};
  const location = isObject(event.location) ? event.location : {};
  return [event.id, event.datetime, event.name, event.summary, event.url, event.type, location.name, location.gps].map(
    asText,
  );
}

function geojsonShape(sample: readonly Element[], fileName: string): RecordShape {
  const keys = new Set<string>(['id']);
  let located = 0;
  let other = '';
  let anyId = false;
  for (const { value } of sample) {
    if (!isObject(value)) continue;
    if (value.id !== undefined) anyId = true;
    if (isObject(value.properties)) for (const key of Object.keys(value.properties)) keys.add(key);
    if (!isObject(value.geometry)) continue;
    if (pointOf(value.geometry)) located++;
    else other ||= asText(value.geometry.type);
  }
  if (located === 0 && other !== '') throw new ReadingError('no_points', { file: fileName, geometry: other });
  const named = [...keys].filter(
    (key) => key !== 'id' || anyId || sample.some(({ value }) => hasProperty(value, 'id')),
  );
  return {
    format: 'geojson',
    headers: [...named, ...GEOMETRY_HEADERS],
    values(record) {
      const feature = isObject(record) ? record : {};
      const properties = isObject(feature.properties) ? feature.properties : {};
      const values = named.map((key) =>
        asText(Object.hasOwn(properties, key) ? properties[key] : key === 'id' ? feature.id : undefined),
      );
      return [...values, ...geometryValues(feature.geometry)];
    },
  };
}

/** Anything but a point becomes its own name in the x column, which no number can be taken for. */
function geometryValues(geometry: unknown): [string, string] {
  if (!isObject(geometry)) return ['', ''];
  const point = pointOf(geometry);
  return point ? [asText(point[0]), asText(point[1])] : [asText(geometry.type), ''];
}

function pointOf(geometry: Record<string, unknown>): unknown[] | null {
  const { type, coordinates } = geometry;
  if (!Array.isArray(coordinates)) return null;
  if (type === 'Point') return coordinates;
  if (type === 'MultiPoint' && coordinates.length === 1 && Array.isArray(coordinates[0])) return coordinates[0];
  return null;
}

function hasProperty(value: unknown, key: string): boolean {
  return isObject(value) && isObject(value.properties) && Object.hasOwn(value.properties, key);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Lone surrogates are replaced: no database stores them. */
function asText(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return wellFormed(value);
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
