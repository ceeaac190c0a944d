import type { Criteria } from './criteria.ts';
import { isDrawn } from './kind.ts';
import { COUNTED, UNDRAWN } from './limits.ts';
import type { StoreParts } from './parts.ts';
import { longRows, moveRange, type Range, rangeOf } from './range.ts';
import { FOUR_COUNTED, fourAtOnce, type Roles } from './role.ts';

/** A grid in the municipality's CRS. Row 0 is the southernmost; a cell holds its west and south edge. */
export interface GridSpec {
  readonly west_m: number;
  readonly south_m: number;
  readonly cell_m: number;
  readonly columns: number;
  readonly rows: number;
}

export const CELLS_MAX = 4_000_000;

/** @throws {RangeError} when the grid isn't one, or has more than CELLS_MAX cells */
export function checkGrid(spec: GridSpec): void {
  const { west_m, south_m, cell_m, columns, rows } = spec;
  if (![west_m, south_m, cell_m].every(Number.isFinite) || cell_m <= 0)
    throw new RangeError(`a grid at ${west_m}, ${south_m} with cells of ${cell_m} m`);
  if (!Number.isInteger(columns) || !Number.isInteger(rows) || columns < 1 || rows < 1)
    throw new RangeError(`a grid of ${columns} × ${rows} cells`);
  if (columns * rows > CELLS_MAX) throw new RangeError(`${columns * rows} cells, ${CELLS_MAX} at most`);
}

/** Incidents per cell of one grid; keeps the sums of the last brush, as TallySums does. */
export class GridSums {
  readonly spec: GridSpec;
  private readonly parts: StoreParts;
  /** per row its cell; the one past the last is for rows outside and rows that aren't drawn */
  private readonly cell: Uint32Array;
  private readonly sums: Int32Array;
  private roles: Roles | null = null;
  private range: Range = { start: 0, end: 0 };

  constructor(spec: GridSpec, parts: StoreParts) {
    checkGrid(spec);
    this.spec = spec;
    this.parts = parts;
    const { columns, rows } = spec;
    const { x, y, count, precision } = parts.columns;
    const west = spec.west_m * 100;
    const south = spec.south_m * 100;
    const cellCm = spec.cell_m * 100;
    this.cell = new Uint32Array(count).fill(columns * rows);
    for (let i = 0; i < count; i++) {
      if (!isDrawn(x[i]!, precision[i]!)) continue;
      const column = Math.floor((x[i]! - west) / cellCm);
      const row = Math.floor((y[i]! - south) / cellCm);
      if (column >= 0 && column < columns && row >= 0 && row < rows) this.cell[i] = row * columns + column;
    }
    this.sums = new Int32Array(columns * rows + 1);
  }

  /** @returns a fresh count per cell, row by row from the south-west corner */
  count(criteria: Criteria, roles: Roles): Uint32Array {
    const range = rangeOf(criteria, this.parts);
    if (this.roles !== roles) {
      this.sums.fill(0);
      this.roles = roles;
      this.range = { start: 0, end: 0 };
    }
    moveRange(
      this.range,
      range,
      (start, end, sign) => this.add(start, end, sign, roles.role),
      () => this.sums.fill(0),
    );
    this.range = range;
    const counts = new Uint32Array(this.sums.subarray(0, -1));
    longRows(criteria, roles, this.parts, (row, bits) => {
      if ((bits & (COUNTED | UNDRAWN)) === COUNTED && this.cell[row]! < counts.length) counts[this.cell[row]!]!++;
    });
    return counts;
  }

  private add(start: number, end: number, sign: 1 | -1, role: Uint8Array<ArrayBuffer>): void {
    const { cell, sums } = this;
    const words = fourAtOnce(role);
    const addOne = (i: number): void => {
      sums[cell[i]!]! += (role[i]! & COUNTED) * sign;
    };
    let i = start;
    for (; i < end && (i & 3) !== 0; i++) addOne(i);
    // Most rows aren't counted: only those that are cost a look at their cell.
    for (; i + 4 <= end; i += 4)
      for (let counted = words[i >>> 2]! & FOUR_COUNTED; counted !== 0; counted &= counted - 1)
        sums[cell[i + ((31 - Math.clz32(counted & -counted)) >>> 3)]!]! += sign;
    for (; i < end; i++) addOne(i);
  }
}
