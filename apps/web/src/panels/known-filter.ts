import type { Filter, Municipality } from '@lagesbild/contract';
import type { Places } from '../api.ts';
import type { Address } from '../filter.ts';
import { hasArea, placeBySlug } from './place-facts.ts';

/** Does this area know the place that an address holds? Incidents and hot spots answer for themselves. */
export const isKnownPlace = (at: string | undefined, places: Places): boolean =>
  at === undefined || at.includes(':') || placeBySlug(places, at) !== undefined;

/**
 * The part of a filter that can be asked here. A link made for another area, or before a category was renamed, names
 * what this area doesn't have: that is set aside and named, the rest is kept.
 *
 * @returns the same filter object when all of it is known
 */
export function knownPart(
  filter: Filter,
  municipality: Pick<Municipality, 'categories'>,
  places: Places,
): { filter: Filter; unread: Address['unread'] } {
  const codes = new Set(municipality.categories.map(({ code }) => code));
  const slugs = new Set(places.features.filter(hasArea).map(({ properties }) => properties.slug));
  const unread: Address['unread'] = [];
  const kept = { ...filter };
  const sift = (field: 'categories' | 'places' | 'areas', parameter: string, known: ReadonlySet<string>): void => {
    const asked = filter[field];
    const strange = asked?.filter((value) => !known.has(value)) ?? [];
    if (asked === undefined || strange.length === 0) return;
    unread.push({ parameter, value: strange.join(',') });
    const rest = asked.filter((value) => known.has(value));
    if (rest.length === 0) delete kept[field];
    else kept[field] = rest;
  };
  sift('categories', 'cat', codes);
  sift('places', 'place', slugs);
  sift('areas', 'area', slugs);
  return unread.length === 0 ? { filter, unread } : { filter: kept, unread };
}
