import { betaQuantile } from './beta.ts';
import { tailOf } from './poisson-interval.ts';
import { commonPriors, expected, type Priors } from './shrinkage.ts';

/** What people said of places where something had happened. */
export interface SilenceCounts {
  /** per place: statements that something happened, and those of them that it wasn't reported; whole numbers */
  readonly happened: ArrayLike<number>;
  readonly unreported: ArrayLike<number>;
  /** places × reasons, a row per place: why it wasn't; a statement may give several, each once, so none is above `unreported` */
  readonly reasons: ArrayLike<number>;
  readonly reasonCount: number;
}

export interface SilenceOptions {
  /** fewer are suppressed; at least 2, default 5 */
  readonly k?: number;
  /** share of intervals that hold a place's true share; default 0.95 */
  readonly level?: number;
}

export interface SilenceShare {
  /** share not reported */
  readonly share: number;
  readonly low: number;
  readonly high: number;
}

export interface Silence {
  /** per place, shrunk, with the bounds of its interval; NaN where suppressed */
  readonly share: Float64Array;
  readonly low: Float64Array;
  readonly high: Float64Array;
  /** per place: how much of it is the whole's, 0 to 1; NaN where suppressed */
  readonly shrunk: Float64Array;
  /** places × reasons: shares of the reasons given, shrunk; NaN where suppressed */
  readonly reasons: Float64Array;
  /** 1 where fewer than k said that something happened, or where the total would tell another place's */
  readonly suppressed: Uint8Array;
  /** the mean of the places, and reasons in all; NaN where fewer than k */
  readonly whole: SilenceShare;
  readonly wholeReasons: Float64Array;
}

/**
 * Events not reported: of those to whom something happened, which share didn't report it, and why?
 *
 * A place's share is drawn towards the mean of the places, the more the fewer it has and the more alike they are (beta-binomial). It and
 * its interval are NaN where fewer than k said that something happened, never 0; so is a reason that fewer than k gave. Where that would leave a
 * single unknown, which the total then tells, the next smallest is suppressed with it.
 *
 * @param counts   per place, whole numbers >= 0
 * @returns per place share, interval and reasons; the mean of the places
 * @throws {RangeError} when counts disagree on places, aren't whole, or more weren't reported or explained than happened
 *
 * O(places × reasons). It doesn't rank places, and nor may who shows it.
 * @see Christiansen & Morris (1997), J. American Statistical Association 92, doi:10.1080/01621459.1997.10474012
 */
export function silence(counts: SilenceCounts, options: SilenceOptions = {}): Silence {
  const { happened, unreported, reasons, reasonCount } = counts;
  const { k = 5, level = 0.95 } = options;
  const outside = tailOf(level);
  if (!(Number.isSafeInteger(k) && k >= 2)) throw new RangeError(`suppressed under ${k}: it must be at least 2`);
  checkCounts(counts);
  const places = happened.length;
  const unknown = (length: number): Float64Array => new Float64Array(length).fill(Number.NaN);
  const [share, low, high, shrunk] = [unknown(places), unknown(places), unknown(places), unknown(places)];
  const priors = commonPriors(unreported, happened);
  const suppressed = tooFew(happened, k);
  for (let at = 0; at < places; at++) {
    if (suppressed[at] === 1) continue;
    const seen = interval(expected(priors, unreported[at]!, happened[at]!), outside);
    [share[at], low[at], high[at]] = [seen.share, seen.low, seen.high];
    shrunk[at] = weightOfWhole(priors, happened[at]!);
  }
  const all = Array.from(happened).reduce((a, b) => a + b, 0);
  const none = { share: Number.NaN, low: Number.NaN, high: Number.NaN };
  return {
    ...{ share, low, high, shrunk, suppressed },
    whole: all < k ? none : interval(meanOf(priors), outside),
    ...reasonShares(reasons, reasonCount, suppressed, k),
  };
}

/** Of the beta distribution with that mean and variance. */
function interval({ mean, variance }: { mean: number; variance: number }, outside: number): SilenceShare {
  const strength = (mean * (1 - mean)) / variance - 1;
  const [a, b] = [mean * strength, (1 - mean) * strength];
  return { share: mean, low: betaQuantile(outside, a, b, 'lower'), high: betaQuantile(outside, a, b, 'upper') };
}

function meanOf({ mean, weight }: Priors): { mean: number; variance: number } {
  let [first, second] = [0, 0];
  for (let i = 0; i < mean.length; i++) {
    first += weight[i]! * mean[i]!;
    second += weight[i]! * mean[i]! * mean[i]!;
  }
  return { mean: first, variance: second - first * first };
}

const weightOfWhole = ({ strength, weight }: Priors, n: number): number =>
  weight.reduce((sum, w, i) => sum + (w * strength[i]!) / (strength[i]! + n), 0);

/** 1 where fewer than k, none included; and where only one has some but fewer, at the next smallest too. */
function tooFew(counts: ArrayLike<number>, k: number): Uint8Array {
  const few = Uint8Array.from(counts, (count) => (count < k ? 1 : 0));
  const hidden = Array.from(counts).filter((count) => count > 0 && count < k).length;
  if (hidden !== 1) return few;
  let next = -1;
  for (let i = 0; i < counts.length; i++) if (few[i] === 0 && (next < 0 || counts[i]! < counts[next]!)) next = i;
  if (next >= 0) few[next] = 1;
  return few;
}

/** Each place's reasons, drawn towards those in all as strongly as the commonest of them is. */
function reasonShares(
  reasons: ArrayLike<number>,
  reasonCount: number,
  suppressed: Uint8Array,
  k: number,
): Pick<Silence, 'reasons' | 'wholeReasons'> {
  const places = suppressed.length;
  const inAll = new Float64Array(reasonCount);
  const given = new Float64Array(places);
  for (let i = 0; i < places * reasonCount; i++) {
    inAll[i % reasonCount]! += reasons[i]!;
    given[Math.floor(i / reasonCount)]! += reasons[i]!;
  }
  const all = given.reduce((a, b) => a + b, 0);
  const commonest = inAll.indexOf(Math.max(...inAll));
  const ofCommonest = Float64Array.from(given, (_, at) => reasons[at * reasonCount + commonest] ?? 0);
  const priors = commonPriors(ofCommonest, given);
  const shares = new Float64Array(places * reasonCount).fill(Number.NaN);
  for (let at = 0; at < places; at++) {
    const own = Array.from({ length: reasonCount }, (_, r) => reasons[at * reasonCount + r]!);
    const hidden = tooFew(own, k);
    const whole = weightOfWhole(priors, given[at]!);
    for (let r = 0; r < reasonCount; r++)
      if (suppressed[at] === 0 && hidden[r] === 0)
        shares[at * reasonCount + r] = (1 - whole) * (own[r]! / given[at]!) + whole * (inAll[r]! / all);
  }
  const hidden = tooFew(inAll, k);
  return { reasons: shares, wholeReasons: inAll.map((count, r) => (hidden[r] === 1 ? Number.NaN : count / all)) };
}

function checkCounts({ happened, unreported, reasons, reasonCount }: SilenceCounts): void {
  const places = happened.length;
  if (unreported.length !== places || reasons.length !== places * reasonCount)
    throw new RangeError(
      `${places} places, ${unreported.length} of them with counts of what wasn't reported, ${reasons.length} counts of ${reasonCount} reasons`,
    );
  for (let at = 0; at < places; at++) {
    const [some, silent] = [happened[at]!, unreported[at]!];
    if (!(Number.isSafeInteger(some) && Number.isSafeInteger(silent) && silent >= 0 && silent <= some))
      throw new RangeError(`place ${at} has ${some} statements, ${silent} of them not reported`);
    for (let r = 0; r < reasonCount; r++) {
      const count = reasons[at * reasonCount + r]!;
      if (!(Number.isSafeInteger(count) && count >= 0)) throw new RangeError(`place ${at} has ${count} of reason ${r}`);
      if (count > silent) throw new RangeError(`place ${at} has reason ${r} ${count} times for ${silent} not reported`);
    }
  }
}
