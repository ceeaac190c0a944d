import { GRID_CELLS_MAX } from './grid-counts.ts';
import { inRegion, type Region, regionSize, ringArea } from './region.ts';

/** Incidents per hexagon of a study area. Hexagons stand on a corner; every other row is moved half a hexagon east. */
export interface HexCounts {
  /** side of a hexagon; it is √3 sides wide and two high */
  readonly side_m: number;
  readonly columns: number;
  readonly rows: number;
  /** per hexagon its middle; neighbours' middles are √3 sides apart */
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** per hexagon the incidents in the part of it that lies inside, row by row from the south-west */
  readonly counts: Float64Array;
  /** per hexagon the share of it inside, 0 (outside) to 1 */
  readonly shares: Float64Array;
  /** incidents in the study area, and those left out: the two are all there were */
  readonly inside: number;
  readonly outside: number;
}

/** Rounding that doesn't make a hexagon partial. */
const ROUNDING = 1e-9;
const { sqrt } = Math;

/**
 * How many incidents lie in each hexagon of a study area?
 *
 * One hexagon has its middle at 0, 0 of the CRS, whatever lies inside, so that the same hexagon is the same ground in every question.
 * A hexagon that the edge cuts holds what lies in its inner part, and carries the share of it. A point belongs to the
 * nearest middle; between two, to the one that comes first.
 *
 * @param x, y     n positions in metres of the region's CRS
 * @param side_m   side of a hexagon, > 0
 * @param weights  incidents per position; default 1 each
 * @returns counts and shares of the rows round the region; a region without area has none, and everything is outside
 * @throws {RangeError} when the arguments disagree on n, a coordinate isn't finite, side_m isn't > 0, or hexagons are too many
 *
 * O(points + hexagons + corners × log hexagons + points in cut hexagons × corners).
 */
export function hexCounts(
  x: ArrayLike<number>,
  y: ArrayLike<number>,
  region: Region,
  side_m: number,
  weights: ArrayLike<number> | null = null,
): HexCounts {
  const n = x.length;
  if (y.length !== n || (weights !== null && weights.length !== n))
    throw new RangeError(`${n} x, ${y.length} y${weights === null ? '' : ` and ${weights.length} weights`}`);
  if (!(side_m > 0) || side_m === Number.POSITIVE_INFINITY) throw new RangeError(`hexagons with a side of ${side_m} m`);
  const tiling = new Tiling(region, side_m);
  const { columns, rows } = tiling;
  const { shares, edge } = sharesOf(region, tiling);
  const counts = new Float64Array(columns * rows);
  let [inside, outside] = [0, 0];
  for (let i = 0; i < n; i++) {
    const [px, py] = [x[i]!, y[i]!];
    if (!Number.isFinite(px) || !Number.isFinite(py)) throw new RangeError(`position ${i} is ${px}, ${py}`);
    const weight = weights === null ? 1 : weights[i]!;
    const cell = tiling.cellAt(px, py);
    if (cell >= 0 && (edge[cell] === 1 ? inRegion(region, px, py) : shares[cell]! > 0)) {
      counts[cell]! += weight;
      inside += weight;
    } else outside += weight;
  }
  const middle = Array.from({ length: columns * rows }, (_, cell) => tiling.middleOf(cell));
  return {
    side_m,
    columns,
    rows,
    x: Float64Array.from(middle, ([mx]) => mx),
    y: Float64Array.from(middle, ([, my]) => my),
    counts,
    shares,
    inside,
    outside,
  };
}

/** The hexagons round a region. */
class Tiling {
  readonly columns: number = 0;
  readonly rows: number = 0;
  readonly side: number;
  readonly width: number;
  readonly pitch: number;
  private readonly firstColumn: number = 0;
  private readonly firstRow: number = 0;

  constructor(region: Region, side: number) {
    this.side = side;
    this.width = sqrt(3) * side;
    this.pitch = 1.5 * side;
    const { west, south, east, north, area } = regionSize(region);
    if (!(area > 0)) return;
    this.firstRow = Math.floor((south - side) / this.pitch);
    this.firstColumn = Math.floor(west / this.width) - 1;
    this.rows = Math.ceil((north + side) / this.pitch) - this.firstRow + 1;
    this.columns = Math.ceil(east / this.width) + 1 - this.firstColumn;
    if (this.columns * this.rows > GRID_CELLS_MAX)
      throw new RangeError(
        `${this.columns} × ${this.rows} hexagons with a side of ${side} m, ${GRID_CELLS_MAX} at most`,
      );
  }

  middleOf(cell: number): [number, number] {
    const row = this.firstRow + Math.floor(cell / this.columns);
    const column = this.firstColumn + (cell % this.columns);
    return [(column + (row & 1) / 2) * this.width, row * this.pitch];
  }

  /** The hexagon with the nearest middle; −1 where there is none. */
  cellAt(px: number, py: number): number {
    const below = Math.floor(py / this.pitch);
    let [found, least] = [-1, Number.POSITIVE_INFINITY];
    for (const row of [below, below + 1]) {
      const shift = (row & 1) / 2;
      const column = Math.round(px / this.width - shift);
      const distance = (px - (column + shift) * this.width) ** 2 + (py - row * this.pitch) ** 2;
      if (distance >= least) continue;
      least = distance;
      const [c, r] = [column - this.firstColumn, row - this.firstRow];
      found = c >= 0 && c < this.columns && r >= 0 && r < this.rows ? r * this.columns + c : -1;
    }
    return found;
  }
}

/** A ring and what it counts: 1 for an outer ring, −1 for a hole. */
interface SignedRing {
  readonly corners: Float64Array;
  readonly sign: number;
}

/**
 * The share of each hexagon inside, exact: the region is cut into rows, each row into halves until they are wholly inside or single
 * hexagons are left, and those along their six sides. Rings are cut one by one (Sutherland & Hodgman): what a cut leaves may touch itself, but its area is right.
 */
function sharesOf(region: Region, tiling: Tiling): { shares: Float64Array; edge: Uint8Array } {
  const { columns, rows, side, width } = tiling;
  const shares = new Float64Array(columns * rows);
  const edge = new Uint8Array(columns * rows);
  const whole = (3 * sqrt(3) * side * side) / 2;
  const all = region.parts.flatMap((rings) =>
    rings.map((corners, at): SignedRing => ({ corners, sign: at === 0 ? 1 : -1 })),
  );

  const visit = (row: number, from: number, to: number, rings: readonly SignedRing[]): void => {
    const [west, y] = tiling.middleOf(row * columns + from);
    const east = west + (to - from - 1) * width;
    let inside = cut(rings, -1, 0, width / 2 - west);
    inside = cut(inside, 1, 0, east + width / 2);
    if (inside.length === 0) return;
    const covering = inside.length === 1 && inside[0]!.sign === 1 ? Math.abs(ringArea(inside[0]!.corners)) : 0;
    if (2 * side * width * (to - from) - covering < ROUNDING * whole) {
      shares.fill(1, row * columns + from, row * columns + to);
      return;
    }
    if (to - from > 1) {
      const middle = (from + to) >> 1;
      visit(row, from, middle, inside);
      visit(row, middle, to, inside);
      return;
    }
    for (const [nx, ny] of [
      [0.5, sqrt(3) / 2],
      [0.5, -sqrt(3) / 2],
      [-0.5, sqrt(3) / 2],
      [-0.5, -sqrt(3) / 2],
    ] as const)
      inside = cut(inside, nx, ny, width / 2 + nx * west + ny * y);
    if (inside.length === 0) return;
    const cell = row * columns + from;
    const share = inside.reduce((sum, { corners, sign }) => sum + sign * Math.abs(ringArea(corners)), 0) / whole;
    shares[cell] = share < ROUNDING ? 0 : share > 1 - ROUNDING ? 1 : share;
    if (shares[cell]! < 1) edge[cell] = 1;
  };

  for (let row = 0; row < rows; row++) {
    const [, y] = tiling.middleOf(row * columns);
    const strip = cut(cut(all, 0, 1, y + side), 0, -1, side - y);
    if (strip.length > 0) visit(row, 0, columns, strip);
  }
  return { shares, edge };
}

/** What of each ring lies where nx · x + ny · y ≤ limit. */
function cut(rings: readonly SignedRing[], nx: number, ny: number, limit: number): SignedRing[] {
  const left: SignedRing[] = [];
  for (const { corners, sign } of rings) {
    const kept: number[] = [];
    for (let i = 0, j = corners.length - 2; i < corners.length; j = i, i += 2) {
      const [ax, ay, bx, by] = [corners[j]!, corners[j + 1]!, corners[i]!, corners[i + 1]!];
      const [a, b] = [nx * ax + ny * ay - limit, nx * bx + ny * by - limit];
      if ((a < 0 && b > 0) || (a > 0 && b < 0)) {
        const t = a / (a - b);
        kept.push(ax + t * (bx - ax), ay + t * (by - ay));
      }
      if (b <= 0) kept.push(bx, by);
    }
    if (kept.length > 0) left.push({ corners: Float64Array.from(kept), sign });
  }
  return left;
}
