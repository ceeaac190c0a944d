/** Intervals in which whole numbers from 0 are known to lie. */
export interface Ranges {
  readonly least: Float64Array;
  readonly most: Float64Array;
}

/** What is known of a block: its rows, its columns and all of it, each as an interval. Entries may be any whole numbers from 0. */
export interface Block {
  readonly rows: Ranges;
  readonly columns: Ranges;
  readonly least: number;
  readonly most: number;
}

/** Stands for "nothing is known": more than any count, and still a number that can be added. */
export const UNKNOWN = 1e9;

/**
 * What follows for each row, each column and the whole of a block from all of them together: the exact bounds that linear
 * programming would find.
 *
 * Entries without bounds of their own can fill any rows and columns whose sums agree, so a block is possible whenever
 * one total fits rows, columns and whole (a transportation problem on all pairs). Bounds of a sum then need no search:
 * the whole less what the others may be. The test compares them with all possible blocks.
 *
 * @returns null when no block fits
 * @see Gale (1957), Pacific J. Math. 7(2), doi:10.2140/pjm.1957.7.1073
 */
export function tightened({ rows, columns, least, most }: Block): Block | null {
  const low = Math.max(least, sum(rows.least), sum(columns.least));
  const high = Math.min(most, sum(rows.most), sum(columns.most));
  if (low > high || isEmpty(rows) || isEmpty(columns)) return null;
  return { rows: within(rows, low, high), columns: within(columns, low, high), least: low, most: high };
}

/**
 * The same for one entry of a tightened block: no more than its row or column, no less than its column leaves over when the other rows
 * take all they can.
 */
export function entryBounds({ rows, columns, most }: Block, row: number, column: number): readonly [number, number] {
  const [r, R] = [rows.least[row]!, rows.most[row]!];
  const [c, C] = [columns.least[column]!, columns.most[column]!];
  const others = (ranges: Ranges, own: number) => sum(ranges.most) - own;
  return [Math.max(0, c - others(rows, R), r - others(columns, C), r + c - most), Math.min(R, C)];
}

/** Parts whose sum lies between `low` and `high`: each is what that leaves when the others are least, or most. */
export function within({ least, most }: Ranges, low: number, high: number): Ranges {
  const [lows, highs] = [sum(least), sum(most)];
  return {
    least: least.map((value, i) => Math.max(value, low - (highs - most[i]!))),
    most: most.map((value, i) => Math.min(value, high - (lows - least[i]!))),
  };
}

const isEmpty = ({ least, most }: Ranges): boolean => least.some((value, i) => value > most[i]!);

export function sum(values: Float64Array): number {
  let total = 0;
  for (let i = 0; i < values.length; i++) total += values[i]!;
  return total;
}
