import type { Raster } from '@lagesbild/analysis';

/** Cells that stand out and touch each other: one place on the map. */
export interface Spot {
  /** places in the raster, ascending */
  readonly cells: readonly number[];
  /** incidents in them, and how many they would hold if all were spread evenly over the study area */
  readonly count: number;
  readonly expected: number;
  /** the largest z and the smallest adjusted p among them */
  readonly z: number;
  readonly p: number;
  /** where most of them lie: the middle of its cells, each by its incidents; metres */
  readonly x: number;
  readonly y: number;
}

/** A spot with what its incidents are. */
export interface KnownSpot extends Spot {
  /** per hour of the week, Monday 00 first; of those whose hour is known */
  readonly hours: readonly number[];
  /** in the same cells, the same weeks a year before; null without a period, or where rows don't reach that far back */
  readonly before: number | null;
}

export interface SpotCells {
  readonly raster: Raster;
  /** per cell what stands out: 1 more than chance gives, 0 not */
  readonly hot: ArrayLike<number>;
  readonly counts: ArrayLike<number>;
  /** per cell what it would hold by its share inside */
  readonly expected: ArrayLike<number>;
  readonly z: ArrayLike<number>;
  readonly p: ArrayLike<number>;
}

/**
 * Which cells that stand out belong together? Those that share a side or a corner.
 *
 * @param hot  per cell 1 if it stands out
 * @returns the cells of each, ascending, in the order of their first
 *
 * O(cells).
 */
export function joinCells({ columns, rows }: Pick<Raster, 'columns' | 'rows'>, hot: ArrayLike<number>): number[][] {
  const seen = new Uint8Array(hot.length);
  const joined: number[][] = [];
  for (let first = 0; first < hot.length; first++) {
    if (hot[first] !== 1 || seen[first] === 1) continue;
    const cells = [first];
    seen[first] = 1;
    for (let at = 0; at < cells.length; at++) {
      const [column, row] = [cells[at]! % columns, Math.floor(cells[at]! / columns)];
      for (let r = Math.max(0, row - 1); r <= Math.min(rows - 1, row + 1); r++)
        for (let c = Math.max(0, column - 1); c <= Math.min(columns - 1, column + 1); c++) {
          const next = r * columns + c;
          if (hot[next] !== 1 || seen[next] === 1) continue;
          seen[next] = 1;
          cells.push(next);
        }
    }
    joined.push(cells.sort((a, b) => a - b));
  }
  return joined;
}

/** The middle of some cells, each by its incidents. A cell without any can stand out by its neighbours'; alone it is its own middle. */
export function middleOf(
  { columns, west_m, south_m, cell_m }: Raster,
  cells: readonly number[],
  count: (cell: number) => number,
): { x: number; y: number } {
  let [weight, x, y] = [0, 0, 0];
  for (const cell of cells) {
    const own = count(cell) + 1e-9;
    weight += own;
    x += own * (west_m + ((cell % columns) + 0.5) * cell_m);
    y += own * (south_m + (Math.floor(cell / columns) + 0.5) * cell_m);
  }
  return { x: x / weight, y: y / weight };
}

/**
 * What stands out, as spots.
 * @returns those with the largest z first; equal ones in the order of their cells
 */
export function joinSpots({ raster, hot, counts, expected, z, p }: SpotCells): Spot[] {
  const spots = joinCells(raster, hot).map((cells): Spot => {
    const sum = (of: ArrayLike<number>): number => cells.reduce((total, cell) => total + of[cell]!, 0);
    return {
      cells,
      count: sum(counts),
      expected: sum(expected),
      z: cells.reduce((most, cell) => Math.max(most, z[cell]!), Number.NEGATIVE_INFINITY),
      p: cells.reduce((least, cell) => Math.min(least, p[cell]!), 1),
      ...middleOf(raster, cells, (cell) => counts[cell]!),
    };
  });
  return spots.sort((a, b) => b.z - a.z || a.cells[0]! - b.cells[0]!);
}
