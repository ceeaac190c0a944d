/** A place in metres of the municipality's CRS. */
export type Point = readonly [x: number, y: number];
/** Corners in order; the last one isn't the first again. */
export type Ring = readonly Point[];
/** An outer ring, and the holes in it. */
export type Part = readonly Ring[];
/** What a zone covers: one part or several. Edges are straight in the municipality's CRS. */
export type Shape = readonly Part[];

/** Which corner of a shape. */
export interface CornerAt {
  readonly part: number;
  readonly ring: number;
  readonly corner: number;
}

/** Twice the area of a ring, m²: above 0 if its corners run against the clock. */
export function turned(ring: Ring): number {
  let sum = 0;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i, i++) {
    const [ax, ay] = ring[j]!;
    const [bx, by] = ring[i]!;
    sum += ax * by - bx * ay;
  }
  return sum;
}

export const ringArea = (ring: Ring): number => Math.abs(turned(ring)) / 2;

/** m², the holes taken off. */
export const areaOf = (shape: Shape): number =>
  shape.reduce(
    (sum, [outer = [], ...holes]) => sum + ringArea(outer) - holes.reduce((cut, hole) => cut + ringArea(hole), 0),
    0,
  );

export const distance = ([ax, ay]: Point, [bx, by]: Point): number => Math.hypot(bx - ax, by - ay);

/** The point of the edge a→b that lies nearest to p. */
export function nearestOnEdge(p: Point, a: Point, b: Point): Point {
  const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
  const length = dx * dx + dy * dy;
  if (length === 0) return a;
  const along = Math.min(1, Math.max(0, ((p[0] - a[0]) * dx + (p[1] - a[1]) * dy) / length));
  return [a[0] + along * dx, a[1] + along * dy];
}

/** Above 0 if p lies left of a→b. */
export const side = (a: Point, b: Point, p: Point): number =>
  (b[0] - a[0]) * (p[1] - a[1]) - (b[1] - a[1]) * (p[0] - a[0]);

const between = (p: Point, a: Point, b: Point): boolean =>
  Math.min(a[0], b[0]) <= p[0] &&
  p[0] <= Math.max(a[0], b[0]) &&
  Math.min(a[1], b[1]) <= p[1] &&
  p[1] <= Math.max(a[1], b[1]);

/** Do two edges have a point in common? Ends count. */
export function edgesMeet(a: Point, b: Point, c: Point, d: Point): boolean {
  const [c1, d1, a1, b1] = [side(a, b, c), side(a, b, d), side(c, d, a), side(c, d, b)];
  if (((c1 > 0 && d1 < 0) || (c1 < 0 && d1 > 0)) && ((a1 > 0 && b1 < 0) || (a1 < 0 && b1 > 0))) return true;
  return (
    (c1 === 0 && between(c, a, b)) ||
    (d1 === 0 && between(d, a, b)) ||
    (a1 === 0 && between(a, c, d)) ||
    (b1 === 0 && between(b, c, d))
  );
}

export function ringCovers(ring: Ring, [x, y]: Point): boolean {
  let inside = false;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i, i++) {
    const [ax, ay] = ring[j]!;
    const [bx, by] = ring[i]!;
    if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
  }
  return inside;
}

/** Does a point lie in it, and in none of its holes? */
export const covers = (shape: Shape, point: Point): boolean =>
  shape.some(([outer, ...holes]) => ringCovers(outer!, point) && !holes.some((hole) => ringCovers(hole, point)));

/** Every edge of a shape, with where its first corner is. */
export function* edgesOf(shape: Shape): Generator<{ a: Point; b: Point; at: CornerAt }> {
  for (const [part, rings] of shape.entries())
    for (const [ring, corners] of rings.entries())
      for (const [corner, a] of corners.entries())
        yield { a, b: corners[(corner + 1) % corners.length]!, at: { part, ring, corner } };
}

export const cornersIn = (shape: Shape): number =>
  shape.reduce((sum, rings) => sum + rings.reduce((n, ring) => n + ring.length, 0), 0);

/** [west, south, east, north], metres. */
export function boxOf(shape: Shape): [number, number, number, number] {
  const box: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { a } of edgesOf(shape)) {
    box[0] = Math.min(box[0], a[0]);
    box[1] = Math.min(box[1], a[1]);
    box[2] = Math.max(box[2], a[0]);
    box[3] = Math.max(box[3], a[1]);
  }
  return box;
}
