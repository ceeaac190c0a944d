import { betaLower, betaOdds, binomialMass } from './beta.ts';
import { checkCount, checkExposure, tailOf } from './poisson-interval.ts';
import { rootOf } from './root.ts';

export interface RateRatioOptions {
  /** what each count was collected over: days, residents, km². Default 1 and 1 */
  readonly exposures?: readonly [number, number];
  /** share of intervals that hold the true ratio, in (0, 1); default 0.95 */
  readonly level?: number;
  /** count half of the chance of what was seen itself: shorter, no longer guaranteed. Default false */
  readonly midP?: boolean;
}

export interface RateRatio {
  /** rate of the first per rate of the second; ∞ when the second saw none, NaN when neither did */
  readonly ratio: number;
  readonly low: number;
  readonly high: number;
  /** chance of a difference this large or larger, if the true rates are equal */
  readonly p: number;
}

/**
 * How many times the second rate is the first, and could it be chance?
 *
 * Given their sum, the first of two Poisson counts is binomial. p is twice the smaller tail, so that p < 1 − level exactly
 * when 1 lies outside the interval, which is Clopper and Pearson's turned into a ratio. (R's `poisson.test` sums what is less likely than
 * what was seen: the same p when exposures are equal, at most times another one, which may then contradict its interval.)
 *
 * @param first, second  incidents, whole numbers >= 0
 * @returns ratio, interval and p. Without incidents at all: NaN, 0 to ∞, 1
 * @throws {RangeError} when a count isn't whole, or exposures or level are out of range
 *
 * O(√(first + second)).
 * @see Przyborowski & Wilenski (1940), Biometrika 31(3/4), doi:10.1093/biomet/31.3-4.313; Fay (2010), Biostatistics 11(2), doi:10.1093/biostatistics/kxp050
 */
export function rateRatio(first: number, second: number, options: RateRatioOptions = {}): RateRatio {
  const { exposures = [1, 1], level = 0.95, midP = false } = options;
  for (const count of [first, second]) checkCount(count);
  for (const exposure of exposures) checkExposure(exposure);
  const outside = tailOf(level);
  const perUnit = exposures[1] / exposures[0];
  const bound = midP ? midBound : clopperPearson;
  return {
    ratio: (first / second) * perUnit,
    low: first === 0 ? 0 : bound(outside, first, second) * perUnit,
    high: second === 0 ? Number.POSITIVE_INFINITY : perUnit / bound(outside, second, first),
    p: equalRatesP(first, second, exposures, midP),
  };
}

function equalRatesP(first: number, second: number, exposures: readonly [number, number], midP: boolean): number {
  const n = first + second;
  const share = 1 / (1 + exposures[1] / exposures[0]); // of the first, if the rates are equal
  const rest = 1 / (1 + exposures[0] / exposures[1]);
  const seen = midP ? binomialMass(first, n, share, rest) / 2 : 0;
  return Math.min(1, 2 * (Math.min(atLeast(first, n, share, rest), atLeast(second, n, rest, share)) - seen));
}

/** P(X >= k) of a binomial X. */
function atLeast(k: number, n: number, p: number, q: number): number {
  return k === 0 ? 1 : betaLower(k, n - k + 1, p, q);
}

/** The odds at which `first` or more have a chance of `outside`. */
const clopperPearson = (outside: number, first: number, second: number): number =>
  betaOdds(outside, first, second + 1, 'lower');

/** The odds at which more than `first`, and half of `first` itself, have a chance of `outside`. */
function midBound(outside: number, first: number, second: number): number {
  const n = first + second;
  const slope = (k: number, p: number, q: number): number =>
    k === 0 || k > n ? 0 : (binomialMass(k, n + 1, p, q) * k * (n - k + 1)) / (n + 1);
  const root = rootOf(
    (u) => {
      const [p, q] = [1 / (1 + Math.exp(-u)), 1 / (1 + Math.exp(u))];
      const tail = atLeast(first, n, p, q) - binomialMass(first, n, p, q) / 2;
      return [Math.log(tail / outside), (slope(first, p, q) + slope(first + 1, p, q)) / (2 * tail)];
    },
    Math.log((first + 0.5) / (second + 0.5)),
  );
  return Math.exp(root);
}
