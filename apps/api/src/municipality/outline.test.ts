import { describe, expect, it } from 'vitest';
import { ProblemError } from '../errors.ts';
import { readOutline } from './outline.ts';

const square = [
  [17, 59],
  [18, 59],
  [18, 60],
  [17, 60],
  [17, 59],
];
const polygon = { type: 'Polygon', coordinates: [square] };

/** The code a document is refused with. */
function refusal(document: unknown): string {
  try {
    readOutline(document);
  } catch (error) {
    if (error instanceof ProblemError) return error.code;
    throw error;
  }
  return 'taken';
}

describe('an outline', () => {
  it('may be a polygon, several, a feature, or the features of a collection', () => {
    const expected = { type: 'MultiPolygon', coordinates: [[square]] };
    const feature = { type: 'Feature', properties: {}, geometry: polygon };
    expect(readOutline(polygon)).toEqual(expected);
    expect(readOutline({ type: 'MultiPolygon', coordinates: [[square]] })).toEqual(expected);
    expect(readOutline(feature)).toEqual(expected);
    expect(readOutline({ type: 'FeatureCollection', features: [feature, feature] }).coordinates).toHaveLength(2);
  });

  it('loses its heights', () => {
    const high = { type: 'Polygon', coordinates: [square.map(([x, y]) => [x, y, 12])] };
    expect(readOutline(high).coordinates).toEqual([[square]]);
  });

  it.each([
    ['null', null, 'area_outline_unreadable'],
    ['text', 'Polygon', 'area_outline_unreadable'],
    ['a point', { type: 'Point', coordinates: [17, 59] }, 'area_outline_unreadable'],
    ['nothing', { type: 'MultiPolygon', coordinates: [] }, 'area_outline_unreadable'],
    ['an empty collection', { type: 'FeatureCollection', features: [] }, 'area_outline_unreadable'],
    ['an open ring', { type: 'Polygon', coordinates: [square.slice(0, 4)] }, 'area_outline_unreadable'],
    ['a ring of two', { type: 'Polygon', coordinates: [[square[0], square[1], square[0]]] }, 'area_outline_unreadable'],
    ['letters', { type: 'Polygon', coordinates: [[[1, 'a'], ...square]] }, 'area_outline_unreadable'],
    [
      '95 degrees north',
      { type: 'Polygon', coordinates: [[[17, 95], ...square, [17, 95]]] },
      'area_outline_outside_world',
    ],
    ['NaN', { type: 'Polygon', coordinates: [[[Number.NaN, 59], ...square]] }, 'area_outline_outside_world'],
    ['metres', { type: 'Polygon', coordinates: [[[660_000, 6_610_000], ...square]] }, 'area_outline_outside_world'],
    ['51 rings', { type: 'MultiPolygon', coordinates: Array(51).fill([square]) }, 'area_outline_too_detailed'],
    [
      'a million vertices',
      { type: 'Polygon', coordinates: [Array(1_000_000).fill([17, 59])] },
      'area_outline_too_detailed',
    ],
  ])('is refused when it is %s', (_, document, code) => {
    expect(refusal(document)).toBe(code);
  });
});
