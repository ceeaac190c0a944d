import { normalQuantile } from './gamma.ts';
import { twoSidedP } from './normal-tail.ts';
import { checkCount, tailOf } from './poisson-interval.ts';

/** Incidents in one area before and after. */
export type BeforeAfter = readonly [before: number, after: number];

export interface DisplacementCounts {
  /** where the action is, and an area like it without */
  readonly treated: BeforeAfter;
  readonly control: BeforeAfter;
  /** the ring round each, where incidents may have gone or the effect spread; left out, displacement isn't asked about */
  readonly displacement?: BeforeAfter;
  readonly displacementControl?: BeforeAfter;
}

export interface WeightedDisplacementDifference {
  /** incidents fewer (negative) or more than without the action, displacement included */
  readonly difference: number;
  readonly standardError: number;
  readonly low: number;
  readonly high: number;
  /** NaN when all counts are 0 */
  readonly z: number;
  readonly p: number;
}

const NONE: BeforeAfter = [0, 0];

/**
 * Did an action prevent incidents, counting those that only moved round the corner? The change where it was less
 * the change in a control area, and the same for the rings round both.
 *
 * The areas have to be measured over equal times before and after. The interval is the normal one on Poisson counts: from some five
 * incidents a count on it holds what it says.
 *
 * @param counts  incidents before and after, whole numbers >= 0
 * @param level   share of intervals that hold the true difference, in (0, 1)
 * @returns difference with standard error, interval, z and two-sided p
 * @throws {RangeError} when a count isn't whole, only one ring is given, or level is out of range
 *
 * O(1).
 * @see Wheeler & Ratcliffe (2018), Crime Science 7, doi:10.1186/s40163-018-0085-5
 */
export function weightedDisplacementDifference(
  counts: DisplacementCounts,
  level = 0.95,
): WeightedDisplacementDifference {
  const { treated, control, displacement, displacementControl } = counts;
  if ((displacement === undefined) !== (displacementControl === undefined))
    throw new RangeError('a ring round one area only: a displacement ring needs its control');
  const plus = [treated, displacement ?? NONE];
  const minus = [control, displacementControl ?? NONE];
  let [difference, variance] = [0, 0];
  for (const [sign, areas] of [
    [1, plus],
    [-1, minus],
  ] as const)
    for (const [before, after] of areas) {
      checkCount(before);
      checkCount(after);
      difference += sign * (after - before);
      variance += before + after;
    }
  const standardError = Math.sqrt(variance);
  const reach = normalQuantile(tailOf(level)) * standardError;
  const z = difference / standardError;
  return {
    ...{ difference, standardError, low: difference - reach, high: difference + reach },
    ...{ z, p: twoSidedP(z) },
  };
}
