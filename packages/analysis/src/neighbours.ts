import type { Raster } from './kernel.ts';
import { PointIndex } from './point-index.ts';

/** Who is whose neighbour among n cells or points: `cells[starts[i]]` up to `cells[starts[i + 1] - 1]` are those of i, never i itself. */
export interface NeighbourLists {
  readonly starts: Int32Array;
  readonly cells: Int32Array;
}

/** The same on a raster without writing it out: a cell up to dy rows away is a neighbour if it is at most `halfWidths[dy]` columns away. */
export interface GridNeighbours {
  readonly columns: number;
  readonly rows: number;
  readonly halfWidths: Int32Array;
}

export type Neighbours = NeighbourLists | GridNeighbours;

/** Distances that rounding alone puts beyond a band are within it. */
const ROUNDING = 1 + 1e-9;

/**
 * The neighbours of each cell of a raster: those it shares a side with (rook), a side or a corner with (queen), or
 * whose middle is at most so many metres from its own.
 *
 * @param within  rook, queen, or a distance band in metres; one shorter than a cell leaves cells without neighbours
 * @throws {RangeError} when the band isn't a number of metres >= 0
 */
export function gridNeighbours(
  { columns, rows, cell_m }: Pick<Raster, 'columns' | 'rows' | 'cell_m'>,
  within: 'rook' | 'queen' | number,
): GridNeighbours {
  if (within === 'rook') return { columns, rows, halfWidths: Int32Array.of(1, 0).subarray(0, Math.max(1, rows)) };
  if (within === 'queen') return { columns, rows, halfWidths: Int32Array.of(1, 1).subarray(0, Math.max(1, rows)) };
  if (!(within >= 0)) throw new RangeError(`a band of ${within} m`);
  const band = (within / cell_m) * ROUNDING;
  const reach = Math.min(rows - 1, Math.floor(band));
  const halfWidths = Int32Array.from({ length: Math.max(0, reach) + 1 }, (_, dy) =>
    Math.min(columns, Math.floor(Math.sqrt(band * band - dy * dy))),
  );
  return { columns, rows, halfWidths };
}

/** Points less than this apart are at one place: the square of such a distance is no number but 0. */
const SAME_PLACE = 1e-150;

/** Pairs of neighbours that are written out at most, a quarter of a gigabyte. */
const PAIRS_MAX = 1 << 26;

/**
 * The neighbours of each point of an irregular set, or of the middles of hexagons: those at most `band_m` away, points at the
 * same place among them.
 *
 * @param x, y  n positions in metres of one metric CRS
 * @throws {RangeError} when x and y disagree on n, a coordinate isn't finite, the band isn't >= 0, or it makes more than 2²⁶ pairs
 *
 * O(n + pairs in reach) by a grid of cells as wide as the band.
 */
export function pointNeighbours(x: ArrayLike<number>, y: ArrayLike<number>, band_m: number): NeighbourLists {
  if (!(band_m >= 0)) throw new RangeError(`a band of ${band_m} m`);
  // wider than what is still within it, so that no rounding puts two neighbours two cells apart
  const index = new PointIndex(x, y, Math.max(band_m * ROUNDING ** 2, SAME_PLACE));
  const reach = (band_m * ROUNDING) ** 2;
  const near: number[][] = []; // per cell the cells around it
  const starts = new Int32Array(x.length + 1);
  let cells = new Int32Array(8 * x.length + 8);
  let pairs = 0;
  for (let i = 0; i < x.length; i++) {
    const [px, py] = [x[i]!, y[i]!];
    const own = index.cellOf[i]!;
    for (const cell of (near[own] ??= index.around(own, 1))) {
      const [from, to] = [index.starts[cell]!, index.starts[cell + 1]!];
      if (pairs + to - from > cells.length) cells = wider(cells, pairs + to - from);
      for (let k = from; k < to; k++) {
        const j = index.points[k]!;
        const [dx, dy] = [x[j]! - px, y[j]! - py];
        if (dx * dx + dy * dy <= reach && j !== i) cells[pairs++] = j;
      }
    }
    if (pairs > PAIRS_MAX)
      throw new RangeError(`a band of ${band_m} m makes more than ${PAIRS_MAX} pairs of neighbours`);
    starts[i + 1] = pairs;
  }
  return { starts, cells: cells.slice(0, pairs) };
}

function wider(cells: Int32Array, least: number): Int32Array<ArrayBuffer> {
  const more = new Int32Array(Math.max(least, 2 * cells.length));
  more.set(cells);
  return more;
}
