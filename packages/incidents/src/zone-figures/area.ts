import type { PolygonCm } from '../polygon.ts';
import { edgesOf } from './point-grid.ts';

const CM2_PER_M2 = 10_000;

/** The ground that polygons cover together, or all of them at once. */
type Cover = 'any' | 'all';

/**
 * How much ground do polygons cover together, each m² once; or, with `all`, how much lies in every one of them?
 *
 * The plane is cut into strips at the height of every corner and of every crossing of two polygons' edges: in a strip no edge meets
 * another, so its width half way up, times its height, is exact.
 *
 * @returns m². Holes by even-odd; 0 for no polygons
 *
 * O(strips × edges at a height + pairs of edges at the same height).
 */
export function coveredM2(polygons: readonly PolygonCm[], cover: Cover = 'any'): number {
  const edges = polygons.flatMap((polygon, of) => climbing(polygon, of));
  const bands =
    cover === 'all' ? sharedBand(edges, polygons.length) : [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  const [low, high] = bands as [number, number];
  const here = edges.filter((edge) => edge.y2 > low && edge.y1 < high).sort((a, b) => a.y1 - b.y1);
  const heights = heightsOf(here, low, high);
  const needed = cover === 'all' ? polygons.length : 1;
  const inside = new Uint8Array(polygons.length);
  let active: Edge[] = [];
  let next = 0;
  let area = 0;
  for (let s = 0; s + 1 < heights.length; s++) {
    const [bottom, top] = [heights[s]!, heights[s + 1]!];
    const middle = (bottom + top) / 2;
    active = active.filter((edge) => edge.y2 > middle);
    for (; next < here.length && here[next]!.y1 < middle; next++) if (here[next]!.y2 > middle) active.push(here[next]!);
    for (const edge of active) edge.x = edge.x1 + ((edge.x2 - edge.x1) * (middle - edge.y1)) / (edge.y2 - edge.y1);
    active.sort((a, b) => a.x - b.x);
    inside.fill(0);
    let within = 0;
    let width = 0;
    for (let k = 0; k < active.length; k++) {
      if (within >= needed) width += active[k]!.x - active[k - 1]!.x;
      const { of } = active[k]!;
      inside[of]! ^= 1;
      within += inside[of] === 1 ? 1 : -1;
    }
    area += width * (top - bottom);
  }
  return area / CM2_PER_M2;
}

/** An edge that isn't level, from its lower end up. */
interface Edge {
  readonly of: number;
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
  /** where it is half way up the strip */
  x: number;
}

function climbing({ parts }: PolygonCm, of: number): Edge[] {
  const climbs: Edge[] = [];
  for (const rings of parts) {
    const flat = edgesOf(rings);
    for (let e = 0; e < flat.length; e += 4) {
      const [ax, ay, bx, by] = [flat[e]!, flat[e + 1]!, flat[e + 2]!, flat[e + 3]!];
      if (ay < by) climbs.push({ of, x1: ax, y1: ay, x2: bx, y2: by, x: 0 });
      else if (ay > by) climbs.push({ of, x1: bx, y1: by, x2: ax, y2: ay, x: 0 });
    }
  }
  return climbs;
}

/** The heights at which all polygons have edges. */
function sharedBand(edges: readonly Edge[], count: number): [number, number] {
  const low = new Float64Array(count).fill(Number.POSITIVE_INFINITY);
  const high = new Float64Array(count).fill(Number.NEGATIVE_INFINITY);
  for (const { of, y1, y2 } of edges) {
    low[of] = Math.min(low[of]!, y1);
    high[of] = Math.max(high[of]!, y2);
  }
  return [
    low.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY),
    high.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY),
  ];
}

/** @param edges  by their lower ends */
function heightsOf(edges: readonly Edge[], low: number, high: number): Float64Array {
  const heights: number[] = [];
  for (const { y1, y2 } of edges) heights.push(Math.max(low, y1), Math.min(high, y2));
  for (let i = 0; i < edges.length; i++) {
    const a = edges[i]!;
    for (let k = i + 1; k < edges.length && edges[k]!.y1 < a.y2; k++) {
      const b = edges[k]!;
      if (
        a.of !== b.of &&
        Math.min(a.x1, a.x2) <= Math.max(b.x1, b.x2) &&
        Math.min(b.x1, b.x2) <= Math.max(a.x1, a.x2)
      ) {
        const y = crossingOf(a, b);
        if (y > low && y < high) heights.push(y);
      }
    }
  }
  return Float64Array.from(new Set(heights)).sort();
}

/** The height at which two edges cross; NaN where they don't. */
function crossingOf(a: Edge, b: Edge): number {
  const [dx, dy, ex, ey] = [a.x2 - a.x1, a.y2 - a.y1, b.x2 - b.x1, b.y2 - b.y1];
  const across = dx * ey - dy * ex;
  if (across === 0) return Number.NaN;
  const t = ((b.x1 - a.x1) * ey - (b.y1 - a.y1) * ex) / across;
  const u = ((b.x1 - a.x1) * dy - (b.y1 - a.y1) * dx) / across;
  return t > 0 && t < 1 && u > 0 && u < 1 ? a.y1 + t * dy : Number.NaN;
}

/** The area of one valid polygon, holes left out, in m². O(corners). */
export function areaM2({ parts }: PolygonCm): number {
  let area = 0;
  for (const [outer, ...holes] of parts)
    area += ringArea(outer!) - holes.reduce((sum, hole) => sum + ringArea(hole), 0);
  return area / CM2_PER_M2;
}

function ringArea(ring: Float64Array): number {
  const [x0, y0] = [ring[0]!, ring[1]!]; // as seen from its first corner: coordinates of a whole country cost digits
  let twice = 0;
  for (let i = 0, j = ring.length - 2; i < ring.length; j = i, i += 2)
    twice += (ring[j]! - x0) * (ring[i + 1]! - y0) - (ring[i]! - x0) * (ring[j + 1]! - y0);
  return Math.abs(twice) / 2;
}
