import { drawnPs } from './drawn-tail.ts';
import { emergingClass } from './emerging-class.ts';
import { falseDiscoveryRate } from './false-discovery-rate.ts';
import { sortCounting, trendZ, varianceOfS } from './mann-kendall.ts';
import { cellsOf, neighbourhoodShares, neighbourhoodSums } from './neighbourhood-sums.ts';
import { neighbourhoodZ } from './neighbourhood-z.ts';
import type { Neighbours } from './neighbours.ts';
import { twoSidedP, twoSidedPs } from './normal-tail.ts';
import { type Progress, tell } from './progress.ts';
import { studyArea } from './study-area.ts';

export interface EmergingOptions {
  /** per cell the share of it inside the study area, 0 (outside) to 1, the same at all steps; default all whole */
  readonly shares?: ArrayLike<number> | null;
  /** steps before its own that a neighbourhood takes in, so that a hot spot needn't be everywhere at once; default 1 */
  readonly earlierSteps?: number;
  /** significance, of hot and cold under the false discovery rate over the whole cube, and of trends; default 0.05 */
  readonly level?: number;
  /** as for `getisOrdGiStar` */
  readonly chance?: 'normal' | 'drawn';
  /** of twice as many steps: once for their sums, once for their classes */
  readonly progress?: Progress;
}

export interface EmergingHotSpots {
  /** per cell a number of EMERGING_CLASSES, negative for cold spots; OUTSIDE where nothing is defined */
  readonly classes: Int8Array;
  /** steps × cells: Gi* in space and time */
  readonly z: Float64Array;
  /** steps × cells: 1 hot, −1 cold, 0 neither */
  readonly states: Int8Array;
  /** per cell the Mann-Kendall z of its z-scores; NaN where undefined */
  readonly trend: Float64Array;
}

/** The class of a cell whose z is undefined at any step: outside the study area, or where nothing differs. */
export const OUTSIDE = -128;

/**
 * Emerging hot spots: where are hot and cold spots new, growing, fading, coming and going, or gone?
 *
 * Gi* over cells and steps together: the neighbourhood of a cell at a step is that cell and its neighbours, at that step and
 * at those just before; it is compared with the whole cube. What is believed at `level` is hot or cold; the trend is that of
 * the z-scores. The 17 classes follow by the truth table of docs/methods.md.
 *
 * @param counts      steps × cells, the first step first: incidents per cell and step. A cell with NaN at any step lies outside
 * @param steps       of equal length, the last one whole
 * @param neighbours  of a raster, or lists that don't name their own cell
 * @throws {RangeError} when counts aren't steps × cells, or an option is out of its range
 * @throws {Stopped} when progress says so
 *
 * O(steps × cells × (rows in reach + steps)) at worst; O(steps × cells) space.
 * @see Ord & Getis (1995), doi:10.1111/j.1538-4632.1995.tb00912.x; Mann (1945), doi:10.2307/1907187; classes as in Esri's tool of that name
 */
export function emergingHotSpots(
  counts: ArrayLike<number>,
  steps: number,
  neighbours: Neighbours,
  options: EmergingOptions = {},
): EmergingHotSpots {
  const { level = 0.05, earlierSteps = 1, chance = 'normal', progress } = options;
  const cells = cellsOf(neighbours);
  if (!(Number.isSafeInteger(steps) && steps >= 0 && counts.length === steps * cells))
    throw new RangeError(`${counts.length} counts, not ${steps} steps of ${cells} cells`);
  if (!(level > 0 && level < 1)) throw new RangeError(`a level of ${level}`);
  if (!(earlierSteps >= 0)) throw new RangeError(`${earlierSteps} earlier steps`);

  const shares = sharesInside(counts, cells, steps, options.shares ?? null);
  const study = studyArea(counts, shares === null ? null : repeated(shares, steps));
  const sums = new Float64Array(counts.length);
  for (let t = 0; t < steps; t++) {
    tell(progress, t, 2 * steps);
    sums.set(neighbourhoodSums(study.counts.subarray(t * cells, (t + 1) * cells), neighbours), t * cells);
  }
  const weight = neighbourhoodShares(shares, neighbours);
  const weights = new Float64Array(counts.length);
  for (let t = steps - 1; t >= 0; t--) {
    const earlier = Math.min(t, earlierSteps);
    for (let e = 1; e <= earlier; e++)
      for (let at = t * cells; at < (t + 1) * cells; at++) sums[at]! += sums[at - e * cells]!;
    for (let i = 0; i < cells; i++) weights[t * cells + i] = (earlier + 1) * weight[i]!;
  }
  const z = new Float64Array(counts.length);
  neighbourhoodZ(sums, weights, study, z);
  const p = chance === 'drawn' ? drawnPs(sums, weights, z, study) : twoSidedPs(z);
  tell(progress, steps, 2 * steps);

  const states = statesOf(z, falseDiscoveryRate(p), level);
  const trend = new Float64Array(cells);
  const classes = new Int8Array(cells);
  const series = new Float64Array(steps);
  for (let i = 0; i < cells; i++) {
    if (i % CELLS_AT_ONCE === 0) tell(progress, steps * (1 + i / cells), 2 * steps);
    let defined = steps > 0;
    for (let t = 0; t < steps; t++) {
      series[t] = z[t * cells + i]!;
      if (Number.isNaN(series[t]!)) defined = false;
    }
    if (!defined) {
      trend[i] = Number.NaN;
      classes[i] = OUTSIDE;
      continue;
    }
    trend[i] = trendZ(sortCounting(series, steps), varianceOfS(steps, series));
    const direction = twoSidedP(trend[i]!) <= level ? Math.sign(trend[i]!) : 0;
    classes[i] = emergingClass(states, direction, steps, i, cells);
  }
  tell(progress, 2 * steps, 2 * steps);
  return { classes, z, states, trend };
}

/** Cells between two times that progress is told. */
const CELLS_AT_ONCE = 8192;

/** A cell without a count at any step lies outside at all of them. */
function sharesInside(
  counts: ArrayLike<number>,
  cells: number,
  steps: number,
  shares: ArrayLike<number> | null,
): Float64Array | null {
  if (shares !== null && shares.length !== cells) throw new RangeError(`${cells} cells and ${shares.length} shares`);
  let inside = shares === null ? null : Float64Array.from(shares);
  for (let at = 0; at < steps * cells; at++) {
    if (!Number.isNaN(counts[at]!)) continue;
    inside ??= new Float64Array(cells).fill(1);
    inside[at % cells] = 0;
  }
  return inside;
}

function repeated(values: Float64Array, times: number): Float64Array {
  const all = new Float64Array(values.length * times);
  for (let t = 0; t < times; t++) all.set(values, t * values.length);
  return all;
}

function statesOf(z: Float64Array, adjusted: Float64Array, level: number): Int8Array {
  const states = new Int8Array(z.length);
  for (let at = 0; at < z.length; at++) if (adjusted[at]! <= level) states[at] = z[at]! > 0 ? 1 : -1;
  return states;
}
