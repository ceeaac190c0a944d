import type { Metric, NearPairs } from './near-pairs.ts';

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
export interface KnoxMargins {
  /** pairs of the distance bands, points in the order of the times; not of those beyond */
  readonly pairs: Pick<NearPairs, 'start' | 'partner'>;
  /** whole edges of the time bands, from 0 */
  readonly edges: Int32Array;
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
 * Pairs by distance band × time band.
 *
 * @param time    whole numbers, at most 2³⁰ apart, in the order of the pairs
 * @param counts  near × soon places for them
 *
 * O(pairs).
 */
export function countPairs({ pairs, edges, near, soon }: KnoxMargins, time: Int32Array, counts: Float64Array): void {
  const columns = soon.length;
  const bounded = columns - 1;
  const beyond = (near.length - 1) * columns;
  const within = new Int32Array(bounded);
  counts.set(soon, beyond);
  for (let d = 0; d + 1 < near.length; d++) {
    within.fill(0);
    if (bounded > 0) countSoon(pairs.start[d]!, pairs.partner[d]!, time, edges, within);
    let later = near[d]!;
    for (let t = 0; t < bounded; t++) {
      counts[d * columns + t] = within[t]!;
      counts[beyond + t]! -= within[t]!;
      later -= within[t]!;
    }
    counts[d * columns + bounded] = later;
    counts[beyond + bounded]! -= later;
  }
}

/** Pairs by how long one is after the other: all the work there is, two or three nanoseconds a pair. */
function countSoon(
  start: Int32Array,
  partner: Int32Array,
  time: Int32Array,
  edges: Int32Array,
  within: Int32Array,
): void {
  const last = edges[edges.length - 1]!;
  const n = time.length;
  for (let k = 0; k < n; k++) {
    const at = time[k]!;
    const end = start[k + 1]!;
    for (let j = start[k]!; j < end; j++) {
      const later = (time[partner[j]!]! - at) | 0;
      const sign = later >> 31;
      const apart = ((later ^ sign) - sign) | 0;
      if (apart >= last) continue;
      let band = 0;
      while (apart >= edges[band + 1]!) band++;
      within[band]!++;
    }
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
