import { expect, it } from 'vitest';
import type { Places } from '../api.ts';
import { isKnownPlace, knownPart } from './known-filter.ts';

const place = (slug: string, type: 'Point' | 'Polygon') =>
  ({
    type: 'Feature',
    properties: { slug },
    geometry: { type, coordinates: [] },
  }) as unknown as Places['features'][number];
const places: Places = { type: 'FeatureCollection', features: [place('valsta', 'Polygon'), place('ekilla', 'Point')] };
const area = { categories: [{ code: 'robbery' }, { code: 'arson' }] } as unknown as Parameters<typeof knownPart>[1];

it('leaves a filter alone that this area can answer', () => {
  const filter = { categories: ['arson'], places: ['valsta'], weekdays: [5] };
  const known = knownPart(filter, area, places);
  expect(known.filter).toBe(filter);
  expect(known.unread).toEqual([]);
});

it('sets aside what this area does not have, names it, and keeps the rest', () => {
  const { filter, unread } = knownPart({ categories: ['arson', 'heresy'], weekdays: [5] }, area, places);
  expect(filter).toEqual({ categories: ['arson'], weekdays: [5] });
  expect(unread).toEqual([{ parameter: 'cat', value: 'heresy' }]);
});

it('asks for everything again rather than for nothing when no part of a limit is known', () => {
  const { filter, unread } = knownPart({ categories: ['heresy'], places: ['ekilla', 'nowhere'] }, area, places);
  expect(filter).toEqual({});
  expect(unread.map(({ parameter }) => parameter)).toEqual(['cat', 'place']);
});

it('knows the places of this area, and leaves incidents and hot spots to answer for themselves', () => {
  expect(['ekilla', 'i:7', 's:1.2', undefined].map((at) => isKnownPlace(at, places))).toEqual([true, true, true, true]);
  expect(isKnownPlace('nowhere', places)).toBe(false);
});
