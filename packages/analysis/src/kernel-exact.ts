import { KERNEL_REACH, type Points, type Raster } from './kernel.ts';
import { type Progress, tell } from './progress.ts';

/** Points between two times that progress is told: a million cells each at most. */
const TOLD_EVERY = 64;

/** Sums of Gaussians, `middle` high each, over every cell in their reach. exp(−dx²)·exp(−dy²): one exponential per row and column. */
export function stampGaussian(
  points: Points,
  raster: Raster,
  bandwidth_m: number,
  middle: number,
  progress?: Progress,
): Float64Array {
  const { x, y, weights } = points;
  const { columns, rows } = raster;
  const sums = new Float64Array(columns * rows);
  const scale = -0.5 * (raster.cell_m / bandwidth_m) ** 2;
  const reach = (KERNEL_REACH.gaussian * bandwidth_m) / raster.cell_m;
  const across = new Float64Array(columns);
  for (let p = 0; p < x.length; p++) {
    if (p % TOLD_EVERY === 0) tell(progress, p, x.length);
    const u = (x[p]! - raster.west_m) / raster.cell_m - 0.5;
    const v = (y[p]! - raster.south_m) / raster.cell_m - 0.5;
    const [left, right] = [Math.max(0, Math.ceil(u - reach)), Math.min(columns - 1, Math.floor(u + reach))];
    const [bottom, top] = [Math.max(0, Math.ceil(v - reach)), Math.min(rows - 1, Math.floor(v + reach))];
    if (left > right || bottom > top) continue;
    for (let c = left; c <= right; c++) across[c] = Math.exp(scale * (c - u) * (c - u));
    const weight = middle * (weights === null ? 1 : weights[p]!);
    for (let r = bottom; r <= top; r++) {
      const up = weight * Math.exp(scale * (r - v) * (r - v));
      const row = r * columns;
      for (let c = left; c <= right; c++) sums[row + c]! += up * across[c]!;
    }
  }
  return sums;
}

/** Sums of quartics, `middle` high each, over the cells whose middle is nearer than the bandwidth. */
export function stampQuartic(
  points: Points,
  raster: Raster,
  bandwidth_m: number,
  middle: number,
  progress?: Progress,
): Float64Array {
  const { x, y, weights } = points;
  const { columns, rows } = raster;
  const sums = new Float64Array(columns * rows);
  const radius = bandwidth_m / raster.cell_m;
  const scale = 1 / (radius * radius);
  for (let p = 0; p < x.length; p++) {
    if (p % TOLD_EVERY === 0) tell(progress, p, x.length);
    const u = (x[p]! - raster.west_m) / raster.cell_m - 0.5;
    const v = (y[p]! - raster.south_m) / raster.cell_m - 0.5;
    const weight = middle * (weights === null ? 1 : weights[p]!);
    const bottom = Math.max(0, Math.ceil(v - radius));
    const top = Math.min(rows - 1, Math.floor(v + radius));
    for (let r = bottom; r <= top; r++) {
      const up = 1 - (r - v) * (r - v) * scale;
      if (up <= 0) continue;
      const half = radius * Math.sqrt(up);
      const left = Math.max(0, Math.ceil(u - half));
      const right = Math.min(columns - 1, Math.floor(u + half));
      const row = r * columns;
      for (let c = left; c <= right; c++) {
        const k = up - (c - u) * (c - u) * scale;
        sums[row + c]! += weight * k * k;
      }
    }
  }
  return sums;
}
