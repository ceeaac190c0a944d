import { drawnPs } from './drawn-tail.ts';
import { cellsOf, neighbourhoodShares, neighbourhoodSums } from './neighbourhood-sums.ts';
import { neighbourhoodZ } from './neighbourhood-z.ts';
import type { Neighbours } from './neighbours.ts';
import { twoSidedPs } from './normal-tail.ts';
import { type StudyArea, squaresWithout, studyArea } from './study-area.ts';

export interface LocalStatistic {
  /** per cell its z-score, unitless: above 0 where counts gather, below where they are missing; NaN where undefined */
  readonly z: Float64Array;
  /** per cell how often chance alone gives a z at least as far from 0, 0 to 1; NaN where undefined */
  readonly p: Float64Array;
}

export interface LocalOptions {
  /** per cell the share of it inside the study area, 0 (outside) to 1; default all whole */
  readonly shares?: ArrayLike<number> | null;
  /** p from the normal distribution of z (default), or from counts drawn from those there are: `drawnPs`, for counts >= 0 */
  readonly chance?: 'normal' | 'drawn';
}

/** A part of the study area that is nothing but rounding. */
const NOTHING = 1e-9;

/**
 * Getis-Ord Gi* with binary weights: how unusual is the sum of `counts` in a cell and its neighbours, if the same counts
 * were spread over the cells at random?
 *
 * A cell that the edge of the study area cuts weighs by its share inside: it is expected to hold that share of a whole
 * cell's count, with that share of its variance. z is only normal where neighbourhoods hold some fifty incidents each;
 * below that its p finds hot spots in most maps where there are none, and `drawn` doesn't.
 *
 * @param counts      n cells, incidents per cell inside the study area; NaN lies outside it
 * @param neighbours  of a raster, or n lists; a list must not name its own cell (Gi* adds it)
 * @returns n z-scores and their p. NaN outside, and where undefined: no cell differs from the others, or the neighbours are the whole area
 * @throws {RangeError} when the arguments disagree on n, a count is infinite (or, drawn, negative), or a share isn't between 0 and 1
 *
 * O(cells + neighbours) time from lists, O(cells × rows in reach) on a raster; O(n) space.
 * @see Ord & Getis (1995), Geographical Analysis 27(4), doi:10.1111/j.1538-4632.1995.tb00912.x
 */
export function getisOrdGiStar(
  counts: ArrayLike<number>,
  neighbours: Neighbours,
  options: LocalOptions = {},
): LocalStatistic {
  const study = read(counts, neighbours, options);
  const sums = neighbourhoodSums(study.counts, neighbours);
  const drawn = options.chance === 'drawn';
  const z = drawn ? new Float64Array(sums.length) : sums; // in their place, where they aren't needed any more
  const weight = neighbourhoodShares(study.share, neighbours);
  neighbourhoodZ(sums, weight, study, z);
  return { z, p: drawn ? drawnPs(sums, weight, z, study) : twoSidedPs(z) };
}

/** A cell whose count makes up all but this share of the variance: what is left without it is then summed anew. */
const OUTLIER = 1e-4;

/**
 * Getis-Ord Gi with binary weights: how unusual is the sum of `counts` in the neighbours of a cell, the cell itself left
 * out of the sum and of the mean and variance it is compared with?
 *
 * Arguments, options, errors and cost are those of `getisOrdGiStar`.
 *
 * @returns n z-scores and their p. NaN outside, and where undefined: no neighbours, none that differ without the cell, or all the rest of the area
 * @see Getis & Ord (1992), Geographical Analysis 24(3), doi:10.1111/j.1538-4632.1992.tb00261.x; Ord & Getis (1995)
 */
export function getisOrdGi(
  counts: ArrayLike<number>,
  neighbours: Neighbours,
  options: LocalOptions = {},
): LocalStatistic {
  const study = read(counts, neighbours, options);
  const { area, area2, mean, squares, share, counts: inside } = study;
  const sums = neighbourhoodSums(inside, neighbours);
  const z = new Float64Array(sums.length);
  const weight = neighbourhoodShares(share, neighbours);
  const least = NOTHING * area;
  let offShare = 0; // Σ share · (count − mean · share)
  if (share !== null) for (let i = 0; i < z.length; i++) offShare += share[i]! * (inside[i]! - mean * share[i]!);
  for (let i = 0; i < z.length; i++) {
    const own = share === null ? 1 : share[i]!;
    const w = (weight[i]! -= own);
    sums[i]! -= inside[i]!;
    const rest = area - own;
    const off = inside[i]! - mean * own;
    const shift = -off / rest; // of the mean, without this cell
    let left = squares - off * off - 2 * shift * (offShare - own * off) + shift * shift * (area2 - own * own);
    if (left < OUTLIER * squares) left = squaresWithout(study, i);
    const variance = (left * w * (rest - w)) / (rest * rest - (area2 - own * own));
    const defined = own > 0 && w > least && rest - w > least && left > 0;
    z[i] = defined ? (sums[i]! - (mean + shift) * w) / Math.sqrt(variance) : Number.NaN;
  }
  return { z, p: options.chance === 'drawn' ? drawnPs(sums, weight, z, study) : twoSidedPs(z) };
}

function read(counts: ArrayLike<number>, neighbours: Neighbours, { shares }: LocalOptions): StudyArea {
  const n = cellsOf(neighbours);
  if (counts.length !== n) throw new RangeError(`${counts.length} counts and neighbours of ${n} cells`);
  return studyArea(counts, shares ?? null);
}
