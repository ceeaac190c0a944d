import { normalQuantile } from './gamma.ts';
import { tailOf } from './poisson-interval.ts';

/** Of so many that were asked, so many said yes. */
export interface Answered {
  readonly asked: number;
  readonly yes: number;
}

export interface ShareDifference {
  /** second share less first, −1 to 1 */
  readonly difference: number;
  readonly low: number;
  readonly high: number;
}

/**
 * Do more or fewer say so in the second round than in the first? The difference of two shares of different people, with the interval
 * that Newcombe puts together of Wilson's for each: it holds what it says also for few who were asked.
 *
 * @param first, second  whole numbers, 0 <= yes <= asked, asked >= 1
 * @param level  share of intervals that hold the true difference, in (0, 1)
 * @throws {RangeError} when a number isn't whole or out of range
 *
 * O(1).
 * @see Newcombe (1998), Statistics in Medicine 17(8), 873–890, method 10
 */
export function shareDifference(first: Answered, second: Answered, level = 0.95): ShareDifference {
  const reach = normalQuantile(tailOf(level));
  const [one, two] = [wilson(first, reach), wilson(second, reach)];
  const difference = two.share - one.share;
  return {
    difference,
    low: difference - Math.hypot(two.share - two.low, one.high - one.share),
    high: difference + Math.hypot(two.high - two.share, one.share - one.low),
  };
}

function wilson({ asked, yes }: Answered, reach: number): { share: number; low: number; high: number } {
  if (!(Number.isSafeInteger(asked) && Number.isSafeInteger(yes) && asked >= 1 && yes >= 0 && yes <= asked))
    throw new RangeError(`${yes} of ${asked}`);
  const share = yes / asked;
  const square = reach ** 2;
  const middle = yes + square / 2;
  const half = reach * Math.sqrt(asked * share * (1 - share) + square / 4);
  return { share, low: (middle - half) / (asked + square), high: (middle + half) / (asked + square) };
}
