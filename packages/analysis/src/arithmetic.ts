import type { Band } from './band.ts';
import type { Chords } from './chords.ts';
import type { Points } from './kernel.ts';
import type { Lattice } from './lattice.ts';

/** Values at rows × columns places, kept wherever an arithmetic keeps them. */
export interface Field {
  readonly rows: number;
  readonly columns: number;
}

/** How a point is shared among its nearest nodes: 2 × 2 by the linear B-spline, 4 × 4 by the cubic. */
export type Spline = 'linear' | 'cubic';

/**
 * The steps a binned density is made of, apart from what carries them out: plain TypeScript, or WebAssembly four numbers
 * at a time. Fields are an arithmetic's own, until `values` is asked.
 */
export interface Arithmetic<Kept extends Field = Field> {
  /** Shares every point among the nodes round it. Points that lack one of those nodes are left out. */
  spread(points: Points, lattice: Lattice, spline: Spline): Kept;
  /** Applies a band to every row. */
  alongRows(field: Kept, band: Band): Kept;
  /** Applies a band to every column. */
  alongColumns(field: Kept, band: Band): Kept;
  /** Sums a kernel round each node that is at least `margin` (≥ the kernel's size) from every side; what would be below 0 is 0. */
  alongDiscs(field: Kept, chords: Chords, margin: number): Kept;
  /** Row by row. */
  values(field: Kept): Float64Array;
}
