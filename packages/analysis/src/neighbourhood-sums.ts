import type { GridNeighbours, Neighbours } from './neighbours.ts';
import { stretchAdder } from './stretches.ts';

/** How many cells the neighbours are told of. */
export function cellsOf(neighbours: Neighbours): number {
  return 'starts' in neighbours ? neighbours.starts.length - 1 : neighbours.columns * neighbours.rows;
}

/**
 * For each cell the sum of the values in it and in its neighbours.
 *
 * O(cells + neighbours) from lists, O(cells × rows in reach) on a raster.
 */
export function neighbourhoodSums(values: Float64Array, neighbours: Neighbours): Float64Array {
  if (!('starts' in neighbours)) return gridSums(values, neighbours);
  const { starts, cells } = neighbours;
  const sums = new Float64Array(values.length);
  for (let i = 0; i < sums.length; i++) {
    let sum = values[i]!;
    for (let k = starts[i]!; k < starts[i + 1]!; k++) sum += values[cells[k]!]!;
    sums[i] = sum;
  }
  return sums;
}

/** The same of shares, where null stands for whole cells: then on a raster only rows near its edge differ from each other. */
export function neighbourhoodShares(share: Float64Array | null, neighbours: Neighbours): Float64Array {
  if (share !== null) return neighbourhoodSums(share, neighbours);
  const sums = new Float64Array(cellsOf(neighbours));
  if ('starts' in neighbours) {
    for (let i = 0; i < sums.length; i++) sums[i] = 1 + neighbours.starts[i + 1]! - neighbours.starts[i]!;
    return sums;
  }
  const { columns, rows, halfWidths } = neighbours;
  const reach = halfWidths.length - 1;
  for (let r = 0; r < rows; r++) {
    if (r > reach && r + reach < rows) {
      sums.copyWithin(r * columns, (r - 1) * columns, r * columns);
      continue;
    }
    for (let dy = -reach; dy <= reach; dy++) {
      if (r + dy < 0 || r + dy >= rows) continue;
      const half = halfWidths[Math.abs(dy)]!;
      for (let c = 0; c < columns; c++)
        sums[r * columns + c]! += Math.min(columns - 1, c + half) - Math.max(0, c - half) + 1;
    }
  }
  return sums;
}

/**
 * Running sums along each row give any stretch of it as one difference; a neighbourhood is one stretch per row in its
 * reach. Only the rows in reach are kept, so that they stay in the processor's cache.
 */
function gridSums(values: Float64Array, { columns, rows, halfWidths }: GridNeighbours): Float64Array {
  const margin = halfWidths[0]!;
  const reach = halfWidths.length - 1;
  const kept = 2 * reach + 1;
  const stride = columns + 2 * margin + 1;
  const adder = stretchAdder((kept + 1) * stride, columns, reach); // one row more, empty: all that lies beyond the raster
  const { running, ends, sums } = adder;
  const rowAt = (r: number): number => (r >= 0 && r < rows ? r % kept : kept) * stride + margin;
  const result = new Float64Array(columns * rows);
  for (let next = 0; next < rows + reach; next++) {
    if (next < rows) {
      let sum = 0;
      let to = rowAt(next) + 1;
      for (let i = next * columns; i < (next + 1) * columns; i++) running[to++] = sum += values[i]!;
      running.fill(sum, to, to + margin);
    }
    const r = next - reach;
    if (r < 0) continue;
    ends[0] = rowAt(r) + margin + 1;
    ends[1] = rowAt(r) - margin;
    for (let dy = 1; dy <= reach; dy++) {
      const half = halfWidths[dy]!;
      const [above, below] = [rowAt(r + dy), rowAt(r - dy)];
      ends[4 * dy - 2] = above + half + 1;
      ends[4 * dy - 1] = above - half;
      ends[4 * dy] = below + half + 1;
      ends[4 * dy + 1] = below - half;
    }
    adder.add();
    result.set(sums, r * columns);
  }
  return result;
}
