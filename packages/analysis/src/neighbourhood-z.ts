import type { StudyArea } from './study-area.ts';

/** A part of the study area that is nothing but rounding. */
const NOTHING = 1e-9;

/**
 * Gi*: how far the sums over neighbourhoods lie from what their cells let expect, in units of how much such sums vary.
 *
 * @param weights  per cell how many cells its neighbourhood has, cut ones by their share
 * @param z        takes the scores; may be `sums` itself. NaN outside, and where nothing differs or nothing is left to compare with
 */
export function neighbourhoodZ(
  sums: Float64Array,
  weights: Float64Array,
  { share, area, area2, mean, squares }: StudyArea,
  z: Float64Array,
): void {
  const scale = squares / (area * area - area2);
  const least = NOTHING * area;
  let w = Number.NaN;
  let expected = Number.NaN; // of a sum over w cells, and the reciprocal of how much it spreads
  let perSpread = Number.NaN;
  for (let i = 0; i < z.length; i++) {
    if (weights[i] !== w) {
      w = weights[i]!;
      expected = mean * w;
      perSpread = area - w > least && scale > 0 ? 1 / Math.sqrt(scale * w * (area - w)) : Number.NaN;
    }
    z[i] = share === null || share[i]! > 0 ? (sums[i]! - expected) * perSpread : Number.NaN;
  }
}
