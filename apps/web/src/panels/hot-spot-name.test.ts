import { expect, it } from 'vitest';
import type { Places } from '../api.ts';
import { whereIs } from './hot-spot-name.ts';

/** A kilometre to the hundredth of a degree, both ways. */
const FLAT = {
  toMetres: (lon: number, lat: number): [number, number] => [lon * 100_000, lat * 100_000],
  toDegrees: (x: number, y: number): [number, number] => [x / 100_000, y / 100_000],
};
const feature = (name: string, kind: string, geometry: object) =>
  ({ type: 'Feature', geometry, properties: { slug: name, names: { sv: name }, kind } }) as never;
const square = (x: number, y: number, side: number) => ({
  type: 'Polygon',
  coordinates: [
    [
      [x, y],
      [x + side, y],
      [x + side, y + side],
      [x, y + side],
      [x, y],
    ],
  ],
});
const PLACES: Places = {
  type: 'FeatureCollection',
  features: [
    feature('Tätorten', 'study_area', square(0, 0, 1)),
    feature('Torget', 'named_place', square(0.1, 0.1, 0.01)),
    feature('Byn', 'neighbourhood', { type: 'Point', coordinates: [0.13, 0.1] }),
  ],
};

it.each([
  [10_500, 10_500, 'in', 'Torget'],
  [11_700, 10_500, 'near', 'Torget'],
  [12_500, 10_100, 'near', 'Byn'],
  [50_000, 50_000, 'nowhere', ''],
] as const)('is at %i, %i %s %s', (x, y, how, name) => {
  expect(whereIs({ x, y }, PLACES, FLAT, 'sv')).toEqual({ how, name, slug: name || null });
});
