import type { FoundZones } from './found.ts';

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What a feature may be called by. */
const NAMES = ['name', 'namn', 'title', 'Name', 'NAMN', 'NAME', 'label'];

/** The polygons of a GeoJSON document. Whether their numbers are usable is asked afterwards, of every format alike. */
export function readGeojson(text: string): FoundZones {
  const document: unknown = JSON.parse(text);
  if (!isObject(document)) throw new TypeError('not an object');
  const features = document.type === 'FeatureCollection' ? document.features : [document];
  if (!Array.isArray(features)) throw new TypeError('features isn’t a list');
  const zones: FoundZones = { found: [], left_out: 0 };
  for (const feature of features) {
    const geometry = isObject(feature) && feature.type === 'Feature' ? feature.geometry : feature;
    const properties = isObject(feature) && isObject(feature.properties) ? feature.properties : {};
    const named = NAMES.map((key) => properties[key]).find((value) => typeof value === 'string');
    const name = typeof named === 'string' ? named : '';
    if (isObject(geometry) && geometry.type === 'Polygon')
      zones.found.push({ name, parts: [geometry.coordinates as number[][][]] });
    else if (isObject(geometry) && geometry.type === 'MultiPolygon')
      zones.found.push({ name, parts: geometry.coordinates as number[][][][] });
    else zones.left_out++;
  }
  return zones;
}
