import type { Arithmetic, Field } from './arithmetic.ts';
import { type Band, bandOf } from './band.ts';
import type { Points, Raster } from './kernel.ts';
import { type Lattice, latticeOver } from './lattice.ts';
import type { Rectangle } from './places.ts';

/** Nodes per bandwidth of the lattice a Gaussian is computed on. The error falls with its fourth power. */
const NODES_PER_BANDWIDTH = 3.5;
/** Bandwidths at which the convolving Gaussian is cut off: 4e-6 of its middle. */
const CUT = 5;
const CUT_NODES = Math.ceil(CUT * NODES_PER_BANDWIDTH);
/** Of the cubic B-spline: reach (in nodes), variance (nodes²) and fourth cumulant (nodes⁴). */
const SPLINE = { reach: 2, variance: 1 / 3, fourth: -1 / 30 };

const latticeFor = (raster: Raster, bandwidth_m: number): Lattice =>
  latticeOver(raster, bandwidth_m / NODES_PER_BANDWIDTH, CUT_NODES + SPLINE.reach);

/** How many nodes `binGaussian` needs. */
export function gaussianNodes(raster: Raster, bandwidth_m: number): number {
  const { across, up } = latticeFor(raster, bandwidth_m);
  return across * up;
}

/**
 * Sums of Gaussians, `middle` high each, through a lattice of nodes. Every point is spread over its 4 × 4 nearest nodes by
 * the cubic B-spline (a smoother cloud-in-cell), the nodes are convolved with a Gaussian, and the same spline reads them out at
 * the cells. What the splines widen, the convolving Gaussian is narrowed by, to the fourth order (Sheppard's correction).
 */
export function binGaussian<F extends Field>(
  points: Points,
  raster: Raster,
  bandwidth_m: number,
  middle: number,
  by: Arithmetic<F>,
): Float64Array {
  const lattice = latticeFor(raster, bandwidth_m);
  const { across, up, at } = lattice;
  // Where cells are wider apart than nodes, convolving straight to the cells is less work than reading out after.
  const straight = raster.cell_m > 0.75 * lattice.step_m;
  const gauss = narrowedGaussian(straight ? 1 : 2, Math.sqrt(middle));
  const convolve = (nodes: number, cells: number): Band =>
    bandOf(nodes, straight ? at : (node) => node, straight ? cells : nodes, CUT_NODES, gauss);
  const readOut = (nodes: number, cells: number): Band => bandOf(nodes, at, cells, SPLINE.reach, cubicSpline);
  let field = by.spread(points, lattice, 'cubic');
  field = by.alongRows(field, convolve(across, raster.columns));
  field = by.alongColumns(field, convolve(up, raster.rows));
  if (!straight) {
    field = by.alongRows(field, readOut(across, raster.columns));
    field = by.alongColumns(field, readOut(up, raster.rows));
  }
  return by.values(field);
}

/** How many nodes `binGaussianAt` needs for points in a rectangle. */
export function nodesOver(area: Rectangle, bandwidth_m: number): number {
  return gaussianNodes(rasterOver(area, bandwidth_m), bandwidth_m);
}

/**
 * Sums of Gaussians, 1 high each, at any positions in `area`: read out by the spline that points are spread by. Points up to
 * CUT bandwidths from the area reach into it.
 */
export function binGaussianAt<F extends Field>(
  points: Points,
  at: { readonly x: Float64Array; readonly y: Float64Array },
  area: Rectangle,
  bandwidth_m: number,
  by: Arithmetic<F>,
): Float64Array {
  const lattice = latticeFor(rasterOver(area, bandwidth_m), bandwidth_m);
  const { across, up, west_m, south_m, step_m } = lattice;
  const gauss = narrowedGaussian(2, 1);
  const convolve = (nodes: number): Band => bandOf(nodes, (node) => node, nodes, CUT_NODES, gauss);
  const spread = by.spread(points, lattice, 'cubic');
  const field = by.values(by.alongColumns(by.alongRows(spread, convolve(across)), convolve(up)));
  return at.x.map((x, i) => {
    const u = (x - west_m) / step_m;
    const v = (at.y[i]! - south_m) / step_m;
    const [left, bottom] = [Math.floor(u) - 1, Math.floor(v) - 1];
    let sum = 0;
    for (let r = bottom; r < bottom + 4; r++) {
      let along = 0;
      for (let c = left; c < left + 4; c++) along += cubicSpline(Math.abs(u - c)) * field[r * across + c]!;
      sum += cubicSpline(Math.abs(v - r)) * along;
    }
    return sum;
  });
}

/** Cells as wide as nodes are apart, over all of an area. */
function rasterOver({ west_m, south_m, east_m, north_m }: Rectangle, bandwidth_m: number): Raster {
  const cell_m = bandwidth_m / NODES_PER_BANDWIDTH;
  const columns = Math.floor((east_m - west_m) / cell_m) + 1;
  const rows = Math.floor((north_m - south_m) / cell_m) + 1;
  return { west_m, south_m, cell_m, columns, rows };
}

/**
 * What convolves with so many cubic B-splines to a Gaussian of one bandwidth, `height` high, but for its sixth and higher
 * cumulants. @returns its value at a distance in nodes
 */
function narrowedGaussian(splines: number, height: number): (distance: number) => number {
  const variance = NODES_PER_BANDWIDTH ** 2 - splines * SPLINE.variance;
  const excess = (-splines * SPLINE.fourth) / (24 * variance * variance);
  const top = (height * NODES_PER_BANDWIDTH) / Math.sqrt(variance);
  return (distance) => {
    const zz = (distance * distance) / variance;
    return top * Math.exp(-0.5 * zz) * (1 + excess * (zz * zz - 6 * zz + 3)); // Gram–Charlier
  };
}

/** Cubic B-spline at a distance from its middle, in nodes. */
function cubicSpline(d: number): number {
  return d < 1 ? 2 / 3 - d * d * (1 - d / 2) : (2 - d) ** 3 / 6;
}
