/** The kernels, unnormalised (1 at their middle), and what they integrate to. */
export type Kernel = 'gaussian' | 'quartic';

/** ∫∫ K over the plane, as a multiple of bandwidth². Gaussian 2π; quartic π/3. */
export const KERNEL_VOLUME: Readonly<Record<Kernel, number>> = { gaussian: 2 * Math.PI, quartic: Math.PI / 3 };

/** How far a kernel reaches, in bandwidths. Beyond 8.5 a Gaussian is below 2⁻⁵² of its middle; a quartic ends at 1. */
export const KERNEL_REACH: Readonly<Record<Kernel, number>> = { gaussian: 8.5, quartic: 1 };

/** A raster of square cells. Row 0 is the southernmost; values are taken at the middle of a cell. */
export interface Raster {
  readonly west_m: number;
  readonly south_m: number;
  readonly cell_m: number;
  readonly columns: number;
  readonly rows: number;
}

/** Points that may stand for several incidents each. */
export interface Points {
  readonly x: ArrayLike<number>;
  readonly y: ArrayLike<number>;
  readonly weights: ArrayLike<number> | null;
}
