import type { NeighbourLists } from '../neighbours.ts';

/** The cells of a study area, by their number in it and their place in the raster. */
export interface AreaCells {
  /** per cell its place in the raster, row by row from the south-west; ascending */
  readonly place: Int32Array;
  /** middles, metres */
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** cells that share a side, and where the area is in parts, the two cells of each gap that is bridged */
  readonly graph: NeighbourLists;
  /** metres of each gap that was bridged */
  readonly gaps_m: readonly number[];
}

/**
 * Which cells of a raster lie in an area, and which of them touch? Parts of the area that lie apart are joined where they are nearest, over
 * as few metres as possible, so that a zone can reach over such a gap.
 *
 * @param inside  per cell of the raster more than 0 where it takes part
 *
 * O(cells), and where the area is in parts O(parts × cells²) at worst.
 */
export function areaCells(
  {
    columns,
    rows,
    cell_m,
    west_m,
    south_m,
  }: {
    columns: number;
    rows: number;
    cell_m: number;
    west_m: number;
    south_m: number;
  },
  inside: ArrayLike<number>,
): AreaCells {
  const place: number[] = [];
  const number = new Int32Array(columns * rows).fill(-1);
  for (let at = 0; at < columns * rows; at++)
    if (inside[at]! > 0) {
      number[at] = place.length;
      place.push(at);
    }
  const x = Float64Array.from(place, (at) => west_m + ((at % columns) + 0.5) * cell_m);
  const y = Float64Array.from(place, (at) => south_m + (Math.floor(at / columns) + 0.5) * cell_m);
  const beside = place.map((at) => {
    const column = at % columns;
    const near = [at - columns, column > 0 ? at - 1 : -1, column < columns - 1 ? at + 1 : -1, at + columns];
    return near.flatMap((other) => (number[other] === undefined || number[other]! < 0 ? [] : number[other]!));
  });
  const gaps_m = bridge(beside, x, y);
  const starts = new Int32Array(place.length + 1);
  for (const [cell, near] of beside.entries()) starts[cell + 1] = starts[cell]! + near.length;
  return { place: Int32Array.from(place), x, y, graph: { starts, cells: Int32Array.from(beside.flat()) }, gaps_m };
}

/** Joins what is reached from the first cell with the nearest cell that isn't, until all are. */
function bridge(beside: number[][], x: Float64Array, y: Float64Array): number[] {
  const n = beside.length;
  const gaps_m: number[] = [];
  const reached = new Uint8Array(n);
  /** per cell that isn't reached the nearest that is, and how far */
  const nearest = new Int32Array(n).fill(-1);
  const far = new Float64Array(n).fill(Number.POSITIVE_INFINITY);
  const reach = (from: number): void => {
    const queue = [from];
    reached[from] = 1;
    for (const cell of queue)
      for (const next of beside[cell]!)
        if (reached[next] === 0) {
          reached[next] = 1;
          queue.push(next);
        }
    for (let other = 0; other < n; other++) {
      if (reached[other] === 1) continue;
      for (const cell of queue) {
        const metres = Math.hypot(x[cell]! - x[other]!, y[cell]! - y[other]!);
        if (metres < far[other]!) [far[other], nearest[other]] = [metres, cell];
      }
    }
  };
  if (n > 0) reach(0);
  for (;;) {
    let next = -1;
    for (let cell = 0; cell < n; cell++) if (reached[cell] === 0 && (next < 0 || far[cell]! < far[next]!)) next = cell;
    if (next < 0) return gaps_m;
    const from = nearest[next]!;
    gaps_m.push(far[next]!);
    beside[from]!.push(next);
    beside[next]!.push(from);
    reach(next);
  }
}
