import { type NeighbourLists, pointNeighbours } from '../neighbours.ts';

/**
 * What a zone round each cell would cover: the cells whose middles are at most `radius_m` from its own and that it reaches without
 * leaving them, itself first.
 *
 * @param x, y   n cells, their middles in metres
 * @param graph  which cells touch
 *
 * O(n × cells of a zone).
 */
export function coversOf(
  x: ArrayLike<number>,
  y: ArrayLike<number>,
  graph: NeighbourLists,
  radius_m: number,
): NeighbourLists {
  const near = pointNeighbours(x, y, radius_m);
  const n = x.length;
  const starts = new Int32Array(n + 1);
  const cells = new Int32Array(near.cells.length + n);
  const within = new Int32Array(n).fill(-1);
  let count = 0;
  for (let centre = 0; centre < n; centre++) {
    for (let k = near.starts[centre]!; k < near.starts[centre + 1]!; k++) within[near.cells[k]!] = centre;
    within[centre] = -1;
    cells[count++] = centre;
    for (let at = starts[centre]!; at < count; at++) {
      const cell = cells[at]!;
      for (let k = graph.starts[cell]!; k < graph.starts[cell + 1]!; k++) {
        const next = graph.cells[k]!;
        if (within[next] !== centre) continue;
        within[next] = -1;
        cells[count++] = next;
      }
    }
    starts[centre + 1] = count;
  }
  return { starts, cells: cells.slice(0, count) };
}
