import { ValueTable } from './value-table.ts';

/** Cells along an axis at most: their keys are then whole numbers that a double holds. */
const ACROSS = 2 ** 25;
const STRIDE = 2 * ACROSS; // so that a cell beside the last column isn't one of the next row

/** Points in square cells, of which only those that hold points exist. */
export class PointIndex {
  /** per point the id of its cell */
  readonly cellOf: Int32Array;
  /** per cell where its points start in `points`; one more at the end */
  readonly starts: Int32Array;
  /** the points, cell by cell */
  readonly points: Int32Array;
  /** side of a cell */
  readonly side: number;
  private readonly table = new ValueTable();

  /**
   * @param side  of a cell, > 0; widened when points lie more than 2²⁵ of it apart
   * @throws {RangeError} when x and y differ in number, or a coordinate isn't finite
   */
  constructor(x: ArrayLike<number>, y: ArrayLike<number>, side: number) {
    if (x.length !== y.length) throw new RangeError(`${x.length} x and ${y.length} y`);
    const n = x.length;
    let [west, east, south, north] = [Infinity, -Infinity, Infinity, -Infinity];
    for (let i = 0; i < n; i++) {
      if (!Number.isFinite(x[i]) || !Number.isFinite(y[i])) throw new RangeError(`point ${i} at ${x[i]}, ${y[i]}`);
      west = Math.min(west, x[i]!);
      east = Math.max(east, x[i]!);
      south = Math.min(south, y[i]!);
      north = Math.max(north, y[i]!);
    }
    const cell = n === 0 ? side : Math.max(side, (east - west) / ACROSS, (north - south) / ACROSS);
    this.side = cell;
    this.cellOf = new Int32Array(n);
    for (let i = 0; i < n; i++) {
      const [column, row] = [Math.floor((x[i]! - west) / cell), Math.floor((y[i]! - south) / cell)];
      this.cellOf[i] = this.table.idOf(keyOf(column, row));
    }
    this.starts = new Int32Array(this.table.size + 1);
    for (let i = 0; i < n; i++) this.starts[this.cellOf[i]! + 1]!++;
    for (let c = 0; c < this.table.size; c++) this.starts[c + 1]! += this.starts[c]!;
    const next = this.starts.slice();
    this.points = new Int32Array(n);
    for (let i = 0; i < n; i++) this.points[next[this.cellOf[i]!]!++] = i;
  }

  get cells(): number {
    return this.table.size;
  }

  /** The cells up to `reach` rows and columns away from one, itself first. */
  around(cell: number, reach: number): number[] {
    const key = this.table.values[cell]!;
    const row = Math.floor(key / STRIDE);
    const column = key - row * STRIDE;
    const found = [cell];
    for (let r = row - reach; r <= row + reach; r++)
      for (let c = column - reach; c <= column + reach; c++) {
        const other = r < 0 || c < 0 ? -1 : this.table.find(keyOf(c, r));
        if (other >= 0 && other !== cell) found.push(other);
      }
    return found;
  }
}

const keyOf = (column: number, row: number): number => row * STRIDE + column;
