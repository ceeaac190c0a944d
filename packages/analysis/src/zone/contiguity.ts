import type { NeighbourLists } from '../neighbours.ts';

/**
 * Whether the cells of one zone hang together, told exactly. It keeps its own marks: a million questions make nothing anew.
 */
export class Contiguity {
  private readonly graph: NeighbourLists;
  private readonly stack: Int32Array;
  private readonly seen: Int32Array;
  private round = 0;

  constructor(graph: NeighbourLists) {
    this.graph = graph;
    this.stack = new Int32Array(graph.starts.length - 1);
    this.seen = new Int32Array(graph.starts.length - 1);
  }

  /** Would what is left of a cell's zone still hang together without it? A zone of one cell can't spare it. */
  canLeave(zoneOf: Int32Array, cell: number): boolean {
    const { starts, cells } = this.graph;
    const zone = zoneOf[cell]!;
    let [first, beside] = [-1, 0];
    for (let k = starts[cell]!; k < starts[cell + 1]!; k++) {
      if (zoneOf[cells[k]!] !== zone) continue;
      if (first < 0) first = cells[k]!;
      beside++;
    }
    if (beside <= 1) return beside === 1;
    this.round++;
    this.seen[cell] = this.round;
    let missing = beside - 1;
    this.walk(first, zoneOf, (reached) => {
      for (let k = starts[cell]!; k < starts[cell + 1]!; k++) if (cells[k] === reached) missing--;
      return missing > 0;
    });
    return missing === 0;
  }

  /** In how many pieces are the cells of each zone? 0 where it has none. Cells of a negative zone belong to nobody. O(cells). */
  pieces(zoneOf: Int32Array, zones: number): Int32Array {
    const pieces = new Int32Array(zones);
    this.round++;
    for (let cell = 0; cell < zoneOf.length; cell++) {
      if (zoneOf[cell]! < 0 || this.seen[cell] === this.round) continue;
      pieces[zoneOf[cell]!]!++;
      this.walk(cell, zoneOf, () => true);
    }
    return pieces;
  }

  /** Visits the cells of one zone that hang together with `from`, which itself isn't told of, until `goesOn` says no. */
  private walk(from: number, zoneOf: Int32Array, goesOn: (reached: number) => boolean): void {
    const { starts, cells } = this.graph;
    const { stack, seen, round } = this;
    let depth = 0;
    stack[depth++] = from;
    seen[from] = round;
    while (depth > 0) {
      const at = stack[--depth]!;
      for (let k = starts[at]!; k < starts[at + 1]!; k++) {
        const next = cells[k]!;
        if (seen[next] === round || zoneOf[next] !== zoneOf[from]) continue;
        seen[next] = round;
        if (!goesOn(next)) return;
        stack[depth++] = next;
      }
    }
  }
}
