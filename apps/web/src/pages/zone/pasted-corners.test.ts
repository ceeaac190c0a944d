import { expect, it } from 'vitest';
import { cornersIn } from './pasted-corners.ts';
import type { Point } from './shape.ts';
import { AREA } from './testing.ts';

/** A degree is a hundred metres here, and the area begins at 10° east, 50° north. */
const inMetres = (longitude: number, latitude: number): Point => [(longitude - 10) * 100, (latitude - 50) * 100];
const read = (text: string) => cornersIn(text, inMetres, AREA);

it('reads degrees in either order, with a point or a comma, a line each', () => {
  expect(read('51.5, 12.25')).toEqual([[225, 150]]);
  expect(read('12.25 51.5')).toEqual([[225, 150]]);
  expect(read('51,5; 12,25\n\nN 52 E 13\r\n')).toEqual([
    [225, 150],
    [300, 200],
  ]);
  expect(read('51.5,12.25')).toEqual([[225, 150]]);
});

it('reads metres, and leaves what lies nowhere to be refused', () => {
  expect(read('N 9000.5, E 420')).toEqual([[420, 9000.5]]);
  expect(read('400 123456')).toEqual([[123456, 400]]);
  expect(read('6612345 -652345')).toEqual([[-652345, 6612345]]);
});

it('takes no other text for corners', () => {
  for (const text of ['', 'Torget 3', '{"type":"Point"}', '1 2 3', '51.5, 12.25\nTorget'])
    expect(read(text), text).toBeNull();
});
