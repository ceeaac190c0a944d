import { checkCount } from './poisson-interval.ts';
import type { BeforeAfter } from './weighted-displacement-difference.ts';

/**
 * Of what an action gained where it was, how much was lost to the ring round it, or gained there as well? Above 0 the
 * ring gained too; from 0 to −1 some of the gain moved there; below −1 more than was gained.
 *
 * Counts are taken per incident in the control area, before and after: its changes are what would have happened anyway.
 *
 * @param treated, ring, control  incidents before and after, whole numbers >= 0
 * @returns the quotient; NaN where the treated area didn't gain on the control (there is nothing to lose), or the control had none
 * @throws {RangeError} when a count isn't whole
 *
 * O(1). It comes without an interval: `weightedDisplacementDifference` says whether it could be chance.
 * @see Bowers & Johnson (2003), J. Quantitative Criminology 19(3), doi:10.1023/A:1024909009240
 */
export function weightedDisplacementQuotient(treated: BeforeAfter, ring: BeforeAfter, control: BeforeAfter): number {
  for (const count of [...treated, ...ring, ...control]) checkCount(count);
  const gain = treated[1] / control[1] - treated[0] / control[0];
  const moved = ring[1] / control[1] - ring[0] / control[0];
  return gain < 0 && control[0] > 0 && control[1] > 0 ? moved / gain : Number.NaN;
}
