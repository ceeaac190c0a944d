export type Metric = 'euclidean' | 'manhattan';

/** Pairs of points, each pair once. */
export interface NearPairs {
  /** places of the points in the input, in the order that the pairs refer to */
  readonly order: Int32Array;
  /** per band, n + 1 places: the partners of the kth point lie in `partner` from `start[k]` to before `start[k + 1]` */
  readonly start: readonly Int32Array[];
  /** per band, later points than the kth in that order */
  readonly partner: readonly Int32Array[];
}

/** 2²⁶ pairs are a quarter of a gigabyte, and a thousand permutations of them three minutes. */
const PAIRS_MAX = 2 ** 26;

/** More pairs than can be held: shorter distances, or fewer points. */
export class TooManyPairs extends RangeError {
  override readonly name = 'TooManyPairs';
  /** the distance within which they were to be found */
  readonly reach: number;
  readonly limit = PAIRS_MAX;
  constructor(reach: number) {
    super(`more than ${PAIRS_MAX} pairs within ${reach} of each other: ask for shorter distances`);
    this.reach = reach;
  }
}

/**
 * Which pairs of points lie within each band of distances?
 *
 * The points are put in strips as high as the largest distance and ordered from west to east within them. So the
 * partners of a point are a window of its own strip and one of the next; points that lie near each other stay near in memory, too.
 *
 * @param x, y   n positions
 * @param edges  distances from 0 on, growing, finite: one more than there are bands [a, b)
 * @returns none where there are fewer than two edges
 * @throws {TooManyPairs} when there are more than 2²⁶ pairs
 *
 * O(n log n + pairs in the windows) time, O(n + pairs) space.
 */
export function nearPairs(x: ArrayLike<number>, y: ArrayLike<number>, edges: Float64Array, metric: Metric): NearPairs {
  const n = x.length;
  const order = Int32Array.from({ length: n }, (_, i) => i);
  const bands = edges.length - 1;
  if (bands < 1) return { order, start: [], partner: [] };
  const reach = edges[bands]!;
  const { xs, ys, strip } = inStrips(x, y, reach, order);

  const straight = metric === 'euclidean';
  const limits = straight ? edges.map((edge) => edge * edge) : edges;
  const beyond = limits[bands]!;
  const start = Array.from({ length: bands }, () => new Int32Array(n + 1));
  let partner: Int32Array[] | null = null;
  let found = 0;
  /** Counts the partners of each point, then, when there is room for them, writes them down. */
  const visit = (k: number, from: number, to: number): void => {
    const [xk, yk] = [xs[k]!, ys[k]!];
    for (let j = from; j < to; j++) {
      const dx = Math.abs(xs[j]! - xk);
      const dy = Math.abs(ys[j]! - yk);
      const distance = straight ? dx * dx + dy * dy : dx + dy;
      if (distance >= beyond) continue;
      let band = 0;
      while (distance >= limits[band + 1]!) band++;
      const at = start[band]!;
      if (partner !== null) partner[band]![at[k]!] = j;
      at[k]!++;
      found++;
    }
  };
  const sweep = (): void => {
    let [own, next, nextEnd] = [0, 0, 0];
    for (let k = 0; k < n; k++) {
      if (k === 0 || strip[k] !== strip[k - 1]) {
        own = next = k;
        while (next < n && strip[next] === strip[k]) next++;
        if (next < n && strip[next] !== strip[k]! + 1) next = n; // there is no strip next to it
        nextEnd = next;
      }
      own = Math.max(own, k + 1);
      while (own < n && strip[own] === strip[k] && xs[own]! - xs[k]! < reach) own++;
      while (next < n && strip[next] === strip[k]! + 1 && xs[k]! - xs[next]! >= reach) next++;
      nextEnd = Math.max(nextEnd, next);
      while (nextEnd < n && strip[nextEnd] === strip[k]! + 1 && xs[nextEnd]! - xs[k]! < reach) nextEnd++;
      visit(k, k + 1, own);
      visit(k, next, nextEnd);
      if (found > PAIRS_MAX) throw new TooManyPairs(reach);
    }
  };
  sweep();
  for (const at of start) toPlaces(at);
  partner = start.map((at) => new Int32Array(at[n]!));
  found = 0;
  sweep();
  for (const at of start) at.copyWithin(1, 0, n).fill(0, 0, 1); // each place has moved on to where the next begins
  return { order, start, partner };
}

/** Counts become the places where each begins; the sum stands last. */
function toPlaces(counts: Int32Array): void {
  let sum = 0;
  for (let k = 0; k < counts.length; k++) {
    const count = counts[k]!;
    counts[k] = sum;
    sum += count;
  }
}

/** Sorts `order` into strips and from west to east in each. */
function inStrips(
  x: ArrayLike<number>,
  y: ArrayLike<number>,
  height: number,
  order: Int32Array,
): { xs: Float64Array; ys: Float64Array; strip: Float64Array } {
  let south = Number.POSITIVE_INFINITY;
  for (let i = 0; i < y.length; i++) south = Math.min(south, y[i]!);
  const stripOf = Float64Array.from(y, (value) => Math.floor((value - south) / height));
  order.sort((a, b) => stripOf[a]! - stripOf[b]! || x[a]! - x[b]!);
  const strip = Float64Array.from(order, (i) => stripOf[i]!);
  return { xs: Float64Array.from(order, (i) => x[i]!), ys: Float64Array.from(order, (i) => y[i]!), strip };
}
