import type { Zone, ZonePlan } from '@lagesbild/contract';
import XMLBuilder from 'fast-xml-builder';

/** A plan's zones as other programs read them. GPX knows no polygons: there each ring is a closed track. */
export const ZONE_FILES = {
  geojson: { type: 'application/geo+json', write: geojsonOf },
  gpx: { type: 'application/gpx+xml', write: gpxOf },
  kml: { type: 'application/vnd.google-earth.kml+xml', write: kmlOf },
} as const;
export type ZoneFile = keyof typeof ZONE_FILES;

const builder = new XMLBuilder({ ignoreAttributes: false, attributeNamePrefix: '@', suppressEmptyNode: true });
const HEAD = '<?xml version="1.0" encoding="utf-8"?>\n';

function geojsonOf({ name, shown, zones }: ZonePlan): string {
  const features = zones.map(({ outline, ...properties }) => ({ type: 'Feature', geometry: outline, properties }));
  return JSON.stringify({ type: 'FeatureCollection', name, version: shown.version, features });
}

type Ring = Zone['outline']['coordinates'][number][number];

function gpxOf({ name, shown, zones }: ZonePlan): string {
  const segment = (ring: Ring) => ({ trkpt: ring.map(([lon, lat]) => ({ '@lat': lat, '@lon': lon })) });
  const trk = zones.map(({ name, why, outline }) => ({
    ...{ name, ...(why === '' ? {} : { desc: why }) },
    trkseg: outline.coordinates.flat().map(segment),
  }));
  const gpx = {
    ...{ '@version': '1.1', '@creator': 'Lägesbild', '@xmlns': 'http://www.topografix.com/GPX/1/1' },
    metadata: { name: `${name}, version ${shown.version}` },
    trk,
  };
  return HEAD + builder.build({ gpx });
}

function kmlOf({ name, shown, zones }: ZonePlan): string {
  const ringOf = (ring: Ring) => ({ LinearRing: { coordinates: ring.map(([lon, lat]) => `${lon},${lat}`).join(' ') } });
  const polygonOf = ([outer, ...holes]: Ring[]) => ({
    outerBoundaryIs: ringOf(outer!),
    ...(holes.length === 0 ? {} : { innerBoundaryIs: holes.map(ringOf) }),
  });
  const Placemark = zones.map(({ name, why, outline }) => ({
    ...{ name, ...(why === '' ? {} : { description: why }) },
    MultiGeometry: { Polygon: outline.coordinates.map(polygonOf) },
  }));
  const Document = { name: `${name}, version ${shown.version}`, Placemark };
  return HEAD + builder.build({ kml: { '@xmlns': 'http://www.opengis.net/kml/2.2', Document } });
}
