import { expect, it } from 'vitest';
import { searchPlaces } from './search.ts';

const place = (slug: string, sv: string, ar?: string) => ({
  ...{ slug, kind: 'named_place' as const, lon: 0, lat: 0 },
  names: ar === undefined ? { sv } : { sv, ar },
});
const PLACES = [
  place('valsta', 'Valsta centrum', 'مركز فالستا'),
  place('station', 'Märsta station', 'محطة مارشتا'),
  place('centrum', 'Märsta centrum'),
  place('stadshuset', 'Östra Märsta'),
];
const found = (text: string): string[] => searchPlaces(PLACES, text).map(({ slug }) => slug);

it('a place is found by the beginning of its name, then of a word in it, without dots and rings', () => {
  expect(found('marsta')).toEqual(['station', 'centrum', 'stadshuset']);
  expect(found('CENTRUM ')).toEqual(['valsta', 'centrum']);
  expect(found('ostra')).toEqual(['stadshuset']);
});
it('a place is found by its name in any language', () => {
  expect(found('محطة')).toEqual(['station']);
});
it('nothing typed is every place, in order; nonsense is none', () => {
  expect(found('  ')).toHaveLength(4);
  expect(found('xyz')).toEqual([]);
});
