import type { Raster } from './kernel.ts';

/** Evenly spaced nodes over a raster and a margin round it, where the incidents of a binned density are gathered. */
export interface Lattice {
  /** nodes from west to east, and from south to north */
  readonly across: number;
  readonly up: number;
  /** metres between neighbouring nodes */
  readonly step_m: number;
  /** nodes outside the middles of the outermost cells, on each side */
  readonly margin: number;
  /** position of the first node */
  readonly west_m: number;
  readonly south_m: number;
  /** position of a column or a row of cells, in nodes */
  readonly at: (cell: number) => number;
}

/** A lattice with a node on the middle of the south-western cell. */
export function latticeOver(raster: Raster, step_m: number, margin: number): Lattice {
  const spacing = raster.cell_m / step_m;
  const nodes = (cells: number): number => 2 * margin + Math.ceil((cells - 1) * spacing) + 1;
  return {
    across: nodes(raster.columns),
    up: nodes(raster.rows),
    step_m,
    margin,
    west_m: raster.west_m + raster.cell_m / 2 - margin * step_m,
    south_m: raster.south_m + raster.cell_m / 2 - margin * step_m,
    at: (cell) => margin + cell * spacing,
  };
}
