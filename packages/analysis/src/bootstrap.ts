import { studentQuantile } from './beta.ts';
import { twoSidedP } from './normal-tail.ts';
import { tailOf } from './poisson-interval.ts';

export interface BootstrapOptions {
  readonly resamples: number;
  readonly level: number;
  readonly random: () => number;
}

/** With fewer, even the widened interval covers too seldom (six: 92 %). */
const WINDOWS_MIN = 8;

/**
 * Between which bounds does a ratio of sums lie, Σ above / Σ below, if other windows of time had been seen?
 *
 * Windows are drawn with replacement. The percentiles of few are too narrow: they are taken further out, by Student's t.
 *
 * @param above, below  m windows that don't overlap
 * @returns low and high; NaN with fewer than eight windows
 *
 * O(m × resamples).
 * @see Hesterberg (2015), American Statistician 69(4), doi:10.1080/00031305.2015.1089789
 */
export function ratioInterval(
  above: Float64Array,
  below: Float64Array,
  { resamples, level, random }: BootstrapOptions,
): readonly [low: number, high: number] {
  const m = above.length;
  const tail = tailOf(level);
  if (m < WINDOWS_MIN) return [Number.NaN, Number.NaN];
  const ratios = new Float64Array(resamples);
  for (let r = 0; r < resamples; r++) {
    let [numerator, denominator] = [0, 0];
    for (let drawn = 0; drawn < m; drawn++) {
      const at = Math.floor(random() * m);
      numerator += above[at]!;
      denominator += below[at]!;
    }
    ratios[r] = numerator / denominator;
  }
  const ordered = ratios.filter((ratio) => !Number.isNaN(ratio)).sort();
  const outside = twoSidedP(studentQuantile(tail, m - 1) * Math.sqrt(m / (m - 1))) / 2;
  return [quantile(ordered, outside), quantile(ordered, 1 - outside)];
}

/** Between the two nearest of sorted values. */
function quantile(ordered: Float64Array, share: number): number {
  if (ordered.length === 0) return Number.NaN;
  const at = share * (ordered.length - 1);
  const [low, high] = [ordered[Math.floor(at)]!, ordered[Math.ceil(at)]!];
  return low + (high - low) * (at - Math.floor(at));
}
