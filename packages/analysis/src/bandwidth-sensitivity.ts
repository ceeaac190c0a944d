import type { Kernel, Raster } from './kernel.ts';
import { kernelDensity } from './kernel-density.ts';
import type { EdgeCorrection } from './kernel-edge.ts';
import { type RankedCells, rankCells } from './ranked-cells.ts';

export interface SensitivityOptions {
  readonly kernel: Kernel;
  /** bandwidths to look at, metres, in any order */
  readonly bandwidths_m: ArrayLike<number>;
  /** the one that they are compared with, metres */
  readonly reference_m: number;
  /** share of the cells that are called the densest; default 0.01, and always one cell */
  readonly top?: number;
  readonly edge?: EdgeCorrection;
}

/** What each bandwidth makes of the same incidents, in the order they were given. */
export interface BandwidthSensitivity {
  /** density of the densest cell, incidents per km² */
  readonly peak_per_km2: Float64Array;
  /** that cell, the first of equals; −1 where nothing lies */
  readonly peak: Int32Array;
  /** how far its middle is from that of the reference's, metres */
  readonly peakMoved_m: Float64Array;
  /** Spearman's rank correlation with the reference over the cells that are not blank, −1 … 1 */
  readonly rankCorrelation: Float64Array;
  /** share of the reference's densest cells that are among the densest here, 0 … 1 */
  readonly topShared: Float64Array;
}

/** Below this share of its peak a surface is blank: there the order of cells is that of next to nothing. */
const BLANK = 0.01;
const TOP = 0.01;

/**
 * Would another bandwidth tell another story? For each: where the densest cell is and how far that is from the reference's,
 * whether cells stand in the same order, and how many of the densest cells remain.
 *
 * Ranks are compared where either surface has at least 1 % of its own peak; equal densities share their mean rank, and
 * where the densest cells end among equals, each of these belongs by its share of the places left.
 *
 * @param x, y     n positions in metres of one metric CRS
 * @param raster   cells whose middles are asked; those outside the study area (`edge`) are left out
 * @param weights  n numbers of incidents per position; default one each
 * @returns NaN where undefined: without incidents; for ranks, also where all cells are equal
 * @throws {RangeError} as `kernelDensity`, and when `top` isn't above 0 and at most 1
 *
 * O(bandwidths × (a density + cells log cells)) time, O(cells) space.
 * @see Spearman (1904), American Journal of Psychology 15(1), doi:10.2307/1412159
 */
export function bandwidthSensitivity(
  x: ArrayLike<number>,
  y: ArrayLike<number>,
  raster: Raster,
  { kernel, bandwidths_m, reference_m, top = TOP, edge }: SensitivityOptions,
  weights: ArrayLike<number> | null = null,
): BandwidthSensitivity {
  if (!(top > 0 && top <= 1)) throw new RangeError(`the densest ${top} of the cells; a share above 0, at most 1`);
  const surfaceOf = (bandwidth_m: number): Surface => {
    const options = { kernel, bandwidth_m, ...(edge === undefined ? {} : { edge }) };
    return ranked(kernelDensity(x, y, raster, options, weights).density, top);
  };
  const n = bandwidths_m.length;
  const sensitivity: BandwidthSensitivity = {
    peak_per_km2: new Float64Array(n),
    peak: new Int32Array(n),
    peakMoved_m: new Float64Array(n),
    rankCorrelation: new Float64Array(n),
    topShared: new Float64Array(n),
  };
  const reference = surfaceOf(reference_m);
  for (let k = 0; k < n; k++) {
    const bandwidth_m = bandwidths_m[k]!;
    const surface = bandwidth_m === reference_m ? reference : surfaceOf(bandwidth_m);
    const nothing = surface.peak < 0 || reference.peak < 0;
    sensitivity.peak_per_km2[k] = surface.peak < 0 ? 0 : surface.density[surface.peak]!;
    sensitivity.peak[k] = surface.peak;
    sensitivity.peakMoved_m[k] = nothing ? Number.NaN : distance(surface.peak, reference.peak, raster);
    sensitivity.rankCorrelation[k] = nothing ? Number.NaN : rankCorrelation(surface, reference);
    sensitivity.topShared[k] = nothing ? Number.NaN : shared(surface, reference);
  }
  return sensitivity;
}

interface Surface {
  density: Float64Array;
  peak: number;
  /** per cell, how much it belongs to the densest: 0 … 1 */
  member: Float64Array;
}

function ranked(density: Float64Array, top: number): Surface {
  const cells = rankCells(density);
  const inside = density.reduce((count, value) => count + (Number.isNaN(value) ? 0 : 1), 0);
  const first = cells.order[0];
  const peak = first === undefined || !(density[first]! > 0) ? -1 : first;
  return { density, peak, member: membership(cells, Math.max(1, Math.round(top * inside))) };
}

function membership({ order, group }: RankedCells, places: number): Float64Array {
  const member = new Float64Array(order.length);
  for (let g = 0, left = places; left > 0 && g + 1 < group.length; g++) {
    const [from, to] = [group[g]!, group[g + 1]!];
    const share = Math.min(1, left / (to - from));
    for (let k = from; k < to; k++) member[order[k]!] = share;
    left -= to - from;
  }
  return member;
}

function shared(a: Surface, b: Surface): number {
  let [both, all] = [0, 0];
  for (let cell = 0; cell < a.member.length; cell++) {
    both += Math.min(a.member[cell]!, b.member[cell]!);
    all += b.member[cell]!;
  }
  return both / all;
}

function distance(a: number, b: number, { columns, cell_m }: Raster): number {
  return Math.hypot((a % columns) - (b % columns), Math.floor(a / columns) - Math.floor(b / columns)) * cell_m;
}

/** Pearson's correlation of mean ranks, over the cells where either is more than blank. */
function rankCorrelation(a: Surface, b: Surface): number {
  const [leastA, leastB] = [a.density[a.peak]! * BLANK, b.density[b.peak]! * BLANK];
  const seen = (_: number, cell: number): boolean => a.density[cell]! >= leastA || b.density[cell]! >= leastB;
  const [ranksA, ranksB] = [meanRanks(a.density.filter(seen)), meanRanks(b.density.filter(seen))];
  const mean = (ranksA.length - 1) / 2;
  let [ab, aa, bb] = [0, 0, 0];
  for (let k = 0; k < ranksA.length; k++) {
    const [fromA, fromB] = [ranksA[k]! - mean, ranksB[k]! - mean];
    ab += fromA * fromB;
    aa += fromA * fromA;
    bb += fromB * fromB;
  }
  return aa === 0 || bb === 0 ? Number.NaN : ab / Math.sqrt(aa * bb);
}

function meanRanks(values: Float64Array): Float64Array {
  const { order, group } = rankCells(values);
  const ranks = new Float64Array(values.length);
  for (let g = 0; g + 1 < group.length; g++) {
    const [from, to] = [group[g]!, group[g + 1]!];
    for (let k = from; k < to; k++) ranks[order[k]!] = (from + to - 1) / 2;
  }
  return ranks;
}
