import type { Arithmetic, Field } from './arithmetic.ts';
import { type Band, bandOf } from './band.ts';
import { quarticChords } from './chords.ts';
import type { Points, Raster } from './kernel.ts';
import { latticeOver } from './lattice.ts';

/** Nodes per bandwidth that are always enough; cells that are finer are read out between the nodes. */
const NODES_PER_RADIUS = 24;
/** Variance of the linear B-spline, in nodes². */
const SPLINE_VARIANCE = 1 / 6;

/** Metres between the nodes of a quartic: the cells' own width, or where that is finer than it need be, more. */
export const quarticStep = (cell_m: number, bandwidth_m: number): number =>
  Math.max(cell_m, bandwidth_m / NODES_PER_RADIUS);

/**
 * Sums of quartics, `middle` high each, through a lattice of nodes. Every point is shared among its four nearest nodes (cloud-in-cell),
 * and the kernel is corrected for that sharing. Along a chord of its disc the kernel is a polynomial of the fourth
 * degree, so that the work per node grows with the radius, not with its square; and the radius is never above 24 nodes.
 */
export function binQuartic<F extends Field>(
  points: Points,
  raster: Raster,
  bandwidth_m: number,
  middle: number,
  by: Arithmetic<F>,
): Float64Array {
  const step_m = quarticStep(raster.cell_m, bandwidth_m);
  const radius = bandwidth_m / step_m;
  const onCells = step_m === raster.cell_m;
  const reach = Math.floor(radius) + 1;
  const lattice = latticeOver(raster, step_m, reach + (onCells ? 0 : 2));
  const chords = quarticChords(radius, (onCells ? 1 : 2) * SPLINE_VARIANCE, middle);
  const nodes = by.spread(points, lattice, 'linear');
  let field = by.alongDiscs(nodes, chords, reach);
  if (!onCells) {
    const readOut = (inputs: number, cells: number): Band =>
      bandOf(
        inputs,
        (cell) => lattice.at(cell) - reach,
        cells,
        1,
        (distance) => 1 - distance,
      );
    field = by.alongRows(field, readOut(field.columns, raster.columns));
    field = by.alongColumns(field, readOut(field.rows, raster.rows));
  }
  return by.values(field);
}
