import type { Allocate } from './columns.ts';
import type { Drawn } from './parts.ts';

/** Below zoom 12 a tile shows counts, in a grid of 128 × 128 cells: its cells are the tiles of seven zooms further in. */
export const COUNT_ZOOMS = 12;
export const CELLS_SHIFT = 7;

/**
 * Where each cell that has incidents starts among the drawn rows, per zoom of its tile; one more, past the last row,
 * ends the last. A count tile then reads no row at all, only how many lie between two starts.
 *
 * O(rows + cells).
 */
export function findCellRuns({ x, y }: Pick<Drawn, 'x' | 'y'>, allocate: Allocate): Uint32Array[] {
  const cells = new Uint32Array(COUNT_ZOOMS);
  const firstZoom = new Uint8Array(x.length); // the lowest zoom that has a row and the one before in different cells
  for (let k = 0; k < x.length; k++) {
    const shared = k === 0 ? 0 : Math.clz32((x[k]! ^ x[k - 1]!) | (y[k]! ^ y[k - 1]!)); // leading bits of both
    firstZoom[k] = Math.max(0, shared - CELLS_SHIFT + 1);
    if (firstZoom[k]! < COUNT_ZOOMS) cells[firstZoom[k]!]!++;
  }
  let sum = 0;
  const starts = Array.from(cells, (n) => new Uint32Array(allocate(((sum += n) + 1) * 4)));
  starts.forEach((start, z) => {
    let n = 0;
    for (let k = 0; k < firstZoom.length; k++) if (firstZoom[k]! <= z) start[n++] = k;
    start[n] = firstZoom.length;
  });
  return starts;
}

/** The part of `starts` that covers rows [start, end), with the end of the last. */
export function runsBetween(starts: Uint32Array, start: number, end: number): Uint32Array {
  return starts.subarray(indexOf(starts, start), indexOf(starts, end) + 1);
}

function indexOf(starts: Uint32Array, row: number): number {
  let from = 0;
  let to = starts.length - 1;
  while (from < to) {
    const middle = (from + to) >>> 1;
    if (starts[middle]! < row) from = middle + 1;
    else to = middle;
  }
  return from;
}
