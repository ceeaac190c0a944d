import { twoSidedP } from './normal-tail.ts';

export interface MannKendall {
  /** values that were compared, NaN left out */
  readonly n: number;
  /** pairs in which the later value is larger, less those in which it is smaller */
  readonly s: number;
  /** of s, if time had nothing to do with the values; smaller the more values tie */
  readonly variance: number;
  /** (s − its sign) / √variance, above 0 when values rise; NaN where undefined */
  readonly z: number;
  /** two-sided, of that z; NaN where undefined */
  readonly p: number;
}

/**
 * Mann-Kendall trend test, with ties: do the values rise or fall in the course of time, whatever the shape of it?
 *
 * @param values  one per step of time; NaN where a step has none: it is left out
 * @returns z and p NaN with fewer than two values, or when all are equal. From about ten values on z is normal enough
 *
 * O(n²) time at worst, O(n) space.
 * @see Mann (1945), Econometrica 13(3), doi:10.2307/1907187; Kendall (1975), Rank Correlation Methods
 */
export function mannKendall(values: ArrayLike<number>): MannKendall {
  const present = Float64Array.from(values).filter((value) => !Number.isNaN(value));
  const n = present.length;
  const s = sortCounting(present, n);
  const variance = varianceOfS(n, present);
  const z = trendZ(s, variance);
  return { n, s, variance, z, p: twoSidedP(z) };
}

/** NaN where nothing can rise or fall. */
export function trendZ(s: number, variance: number): number {
  return variance > 0 ? (s - Math.sign(s)) / Math.sqrt(variance) : Number.NaN;
}

/**
 * Sorts the first n values by insertion and counts on the way: how many earlier ones a value passes is in how many pairs it
 * is the smaller and later one.
 *
 * @returns pairs in which the later value is larger, less those in which it is smaller
 */
export function sortCounting(values: Float64Array, n: number): number {
  let s = 0;
  for (let j = 1; j < n; j++) {
    const value = values[j]!;
    let to = j;
    while (to > 0 && values[to - 1]! > value) {
      values[to] = values[to - 1]!;
      to--;
    }
    values[to] = value;
    const larger = j - to;
    while (to > 0 && values[to - 1] === value) to--;
    s += to - larger;
  }
  return s;
}

/** The variance of s over all orders of n values, of which groups tie. @param sorted  the values in order */
export function varianceOfS(n: number, sorted: Float64Array): number {
  let sum = n * (n - 1) * (2 * n + 5);
  for (let from = 0, to = 1; from < n; from = to++) {
    while (to < n && sorted[to] === sorted[from]) to++;
    const ties = to - from;
    if (ties > 1) sum -= ties * (ties - 1) * (2 * ties + 5);
  }
  return sum / 18;
}
