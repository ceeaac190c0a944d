import type { Raster } from './kernel.ts';
import { inRegion, type Region, regionSize } from './region.ts';
import { regionShares } from './region-shares.ts';

/** Incidents per square cell of a study area. */
export interface GridCounts extends Raster {
  /** per cell the incidents in the part of it that lies inside, row by row from the south-west */
  readonly counts: Float64Array;
  /** per cell the share of it inside, 0 (outside) to 1 */
  readonly shares: Float64Array;
  /** per position the cell it is counted in, −1 outside */
  readonly cellOf: Int32Array;
  /** incidents in the study area, and those left out: the two are all there were */
  readonly inside: number;
  readonly outside: number;
}

/** A raster of more cells is refused. */
export const GRID_CELLS_MAX = 4_000_000;

/**
 * How many incidents lie in each cell of a study area?
 *
 * The lines between cells are at multiples of `cell_m` in the CRS, whatever lies inside, so that the same cell is the same
 * ground in every question. A cell that the edge cuts holds what lies in its inner part, and carries the share of it.
 * A point on a line between cells belongs to the cell east or north of it.
 *
 * @param x, y     n positions in metres of the region's CRS
 * @param cell_m   side of a cell, > 0
 * @param weights  incidents per position; default 1 each
 * @returns counts and shares of the raster round the region; a region without area has no cells, and everything is outside
 * @throws {RangeError} when the arguments disagree on n, a coordinate isn't finite, cell_m isn't > 0, or cells are too many
 *
 * O(points + cells + cells on the edge × their points' corners).
 */
export function gridCounts(
  x: ArrayLike<number>,
  y: ArrayLike<number>,
  region: Region,
  cell_m: number,
  weights: ArrayLike<number> | null = null,
): GridCounts {
  const n = x.length;
  if (y.length !== n || (weights !== null && weights.length !== n))
    throw new RangeError(`${n} x, ${y.length} y${weights === null ? '' : ` and ${weights.length} weights`}`);
  if (!(cell_m > 0) || cell_m === Number.POSITIVE_INFINITY) throw new RangeError(`cells of ${cell_m} m`);
  const raster = rasterOf(region, cell_m);
  const { west_m, south_m, columns, rows } = raster;
  const { shares, edge } = regionShares(region, raster);
  const counts = new Float64Array(shares.length);
  const cellOf = new Int32Array(n).fill(-1);
  let [inside, outside] = [0, 0];
  for (let i = 0; i < n; i++) {
    const [px, py] = [x[i]!, y[i]!];
    if (!Number.isFinite(px) || !Number.isFinite(py)) throw new RangeError(`position ${i} is ${px}, ${py}`);
    const column = Math.floor((px - west_m) / cell_m);
    const row = Math.floor((py - south_m) / cell_m);
    const weight = weights === null ? 1 : weights[i]!;
    const cell = row * columns + column;
    const within = column >= 0 && column < columns && row >= 0 && row < rows;
    if (within && (edge[cell] === 1 ? inRegion(region, px, py) : shares[cell]! > 0)) {
      cellOf[i] = cell;
      counts[cell]! += weight;
      inside += weight;
    } else outside += weight;
  }
  return { ...raster, counts, shares, cellOf, inside, outside };
}

/** The cells that cover a region; one more to the east and north, for what lies on its last line. */
function rasterOf(region: Region, cell_m: number): Raster {
  const { west, south, east, north, area } = regionSize(region);
  if (!(area > 0)) return { west_m: 0, south_m: 0, cell_m, columns: 0, rows: 0 };
  const [left, bottom] = [Math.floor(west / cell_m), Math.floor(south / cell_m)];
  const columns = Math.floor(east / cell_m) - left + 1;
  const rows = Math.floor(north / cell_m) - bottom + 1;
  if (columns * rows > GRID_CELLS_MAX)
    throw new RangeError(`${columns} × ${rows} cells of ${cell_m} m, ${GRID_CELLS_MAX} at most`);
  return { west_m: left * cell_m, south_m: bottom * cell_m, cell_m, columns, rows };
}
