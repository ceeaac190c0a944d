import type { Filter, Tally } from '@lagesbild/contract';
import type { Places } from '../api.ts';

export type Place = Places['features'][number];

/** Places with an area, which incidents can lie inside. */
export const hasArea = ({ geometry }: Place): boolean =>
  geometry.type === 'Polygon' || geometry.type === 'MultiPolygon';

export const placeBySlug = (places: Places, slug: string | undefined): Place | undefined =>
  slug === undefined ? undefined : places.features.find(({ properties }) => properties.slug === slug);

/** The places incidents are counted in, the fullest first; as they came while nothing is counted yet. */
export function rankedPlaces(places: Places, tally: Pick<Tally, 'places'> | null): Place[] {
  const count = ({ properties }: Place): number => tally?.places[properties.slug] ?? 0;
  return places.features
    .filter((place) => hasArea(place) && place.properties.kind !== 'study_area')
    .sort((a, b) => count(b) - count(a));
}

/**
 * Of how many incidents can it be said whether they lie in a place? What is known only to an area or coarser counts in a
 * selection and in no place, so a share is of the others.
 * @returns null where the question is limited to places, and the whole isn't known
 */
export const placedOf = (tally: Pick<Tally, 'mapped'> | null, filter: Pick<Filter, 'places'>): number | null =>
  tally === null || filter.places !== undefined ? null : tally.mapped;
