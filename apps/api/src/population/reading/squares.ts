import { ProblemError } from '../../errors.ts';
import { printable } from '../../sentence.ts';
import { columnsOf, EXAMPLES } from './columns.ts';
import type { SquareRow, SquareTable } from './row.ts';
import { squareNamed } from './square-id.ts';

/** A square of a file and how many live there. */
export interface CountedSquare {
  readonly x: number;
  readonly y: number;
  readonly side: number;
  readonly n: number;
  readonly row: number;
}

export interface Squares {
  readonly squares: readonly CountedSquare[];
  readonly srid: number;
  /** Their names are SCB's. */
  readonly scb: boolean;
  /** the day they hold for, YYYY-MM-DD; null: the file doesn't say */
  readonly counted_on: string | null;
}

/** A square before its side is settled: by the row itself, or by where all of them lie. */
interface Placed {
  readonly x: number;
  readonly y: number;
  readonly side: number | null;
  readonly row: SquareRow;
}

const SIDE_MIN = 50;
const SIDE_MAX = 10_000;
const RESIDENTS_MAX = 1_000_000;
/** Sides that a file which doesn't tell them may have. */
const USUAL_SIDES = [1000, 500, 250, 100];

/**
 * The squares of a file's rows. All rows can be used or none is: a total with holes would be believed.
 *
 * @param area  the system that coordinates are in when the file doesn't say
 * @throws {ProblemError} population_columns, population_square, population_count, population_side, population_grid, population_twice,
 *   population_sides, population_degrees
 */
export function squaresOf(file: string, { headers, rows, srid }: SquareTable, area: { srid: number }): Squares {
  const column = columnsOf(headers);
  const named = column.id >= 0 && rows.some(({ cells }) => squareNamed(trimmed(cells[column.id])) !== null);
  const byCoordinates = column.east >= 0 && column.north >= 0;
  const found = headers.map(printable).join(', ');
  if (column.residents < 0) throw new ProblemError('population_columns', { file, missing: EXAMPLES.residents, found });
  if (!named && !byCoordinates && rows.every(({ box }) => box === null))
    throw new ProblemError('population_columns', { file, missing: EXAMPLES.square, found });
  let system = named ? null : (srid ?? area.srid);
  const placed = rows.map((row): Placed => {
    const told = column.side < 0 ? null : numberOf(row.cells[column.side]);
    if (named) {
      const value = trimmed(row.cells[column.id]);
      const square = squareNamed(value);
      if (square === null || (system !== null && square.srid !== system))
        throw new ProblemError('population_square', { file, row: row.row, value: printable(value) || '–' });
      system = square.srid;
      return { ...square, side: square.side ?? told ?? sideOf(row), row };
    }
    if (byCoordinates) {
      const [x, y] = [numberOf(row.cells[column.east]), numberOf(row.cells[column.north])];
      return { ...cornerOf(file, row, x, y), side: told, row };
    }
    const [west, south] = row.box ?? [null, null];
    return { ...cornerOf(file, row, west, south), side: told ?? sideOf(row), row };
  });
  const common = usualSide(placed);
  const squares = placed.map(({ x, y, side: own, row }): CountedSquare => {
    const side = own ?? common?.side ?? null;
    if (side === null || !Number.isInteger(side) || side < SIDE_MIN || side > SIDE_MAX)
      throw new ProblemError('population_side', { file, row: row.row, value: side ?? '–' });
    const shift = common?.middles ? side / 2 : 0;
    const square = { x: x - shift, y: y - shift, side, row: row.row };
    if (square.x % side !== 0 || square.y % side !== 0)
      throw new ProblemError('population_grid', { file, row: row.row, value: `${x}, ${y}`, side });
    return { ...square, n: residentsOf(file, row, column.residents) };
  });
  refuseTwice(file, squares);
  const sides = [...new Set(squares.map(({ side }) => side))].sort((a, b) => a - b);
  if (sides.some((side, i) => i > 0 && side % sides[i - 1]! !== 0))
    throw new ProblemError('population_sides', { file, sides: sides.join(', ') });
  return { squares, srid: system ?? area.srid, scb: named, counted_on: dayOf(rows[0]?.cells[column.day]) };
}

const trimmed = (cell: string | undefined): string => (cell ?? '').trim();

/** A number as people and programs write it: 1 234, 12,0, 1.5. NaN when it is none. */
function numberOf(cell: string | undefined): number {
  const text = trimmed(cell)
    .replace(/[\s\u00a0\u202f]/g, '')
    .replace(',', '.');
  return /^[-+]?\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
}

function residentsOf(file: string, { row, cells }: SquareRow, at: number): number {
  const n = numberOf(cells[at]);
  if (Number.isInteger(n) && n >= 0 && n <= RESIDENTS_MAX) return n;
  throw new ProblemError('population_count', { file, row, value: printable(trimmed(cells[at])) || '–' });
}

/** Coordinates of a corner, metres; north first is put right, since metres north are more than metres east here. */
function cornerOf(file: string, { row }: SquareRow, x: number | null, y: number | null): { x: number; y: number } {
  if (x === null || y === null || !Number.isFinite(x) || !Number.isFinite(y))
    throw new ProblemError('population_square', { file, row, value: '–' });
  if (Math.abs(x) <= 180 && Math.abs(y) <= 180)
    throw new ProblemError('population_degrees', { file, row, value: `${x}, ${y}` });
  return x > 2_000_000 && y < 2_000_000
    ? { x: Math.round(y), y: Math.round(x) }
    : { x: Math.round(x), y: Math.round(y) };
}

const sideOf = ({ box }: SquareRow): number | null =>
  box === null || Math.abs(box[2] - box[0] - (box[3] - box[1])) > 1 || box[2] <= 180
    ? null
    : Math.round(box[2] - box[0]);

/** The side that every square may have by where they lie, and whether their middles are told; null where no usual one fits. */
function usualSide(placed: readonly Placed[]): { side: number; middles: boolean } | null {
  const all = (side: number, from: number): boolean =>
    placed.every(({ x, y, side: own }) => {
      const of = own ?? side;
      const start = from === 0 ? 0 : of / 2;
      return (x - start) % of === 0 && (y - start) % of === 0;
    });
  for (const middles of [false, true])
    for (const side of USUAL_SIDES) if (all(side, middles ? 1 : 0)) return { side, middles };
  return null;
}

function refuseTwice(file: string, squares: readonly CountedSquare[]): void {
  const seen = new Map<string, number>();
  for (const { x, y, side, row } of squares) {
    const key = `${x} ${y} ${side}`;
    const first = seen.get(key);
    if (first !== undefined)
      throw new ProblemError('population_twice', { file, row, first, value: `${x}, ${y} (${side} m)` });
    seen.set(key, row);
  }
}

/** 20241231, 2024-12-31, or a year, whose last day is meant. */
function dayOf(cell: string | undefined): string | null {
  const text = trimmed(cell);
  const [, year, month = '12', day = '31'] = /^((?:19|20)\d\d)(?:-?(\d\d)-?(\d\d))?(?:T.*)?$/.exec(text) ?? [];
  return year === undefined || Number.isNaN(Date.parse(`${year}-${month}-${day}`)) ? null : `${year}-${month}-${day}`;
}
