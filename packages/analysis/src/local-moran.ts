import { conditionalPs } from './conditional-permutation.ts';
import { cellsOf, neighbourhoodShares, neighbourhoodSums } from './neighbourhood-sums.ts';
import type { Neighbours } from './neighbours.ts';
import type { Progress } from './progress.ts';
import { studyArea } from './study-area.ts';

export interface LocalMoranOptions {
  /** random drawings; p can't be smaller than 1 / (1 + their number), which many cells under FDR ask for. Default 9999 */
  readonly permutations?: number;
  /** uniform in [0, 1) */
  readonly random: () => number;
  /** in drawings and cells together */
  readonly progress?: Progress;
}

/** High and low are above and below the mean. Numbered as GeoDa and PySAL do. */
export const QUADRANTS = ['none', 'high among high', 'low among high', 'low among low', 'high among low'] as const;

export interface LocalMoran {
  /** per cell its I, unitless: above 0 among its like, below among its opposite; NaN where undefined */
  readonly moran: Float64Array;
  /** per cell how often chance alone gives an I at least as far from what it lets expect; NaN where undefined */
  readonly p: Float64Array;
  /** per cell an index into `QUADRANTS`; 0 where undefined, or where the cell or its neighbours are at the mean */
  readonly quadrant: Uint8Array;
}

/** Differences from the mean that are nothing but rounding, relative to the values. */
const ROUNDING = 1e-12;

/**
 * Local Moran's I with row-standardised weights: does a cell lie among its like (clusters of high or low values) or
 * among its opposite (outliers), more than chance lets it?
 *
 * I = d / m₂ · mean d of its neighbours, d the difference from the mean and m₂ the mean of d². p is that of conditional
 * permutation: a cell keeps its value, its k neighbours get those of k others. p = (M + 1) / (R + 1), where in M of R
 * drawings I is at least as far from its expectation. The same R drawings serve all cells.
 *
 * @param values      n cells, any numbers: counts, rates, scores; NaN isn't looked at
 * @param neighbours  of a raster, or n lists that don't name their own cell
 * @returns NaN (and quadrant 0) outside, without neighbours, and everywhere if all values are equal
 * @throws {RangeError} when the arguments disagree on n, a value is infinite, there is no drawing or more than 2²⁵ values drawn
 * @throws {Stopped} when progress says so
 *
 * O(cells · log R + neighbours + R · largest number of neighbours) time; O(n + R · that) space.
 * @see Anselin (1995), Geographical Analysis 27(2), doi:10.1111/j.1538-4632.1995.tb00338.x
 */
export function localMoran(
  values: ArrayLike<number>,
  neighbours: Neighbours,
  { permutations = 9999, random, progress }: LocalMoranOptions,
): LocalMoran {
  const n = cellsOf(neighbours);
  if (values.length !== n) throw new RangeError(`${values.length} values and neighbours of ${n} cells`);
  if (!(Number.isSafeInteger(permutations) && permutations > 0)) throw new RangeError(`${permutations} permutations`);
  const study = studyArea(values, null);
  const { counts, share, area, mean, squares } = study;
  const sums = neighbourhoodSums(counts, neighbours);
  const degrees = neighbourhoodShares(share, neighbours);
  const moran = new Float64Array(n).fill(Number.NaN);
  const quadrant = new Uint8Array(n);
  const nothing = ROUNDING * Math.sqrt(squares / area + mean * mean);
  for (let i = 0; i < n; i++) {
    sums[i]! -= counts[i]!;
    degrees[i]! -= 1;
    if ((share !== null && share[i] === 0) || degrees[i] === 0 || squares === 0) {
      degrees[i] = 0;
      continue;
    }
    const own = counts[i]! - mean;
    const near = sums[i]! / degrees[i]! - mean;
    moran[i] = ((own * near) / squares) * area;
    if (Math.abs(own) <= nothing || Math.abs(near) <= nothing) continue;
    quadrant[i] = near > 0 ? (own > 0 ? 1 : 2) : own < 0 ? 3 : 4;
  }
  const p =
    squares === 0 ? moran.slice() : conditionalPs(study, sums, degrees, { drawings: permutations, random, progress });
  return { moran, p, quadrant };
}
