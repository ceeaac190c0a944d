import { logGamma } from './gamma.ts';

/** What a place may be like before it is asked: a beta distribution with this mean, worth so many answers. */
export interface Priors {
  /** m possibilities */
  readonly mean: Float64Array;
  readonly strength: Float64Array;
  /** how probable each is, given all answers; in all 1 */
  readonly weight: Float64Array;
}

const STRENGTHS = 24;
const MEANS = 15;
/** Standard deviations of the mean's logit that its possibilities reach to either side. */
const REACH = 4;

/**
 * How alike are the places? The possibilities of a common mean and of the strength with which it holds, weighed by what
 * the places answered. Before they are asked the mean is as likely anywhere; of the weight that a place of middling size leaves to the
 * whole, 0 is likeliest and 1 impossible, in a straight line: they are rather taken to differ than to be alike.
 *
 * @param yes, n  answers per place, and yes among them; places without answers say nothing
 *
 * O(places).
 * @see Christiansen & Morris (1997), J. American Statistical Association 92, doi:10.1080/01621459.1997.10474012
 */
export function commonPriors(yes: ArrayLike<number>, n: ArrayLike<number>): Priors {
  const mean = new Float64Array(STRENGTHS * MEANS);
  const strength = new Float64Array(STRENGTHS * MEANS);
  const logWeight = new Float64Array(STRENGTHS * MEANS);
  const [allYes, all, middling] = totals(yes, n);
  const raw = (allYes + 0.5) / (all + 1);
  for (let s = 0; s < STRENGTHS; s++) {
    const whole = (s + 0.5) / STRENGTHS; // the whole's share of weight in a middling place
    const M = (middling * whole) / (1 - whole);
    const spread = REACH / Math.sqrt(1 + effective(n, M) * raw * (1 - raw));
    for (let i = 0; i < MEANS; i++) {
      const u = Math.log(raw / (1 - raw)) + spread * ((2 * i) / (MEANS - 1) - 1);
      const mu = 1 / (1 + Math.exp(-u));
      const at = s * MEANS + i;
      mean[at] = mu;
      strength[at] = M;
      logWeight[at] = Math.log((1 - whole) * spread * mu * (1 - mu)) + logLikelihood(yes, n, M * mu, M * (1 - mu));
    }
  }
  return { mean, strength, weight: normalised(logWeight) };
}

/** The mean and the variance of what is expected of a place with these answers. */
export function expected(
  { mean, strength, weight }: Priors,
  yes: number,
  n: number,
): { mean: number; variance: number } {
  let [first, second] = [0, 0];
  for (let i = 0; i < mean.length; i++) {
    const a = mean[i]! * strength[i]! + yes;
    const all = strength[i]! + n;
    first += (weight[i]! * a) / all;
    second += (weight[i]! * a * (a + 1)) / (all * (all + 1));
  }
  return { mean: first, variance: second - first * first };
}

/** Chances from their logarithms, up to a factor. */
function normalised(logWeight: Float64Array): Float64Array {
  const most = logWeight.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  const weight = logWeight.map((value) => Math.exp(value - most));
  const sum = weight.reduce((a, b) => a + b, 0);
  return weight.map((value) => value / sum);
}

/** In all, and the harmonic mean of the places' answers. */
function totals(yes: ArrayLike<number>, n: ArrayLike<number>): [yes: number, all: number, middling: number] {
  let [allYes, all, inverse, places] = [0, 0, 0, 0];
  for (let i = 0; i < n.length; i++) {
    if (n[i] === 0) continue;
    allYes += yes[i]!;
    all += n[i]!;
    inverse += 1 / n[i]!;
    places++;
  }
  return [allYes, all, places === 0 ? 1 : places / inverse];
}

/** How many independent answers the places' are worth for the mean, if a place is worth at most M + 1. */
function effective(n: ArrayLike<number>, M: number): number {
  let sum = 0;
  for (let i = 0; i < n.length; i++) if (n[i]! > 0) sum += n[i]! / (1 + (n[i]! - 1) / (M + 1));
  return sum;
}

/** Of a beta-binomial distribution with shapes a and b, up to what doesn't depend on them. */
function logLikelihood(yes: ArrayLike<number>, n: ArrayLike<number>, a: number, b: number): number {
  const whole = logGamma(a) + logGamma(b) - logGamma(a + b);
  let sum = 0;
  for (let i = 0; i < n.length; i++)
    if (n[i]! > 0) sum += logGamma(a + yes[i]!) + logGamma(b + n[i]! - yes[i]!) - logGamma(a + b + n[i]!) - whole;
  return sum;
}
