import { CROSSES, meets, ON, type PolygonCm, type RingCm } from '../polygon.ts';
import { PointSet } from './point-set.ts';

/** Points a cell holds on average: fewer cost cells, more cost exact tests along a zone's edge. */
const POINTS_PER_CELL = 8;
const SIDE_MAX = 1024;

/**
 * Points laid out by the cells of a square raster, so that those of a run of cells stand side by side: a polygon takes whole runs of
 * cells that no edge touches and tests only the points of the others, against the edges at their height. Equal to `contains` for every point.
 */
export class PointGrid {
  readonly count: number;
  /** per place in the grid, which point it is */
  readonly order: Uint32Array;
  private readonly x: Int32Array;
  private readonly y: Int32Array;
  private readonly west: number;
  private readonly south: number;
  private readonly cell: number;
  private readonly side: number;
  /** per cell, row by row from the south, its first place; and one past the last */
  private readonly start: Uint32Array;

  /** @param x, y  n points, whole centimetres. O(n + cells). */
  constructor(x: Int32Array, y: Int32Array) {
    this.count = x.length;
    let [west, south, east, north] = [0, 0, 0, 0];
    for (let i = 0; i < x.length; i++) {
      if (i === 0 || x[i]! < west) west = x[i]!;
      if (i === 0 || x[i]! > east) east = x[i]!;
      if (i === 0 || y[i]! < south) south = y[i]!;
      if (i === 0 || y[i]! > north) north = y[i]!;
    }
    this.west = west;
    this.south = south;
    this.side = Math.min(SIDE_MAX, Math.max(1, Math.ceil(Math.sqrt(this.count / POINTS_PER_CELL))));
    this.cell = Math.max(1, Math.ceil((Math.max(east - west, north - south) + 1) / this.side));
    const { side } = this;
    const of = new Uint32Array(this.count);
    this.start = new Uint32Array(side * side + 1);
    for (let i = 0; i < this.count; i++) {
      of[i] = this.row(y[i]!) * side + this.column(x[i]!);
      this.start[of[i]! + 1]!++;
    }
    for (let c = 0; c < side * side; c++) this.start[c + 1]! += this.start[c]!;
    const next = this.start.slice(0, side * side);
    this.order = new Uint32Array(this.count);
    this.x = new Int32Array(this.count);
    this.y = new Int32Array(this.count);
    for (let i = 0; i < this.count; i++) {
      const at = next[of[i]!]!++;
      this.order[at] = i;
      this.x[at] = x[i]!;
      this.y[at] = y[i]!;
    }
  }

  /** The places of the points in a polygon or on its edge. O(edges + cells of its box + points in cells that an edge touches). */
  within({ parts }: PolygonCm): PointSet {
    const found = new PointSet(this.count);
    if (this.count > 0) for (const rings of parts) this.addPart(rings, found);
    return found;
  }

  private column(x: number): number {
    return Math.floor((x - this.west) / this.cell);
  }

  private row(y: number): number {
    return Math.floor((y - this.south) / this.cell);
  }

  private addPart(rings: readonly RingCm[], found: PointSet): void {
    const { side, start, cell } = this;
    const edges = edgesOf(rings);
    const box = boxOf(edges);
    const [firstRow, lastRow] = [Math.max(0, this.row(box.south)), Math.min(side - 1, this.row(box.north))];
    const [firstColumn, lastColumn] = [Math.max(0, this.column(box.west)), Math.min(side - 1, this.column(box.east))];
    if (firstRow > lastRow || firstColumn > lastColumn) return;
    const edgesAt = this.edgesByRow(edges, firstRow, lastRow);
    const touched = new Uint8Array(side);
    for (let row = firstRow; row <= lastRow; row++) {
      const near = edgesAt[row - firstRow]!;
      touched.fill(0);
      for (const e of near) this.touch(edges, e, row, touched);
      const middle = this.south + row * cell + (cell >> 1);
      let inside: boolean | null = null; // of the untouched cells since the last edge
      for (let column = firstColumn; column <= lastColumn; column++) {
        const c = row * side + column;
        if (touched[column] === 1) {
          inside = null;
          for (let at = start[c]!; at < start[c + 1]!; at++)
            if (isWithin(edges, near, this.x[at]!, this.y[at]!)) found.add(at);
          continue;
        }
        inside ??= isWithin(edges, near, this.west + column * cell + (cell >> 1), middle);
        if (!inside) continue;
        let last = column;
        while (last < lastColumn && touched[last + 1] === 0) last++;
        found.addRange(start[c]!, start[row * side + last + 1]!);
        column = last;
      }
    }
  }

  private edgesByRow(edges: Float64Array, firstRow: number, lastRow: number): number[][] {
    const rows: number[][] = Array.from({ length: lastRow - firstRow + 1 }, () => []);
    for (let e = 0; e < edges.length; e += 4) {
      const low = Math.max(firstRow, this.row(Math.min(edges[e + 1]!, edges[e + 3]!)));
      const high = Math.min(lastRow, this.row(Math.max(edges[e + 1]!, edges[e + 3]!)));
      for (let row = low; row <= high; row++) rows[row - firstRow]!.push(e);
    }
    return rows;
  }

  /** Marks every cell of a row that an edge may touch; a cell too many only costs exact tests. */
  private touch(edges: Float64Array, e: number, row: number, touched: Uint8Array): void {
    const [ax, ay, bx, by] = [edges[e]!, edges[e + 1]!, edges[e + 2]!, edges[e + 3]!];
    let from = Math.min(ax, bx);
    let to = Math.max(ax, bx);
    if (ay !== by) {
      const at = (y: number): number => ax + ((bx - ax) * (y - ay)) / (by - ay);
      const one = at(this.south + row * this.cell - 1); // a centimetre more on both sides, for rounding
      const two = at(this.south + (row + 1) * this.cell + 1);
      from = Math.max(from, Math.min(one, two));
      to = Math.min(to, Math.max(one, two));
    }
    const first = Math.max(0, this.column(from - 1));
    const last = Math.min(this.side - 1, this.column(to + 1));
    if (first <= last) touched.fill(1, first, last + 1);
  }
}

/** ax, ay, bx, by of each edge. */
export function edgesOf(rings: readonly RingCm[]): Float64Array {
  let n = 0;
  for (const ring of rings) n += ring.length * 2;
  const edges = new Float64Array(n);
  let at = 0;
  for (const ring of rings)
    for (let i = 0, j = ring.length - 2; i < ring.length; j = i, i += 2) {
      edges[at++] = ring[j]!;
      edges[at++] = ring[j + 1]!;
      edges[at++] = ring[i]!;
      edges[at++] = ring[i + 1]!;
    }
  return edges;
}

interface Box {
  west: number;
  south: number;
  east: number;
  north: number;
}

function boxOf(edges: Float64Array): Box {
  const box = { west: Infinity, south: Infinity, east: -Infinity, north: -Infinity };
  for (let e = 0; e < edges.length; e += 2) {
    box.west = Math.min(box.west, edges[e]!);
    box.east = Math.max(box.east, edges[e]!);
    box.south = Math.min(box.south, edges[e + 1]!);
    box.north = Math.max(box.north, edges[e + 1]!);
  }
  return box;
}

function isWithin(edges: Float64Array, near: readonly number[], x: number, y: number): boolean {
  let inside = false;
  for (const e of near) {
    const met = meets(edges[e]!, edges[e + 1]!, edges[e + 2]!, edges[e + 3]!, x, y);
    if (met === ON) return true;
    if (met === CROSSES) inside = !inside;
  }
  return inside;
}
