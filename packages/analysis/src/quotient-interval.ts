import { normalQuantile } from './gamma.ts';
import { checkCount, tailOf } from './poisson-interval.ts';
import type { BeforeAfter } from './weighted-displacement-difference.ts';

/** NaN at both ends where the counts don't bound it. */
export interface QuotientInterval {
  readonly low: number;
  readonly high: number;
}

/**
 * Between what values does the weighted displacement quotient lie? Fieller's interval of a ratio of two normal differences, whose
 * variances and covariance come from Poisson counts: what moved and what was gained share their control counts.
 *
 * @param treated, ring, control  incidents before and after, whole numbers >= 0
 * @param level  share of intervals that hold the true quotient, in (0, 1)
 * @returns both ends; NaN where the gain itself could be none, or the control had no incidents: then any quotient is possible
 * @throws {RangeError} when a count isn't whole, or level is out of range
 *
 * O(1).
 * @see Fieller (1954), J. Royal Statistical Society B 16(2), doi:10.1111/j.2517-6161.1954.tb00159.x
 */
export function quotientInterval(
  treated: BeforeAfter,
  ring: BeforeAfter,
  control: BeforeAfter,
  level = 0.95,
): QuotientInterval {
  for (const count of [...treated, ...ring, ...control]) checkCount(count);
  const unbounded = { low: Number.NaN, high: Number.NaN };
  if (control[0] === 0 || control[1] === 0) return unbounded;
  const reach = normalQuantile(tailOf(level)) ** 2;
  let [gain, moved, gainVariance, movedVariance, covariance] = [0, 0, 0, 0, 0];
  for (const [sign, at] of [
    [-1, 0],
    [1, 1],
  ] as const) {
    const [a, b, c] = [treated[at], ring[at], control[at]];
    gain += (sign * a) / c;
    moved += (sign * b) / c;
    gainVariance += a / c ** 2 + a ** 2 / c ** 3;
    movedVariance += b / c ** 2 + b ** 2 / c ** 3;
    covariance += (a * b) / c ** 3;
  }
  // (moved − q·gain)² ≤ reach · variance of (moved − q·gain), solved for q.
  const square = gain ** 2 - reach * gainVariance;
  if (!(gain < 0 && square > 0)) return unbounded;
  const linear = gain * moved - reach * covariance;
  const rest = moved ** 2 - reach * movedVariance;
  const root = Math.sqrt(Math.max(0, linear ** 2 - square * rest));
  return { low: (linear - root) / square, high: (linear + root) / square };
}
