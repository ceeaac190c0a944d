import type { Geometry } from 'geojson';
import type { Places } from '../api.ts';

export type Place = Places['features'][number];

/** Places with an area, which incidents can lie inside. */
export const hasArea = ({ geometry }: Place): boolean =>
  geometry.type === 'Polygon' || geometry.type === 'MultiPolygon';

export const placeBySlug = (places: Places, slug: string | undefined): Place | undefined =>
  slug === undefined ? undefined : places.features.find(({ properties }) => properties.slug === slug);

/** The places an agreement names as unsafe first, then the others as they came. */
export function orderedPlaces(places: Places): { named: Place[]; others: Place[] } {
  const areas = places.features.filter((place) => hasArea(place) && place.properties.kind !== 'study_area');
  return {
    named: areas.filter(({ properties }) => properties.named_in !== null),
    others: areas.filter(({ properties }) => properties.named_in === null),
  };
}

/** [west, south, east, north] of a geometry, degrees. */
export function boundsOf(geometry: Geometry): [number, number, number, number] {
  const box: [number, number, number, number] = [180, 90, -180, -90];
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
