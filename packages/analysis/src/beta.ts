import { away, deviance, stirlingError, type Tail } from './gamma.ts';
import { rootOf } from './root.ts';

/**
 * The incomplete beta function, and so the binomial distribution: P(X >= k | n, p) = betaLower(k, n − k + 1, p).
 *
 * @see Loader (2000), Fast and Accurate Computation of Binomial Probabilities; Abramowitz & Stegun (1964), 26.5.8
 */

const EPSILON = 2 ** -53;

/** C(n, x) p^x q^(n−x) with q = 1 − p: how probable are x of n? For any 0 <= x <= n, whole or not. */
export function binomialMass(x: number, n: number, p: number, q: number): number {
  if (x < 0 || x > n) return 0;
  if (p === 0 || q === 0) return (p === 0 ? x : n - x) === 0 ? 1 : 0;
  if (x === 0) return Math.exp(p < 0.1 ? n * Math.log1p(-p) : n * Math.log(q));
  if (x === n) return Math.exp(q < 0.1 ? n * Math.log1p(-q) : n * Math.log(p));
  const errors = stirlingError(n) - stirlingError(x) - stirlingError(n - x);
  const away = deviance(x, n * p) + deviance(n - x, n * q);
  return Math.exp(errors - away) * Math.sqrt(n / (2 * Math.PI * x * (n - x)));
}

/**
 * The regularised incomplete beta function I(x; a, b).
 *
 * @param a, b  shapes > 0
 * @param x     0 to 1
 * @param y     1 − x, where the caller knows it better
 * @returns 0 to 1; NaN outside the domain
 *
 * O(√(a + b)) near the middle.
 */
export function betaLower(a: number, b: number, x: number, y = 1 - x): number {
  if (!(a > 0 && b > 0 && x >= 0 && x <= 1)) return Number.NaN;
  return x < (a + 1) / (a + b + 2) ? fractionBelow(a, b, x, y) : 1 - fractionBelow(b, a, y, x);
}

/** 1 − I(x; a, b), to full relative accuracy where it is small. */
export const betaUpper = (a: number, b: number, x: number, y = 1 - x): number => betaLower(b, a, y, x);

function fractionBelow(a: number, b: number, x: number, y: number): number {
  if (x === 0) return 0;
  let c = 1;
  let d = 1 / away(1 - ((a + b) * x) / (a + 1));
  let fraction = d;
  for (let k = 1; ; k++) {
    const even = (k * (b - k) * x) / ((a + 2 * k - 1) * (a + 2 * k));
    d = 1 / away(1 + even * d);
    c = away(1 + even / c);
    fraction *= d * c;
    const odd = (-(a + k) * (a + b + k) * x) / ((a + 2 * k) * (a + 2 * k + 1));
    d = 1 / away(1 + odd * d);
    c = away(1 + odd / c);
    fraction *= d * c;
    if (Math.abs(d * c - 1) <= 2 * EPSILON) break;
  }
  return ((binomialMass(a, a + b, x, y) * b) / (a + b)) * fraction;
}

/**
 * Which odds x / (1 − x) have this much of a beta distribution below (or above) them? Odds, because a share close to 1
 * can't be told from it.
 *
 * @param p     0 to 1
 * @param a, b  shapes > 0
 * @param tail  which side of x the p lies on
 * @returns odds >= 0; NaN outside the domain
 */
export function betaOdds(p: number, a: number, b: number, tail: Tail): number {
  if (!(a > 0 && b > 0 && p >= 0 && p <= 1)) return Number.NaN;
  if (p === 0 || p === 1) return (p === 0) === (tail === 'lower') ? 0 : Number.POSITIVE_INFINITY;
  const [area, side] = tail === 'lower' ? [betaLower, 1] : [betaUpper, -1];
  const target = Math.log(p);
  // In the logit of x the density is log-concave, and so is either tail: Newton's steps close in from one side.
  const root = rootOf(
    (u) => {
      const [x, y] = [1 / (1 + Math.exp(-u)), 1 / (1 + Math.exp(u))];
      const below = area(a, b, x, y);
      return [side * (Math.log(below) - target), (binomialMass(a, a + b, x, y) * a * b) / ((a + b) * below)];
    },
    Math.log(a / b),
  );
  return Math.exp(root);
}

/** Which share x has this much of a beta distribution below (or above) it? Arguments as for `betaOdds`. */
export function betaQuantile(p: number, a: number, b: number, tail: Tail): number {
  const odds = betaOdds(p, a, b, tail);
  return odds === Number.POSITIVE_INFINITY ? 1 : odds / (1 + odds);
}

/** Which value is exceeded with probability p on one side by Student's t? p in (0, ½]. */
export const studentQuantile = (p: number, freedom: number): number =>
  Math.sqrt(freedom / betaOdds(2 * p, freedom / 2, 0.5, 'lower'));
