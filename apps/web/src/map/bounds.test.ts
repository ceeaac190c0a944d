import type { Geometry } from 'geojson';
import { describe, expect, it } from 'vitest';
import type { Places } from '../api.ts';
import { boundsOf, firstBounds } from './bounds.ts';

const square = (x: number, y: number, side: number): Geometry => ({
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
const place = (geometry: Geometry, kind: string, on_by_default = true): Places['features'][number] =>
  ({ type: 'Feature', geometry, properties: { slug: 'x', names: { sv: 'X' }, kind, on_by_default } }) as never;
const places = (...features: Places['features']): Places => ({ type: 'FeatureCollection', features });
const AREA = [10, 50, 20, 60] as const;

describe('boundsOf', () => {
  it('is the box round every part of a geometry', () => {
    const parts = { type: 'GeometryCollection' as const, geometries: [square(1, 2, 1), square(5, 4, 2)] };
    expect(boundsOf(parts)).toEqual([1, 2, 7, 6]);
    expect(boundsOf({ type: 'Point', coordinates: [3, 4] })).toEqual([3, 4, 3, 4]);
  });
});

describe('the first view', () => {
  it('is the named places with a quarter of their size round them', () => {
    const some = places(place(square(12, 52, 1), 'named_place'), place(square(15, 55, 1), 'named_place'));
    expect(firstBounds(some, AREA)).toEqual([11, 51, 17, 57]);
  });
  it('is the built-up areas that are on by default where no place is named', () => {
    const some = places(
      place(square(12, 52, 1), 'study_area'),
      place(square(18, 58, 1), 'study_area', false),
      place({ type: 'Point', coordinates: [19, 59] }, 'neighbourhood'),
    );
    expect(firstBounds(some, AREA)).toEqual([12, 52, 13, 53]);
  });
  it('is the whole area where there is neither', () => {
    expect(firstBounds(places(), AREA)).toEqual([10, 50, 20, 60]);
  });
});
