import { rootOf } from './root.ts';

/**
 * The gamma function and its incomplete forms, and so the Poisson distribution: P(X >= k | mean) = gammaLower(k, mean).
 *
 * Tails are a density times a sum. The density is taken from Stirling's error and the deviance, so that numbers in the
 * millions don't cancel each other; the sum is a series below the middle and a continued fraction above it.
 *
 * @see Loader (2000), Fast and Accurate Computation of Binomial Probabilities; Abramowitz & Stegun (1964), 6.5
 */

export type Tail = 'lower' | 'upper';

const HALF_LOG_2PI = 0.9189385332046727;
const EPSILON = 2 ** -53;
const TINY = 1e-300;

/**
 * The logarithm of the gamma function.
 *
 * @param x  a number > 0; NaN below
 */
export function logGamma(x: number): number {
  if (!(x > 0)) return x === 0 ? Number.POSITIVE_INFINITY : Number.NaN;
  if (x >= 15) return (x - 0.5) * Math.log(x) - x + HALF_LOG_2PI + stirlingSeries(x);
  let product = 1;
  let up = x;
  while (up < 15) product *= up++;
  return (up - 0.5) * Math.log(up) - up + HALF_LOG_2PI + stirlingSeries(up) - Math.log(product);
}

/** ln x! less Stirling's (x + ½) ln x − x + ½ ln 2π. */
export function stirlingError(x: number): number {
  if (x >= 15) return stirlingSeries(x);
  return logGamma(x + 1) - (x + 0.5) * Math.log(x) + x - HALF_LOG_2PI;
}

function stirlingSeries(x: number): number {
  const xx = 1 / (x * x);
  const inner = 1 / 1260 - xx * (1 / 1680 - xx * (1 / 1188 - xx * (691 / 360_360 - xx * (1 / 156))));
  return (1 / 12 - xx * (1 / 360 - xx * inner)) / x;
}

/** x ln(x / mean) + mean − x, without cancelling where they are close. */
export function deviance(x: number, mean: number): number {
  const far = x - mean;
  if (!(Math.abs(far) < 0.1 * (x + mean))) return x * Math.log(x / mean) - far;
  const v = far / (x + mean);
  let sum = far * v;
  let term = 2 * x * v;
  for (let k = 3; ; k += 2) {
    term *= v * v;
    const next = sum + term / k;
    if (next === sum) return sum;
    sum = next;
  }
}

/** mean^x e^−mean / Γ(x + 1): how probable is a count of x? For any x >= 0, whole or not. */
export function poissonMass(x: number, mean: number): number {
  if (mean === 0) return x === 0 ? 1 : 0;
  if (x === 0) return Math.exp(-mean);
  return Math.exp(-stirlingError(x) - deviance(x, mean)) / Math.sqrt(2 * Math.PI * x);
}

/**
 * The regularised lower incomplete gamma function P(a, x).
 *
 * @param a  shape > 0
 * @param x  a number >= 0
 * @returns 0 to 1; NaN outside the domain
 *
 * O(√a) near the middle.
 */
export function gammaLower(a: number, x: number): number {
  if (!(a > 0 && x >= 0)) return Number.NaN;
  return x < a + 1 ? seriesBelow(a, x) : 1 - fractionAbove(a, x);
}

/** Q(a, x) = 1 − P(a, x), to full relative accuracy where it is small. */
export function gammaUpper(a: number, x: number): number {
  if (!(a > 0 && x >= 0)) return Number.NaN;
  return x < a + 1 ? 1 - seriesBelow(a, x) : fractionAbove(a, x);
}

function seriesBelow(a: number, x: number): number {
  if (x === 0) return 0;
  let [sum, term] = [1, 1];
  for (let k = 1; term > sum * EPSILON; k++) sum += term *= x / (a + k);
  return poissonMass(a, x) * sum;
}

/** Lentz's way of reading a continued fraction from the front. */
function fractionAbove(a: number, x: number): number {
  if (x === Number.POSITIVE_INFINITY) return 0;
  let b = x + 1 - a;
  let c = 1 / TINY;
  let d = 1 / b;
  let fraction = d;
  for (let k = 1; ; k++) {
    const numerator = k * (a - k);
    b += 2;
    d = 1 / away(numerator * d + b);
    c = away(b + numerator / c);
    fraction *= d * c;
    if (Math.abs(d * c - 1) <= 2 * EPSILON) return poissonMass(a, x) * a * fraction;
  }
}

/** Not 0, so that it can be divided by. */
export const away = (value: number): number => (Math.abs(value) < TINY ? TINY : value);

/**
 * Which x has this much of a gamma distribution below (or above) it?
 *
 * @param p     0 to 1
 * @param a     shape > 0; the scale is 1
 * @param tail  which side of x the p lies on
 * @returns x >= 0; NaN outside the domain
 */
export function gammaQuantile(p: number, a: number, tail: Tail): number {
  if (!(a > 0 && p >= 0 && p <= 1)) return Number.NaN;
  if (p === 0 || p === 1) return (p === 0) === (tail === 'lower') ? 0 : Number.POSITIVE_INFINITY;
  const [area, side] = tail === 'lower' ? [gammaLower, 1] : [gammaUpper, -1];
  const target = Math.log(p);
  // In ln x the density is log-concave, and so is either tail: Newton's steps close in from one side.
  const root = rootOf((u) => {
    const x = Math.exp(u);
    const below = area(a, x);
    return [side * (Math.log(below) - target), (a * poissonMass(a, x)) / below];
  }, Math.log(a));
  return Math.exp(root);
}

/** Which standard normal value is exceeded with probability p on one side? p in (0, ½]. */
export const normalQuantile = (p: number): number => Math.sqrt(2 * gammaQuantile(2 * p, 0.5, 'upper'));
