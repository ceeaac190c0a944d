import type { NeighbourLists } from '../neighbours.ts';

/** The cells that are to be divided among zones. */
export interface PartitionGround {
  /** n cells, what is to be shared out evenly, >= 0 */
  readonly work: Float64Array;
  /** n cells, how much the distance to the middle of their zone weighs, >= 0 */
  readonly pull: Float64Array;
  /** n × n, metres from each cell to each, row by row */
  readonly distance: Float64Array;
  /** which cells touch; all of them hang together */
  readonly graph: NeighbourLists;
}

/** The least and the most work of a zone. */
export interface WorkRange {
  readonly least: number;
  readonly most: number;
}

/** Metres from each of n places to each, row by row. */
export function distances(x: ArrayLike<number>, y: ArrayLike<number>): Float64Array {
  const n = x.length;
  const distance = new Float64Array(n * n);
  for (let i = 0; i < n; i++)
    for (let j = 0; j < i; j++) distance[i * n + j] = distance[j * n + i] = Math.hypot(x[i]! - x[j]!, y[i]! - y[j]!);
  return distance;
}
