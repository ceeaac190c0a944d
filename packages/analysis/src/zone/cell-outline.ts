/** Rings of corners, in cells of a raster: an outer one anticlockwise, then its holes clockwise; closed. */
export type CornerRings = readonly (readonly (readonly [column: number, row: number])[])[];

/**
 * The outline of some cells of a raster as polygons with holes. Cells that share only a corner are parts of their own.
 *
 * @param cells    places in the raster
 * @param columns  of the raster
 * @returns per part its rings, in corners of cells from the south-west of the raster; corners on a straight line are left out
 *
 * O(cells).
 */
export function cellOutline(cells: ArrayLike<number>, columns: number): CornerRings[] {
  const wide = columns + 1;
  const within = new Set<number>();
  for (let k = 0; k < cells.length; k++) within.add(cells[k]!);
  const holds = (column: number, row: number): boolean =>
    column >= 0 && column < columns && row >= 0 && within.has(row * columns + column);
  /** per corner where edges go from there, the cells to their left */
  const edges = new Map<number, number[]>();
  const edge = (from: number, to: number): void => {
    const known = edges.get(from);
    if (known === undefined) edges.set(from, [to]);
    else known.push(to);
  };
  for (const cell of within) {
    const [column, row] = [cell % columns, Math.floor(cell / columns)];
    const corner = row * wide + column;
    if (!holds(column, row - 1)) edge(corner, corner + 1);
    if (!holds(column + 1, row)) edge(corner + 1, corner + 1 + wide);
    if (!holds(column, row + 1)) edge(corner + 1 + wide, corner + wide);
    if (!holds(column - 1, row)) edge(corner + wide, corner);
  }
  const rings = [...edges.keys()]
    .sort((a, b) => a - b)
    .flatMap((first) => ringsFrom(first, edges))
    .map((ring) => straightened(ring, wide));
  const outer = rings.filter((ring) => twiceArea(ring) > 0).sort((a, b) => twiceArea(a) - twiceArea(b));
  const parts = outer.map((ring) => [ring]);
  for (const hole of rings.filter((ring) => twiceArea(ring) < 0))
    parts.find(([ring]) => encloses(ring!, hole))!.push(hole);
  return parts;
}

type Corner = [column: number, row: number];

/** The rings that edges from a corner make. One that comes back to where it has been is two, which touch there: no ring touches itself. */
function ringsFrom(first: number, edges: Map<number, number[]>): number[][] {
  const rings: number[][] = [];
  const path: number[] = [];
  for (let at = first; ; ) {
    const before = path.indexOf(at);
    if (before >= 0) rings.push(path.splice(before));
    const to = edges.get(at)?.pop();
    if (to === undefined) return rings;
    path.push(at);
    at = to;
  }
}

/** Closed, without corners on a straight line. */
function straightened(ring: readonly number[], wide: number): Corner[] {
  const turns = ring.filter((at, k) => at - ring.at(k - 1)! !== ring[(k + 1) % ring.length]! - at);
  return [...turns, turns[0]!].map((corner) => [corner % wide, Math.floor(corner / wide)]);
}

function twiceArea(ring: readonly Corner[]): number {
  let twice = 0;
  for (let i = 1; i < ring.length; i++) twice += ring[i - 1]![0] * ring[i]![1] - ring[i]![0] * ring[i - 1]![1];
  return twice;
}

/** Is a hole inside a ring? It runs clockwise, so what it takes out is to the right of its first edge. */
function encloses(ring: readonly Corner[], hole: readonly Corner[]): boolean {
  const [[ax, ay], [bx, by]] = [hole[0]!, hole[1]!];
  const [dx, dy] = [Math.sign(bx - ax), Math.sign(by - ay)];
  const [px, py] = [ax + (dx + dy) / 2, ay + (dy - dx) / 2];
  let inside = false;
  for (let i = 1; i < ring.length; i++) {
    const [[cx, cy], [ex, ey]] = [ring[i - 1]!, ring[i]!];
    if (cy > py !== ey > py && px < cx + ((py - cy) / (ey - cy)) * (ex - cx)) inside = !inside;
  }
  return inside;
}
