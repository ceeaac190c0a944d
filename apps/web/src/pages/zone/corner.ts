import type { CornerAt, Point, Ring, Shape } from './shape.ts';

/** The same shape with one of its rings changed; a hole that is left without a ring is filled, a part without one is gone. */
function withRing(shape: Shape, at: CornerAt, change: (ring: Ring) => Ring): Shape {
  return shape
    .map((rings, part) =>
      part === at.part
        ? rings.map((ring, i) => (i === at.ring ? change(ring) : ring)).filter((ring) => ring.length > 0)
        : rings,
    )
    .filter((rings) => rings.length > 0);
}

export const cornerAt = (shape: Shape, { part, ring, corner }: CornerAt): Point | undefined =>
  shape[part]?.[ring]?.[corner];

export const moveCorner = (shape: Shape, at: CornerAt, to: Point): Shape =>
  withRing(shape, at, (ring) => ring.with(at.corner, to));

/** A corner after the one named. */
export const insertCorner = (shape: Shape, after: CornerAt, point: Point): Shape =>
  withRing(shape, after, (ring) => ring.toSpliced(after.corner + 1, 0, point));

/** A triangle that loses a corner is no ring any more: a hole is filled then, an outer ring can't. */
export const removeCorner = (shape: Shape, at: CornerAt): Shape =>
  withRing(shape, at, (ring) => (ring.length <= 3 && at.ring > 0 ? [] : ring.toSpliced(at.corner, 1)));

/** The middle of the edge that begins at a corner. */
export function middleAfter(shape: Shape, at: CornerAt): Point | undefined {
  const ring = shape[at.part]?.[at.ring];
  const a = ring?.[at.corner];
  if (ring === undefined || a === undefined) return undefined;
  const b = ring[(at.corner + 1) % ring.length]!;
  return [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2];
}

/** Every corner in the order a keyboard walks them. */
export const cornersOf = (shape: Shape): CornerAt[] =>
  shape.flatMap((rings, part) =>
    rings.flatMap((corners, ring) => corners.map((_, corner): CornerAt => ({ part, ring, corner }))),
  );

export const sameCorner = (a: CornerAt | null, b: CornerAt | null): boolean =>
  a === b || (a !== null && b !== null && a.part === b.part && a.ring === b.ring && a.corner === b.corner);
