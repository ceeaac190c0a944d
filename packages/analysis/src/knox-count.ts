import type { Metric } from './near-pairs.ts';
import type { CountedPairs } from './pair-counter.ts';

export interface KnoxBands {
  /** edges of the distance bands [a, b), growing, in the unit of x and y; the last may be ∞ */
  readonly distances: ArrayLike<number>;
  /** edges of the time bands [a, b), growing, in the unit of the times; the last may be ∞ */
  readonly times: ArrayLike<number>;
  /** how distances are taken: straight, or along the streets of a grid */
  readonly metric: Metric;
}

/**
 * What doesn't change when times are permuted. Bands here run from 0 without a gap to beyond the last edge: what nobody asked for
 * is counted too, so that what lies beyond is what is left, and costs nothing.
 */
export interface KnoxMargins extends CountedPairs {
  /** pairs in each band of distance, and of time, whatever the other; those beyond last */
  readonly near: Float64Array;
  readonly soon: Float64Array;
}

export const pairsOf = (n: number): number => (n < 2 ? 0 : (n * (n - 1)) / 2);

/** Edges from 0 to the last that is finite. */
export function edgesFromZero(edges: ArrayLike<number>): Float64Array {
  const finite = Float64Array.from(edges).filter((edge) => edge < Number.POSITIVE_INFINITY);
  return finite[0] === 0 ? finite : Float64Array.of(0, ...finite);
}

/**
 * Pairs by distance band × time band, those beyond with the rest.
 *
 * @param counted  pairs of the bounded bands, by distance and time
 * @param counts   near × soon places for all
 */
export function withBeyond({ near, soon }: KnoxMargins, counted: ArrayLike<number>, counts: Float64Array): void {
  const columns = soon.length;
  const bounded = columns - 1;
  const beyond = (near.length - 1) * columns;
  counts.set(soon, beyond);
  for (let d = 0; d + 1 < near.length; d++) {
    let later = near[d]!;
    for (let t = 0; t < bounded; t++) {
      const pairs = counted[d * bounded + t]!;
      counts[d * columns + t] = pairs;
      counts[beyond + t]! -= pairs;
      later -= pairs;
    }
    counts[d * columns + bounded] = later;
    counts[beyond + bounded]! -= later;
  }
}

/** Pairs of all points by time band, those beyond last, from the sorted times. O(n log n). */
export function pairsByTime(time: Int32Array, edges: Int32Array): Float64Array {
  const sorted = time.slice().sort();
  const n = sorted.length;
  const counts = new Float64Array(edges.length);
  let before = 0;
  for (let band = 0; band + 1 < edges.length; band++) {
    let [closer, first] = [0, 0];
    for (let i = 0; i < n; i++) {
      while (sorted[i]! - sorted[first]! >= edges[band + 1]!) first++;
      closer += i - first;
    }
    counts[band] = closer - before;
    before = closer;
  }
  counts[edges.length - 1] = pairsOf(n) - before;
  return counts;
}
