import { discUnion, ringArea } from './disc-union.ts';
import { PointIndex } from './point-index.ts';
import { type Progress, tell } from './progress.ts';

export interface DbscanOptions {
  /** points at most this far apart, in metres, are near each other */
  readonly eps_m: number;
  /** points near a core point, itself among them */
  readonly minPoints: number;
  /** in cells, three times over */
  readonly progress?: Progress;
}

export interface Dbscan {
  /** per point the number of its cluster, −1 for none; the cluster with most points is 0 */
  readonly cluster: Int32Array;
  /** per point 1 if it has `minPoints` near it */
  readonly core: Uint8Array;
  /** per cluster its points */
  readonly sizes: Int32Array;
  /** per cluster all that is at most `eps_m` from a core point of it */
  readonly areas: readonly ClusterArea[];
}

export interface ClusterArea {
  /** x, y, x, y …: the outer ring first, counterclockwise, then holes, clockwise; the last point isn't repeated */
  readonly rings: readonly Float64Array[];
  /** holes taken off */
  readonly area_m2: number;
}

/** Distances that rounding alone puts beyond eps are within it. */
const ROUNDING = 1 + 1e-9;
/** Cells between two times that progress is told. */
const STEPS = 1024;

/**
 * DBSCAN: which points crowd together, in clusters of any shape, and where are those?
 *
 * A point with at least `minPoints` within eps, itself counted, is a core point. Core points within eps of each other are one
 * cluster; another point belongs to the cluster of its nearest core point within eps (of equally near ones, the
 * southernmost, then the westernmost), so the order of the points decides nothing. A cluster's area is the union of the
 * discs of radius eps round its core points: all its points lie in it, no other core point, and nothing that is farther
 * than eps, drawn by chords at most half a per cent outside. Areas of two clusters may overlap.
 *
 * @param x, y  n positions in metres of one metric CRS
 * @throws {RangeError} when x and y disagree on n, a coordinate isn't finite, eps isn't > 0 or too small for the extent, or minPoints isn't >= 1
 * @throws {Stopped} when progress says so
 *
 * O(n) by a grid of cells within which all points are near each other, and as many looks as cells have neighbours; where
 * crowded cells lie just beyond reach of each other, O(their points × their points) at worst. O(n) space.
 * @see Ester et al. (1996), Proc. KDD, 226–231; Gunawan (2013), A faster algorithm for DBSCAN
 */
export function dbscan(x: ArrayLike<number>, y: ArrayLike<number>, options: DbscanOptions): Dbscan {
  const { eps_m, minPoints, progress } = options;
  if (!(eps_m > 0 && eps_m < Number.POSITIVE_INFINITY)) throw new RangeError(`eps of ${eps_m} m`);
  if (!(minPoints >= 1)) throw new RangeError(`${minPoints} points at least`);
  const side = eps_m / Math.SQRT2; // so that all points of a cell are near each other
  const index = new PointIndex(x, y, side);
  if (index.side > side) throw new RangeError(`eps of ${eps_m} m is too small for points that lie so far apart`);
  const near = Array.from({ length: index.cells }, (_, cell) => index.around(cell, 2));
  const search = new Search(x, y, index, near, (eps_m * ROUNDING) ** 2);
  const work = 3 * index.cells;
  const step = (done: number): void => {
    if (done % STEPS === 0) tell(progress, done, work);
  };
  const core = search.cores(minPoints, step);
  const owner = search.owners(core, search.groups(core, step), step);
  tell(progress, work, work);
  return clustersOf(search, core, owner, eps_m);
}

/** The passes over the cells. Points are told by their place in the order of the cells, so that near ones are near in memory. */
class Search {
  readonly points: Int32Array;
  readonly x: Float64Array;
  readonly y: Float64Array;
  private readonly starts: Int32Array;
  private readonly near: readonly number[][];
  /** squared */
  private readonly reach: number;

  constructor(
    x: ArrayLike<number>,
    y: ArrayLike<number>,
    { points, starts }: PointIndex,
    near: readonly number[][],
    reach: number,
  ) {
    this.points = points;
    this.x = Float64Array.from(points, (i) => x[i]!);
    this.y = Float64Array.from(points, (i) => y[i]!);
    this.starts = starts;
    this.near = near;
    this.reach = reach;
  }

  cores(minPoints: number, step: (done: number) => void): Uint8Array {
    const { starts } = this;
    const core = new Uint8Array(this.points.length);
    for (let cell = 0; cell < this.near.length; cell++) {
      step(cell);
      const crowded = starts[cell + 1]! - starts[cell]! >= minPoints;
      for (let i = starts[cell]!; i < starts[cell + 1]!; i++)
        if (crowded || this.hasNear(i, this.near[cell]!, minPoints)) core[i] = 1;
    }
    return core;
  }

  private hasNear(i: number, cells: readonly number[], wanted: number): boolean {
    const { x, y, starts, reach } = this;
    const [px, py] = [x[i]!, y[i]!];
    let found = 0;
    for (const cell of cells) {
      const end = starts[cell + 1]!;
      for (let j = starts[cell]!; j < end; j++) {
        const dx = x[j]! - px;
        const dy = y[j]! - py;
        if (dx * dx + dy * dy <= reach) found++;
      }
      if (found >= wanted) return true;
    }
    return false;
  }

  /** Per cell the smallest cell that its core points are connected with. */
  groups(core: Uint8Array, step: (done: number) => void): Int32Array {
    const cells = this.near.length;
    const parent = Int32Array.from({ length: cells }, (_, cell) => cell);
    const rootOf = (cell: number): number => {
      let root = cell;
      while (parent[root] !== root) root = parent[root] = parent[parent[root]!]!;
      return root;
    };
    const inner = Array.from({ length: cells }, (_, cell) => {
      const cores: number[] = [];
      for (let i = this.starts[cell]!; i < this.starts[cell + 1]!; i++) if (core[i] === 1) cores.push(i);
      return cores;
    });
    for (let cell = 0; cell < cells; cell++) {
      step(cells + cell);
      for (const other of this.near[cell]!) {
        if (other <= cell || inner[cell]!.length === 0 || inner[other]!.length === 0) continue;
        const [a, b] = [rootOf(cell), rootOf(other)];
        if (a !== b && this.touch(inner[cell]!, inner[other]!)) parent[Math.max(a, b)] = Math.min(a, b);
      }
    }
    return parent.map((_, cell) => rootOf(cell));
  }

  private touch(some: readonly number[], others: readonly number[]): boolean {
    for (const i of some) for (const j of others) if (this.distance(i, j) <= this.reach) return true;
    return false;
  }

  /** Per point the group it belongs to, −1 for none. */
  owners(core: Uint8Array, group: Int32Array, step: (done: number) => void): Int32Array {
    const { x, y, starts, near } = this;
    const owner = new Int32Array(this.points.length).fill(-1);
    for (let cell = 0; cell < near.length; cell++) {
      step(2 * near.length + cell);
      for (let i = starts[cell]!; i < starts[cell + 1]!; i++) {
        if (core[i] === 1) {
          owner[i] = group[cell]!;
          continue;
        }
        let [best, least] = [-1, this.reach];
        for (const other of near[cell]!)
          for (let j = starts[other]!; j < starts[other + 1]!; j++) {
            if (core[j] === 0) continue;
            const distance = this.distance(i, j);
            if (distance > least) continue;
            const tie = best >= 0 && distance === least;
            if (tie && (y[j]! > y[best]! || (y[j] === y[best] && x[j]! >= x[best]!))) continue;
            [best, least] = [j, distance];
            owner[i] = group[other]!;
          }
      }
    }
    return owner;
  }

  private distance(i: number, j: number): number {
    const [dx, dy] = [this.x[i]! - this.x[j]!, this.y[i]! - this.y[j]!];
    return dx * dx + dy * dy;
  }
}

/** Numbers groups from the one with most points down, of equal ones the southernmost core point first, then the westernmost. */
function clustersOf({ points, x, y }: Search, core: Uint8Array, owner: Int32Array, eps_m: number): Dbscan {
  const groups = new Map<number, { size: number; cores: number[]; x: number; y: number }>();
  for (let i = 0; i < owner.length; i++) {
    if (owner[i]! < 0) continue;
    const group = groups.get(owner[i]!) ?? { size: 0, cores: [], x: Infinity, y: Infinity };
    groups.set(owner[i]!, group);
    group.size++;
    if (core[i] === 0) continue;
    group.cores.push(i);
    if (y[i]! < group.y || (y[i] === group.y && x[i]! < group.x)) [group.x, group.y] = [x[i]!, y[i]!];
  }
  const order = [...groups].sort(([, a], [, b]) => b.size - a.size || a.y - b.y || a.x - b.x);
  const number = new Map(order.map(([group], k) => [group, k]));
  const answer = { cluster: new Int32Array(points.length), core: new Uint8Array(points.length) };
  for (let i = 0; i < points.length; i++) {
    answer.cluster[points[i]!] = number.get(owner[i]!) ?? -1;
    answer.core[points[i]!] = core[i]!;
  }
  return {
    ...answer,
    sizes: Int32Array.from(order, ([, { size }]) => size),
    areas: order.map(([, { cores }]) => {
      const places = [...new Map(cores.map((i) => [`${x[i]} ${y[i]}`, i])).values()];
      const rings = discUnion(
        places.map((i) => x[i]!),
        places.map((i) => y[i]!),
        eps_m,
      );
      return { rings, area_m2: rings.reduce((sum, ring) => sum + ringArea(ring), 0) };
    }),
  };
}
