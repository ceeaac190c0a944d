import { type QuotientInterval, quotientInterval } from './quotient-interval.ts';
import {
  type DisplacementCounts,
  type WeightedDisplacementDifference,
  weightedDisplacementDifference,
} from './weighted-displacement-difference.ts';
import { weightedDisplacementQuotient } from './weighted-displacement-quotient.ts';

export type Verdict = 'worked' | 'moved' | 'nothing_seen' | 'too_little';

/** What was registered before the action started. */
export interface Expected {
  readonly direction: 'fall' | 'rise';
  /** of the incidents before, share that was to go (or come), > 0 */
  readonly share: number;
}

export interface ActionVerdict {
  readonly verdict: Verdict;
  /** the ring included */
  readonly whole: WeightedDisplacementDifference;
  /** where the action was, less the comparison area */
  readonly direct: WeightedDisplacementDifference;
  /** the ring, less the comparison area's ring */
  readonly ring: WeightedDisplacementDifference;
  /** NaN where there was no gain */
  readonly quotient: number;
  readonly quotientInterval: QuotientInterval;
  /** beyond chance the other way than was expected */
  readonly contrary: boolean;
}

/** Fewer in both periods together, where it was or in the comparison area, and the normal interval isn't to be trusted. */
const LEAST = 10;

/**
 * Did it work, did the incidents move, was nothing seen, or is it too little to say? In this order:
 *
 * 1. *too little* where fewer than ten incidents, before and after together, are known of the action's area or its comparison;
 * 2. *worked* where the interval of the whole difference lies on the expected side of 0;
 * 3. *moved* where that of the direct difference does, and the ring went the other way;
 * 4. *too little* where the whole interval holds both 0 and what was expected: neither can be told from the other;
 * 5. *nothing seen* otherwise: 0 is possible, and what was expected isn't.
 *
 * @param counts    all four areas, incidents before and after, whole numbers >= 0
 * @param expected  as it was registered before the start
 * @param level     of all intervals, in (0, 1)
 * @throws {RangeError} when a count isn't whole, or level is out of range
 *
 * O(1).
 * @see `weightedDisplacementDifference`, `weightedDisplacementQuotient`
 */
export function actionVerdict(counts: Required<DisplacementCounts>, expected: Expected, level = 0.95): ActionVerdict {
  const { treated, control, displacement, displacementControl } = counts;
  const whole = weightedDisplacementDifference(counts, level);
  const direct = weightedDisplacementDifference({ treated, control }, level);
  const ring = weightedDisplacementDifference({ treated: displacement, control: displacementControl }, level);
  const sign = expected.direction === 'fall' ? 1 : -1;
  /** Wholly on the expected side. */
  const clear = ({ low, high }: { low: number; high: number }): boolean => (sign > 0 ? high < 0 : low > 0);
  const hoped = -sign * expected.share * treated[0];
  let verdict: Verdict;
  if (treated[0] + treated[1] < LEAST || control[0] + control[1] < LEAST) verdict = 'too_little';
  else if (clear(whole)) verdict = 'worked';
  else if (clear(direct) && ring.difference * sign > 0) verdict = 'moved';
  else if (whole.low <= hoped && hoped <= whole.high) verdict = 'too_little';
  else verdict = 'nothing_seen';
  return {
    ...{ verdict, whole, direct, ring },
    quotient: weightedDisplacementQuotient(treated, displacement, control),
    quotientInterval: quotientInterval(treated, displacement, control, level),
    contrary: sign > 0 ? whole.low > 0 : whole.high < 0,
  };
}
