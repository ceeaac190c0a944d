import { distance, edgesOf, type Point, type Ring, type Shape } from './shape.ts';

/** Cosine of a corner that counts as a right angle: outlines in degrees aren't to the millimetre. */
const SQUARE = 0.02;

const turnsOf = (ring: Ring): readonly (readonly [before: Point, corner: Point, after: Point])[] =>
  ring.map((corner, i) => [ring.at(i - 1)!, corner, ring[(i + 1) % ring.length]!]);

/** Is it made of squares, with steps where a place would have a slope? */
export const isStepped = (shape: Shape): boolean => {
  const rings = shape.flat();
  return (
    rings.some((ring) => ring.length > 4) &&
    rings.every((ring) =>
      turnsOf(ring).every(([[ax, ay], [x, y], [bx, by]]) => {
        const along = (ax - x) * (bx - x) + (ay - y) * (by - y);
        return Math.abs(along) < SQUARE * Math.hypot(ax - x, ay - y) * Math.hypot(bx - x, by - y);
      }),
    )
  );
};

const onward = (from: Point, to: Point, by_m: number): Point => {
  const share = by_m / distance(from, to);
  return [from[0] + (to[0] - from[0]) * share, from[1] + (to[1] - from[1]) * share];
};

/**
 * A stepped outline with its corners cut off half a step from each, so that a stair becomes a slope and a long side stays where it is.
 * Neighbours that share an edge go on sharing it. O(corners).
 */
export function smoothed(shape: Shape): Shape {
  const half_m = Math.min(...[...edgesOf(shape)].map(({ a, b }) => distance(a, b))) / 2;
  return shape.map((rings) => rings.map((ring) => straightened(turnsOf(ring).flatMap(cut(half_m)))));
}

const cut =
  (half_m: number) =>
  ([before, corner, after]: readonly [Point, Point, Point]): Point[] => [
    onward(corner, before, half_m),
    onward(corner, after, half_m),
  ];

/** Without corners that come twice or lie on a straight line, to a centimetre. */
function straightened(ring: Ring): Ring {
  const once = ring.filter((corner, i) => distance(corner, ring.at(i - 1)!) > 0.01);
  return turnsOf(once).flatMap(([before, corner, after]): Point[] => {
    const turn = (corner[0] - before[0]) * (after[1] - before[1]) - (corner[1] - before[1]) * (after[0] - before[0]);
    return Math.abs(turn) > 0.01 * distance(before, after) ? [corner] : [];
  });
}
