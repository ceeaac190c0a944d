import { gammaLower, gammaUpper } from './gamma.ts';
import { smallestDetectableEffect } from './smallest-detectable-effect.ts';

/**
 * How probably would a change be found, if the true level became `mean`? The chance that a count after passes `rateRatio` for a change,
 * given the count before.
 *
 * @param before  incidents before, a whole number >= 0
 * @param mean    incidents expected after, over as long a time, >= 0
 * @param level   of the test that will be made
 * @returns 0 to 1
 * @throws {RangeError} when the count isn't whole, or level is out of range
 *
 * O(√before · log before).
 * @see `smallestDetectableEffect`
 */
export function powerToDetect(before: number, mean: number, level = 0.95): number {
  const { fallTo, riseTo } = smallestDetectableEffect(before, { level });
  return (Number.isNaN(fallTo) ? 0 : gammaUpper(fallTo + 1, mean)) + gammaLower(riseTo, mean);
}
