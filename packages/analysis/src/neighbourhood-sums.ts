import type { GridNeighbours, Neighbours } from './neighbours.ts';

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

/** Running sums along each row give any stretch of it as one difference; a neighbourhood is one stretch per row in its reach. */
function gridSums(values: Float64Array, { columns, rows, halfWidths }: GridNeighbours): Float64Array {
  const margin = halfWidths[0]!;
  const stride = columns + 2 * margin + 1;
  const running = new Float64Array((rows + 1) * stride); // the last row stays empty: it stands for all beyond the raster
  for (let r = 0; r < rows; r++) {
    let sum = 0;
    let to = r * stride + margin + 1;
    for (let i = r * columns; i < (r + 1) * columns; i++) running[to++] = sum += values[i]!;
    running.fill(sum, to, (r + 1) * stride);
  }
  const sums = new Float64Array(columns * rows);
  for (let r = 0; r < rows; r++) {
    const to = sums.subarray(r * columns, (r + 1) * columns);
    const west = r * stride;
    const east = west + 2 * margin + 1;
    for (let c = 0; c < columns; c++) to[c] = running[east + c]! - running[west + c]!;
    for (let dy = 1; dy < halfWidths.length; dy++) {
      const half = halfWidths[dy]!;
      const above = (r + dy < rows ? r + dy : rows) * stride + margin;
      const below = (r - dy >= 0 ? r - dy : rows) * stride + margin;
      const [a, b, d, e] = [above + half + 1, above - half, below + half + 1, below - half];
      for (let c = 0; c < columns; c++)
        to[c]! += running[a + c]! - running[b + c]! + (running[d + c]! - running[e + c]!);
    }
  }
  return sums;
}
