import type { Raster } from './kernel.ts';
import { type Region, ringArea } from './region.ts';

/** Which part of each cell lies inside a region. */
export interface RegionShares {
  /** per cell 0 (outside) to 1 (wholly inside); where parts overlap, at most 1 */
  readonly shares: Float64Array;
  /** per cell 1 where an edge of the region passes: only there it matters where in the cell a point lies */
  readonly edge: Uint8Array;
}

/** Rounding that doesn't make a cell partial. */
const ROUNDING = 1e-9;

/**
 * How much of each cell of a raster lies inside a region? Exact, by the area every edge leaves to its right, row by row.
 *
 * @returns shares of 0 to 1, row by row from the south-west
 *
 * O(cells + cells that an edge passes).
 */
export function regionShares(region: Region, raster: Raster): RegionShares {
  const { west_m, south_m, cell_m, columns, rows } = raster;
  const shares = new Float64Array(columns * rows);
  const edge = new Uint8Array(columns * rows);
  // What an edge adds to a cell, and to all cells right of it, kept as differences along the row.
  const change = new Float64Array((columns + 1) * rows);

  const mark = (x: number, y: number): void => {
    for (const dy of [-ROUNDING, ROUNDING])
      for (const dx of [-ROUNDING, ROUNDING]) {
        const [column, row] = [Math.floor(x + dx), Math.floor(y + dy)];
        if (column >= 0 && column < columns && row >= 0 && row < rows) edge[row * columns + column] = 1;
      }
  };

  /** A piece of an edge within one cell, rising by dy, its middle at x. */
  const add = (row: number, x: number, dy: number): void => {
    if (row < 0 || row >= rows || x >= columns) return;
    const column = Math.max(0, Math.floor(x));
    const right = x < 0 ? 1 : 1 - (x - column);
    change[row * (columns + 1) + column]! += dy * right;
    change[row * (columns + 1) + column + 1]! += dy * (1 - right);
  };

  const walk = (ax: number, ay: number, bx: number, by: number, sign: number): void => {
    const cuts = [0, 1];
    cutsOf(ax, bx, columns, cuts);
    cutsOf(ay, by, rows, cuts);
    cuts.sort((a, b) => a - b);
    mark(ax, ay);
    for (let i = 1; i < cuts.length; i++) {
      const [from, to] = [cuts[i - 1]!, cuts[i]!];
      const middle = (from + to) / 2;
      const [x, y] = [ax + (bx - ax) * middle, ay + (by - ay) * middle];
      mark(x, y);
      mark(ax + (bx - ax) * to, ay + (by - ay) * to);
      add(Math.floor(y), x, (by - ay) * (to - from) * sign);
    }
  };

  for (const rings of region.parts)
    for (const [at, ring] of rings.entries()) {
      // An outer ring running clockwise has its inside to the right of what rises.
      const sign = ringArea(ring) > 0 === (at === 0) ? -1 : 1;
      for (let i = 0, j = ring.length - 2; i < ring.length; j = i, i += 2) {
        const [ax, ay] = [(ring[j]! - west_m) / cell_m, (ring[j + 1]! - south_m) / cell_m];
        const [bx, by] = [(ring[i]! - west_m) / cell_m, (ring[i + 1]! - south_m) / cell_m];
        walk(ax, ay, bx, by, sign);
      }
    }

  for (let row = 0; row < rows; row++) {
    let sum = 0;
    for (let column = 0; column < columns; column++) {
      sum += change[row * (columns + 1) + column]!;
      shares[row * columns + column] = sum < ROUNDING ? 0 : sum > 1 - ROUNDING ? 1 : sum;
    }
  }
  return { shares, edge };
}

/** Where, along an edge from a to b, it crosses the lines between cells 0 to n; as shares of the edge. */
function cutsOf(a: number, b: number, n: number, cuts: number[]): void {
  if (a === b) return;
  const [low, high] = a < b ? [a, b] : [b, a];
  for (let line = Math.max(0, Math.floor(low) + 1); line <= Math.min(n, Math.ceil(high) - 1); line++)
    cuts.push((line - a) / (b - a));
}
