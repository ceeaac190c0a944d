import { MarkGeometry } from '@lagesbild/contract';
import { expect, it } from 'vitest';
import { type Corner, type Drawing, finished, isWhole, type Shape, withCorner } from './drawing.ts';

const drawn = (shape: Shape, corners: readonly Corner[]): Drawing =>
  corners.reduce<Drawing>(
    (drawing, corner) => {
      const next = withCorner(drawing, corner);
      if (typeof next === 'string') throw new Error(`${corner} is refused: ${next}`);
      return next;
    },
    { shape, corners: [] },
  );
const SQUARE: Corner[] = [
  [17, 59],
  [18, 59],
  [18, 60],
  [17, 60],
];

it.each([
  ['Point', 1],
  ['LineString', 2],
  ['Polygon', 3],
] as const)('a %s is whole with %d corners, and what comes of it is a mark’s', (shape, least) => {
  expect(isWhole(drawn(shape, SQUARE.slice(0, least - 1)))).toBe(false);
  const whole = drawn(shape, SQUARE.slice(0, least));
  expect(isWhole(whole)).toBe(true);
  expect(MarkGeometry.parse(finished(whole))).toMatchObject({ type: shape });
});

it('an area is closed with the corner it began with', () => {
  expect(finished(drawn('Polygon', SQUARE))).toEqual({ type: 'Polygon', coordinates: [[...SQUARE, SQUARE[0]]] });
});

it('a corner whose side would cross another of the area is refused; a stretch may cross itself', () => {
  const bow: Corner[] = [SQUARE[0]!, SQUARE[2]!, SQUARE[1]!];
  expect(withCorner(drawn('Polygon', bow), [17, 59.9])).toBe('crossing');
  expect(withCorner(drawn('LineString', bow), [17, 59.9])).toMatchObject({ shape: 'LineString' });
});

it('an area whose last side would cross isn’t closed', () => {
  const hook: Corner[] = [
    [0, 0],
    [4, 0],
    [4, 4],
    [2, -2],
  ];
  expect(withCorner(drawn('Polygon', hook.slice(0, 3)), hook[3]!)).toBe('crossing');
  const open: Corner[] = [
    [0, 0],
    [4, 0],
    [4, 4],
    [1, 4],
    [1, 2],
    [3, 2],
    [3, 3],
  ];
  expect(finished(drawn('Polygon', open))).toBe('crossing');
});

it('the same corner twice is refused, and corners are kept to a centimetre', () => {
  const [first] = drawn('Polygon', [[17.123456789, 59.987654321]]).corners;
  expect(first).toEqual([17.1234568, 59.9876543]);
  expect(withCorner(drawn('LineString', [[17, 59]]), [17.00000001, 59])).toBe('same');
});
