import { difference, type Geom, intersection, union } from 'polyclip-ts';
import { areaOf, boxOf, distance, edgesOf, nearestOnEdge, type Point, type Ring, type Shape } from './shape.ts';

const geometry = (shape: Shape): Geom =>
  shape.map((rings) => rings.map((ring) => [...ring, ring[0]!].map(([x, y]): [number, number] => [x, y])));
const shape = (parts: [number, number][][][]): Shape =>
  parts.map((rings) => rings.map((ring): Ring => ring.slice(0, -1)));

/** Corners of a neighbour are as far off an edge that they were drawn to as a degree's last decimal is long. */
const WELD_M = 0.05;

/** A shape whose edges pass through the corners of another that lie on them, so that no slit is left between the two. */
function welded(to: Shape, other: Shape): Shape {
  const corners = [...edgesOf(other)].map(({ a }) => a);
  return to.map((rings) =>
    rings.map((ring) =>
      ring.flatMap((a, i): Point[] => {
        const b = ring[(i + 1) % ring.length]!;
        const on = corners.filter(
          (p) => distance(p, a) > WELD_M && distance(p, b) > WELD_M && distance(p, nearestOnEdge(p, a, b)) <= WELD_M,
        );
        return [a, ...on.sort((p, q) => distance(a, p) - distance(a, q))];
      }),
    ),
  );
}

/** What either covers. Shapes that share an edge become one part. */
export function merged(one: Shape, other: Shape): Shape {
  const first = welded(one, other);
  return shape(union(geometry(first), geometry(welded(other, first))));
}

/** What any of them covers. */
export function together(shapes: readonly Shape[]): Shape {
  const [first, ...others] = shapes.filter((one) => one.length > 0).map(geometry);
  return first === undefined ? [] : shape(union(first, ...others));
}

/** What both cover. */
export const common = (one: Shape, other: Shape): Shape => shape(intersection(geometry(one), geometry(other)));

/** What `one` covers and `other` doesn't. */
export const without = (one: Shape, other: Shape): Shape => shape(difference(geometry(one), geometry(other)));

/** m² that two shapes both cover; 0 without asking further where their boxes lie apart. */
export function overlapOf(one: Shape, other: Shape): number {
  const [a, b] = [boxOf(one), boxOf(other)];
  if (a[0] > b[2] || b[0] > a[2] || a[1] > b[3] || b[1] > a[3]) return 0;
  return areaOf(common(one, other));
}

const onward = (from: Point, to: Point, by: number): Point => {
  const length = Math.hypot(to[0] - from[0], to[1] - from[1]);
  return [to[0] + ((to[0] - from[0]) / length) * by, to[1] + ((to[1] - from[1]) / length) * by];
};

/**
 * A shape cut in two along a line, whose ends go on straight ahead until they are outside.
 *
 * @param line  two points or more, no two of them the same
 * @returns what lies left of the line and what lies right of it; null where the line doesn't cut the shape
 */
export function split(whole: Shape, line: readonly Point[]): [left: Shape, right: Shape] | null {
  const [west, south, east, north] = boxOf(whole);
  const middle: Point = [(west + east) / 2, (south + north) / 2];
  const far =
    Math.hypot(east - west, north - south) +
    Math.max(...line.map((p) => Math.hypot(p[0] - middle[0], p[1] - middle[1])));
  const first = onward(line[1]!, line[0]!, 3 * far);
  const last = onward(line.at(-2)!, line.at(-1)!, 3 * far);
  const angle = ([x, y]: Point): number => Math.atan2(y - middle[1], x - middle[0]);
  // Against the clock from where the line ends to where it began: what is left of it.
  const from = angle(last);
  const turn = (angle(first) - from + 2 * Math.PI) % (2 * Math.PI);
  const round = Array.from({ length: 8 }, (_, i): Point => {
    const at = from + (turn * (i + 1)) / 9;
    return [middle[0] + 6 * far * Math.cos(at), middle[1] + 6 * far * Math.sin(at)];
  });
  const half: Shape = [[[first, ...line, last, ...round]]];
  const [left, right] = [common(whole, half), without(whole, half)];
  return left.length === 0 || right.length === 0 ? null : [left, right];
}

/** Cells of a grid, as one outline. */
export function cellsOutline(
  cells: readonly number[],
  { west_m, south_m, cell_m, columns }: { west_m: number; south_m: number; cell_m: number; columns: number },
): Shape {
  const squares = cells.map((cell): Shape => {
    const [x, y] = [west_m + (cell % columns) * cell_m, south_m + Math.floor(cell / columns) * cell_m];
    return [
      [
        [
          [x, y],
          [x + cell_m, y],
          [x + cell_m, y + cell_m],
          [x, y + cell_m],
        ],
      ],
    ];
  });
  return together(squares);
}
