import { type DensityOptions, type KernelDensity, kernelDensity } from '@lagesbild/analysis';
import type { Criteria } from './criteria.ts';
import type { DrawnSelection } from './drawn-selection.ts';
import { checkGrid } from './grid.ts';
import type { StoreParts } from './parts.ts';

export interface DensitySpec extends DensityOptions {
  readonly cell_m: number;
  /** west, south, east, north in metres of the municipality's CRS; the grid starts south-west and covers the rest */
  readonly bounds: readonly [number, number, number, number];
}

export interface DensityField extends KernelDensity {
  readonly west_m: number;
  readonly south_m: number;
  readonly cell_m: number;
  readonly columns: number;
  readonly rows: number;
  /** how many incidents it is of */
  readonly n: number;
}

/**
 * Kernel density of what is selected and known to a point or segment. Incidents outside the bounds still spread into
 * them. Rows are taken in the order of the map, where those at one place lie together: they are one point with a weight.
 *
 * @throws {RangeError} when the grid isn't one
 */
export function selectionDensity(
  criteria: Criteria,
  selection: DrawnSelection,
  parts: StoreParts,
  spec: DensitySpec,
): DensityField {
  const [west_m, south_m, east, north] = spec.bounds;
  const grid = {
    west_m,
    south_m,
    cell_m: spec.cell_m,
    columns: Math.max(1, Math.ceil((east - west_m) / spec.cell_m)),
    rows: Math.max(1, Math.ceil((north - south_m) / spec.cell_m)),
  };
  checkGrid(grid);
  const counted = selection.list(criteria, 0, parts.drawn.row.length);
  const { x, y } = parts.columns;
  const { row } = parts.drawn;
  const xs = new Float64Array(counted.length);
  const ys = new Float64Array(counted.length);
  const weights = new Float64Array(counted.length);
  let places = 0;
  for (const k of counted) {
    const xM = x[row[k]!]! / 100;
    const yM = y[row[k]!]! / 100;
    if (places === 0 || xs[places - 1] !== xM || ys[places - 1] !== yM) {
      xs[places] = xM;
      ys[places] = yM;
      places++;
    }
    weights[places - 1]!++;
  }
  const [px, py, pw] = [xs.subarray(0, places), ys.subarray(0, places), weights.subarray(0, places)];
  return { ...grid, n: counted.length, ...kernelDensity(px, py, grid, spec, pw) };
}
