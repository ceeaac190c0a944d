import type { Points } from './kernel.ts';
import type { Places, Rectangle } from './places.ts';

/** Places of a leaf at most. */
const LEAF = 16;

/** Places in a balanced tree of boxes (a k-d tree): who is near, however unevenly they lie. */
export class PlaceTree {
  /** places in the order of the tree, in which neighbours are near */
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly weights: Float64Array;
  /** per node: its places are `from[node]` up to `to[node] - 1`; a node's children are 2 node + 1 and 2 node + 2 */
  private readonly from: Int32Array;
  private readonly to: Int32Array;
  /** per node west, south, east, north */
  private readonly box: Float64Array;
  private readonly stack = new Int32Array(64);

  /** O(n log n). */
  constructor({ x, y, weights }: Places) {
    const n = x.length;
    const order = Int32Array.from({ length: n }, (_, i) => i);
    let nodes = 1;
    while (Math.ceil(n / ((nodes + 1) / 2)) > LEAF) nodes = 2 * nodes + 1;
    this.from = new Int32Array(nodes);
    this.to = new Int32Array(nodes);
    this.box = new Float64Array(4 * nodes);
    this.to[0] = n;
    for (let node = 0; node < nodes; node++) {
      const [from, to] = [this.from[node]!, this.to[node]!];
      const [width, height] = this.measure(node, order, x, y);
      if (2 * node + 1 >= nodes) continue;
      const middle = (from + to) >> 1;
      partition(order, from, to - 1, middle, width >= height ? x : y);
      this.from.set([from, middle], 2 * node + 1);
      this.to.set([middle, to], 2 * node + 1);
    }
    this.x = Float64Array.from(order, (i) => x[i]!);
    this.y = Float64Array.from(order, (i) => y[i]!);
    this.weights = Float64Array.from(order, (i) => weights[i]!);
  }

  /** Squared distance from each place to the nearest other; ∞ for the only one. O(n log n) on the whole. */
  nearest(): Float64Array {
    return this.x.map((_, i) => this.nearestTo(i));
  }

  /**
   * Leaves that may hold places within a squared distance of a position, as pairs [first place, place after the last].
   * The array is used again by the next call.
   *
   * @param first  leaves all of whose places come before this one are left out
   */
  leavesWithin(px: number, py: number, squared: number, first: number, found: number[]): number {
    const { stack, from, to, box } = this;
    let [depth, length] = [1, 0];
    stack[0] = 0;
    while (depth > 0) {
      const node = stack[--depth]!;
      if (to[node]! <= first || distanceTo(box, node, px, py) > squared) continue;
      const child = 2 * node + 1;
      if (child < from.length) {
        stack[depth++] = child + 1;
        stack[depth++] = child;
      } else {
        found[length++] = from[node]!;
        found[length++] = to[node]!;
      }
    }
    return length;
  }

  /** A node's places, as the first and the one after the last. Node 0 has them all. */
  placesOf(node: number): [number, number] {
    return [this.from[node]!, this.to[node]!];
  }

  boxOf(node: number): Rectangle {
    const [west_m, south_m, east_m, north_m] = this.box.subarray(4 * node) as unknown as [
      number,
      number,
      number,
      number,
    ];
    return { west_m, south_m, east_m, north_m };
  }

  /** Two nodes that share a node's places; none of a leaf. */
  childrenOf(node: number): number[] {
    return 2 * node + 1 < this.from.length ? [2 * node + 1, 2 * node + 2] : [];
  }

  /** The places of all leaves that come nearer to an area than `reach` along both axes. */
  near(area: Rectangle, reach: number): Points {
    const { box } = this;
    const waiting = [0];
    const found: [number, number][] = [];
    for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
      const apart =
        box[4 * node]! > area.east_m + reach ||
        box[4 * node + 1]! > area.north_m + reach ||
        box[4 * node + 2]! < area.west_m - reach ||
        box[4 * node + 3]! < area.south_m - reach;
      if (apart) continue;
      const children = this.childrenOf(node);
      if (children.length > 0) waiting.push(...children);
      else found.push(this.placesOf(node));
    }
    const count = found.reduce((sum, [from, to]) => sum + to - from, 0);
    const gathered = (values: Float64Array): Float64Array => {
      const all = new Float64Array(count);
      let at = 0;
      for (const [from, to] of found) {
        all.set(values.subarray(from, to), at);
        at += to - from;
      }
      return all;
    };
    return { x: gathered(this.x), y: gathered(this.y), weights: gathered(this.weights) };
  }

  private nearestTo(i: number): number {
    const { stack, from, to, box, x, y } = this;
    const [px, py] = [x[i]!, y[i]!];
    let best = Number.POSITIVE_INFINITY;
    let depth = 1;
    stack[0] = 0;
    while (depth > 0) {
      const node = stack[--depth]!;
      if (distanceTo(box, node, px, py) >= best) continue;
      const child = 2 * node + 1;
      if (child < from.length) {
        const firstIsNearer = distanceTo(box, child, px, py) <= distanceTo(box, child + 1, px, py);
        stack[depth++] = firstIsNearer ? child + 1 : child;
        stack[depth++] = firstIsNearer ? child : child + 1;
        continue;
      }
      for (let j = from[node]!; j < to[node]!; j++) {
        const [dx, dy] = [x[j]! - px, y[j]! - py];
        const squared = dx * dx + dy * dy;
        if (squared < best && j !== i) best = squared;
      }
    }
    return best;
  }

  /** Sets a node's box. @returns its width and height */
  private measure(node: number, order: Int32Array, x: Float64Array, y: Float64Array): [number, number] {
    let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
    for (let k = this.from[node]!; k < this.to[node]!; k++) {
      const [px, py] = [x[order[k]!]!, y[order[k]!]!];
      west = Math.min(west, px);
      east = Math.max(east, px);
      south = Math.min(south, py);
      north = Math.max(north, py);
    }
    this.box.set([west, south, east, north], 4 * node);
    return [east - west, north - south];
  }
}

/** Squared distance from a position to a node's box. */
function distanceTo(box: Float64Array, node: number, px: number, py: number): number {
  const dx = Math.max(box[4 * node]! - px, 0, px - box[4 * node + 2]!);
  const dy = Math.max(box[4 * node + 1]! - py, 0, py - box[4 * node + 3]!);
  return dx * dx + dy * dy;
}

/** Rearranges order[left … right] so that none before `middle` has a larger value than any from there on (Hoare's selection). */
function partition(order: Int32Array, left: number, right: number, middle: number, values: Float64Array): void {
  while (right > left) {
    const pivot = values[order[(left + right) >> 1]!]!;
    let [i, j] = [left, right];
    while (i <= j) {
      while (values[order[i]!]! < pivot) i++;
      while (values[order[j]!]! > pivot) j--;
      if (i <= j) {
        const swapped = order[i]!;
        order[i++] = order[j]!;
        order[j--] = swapped;
      }
    }
    if (middle <= j) right = j;
    else if (middle >= i) left = i;
    else return;
  }
}
