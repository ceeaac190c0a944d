import {
  areaOf,
  covers,
  distance,
  edgesMeet,
  type Point,
  type Ring,
  ringArea,
  ringCovers,
  type Shape,
  side,
} from './shape.ts';

/** Why a corner or a shape is refused; the page has a sentence for each. */
export type Fault =
  | 'same_corner'
  | 'crosses_itself'
  | 'few_corners'
  | 'too_small'
  | 'outside'
  | 'hole_outside'
  | 'off_zone';

/** Two corners this close are one: nobody can tell them apart on a map. */
export const SAME_CORNER_M = 0.5;
/** A zone smaller than this is a slip of the hand, not a place to be present at. */
export const LEAST_AREA_M2 = 400;

/** Edges of a ring that have a point in common and aren't neighbours. O(corners²), on a few hundred corners. */
export function crossesItself(ring: Ring): boolean {
  const n = ring.length;
  for (let i = 0; i < n; i++)
    for (let j = i + 2; j < n; j++) {
      if (i === 0 && j === n - 1) continue;
      if (edgesMeet(ring[i]!, ring[i + 1]!, ring[j]!, ring[(j + 1) % n]!)) return true;
    }
  return false;
}

const same = (a: Point, b: Point): boolean => a[0] === b[0] && a[1] === b[1];

/** Edges from one corner that run the same way: with no area between them, they aren't two sides. */
const runTogether = (from: Point, a: Point, b: Point): boolean =>
  side(from, a, b) === 0 && (a[0] - from[0]) * (b[0] - from[0]) + (a[1] - from[1]) * (b[1] - from[1]) > 0;

/** Do rings have more in common than corners? Two that touch in a corner are still two. */
const ringsMeet = (one: Ring, other: Ring): boolean =>
  one.some((a, i) => {
    const b = one[(i + 1) % one.length]!;
    return other.some((c, j) => {
      const d = other[(j + 1) % other.length]!;
      if (same(a, c)) return runTogether(a, b, d);
      if (same(a, d)) return runTogether(a, b, c);
      if (same(b, c)) return runTogether(b, a, d);
      if (same(b, d)) return runTogether(b, a, c);
      return edgesMeet(a, b, c, d);
    });
  });

/** What is wrong with the next corner of a line that becomes a ring; null if nothing is. */
export function cornerFault(line: readonly Point[], next: Point, area: Shape): Fault | null {
  if (!covers(area, next)) return 'outside';
  const last = line.at(-1);
  if (last === undefined) return null;
  if (line.some((corner) => distance(corner, next) < SAME_CORNER_M)) return 'same_corner';
  for (let i = 0; i + 2 < line.length; i++) if (edgesMeet(line[i]!, line[i + 1]!, last, next)) return 'crosses_itself';
  return null;
}

/** What is wrong with closing a line to a ring. */
export function closingFault(line: readonly Point[]): Fault | null {
  if (line.length < 3) return 'few_corners';
  if (crossesItself(line)) return 'crosses_itself';
  return ringArea(line) < LEAST_AREA_M2 ? 'too_small' : null;
}

/** What is wrong with a hole: it has to lie inside one part, clear of its edge and of its other holes. */
export function holeFault(hole: Ring, shape: Shape): Fault | null {
  const closing = closingFault(hole);
  if (closing !== null) return closing;
  const into = shape.find(([outer]) => ringCovers(outer!, hole[0]!));
  if (into === undefined || into.some((ring) => ringsMeet(ring, hole))) return 'hole_outside';
  return into.slice(1).some((other) => ringCovers(other, hole[0]!) || ringCovers(hole, other[0]!))
    ? 'hole_outside'
    : null;
}

/** What is wrong with a whole shape. */
export function shapeFault(shape: Shape, area: Shape): Fault | null {
  for (const rings of shape) {
    if (rings.some((ring) => ring.length < 3)) return 'few_corners';
    for (const [i, ring] of rings.entries()) {
      if (ring.some((corner) => !covers(area, corner))) return 'outside';
      if (ring.some((corner, at) => distance(corner, ring[(at + 1) % ring.length]!) < SAME_CORNER_M))
        return 'same_corner';
      if (crossesItself(ring)) return 'crosses_itself';
      for (const other of rings.slice(i + 1)) if (ringsMeet(ring, other)) return 'crosses_itself';
      if (i > 0 && !ringCovers(rings[0]!, ring[0]!)) return 'hole_outside';
    }
  }
  for (const [i, one] of shape.entries())
    for (const other of shape.slice(i + 1)) if (ringsMeet(one[0]!, other[0]!)) return 'crosses_itself';
  return areaOf(shape) < LEAST_AREA_M2 ? 'too_small' : null;
}
