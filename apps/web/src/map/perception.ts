import type { PerceptionReports as ReportLists } from '@lagesbild/contract';
import { isPlaced, type PerceptionReports } from '@lagesbild/incidents';
import type { Feature, FeatureCollection, LineString, Point, Polygon } from 'geojson';
import type { ToDegrees } from './cell-shapes.ts';

/** `key` names the place that a click on it opens. */
type Properties = { safe: 0 | 1; n: number; area: 0 | 1; key: string };
export type PerceptionFeatures = FeatureCollection<Point | LineString | Polygon, Properties>;
export const NOTHING_SAID: PerceptionFeatures = { type: 'FeatureCollection', features: [] };

const NO_PLACE = -2147483648;

/**
 * What the map draws of what people say: at each place as many as said so, unsafe and safe apart, and the shapes that were
 * drawn at meetings. What is known to an area stands in its middle, as such; what is known to a municipality isn't drawn.
 */
export function perceptionFeatures(
  reports: PerceptionReports,
  shapes: ReportLists['shapes'],
  why: Uint8Array,
  toDegrees: ToDegrees,
  keyOf: (x: number, y: number) => string,
): PerceptionFeatures {
  const drawn = new Map(shapes.map(({ report, geometry }) => [report, geometry]));
  const places = new Map<string, { x: number; y: number } & Properties>();
  const features: Feature<Point | LineString | Polygon, Properties>[] = [];
  for (let i = 0; i < reports.count; i++) {
    const [x, y] = [reports.x[i]!, reports.y[i]!];
    if (why[i] !== 0 || x === NO_PLACE) continue;
    const safe = reports.safe[i] === 1 ? 1 : 0;
    const shape = drawn.get(i);
    const area = isPlaced(reports, i) ? 0 : 1;
    const key = keyOf(x, y);
    if (shape !== undefined && shape.type !== 'Point') {
      features.push({
        type: 'Feature',
        geometry: shape as LineString | Polygon,
        properties: { safe, n: 1, area, key },
      });
      continue;
    }
    const spot = `${key} ${safe} ${area}`;
    const place = places.get(spot);
    if (place === undefined) places.set(spot, { x, y, safe, area, n: 1, key });
    else place.n++;
  }
  for (const { x, y, ...properties } of places.values()) {
    // Where both are said, the two stand beside each other.
    const aside = properties.safe === 0 ? 0 : properties.area === 1 ? 11_000 : 2500;
    const coordinates = toDegrees((x + aside) / 100, (y + aside) / 100);
    features.push({ type: 'Feature', geometry: { type: 'Point', coordinates }, properties });
  }
  return { type: 'FeatureCollection', features };
}
