import { alongColumns, alongRows, type Band, bandOf } from './band.ts';
import type { Points, Raster } from './kernel.ts';

/** Nodes per bandwidth of the lattice a Gaussian is computed on. The error falls with its fourth power. */
const NODES_PER_BANDWIDTH = 4;
/** Variance (in nodes²) and reach (in nodes) of the cubic B-spline. */
const SPLINE_VARIANCE = 1 / 3;
const SPLINE_REACH = 2;
/** Bandwidths at which the convolving Gaussian is cut off: 4e-6 of its middle. */
const CUT = 5;
const CUT_NODES = CUT * NODES_PER_BANDWIDTH;
const MARGIN = CUT_NODES + SPLINE_REACH;

/** Nodes along one axis of a raster, and where its cells lie among them. */
function lattice(cells: number, spacing: number): { nodes: number; at: (cell: number) => number } {
  const at = (cell: number): number => MARGIN + (cell + 0.5) * spacing;
  return { nodes: Math.ceil(at(cells - 1)) + MARGIN + 1, at };
}

/** How many nodes `binGaussian` needs. */
export function gaussianNodes(raster: Raster, bandwidth_m: number): number {
  const spacing = (raster.cell_m * NODES_PER_BANDWIDTH) / bandwidth_m;
  return lattice(raster.columns, spacing).nodes * lattice(raster.rows, spacing).nodes;
}

/**
 * Adds up Gaussians through a lattice of nodes. Every point is spread over its 4 × 4 nearest nodes by the cubic
 * B-spline (a smoother cloud-in-cell), the nodes are convolved with a Gaussian, and the same spline reads them out at
 * the cells. Each spline adds a variance of a third of a node², by which the convolving Gaussian is narrowed (Sheppard's
 * correction); what remains of the error is of fourth order.
 */
export function binGaussian(points: Points, raster: Raster, bandwidth_m: number, sums: Float64Array): void {
  const spacing = (raster.cell_m * NODES_PER_BANDWIDTH) / bandwidth_m; // of cells, in nodes
  const across = lattice(raster.columns, spacing);
  const up = lattice(raster.rows, spacing);
  const spread = spreadCubic(points, raster, bandwidth_m / NODES_PER_BANDWIDTH, across.nodes, up.nodes);

  // Where cells are wider apart than nodes, convolving straight to the cells is less work than reading out after.
  const straight = spacing > 0.75;
  const sigma = Math.sqrt(NODES_PER_BANDWIDTH ** 2 - (straight ? 1 : 2) * SPLINE_VARIANCE);
  const gauss = (d: number): number => (NODES_PER_BANDWIDTH / sigma) * Math.exp(-0.5 * (d / sigma) ** 2);
  const bands = ({ nodes, at }: { nodes: number; at: (cell: number) => number }, cells: number): Band[] =>
    straight
      ? [bandOf(nodes, at, cells, CUT_NODES, gauss)]
      : [bandOf(nodes, (node) => node, nodes, CUT_NODES, gauss), bandOf(nodes, at, cells, SPLINE_REACH, cubicSpline)];
  let field = spread;
  let width = across.nodes;
  for (const band of bands(across, raster.columns)) {
    field = alongRows(field, up.nodes, width, band);
    width = band.outputs;
  }
  for (const band of bands(up, raster.rows)) field = alongColumns(field, width, band);
  for (let i = 0; i < sums.length; i++) sums[i]! += field[i]!;
}

function spreadCubic(points: Points, raster: Raster, step_m: number, across: number, up: number): Float64Array {
  const { x, y, weights } = points;
  const nodes = new Float64Array(across * up);
  for (let p = 0; p < x.length; p++) {
    const u = (x[p]! - raster.west_m) / step_m + MARGIN;
    const v = (y[p]! - raster.south_m) / step_m + MARGIN;
    const left = Math.floor(u) - 1;
    const bottom = Math.floor(v) - 1;
    if (!(left >= 0 && bottom >= 0 && left + 3 < across && bottom + 3 < up)) continue; // farther than CUT from any cell
    const s = u - left - 1;
    const t = v - bottom - 1;
    const s0 = ((1 - s) * (1 - s) * (1 - s)) / 6;
    const s1 = 2 / 3 - s * s * (1 - s / 2);
    const s3 = (s * s * s) / 6;
    const s2 = 1 - s0 - s1 - s3;
    const weight = weights === null ? 1 : weights[p]!;
    const t0 = (weight * (1 - t) * (1 - t) * (1 - t)) / 6;
    const t1 = weight * (2 / 3 - t * t * (1 - t / 2));
    const t3 = (weight * t * t * t) / 6;
    const t2 = weight - t0 - t1 - t3;
    let n = bottom * across + left;
    nodes[n]! += s0 * t0;
    nodes[n + 1]! += s1 * t0;
    nodes[n + 2]! += s2 * t0;
    nodes[n + 3]! += s3 * t0;
    n += across;
    nodes[n]! += s0 * t1;
    nodes[n + 1]! += s1 * t1;
    nodes[n + 2]! += s2 * t1;
    nodes[n + 3]! += s3 * t1;
    n += across;
    nodes[n]! += s0 * t2;
    nodes[n + 1]! += s1 * t2;
    nodes[n + 2]! += s2 * t2;
    nodes[n + 3]! += s3 * t2;
    n += across;
    nodes[n]! += s0 * t3;
    nodes[n + 1]! += s1 * t3;
    nodes[n + 2]! += s2 * t3;
    nodes[n + 3]! += s3 * t3;
  }
  return nodes;
}

/** Cubic B-spline at a distance from its middle, in nodes. */
function cubicSpline(d: number): number {
  return d < 1 ? 2 / 3 - d * d * (1 - d / 2) : (2 - d) ** 3 / 6;
}

/**
 * Adds up quartics through the middles of the cells: every point is shared among its four nearest (cloud-in-cell),
 * and each of those stamps one ready-made kernel, corrected by −δ²/12 of its Laplacian for that sharing (Sheppard).
 */
export function binQuartic(points: Points, raster: Raster, bandwidth_m: number, sums: Float64Array): void {
  const radius = bandwidth_m / raster.cell_m;
  const margin = Math.ceil(radius) + 1;
  const across = raster.columns + 2 * margin;
  const up = raster.rows + 2 * margin;
  const nodes = spreadLinear(points, raster, margin, across, up);

  const size = Math.floor(radius);
  const kernel = Array.from({ length: 2 * size + 1 }, (_, i) => {
    const half = Math.floor(Math.sqrt(Math.max(0, radius * radius - (i - size) ** 2)));
    return Float64Array.from({ length: 2 * half + 1 }, (_, j) => {
      const s = ((i - size) ** 2 + (j - half) ** 2) / (radius * radius);
      return s < 1 ? (1 - s) * (1 - s) - ((2 / 3) * (2 * s - 1)) / (radius * radius) : 0;
    });
  });
  for (let r = 0; r < up; r++)
    for (let c = 0; c < across; c++) {
      const weight = nodes[r * across + c]!;
      if (weight === 0) continue;
      for (let i = 0; i < kernel.length; i++) {
        const row = r - margin + i - size;
        if (row < 0 || row >= raster.rows) continue;
        const line = kernel[i]!;
        const left = c - margin - (line.length >>> 1);
        const from = Math.max(0, -left);
        const to = Math.min(line.length, raster.columns - left);
        const at = row * raster.columns + left;
        for (let j = from; j < to; j++) sums[at + j]! += weight * line[j]!;
      }
    }
}

function spreadLinear(points: Points, raster: Raster, margin: number, across: number, up: number): Float64Array {
  const { x, y, weights } = points;
  const nodes = new Float64Array(across * up);
  for (let p = 0; p < x.length; p++) {
    const u = (x[p]! - raster.west_m) / raster.cell_m - 0.5 + margin;
    const v = (y[p]! - raster.south_m) / raster.cell_m - 0.5 + margin;
    const left = Math.floor(u);
    const bottom = Math.floor(v);
    if (!(left >= 0 && bottom >= 0 && left + 1 < across && bottom + 1 < up)) continue; // reaches no cell
    const weight = weights === null ? 1 : weights[p]!;
    const east = (u - left) * weight;
    const north = v - bottom;
    const n = bottom * across + left;
    nodes[n]! += (weight - east) * (1 - north);
    nodes[n + 1]! += east * (1 - north);
    nodes[n + across]! += (weight - east) * north;
    nodes[n + across + 1]! += east * north;
  }
  return nodes;
}
