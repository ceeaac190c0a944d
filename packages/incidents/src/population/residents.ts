import type { PolygonCm, RingCm } from '../polygon.ts';
import { areaOf, between } from './clip.ts';
import { ownGround, parentsOf, type Square } from './nesting.ts';

/** Numbers that a square is told by: x and y of its south-west corner, its side, who lives there. */
const NUMBERS = 4;
const CM_PER_M = 100;
/** Share of a square below which it is only touched: what rounding leaves of an edge in common. */
const TOUCH = 1e-9;

/** Who lives in a zone, by the ground it shares with squares of population. */
export interface Residents {
  /** about: as if those of a square lived evenly spread over it */
  readonly n: number;
  /** squares that it shares ground with */
  readonly squares: number;
  /** share of its ground that squares tell of, 0 to 1 */
  readonly known: number;
}

/** Squares of one column and side, from the south up. */
interface Column {
  readonly y: Float64Array;
  /** residents per m² above those of the square around it */
  readonly density: Float64Array;
  /** 1 where no larger square lies around it */
  readonly outermost: Uint8Array;
}

/**
 * Residents by squares, laid out so that a zone asks only those of its columns and heights. Who lives in a large square lives on the
 * ground that no smaller square in it tells of, so nobody is counted twice.
 */
export class Population {
  private readonly columns = new Map<number, Map<number, Column>>();
  private readonly toGrid: ((x: number, y: number) => readonly [number, number]) | null;

  /**
   * @param squares  by turns x, y, side (metres) and residents; those of a square without those of smaller squares in it
   * @param toGrid   from the centimetres that zones are drawn in to those of the squares; null: they are the same
   */
  constructor(squares: ArrayLike<number>, toGrid: ((x: number, y: number) => readonly [number, number]) | null = null) {
    this.toGrid = toGrid;
    const all: (Square & { n: number })[] = [];
    for (let i = 0; i + NUMBERS <= squares.length; i += NUMBERS)
      all.push({ x: squares[i]!, y: squares[i + 1]!, side: squares[i + 2]!, n: squares[i + 3]! });
    const parents = parentsOf(all);
    const own = ownGround(all, parents);
    const density = Float64Array.from(all, ({ n }, i) => (own[i]! > 0 ? n / own[i]! : 0));
    const order = Array.from(all.keys()).sort((a, b) => all[a]!.y - all[b]!.y);
    const rows = new Map<number, Map<number, number[]>>();
    for (const i of order) {
      const { side, x } = all[i]!;
      if (!rows.has(side)) rows.set(side, new Map());
      const ofSide = rows.get(side)!;
      ofSide.set(x, [...(ofSide.get(x) ?? []), i]);
    }
    for (const [side, ofSide] of rows)
      this.columns.set(
        side,
        new Map(
          Array.from(ofSide, ([x, places]) => [
            x,
            {
              y: Float64Array.from(places, (i) => all[i]!.y),
              density: Float64Array.from(places, (i) => density[i]! - (parents[i]! < 0 ? 0 : density[parents[i]!]!)),
              outermost: Uint8Array.from(places, (i) => (parents[i]! < 0 ? 1 : 0)),
            },
          ]),
        ),
      );
  }

  /**
   * Areal weighting: of each square's residents, the share that its shared ground is of its ground.
   *
   * @returns null where no square shares ground with the polygon: who lives there isn't known, which isn't nobody
   *
   * O(columns of its box × corners + squares in it × corners at their column).
   * @see Goodchild & Lam (1980), Areal interpolation, Geo-Processing 1
   */
  within(polygon: PolygonCm): Residents | null {
    const rings = polygon.parts.map((part) => part.map((ring) => this.inMetres(ring)));
    const ground = signedSum(rings, areaOf);
    let [n, squares, known] = [0, 0, 0];
    const [west, east] = extentOf(rings, 0);
    const [south, north] = extentOf(rings, 1);
    for (const [side, columns] of this.columns) {
      for (let x = Math.floor(west / side) * side; x < east; x += side) {
        const column = columns.get(x);
        if (column === undefined) continue;
        const strips = rings.map((part) => part.map((ring) => between(ring, 0, x, x + side)));
        const { y, density, outermost } = column;
        for (let i = firstAbove(y, south - side); i < y.length && y[i]! < north; i++) {
          const shared = signedSum(strips, (strip) => areaOf(between(strip, 1, y[i]!, y[i]! + side)));
          if (shared <= TOUCH * side * side) continue;
          squares++;
          n += shared * density[i]!;
          if (outermost[i] === 1) known += shared;
        }
      }
    }
    return squares === 0 ? null : { n: Math.max(0, n), squares, known: Math.min(1, known / ground) };
  }

  private inMetres(ring: RingCm): Float64Array {
    if (this.toGrid === null) return ring.map((value) => value / CM_PER_M);
    const metres = new Float64Array(ring.length);
    for (let i = 0; i < ring.length; i += 2) {
      const [x, y] = this.toGrid(ring[i]!, ring[i + 1]!);
      metres[i] = x / CM_PER_M;
      metres[i + 1] = y / CM_PER_M;
    }
    return metres;
  }
}

/** A measure of polygons: the outer rings', less that of their holes. */
const signedSum = <R>(parts: readonly (readonly R[])[], of: (ring: R) => number): number =>
  parts.reduce((sum, [outer, ...holes]) => sum + of(outer!) - holes.reduce((cut, hole) => cut + of(hole), 0), 0);

function extentOf(parts: readonly (readonly Float64Array[])[], axis: 0 | 1): [number, number] {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const [outer] of parts)
    for (let i = axis; i < outer!.length; i += 2) {
      low = Math.min(low, outer![i]!);
      high = Math.max(high, outer![i]!);
    }
  return [low, high];
}

/** The first place of a sorted column that holds more than a value. */
function firstAbove(sorted: Float64Array, value: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}
