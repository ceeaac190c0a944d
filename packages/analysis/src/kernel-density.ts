import type { Arithmetic, Field } from './arithmetic.ts';
import { plainArithmetic } from './arithmetic-plain.ts';
import { simdArithmetic } from './arithmetic-simd.ts';
import { KERNEL_REACH, KERNEL_VOLUME, type Kernel, type Points, type Raster } from './kernel.ts';
import { areaPoints, between, type EdgeCorrection, pointsInside } from './kernel-edge.ts';
import { stampGaussian, stampQuartic } from './kernel-exact.ts';
import { binGaussian, gaussianNodes } from './kernel-gaussian-binned.ts';
import { binQuartic, quarticStep } from './kernel-quartic-binned.ts';
import { type Progress, tell } from './progress.ts';

export interface DensityOptions {
  /** shape of the kernel */
  readonly kernel: Kernel;
  /** gaussian: its standard deviation; quartic: its radius. Metres */
  readonly bandwidth_m: number;
  /** default: chosen by the rule below */
  readonly method?: 'exact' | 'binned';
  /** default none: a density falls towards the edge, as what is recorded does */
  readonly edge?: EdgeCorrection;
  /** told of points, while sums are exact; binned ones take a moment */
  readonly progress?: Progress;
}

export interface KernelDensity {
  /** rows × columns from the south-west corner, incidents per km², at the middle of each cell */
  readonly density: Float64Array;
  readonly method: 'exact' | 'binned';
  /** bound on the error of each value, incidents per km²; 0 when exact (rounding apart) */
  readonly error_per_km2: number;
  /** incidents left out because they lie outside the study area; 0 without a correction at its edge */
  readonly outside: number;
}

/** Kernel evaluations that are always worth doing exactly: about 15 ms. */
const EXACT_EVALUATIONS = 1e7;
const NODES_MAX = 1 << 24;

/** What one incident can be off at most when binned, relative to the middle of its kernel; probed in the tests. */
const BINNED_ERROR: Readonly<Record<Kernel, (cell_m: number, bandwidth_m: number) => number>> = {
  gaussian: () => 1.5e-4,
  quartic: (cell_m, bandwidth_m) => {
    const step_m = quarticStep(cell_m, bandwidth_m);
    return (step_m === cell_m ? 0.8 : 1.3) * (step_m / bandwidth_m) ** 2;
  },
};

/**
 * Kernel density: how many incidents per km² are there round each place, if each incident is spread by a kernel?
 *
 * Exact or binned by rule. Exact when it takes at most 10⁷ kernel evaluations, when a Gaussian's bandwidth is smaller
 * than a cell, and when a quartic's is smaller than ten cells (there binning errs by up to 80 % on sparse data). Else
 * binned: anywhere, one incident is off by at most 1.5e-4 (gaussian) or 0.8 (cell / bandwidth)² (quartic; 0.0023 where
 * a bandwidth is more than 24 cells) of the middle of its kernel; the answer says how much that is in all. Binned sums are
 * done by WebAssembly in single precision where it is, else in plain TypeScript; they agree to 1e-6 of the middle of the kernel.
 *
 * Without `edge` nothing is corrected at the edge of the study area: density falls where incidents outside aren't recorded. With it, incidents
 * outside are left out and cells outside are NaN; the mass of a kernel inside is summed over the middles of the cells, so they should
 * be at most a quarter of the bandwidth.
 *
 * @param x, y     n positions in metres of one metric CRS; those outside the raster still spread into it
 * @param raster   cells whose middles are asked
 * @param weights  n numbers of incidents per position; default one each
 * @returns incidents per km² per cell; all 0 without points
 * @throws {Stopped} when progress answers false
 * @throws {RangeError} when x, y and weights disagree on n, a coordinate or weight isn't finite, shares aren't one per cell from 0 to 1, or bandwidth or cell aren't positive
 *
 * Exact: O(points × cells in reach). Binned: O(points + cells × min(bandwidth / cell, 24)); a million points on a million
 * cells in about 20 ms. O(cells) space.
 * @see Jones (1993), Statistics and Computing 3(3), doi:10.1007/BF00147776 (uniform correction)
 * @see Silverman (1986), Density Estimation for Statistics and Data Analysis; Diggle (1985), Applied Statistics 34(2), doi:10.2307/2347366
 */
export function kernelDensity(
  x: ArrayLike<number>,
  y: ArrayLike<number>,
  raster: Raster,
  options: DensityOptions,
  weights: ArrayLike<number> | null = null,
): KernelDensity {
  const { kernel, bandwidth_m } = options;
  if (x.length !== y.length) throw new RangeError(`${x.length} x and ${y.length} y`);
  if (weights !== null && weights.length !== x.length)
    throw new RangeError(`${x.length} points and ${weights.length} weights`);
  if (!(bandwidth_m > 0 && bandwidth_m < Number.POSITIVE_INFINITY)) throw new RangeError(`bandwidth ${bandwidth_m} m`);
  if (!(raster.cell_m > 0 && raster.cell_m < Number.POSITIVE_INFINITY))
    throw new RangeError(`cells of ${raster.cell_m} m`);

  checkFinite(x, y, weights);
  tell(options.progress, 0, x.length);
  if (options.edge !== undefined) return corrected({ x, y, weights }, raster, options, options.edge);
  const method = options.method ?? methodFor(x.length, raster, kernel, bandwidth_m);
  const middle = 1e6 / (KERNEL_VOLUME[kernel] * bandwidth_m * bandwidth_m); // of one incident's kernel, per km²
  const points = { x, y, weights };
  if (method === 'exact') {
    const stamp = kernel === 'gaussian' ? stampGaussian : stampQuartic;
    return {
      density: stamp(points, raster, bandwidth_m, middle, options.progress),
      method,
      error_per_km2: 0,
      outside: 0,
    };
  }
  const simd = simdArithmetic();
  const density =
    simd === null
      ? bin(kernel, points, raster, bandwidth_m, middle, plainArithmetic)
      : bin(kernel, points, raster, bandwidth_m, middle, simd);
  let n = weights === null ? x.length : 0;
  if (weights !== null) for (let p = 0; p < weights.length; p++) n += weights[p]!;
  return { density, method, error_per_km2: n * middle * BINNED_ERROR[kernel](raster.cell_m, bandwidth_m), outside: 0 };
}

/** A position that isn't a number would be lost without a word. */
function checkFinite(x: ArrayLike<number>, y: ArrayLike<number>, weights: ArrayLike<number> | null): void {
  for (let i = 0; i < x.length; i++) {
    if (!Number.isFinite(x[i]) || !Number.isFinite(y[i])) throw new RangeError(`point ${i} at ${x[i]}, ${y[i]}`);
    if (weights !== null && !Number.isFinite(weights[i])) throw new RangeError(`${weights[i]} incidents at point ${i}`);
  }
}

function corrected(
  points: Points,
  raster: Raster,
  { edge: _, ...options }: DensityOptions,
  { by, shares }: EdgeCorrection,
): KernelDensity {
  if (shares.length !== raster.columns * raster.rows)
    throw new RangeError(`${raster.columns} × ${raster.rows} cells and ${shares.length} shares`);
  const area = areaPoints(raster, shares);
  const mass = kernelDensity(area.x, area.y, raster, options, area.weights).density;
  const { x, y, weights, outside } = pointsInside(points, raster, shares);
  if (by === 'diggle') {
    const massAt = between(mass, raster);
    for (let i = 0; i < x.length; i++) weights[i]! /= massAt(x[i]!, y[i]!);
  }
  const { density, method, error_per_km2 } = kernelDensity(x, y, raster, options, weights);
  let least = 1;
  for (let cell = 0; cell < density.length; cell++) {
    if (!(shares[cell]! > 0)) density[cell] = Number.NaN;
    else if (by === 'uniform') {
      density[cell]! /= mass[cell]!;
      least = Math.min(least, mass[cell]!);
    }
  }
  return { density, method, error_per_km2: error_per_km2 / least, outside };
}

function bin<F extends Field>(
  kernel: Kernel,
  points: Points,
  raster: Raster,
  bandwidth_m: number,
  middle: number,
  by: Arithmetic<F>,
): Float64Array {
  const sum = kernel === 'gaussian' ? binGaussian : binQuartic;
  return sum(points, raster, bandwidth_m, middle, by);
}

function methodFor(points: number, raster: Raster, kernel: Kernel, bandwidth_m: number): 'exact' | 'binned' {
  const across = (2 * KERNEL_REACH[kernel] * bandwidth_m) / raster.cell_m;
  const evaluations = points * Math.min(across, raster.columns) * Math.min(across, raster.rows);
  if (evaluations <= EXACT_EVALUATIONS) return 'exact';
  if (kernel === 'quartic') return bandwidth_m < 10 * raster.cell_m ? 'exact' : 'binned';
  return bandwidth_m < raster.cell_m || gaussianNodes(raster, bandwidth_m) > NODES_MAX ? 'exact' : 'binned';
}
