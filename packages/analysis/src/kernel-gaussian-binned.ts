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
interface Axis {
  readonly nodes: number;
  readonly at: (cell: number) => number;
}

function lattice(cells: number, spacing: number): Axis {
  const at = (cell: number): number => MARGIN + (cell + 0.5) * spacing;
  return { nodes: Math.ceil(at(cells - 1)) + MARGIN + 1, at };
}

/** How many nodes `binGaussian` needs. */
export function gaussianNodes(raster: Raster, bandwidth_m: number): number {
  const spacing = (raster.cell_m * NODES_PER_BANDWIDTH) / bandwidth_m;
  return lattice(raster.columns, spacing).nodes * lattice(raster.rows, spacing).nodes;
}

/**
 * Sums of Gaussians, `middle` high each, through a lattice of nodes. Every point is spread over its 4 × 4 nearest nodes by the cubic
 * B-spline (a smoother cloud-in-cell), the nodes are convolved with a Gaussian, and the same spline reads them out at
 * the cells. Each spline adds a variance of a third of a node², by which the convolving Gaussian is narrowed (Sheppard's
 * correction); what remains of the error is of fourth order.
 */
export function binGaussian(points: Points, raster: Raster, bandwidth_m: number, middle: number): Float64Array {
  const spacing = (raster.cell_m * NODES_PER_BANDWIDTH) / bandwidth_m; // of cells, in nodes
  const across = lattice(raster.columns, spacing);
  const up = lattice(raster.rows, spacing);
  const spread = spreadCubic(points, raster, bandwidth_m / NODES_PER_BANDWIDTH, across.nodes, up.nodes);

  // Where cells are wider apart than nodes, convolving straight to the cells is less work than reading out after.
  const straight = spacing > 0.75;
  const sigma = Math.sqrt(NODES_PER_BANDWIDTH ** 2 - (straight ? 1 : 2) * SPLINE_VARIANCE);
  const height = (NODES_PER_BANDWIDTH / sigma) * Math.sqrt(middle); // along each axis
  const gauss = (d: number): number => height * Math.exp(-0.5 * (d / sigma) ** 2);
  const convolve = ({ nodes, at }: Axis, cells: number): Band =>
    bandOf(nodes, straight ? at : (node) => node, straight ? cells : nodes, CUT_NODES, gauss);
  const readOut = ({ nodes, at }: Axis, cells: number): Band => bandOf(nodes, at, cells, SPLINE_REACH, cubicSpline);
  let field = alongRows(spread, up.nodes, across.nodes, convolve(across, raster.columns));
  if (straight) field = alongColumns(field, raster.columns, convolve(up, raster.rows));
  else {
    field = alongColumns(field, across.nodes, convolve(up, raster.rows));
    field = alongRows(field, up.nodes, across.nodes, readOut(across, raster.columns));
    field = alongColumns(field, raster.columns, readOut(up, raster.rows));
  }
  return field;
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
