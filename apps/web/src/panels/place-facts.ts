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
