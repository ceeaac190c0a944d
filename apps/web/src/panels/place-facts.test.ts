import { expect, it } from 'vitest';
import type { Places } from '../api.ts';
import { placedOf, rankedPlaces } from './place-facts.ts';

const place = (slug: string, kind = 'named_place', type = 'Polygon') =>
  ({ type: 'Feature', properties: { slug, kind }, geometry: { type, coordinates: [] } }) as never;
const places: Places = {
  type: 'FeatureCollection',
  features: [
    place('valsta'),
    place('marsta'),
    place('built', 'study_area'),
    place('ekilla', 'neighbourhood', 'Point'),
    place('station'),
  ],
};
const slugs = (tally: Parameters<typeof rankedPlaces>[1]) =>
  rankedPlaces(places, tally).map(({ properties }) => properties.slug);

it('ranks places with an area by their counts, and leaves out what nothing is counted in', () => {
  expect(slugs({ places: { valsta: 3, marsta: 1, station: 9, built: 99 } })).toEqual(['station', 'valsta', 'marsta']);
});

it('keeps the order they came in while nothing is counted', () => {
  expect(slugs(null)).toEqual(['valsta', 'marsta', 'station']);
});

it('takes a share of what can lie in a place, and of nothing where only some places are asked for', () => {
  expect(placedOf({ mapped: 0 }, {})).toBe(0);
  expect(placedOf({ mapped: 7 }, { places: ['valsta'] })).toBeNull();
  expect(placedOf(null, {})).toBeNull();
});
