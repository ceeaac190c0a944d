import type { Geometry } from 'geojson';
import type { Places } from '../api.ts';

/** [west, south, east, north], degrees. */
export type Box = [west: number, south: number, east: number, north: number];

/** The box round a geometry. */
export function boundsOf(geometry: Geometry): Box {
  const box: Box = [180, 90, -180, -90];
  const visit = (part: unknown): void => {
    if (!Array.isArray(part)) return;
    if (typeof part[0] === 'number') {
      const [lon, lat] = part as [number, number];
      box[0] = Math.min(box[0], lon);
      box[1] = Math.min(box[1], lat);
      box[2] = Math.max(box[2], lon);
      box[3] = Math.max(box[3], lat);
    } else for (const inner of part) visit(inner);
  };
  if (geometry.type === 'GeometryCollection') {
    for (const inner of geometry.geometries) {
      const [west, south, east, north] = boundsOf(inner);
      visit([
        [west, south],
        [east, north],
      ]);
    }
  } else visit(geometry.coordinates);
  return box;
}

/** How much of its own size is added round the places on each side, so that their neighbourhood is seen too. */
const ROUND_PLACES = 0.25;

/**
 * What does a first visit look at? The places people care about and what lies round them; where there are none, the
 * built-up areas that are on by default; else the whole area.
 */
export function firstBounds({ features }: Places, area: readonly [number, number, number, number]): Box {
  const named = features.filter(({ properties }) => properties.kind === 'named_place');
  const built = features.filter(({ properties }) => properties.kind === 'study_area' && properties.on_by_default);
  const [west, south, east, north] = boundsOf({
    type: 'GeometryCollection',
    geometries: (named.length > 0 ? named : built).map(({ geometry }) => geometry),
  });
  if (west > east) return [...area];
  const [x, y] = named.length > 0 ? [(east - west) * ROUND_PLACES, (north - south) * ROUND_PLACES] : [0, 0];
  return [west - x, south - y, east + x, north + y];
}
