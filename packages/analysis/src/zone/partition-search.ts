import { Contiguity } from './contiguity.ts';
import type { PartitionGround, WorkRange } from './partition-ground.ts';

/** Of the average cost of a cell, the temperatures a search starts and ends at. */
const [HOT, COLD] = [0.6, 0.003];
/** Moves between two looks at whether the search is to go on: some milliseconds. */
const LOOK_EVERY = 1024;
/** What work outside the range costs, in costs of as much work on average. */
const PENALTY = 4;

/**
 * Zones that change at their borders: a cell goes over to the zone beside it if what is left behind still hangs together.
 * Costs are exact at every step: a zone's middle is that of its cells from which the others are nearest.
 */
export class PartitionSearch {
  /** of the best balanced partition seen; Infinity before there is one */
  bestCost = Number.POSITIVE_INFINITY;
  best: Int32Array | null = null;
  /** least work outside the range, of all zones together, that was seen */
  leastOff = Number.POSITIVE_INFINITY;
  /** per zone its work then */
  nearestLoads = new Float64Array(0);
  private readonly zoneOf: Int32Array;
  private readonly ground: PartitionGround;
  private readonly range: WorkRange;
  private readonly zones: number;
  private readonly contiguity: Contiguity;
  private readonly members: Int32Array;
  private readonly size: Int32Array;
  private readonly slot: Int32Array;
  private readonly load: Float64Array;
  /** per cell the cost of its zone, were it the middle */
  private readonly asMiddle: Float64Array;
  private readonly cost: Float64Array;
  /** work that rounding alone can put outside the range */
  private readonly slack: number;
  private total = 0;
  private off = 0;

  /** @param zoneOf  contiguous, every zone with a cell */
  constructor(ground: PartitionGround, range: WorkRange, zoneOf: Int32Array, zones: number) {
    [this.ground, this.zones, this.range] = [ground, zones, range];
    this.slack = 1e-9 * range.most;
    this.contiguity = new Contiguity(ground.graph);
    this.zoneOf = zoneOf.slice();
    const n = zoneOf.length;
    this.members = new Int32Array(zones * n);
    this.size = new Int32Array(zones);
    this.slot = new Int32Array(n);
    this.load = new Float64Array(zones);
    this.asMiddle = new Float64Array(n);
    this.cost = new Float64Array(zones);
    for (let cell = 0; cell < n; cell++) {
      const zone = zoneOf[cell]!;
      this.slot[cell] = this.size[zone]!;
      this.members[zone * n + this.size[zone]!++] = cell;
      this.load[zone]! += ground.work[cell]!;
    }
    this.settle();
  }

  /**
   * Simulated annealing over moves at borders, work outside the range at a price; then downhill, by moves and exchanges.
   * @param hot     where the temperature starts, of the average cost of a cell
   * @param goesOn  told which part of the moves was made; false ends them
   */
  anneal(steps: number, random: () => number, hot = HOT, goesOn: (part: number) => boolean = () => true): void {
    const { zoneOf, ground } = this;
    const { starts, cells } = ground.graph;
    const n = zoneOf.length;
    const unit = Math.max(this.total / n, Number.MIN_VALUE);
    const workAll = this.load.reduce((sum, load) => sum + load, 0);
    const price = workAll > 0 ? (PENALTY * this.total) / workAll : 0;
    const cooling = (COLD / hot) ** (1 / steps);
    let temperature = hot * unit;
    for (let step = 0; step < steps; step++) {
      if (step % LOOK_EVERY === 0 && !goesOn(step / steps)) break;
      temperature *= cooling;
      const cell = Math.floor(random() * n);
      const degree = starts[cell + 1]! - starts[cell]!;
      if (degree === 0) continue;
      const to = zoneOf[cells[starts[cell]! + Math.floor(random() * degree)]!]!;
      if (to === zoneOf[cell]) continue;
      const change = this.change(cell, to) + price * this.offChange(cell, to);
      if (change > 0 && random() >= Math.exp(-change / temperature)) continue;
      if (!this.contiguity.canLeave(zoneOf, cell)) continue;
      this.move(cell, to);
      if (this.off <= this.slack && this.total < this.bestCost * (1 - 1e-12)) this.keep();
    }
    if (this.best !== null) this.restore(this.best);
    this.descend();
  }

  /** Moves and exchanges that make it cheaper and keep the balance, until there is none. */
  descend(): void {
    const { zoneOf, ground } = this;
    const { starts, cells } = ground.graph;
    for (let better = true; better; ) {
      better = false;
      for (let cell = 0; cell < zoneOf.length; cell++) {
        for (let k = starts[cell]!; k < starts[cell + 1]!; k++) {
          const to = zoneOf[cells[k]!]!;
          if (to === zoneOf[cell] || !this.contiguity.canLeave(zoneOf, cell)) continue;
          if (this.tryMove(cell, to) || this.tryExchange(cell, to)) better = true;
        }
      }
      this.settle(); // what rounding left
      if (this.off <= this.slack && this.total < this.bestCost * (1 - 1e-12)) this.keep();
    }
  }

  private tryMove(cell: number, to: number): boolean {
    const off = this.offChange(cell, to);
    if (off > this.slack) return false;
    if (off > -this.slack && this.change(cell, to) >= -1e-9 * this.total) return false;
    this.move(cell, to);
    return true;
  }

  /** Gives a cell to a zone, and takes from that zone whatever pays best for it. */
  private tryExchange(cell: number, to: number): boolean {
    const { zoneOf, ground } = this;
    const { starts, cells } = ground.graph;
    const from = zoneOf[cell]!;
    const [total, off] = [this.total, this.off];
    this.move(cell, to);
    for (let at = 0; at < this.size[to]!; at++) {
      const back = this.members[to * zoneOf.length + at]!;
      if (back === cell) continue;
      let touches = false;
      for (let k = starts[back]!; k < starts[back + 1]!; k++) if (zoneOf[cells[k]!] === from) touches = true;
      if (!touches) continue;
      if (this.off + this.offChange(back, from) > off + this.slack) continue;
      if (this.total + this.change(back, from) >= total - 1e-9 * total) continue;
      if (!this.contiguity.canLeave(zoneOf, back)) continue;
      this.move(back, from);
      return true;
    }
    this.move(cell, from);
    return false;
  }

  private keep(): void {
    this.bestCost = this.total;
    this.best = this.zoneOf.slice();
  }

  private restore(zoneOf: Int32Array): void {
    for (let cell = 0; cell < zoneOf.length; cell++)
      if (this.zoneOf[cell] !== zoneOf[cell]) this.place(cell, zoneOf[cell]!);
    this.settle();
  }

  /** What moving a cell would change of the cost. O(cells of both zones). */
  private change(cell: number, to: number): number {
    const { members, size, asMiddle, cost, zoneOf } = this;
    const { pull, distance } = this.ground;
    const n = zoneOf.length;
    const from = zoneOf[cell]!;
    const row = cell * n;
    const own = pull[cell]!;
    let left = Number.POSITIVE_INFINITY;
    for (let k = from * n, end = k + size[from]!; k < end; k++) {
      const i = members[k]!;
      const value = asMiddle[i]! - own * distance[row + i]!;
      if (value < left && i !== cell) left = value;
    }
    let joined = 0;
    let other = Number.POSITIVE_INFINITY;
    for (let k = to * n, end = k + size[to]!; k < end; k++) {
      const i = members[k]!;
      const d = distance[row + i]!;
      joined += pull[i]! * d;
      const value = asMiddle[i]! + own * d;
      if (value < other) other = value;
    }
    return left + Math.min(joined, other) - cost[from]! - cost[to]!;
  }

  private offChange(cell: number, to: number): number {
    const { load, zoneOf } = this;
    const own = this.ground.work[cell]!;
    const from = zoneOf[cell]!;
    return (
      this.offOf(load[from]! - own) + this.offOf(load[to]! + own) - this.offOf(load[from]!) - this.offOf(load[to]!)
    );
  }

  private offOf(load: number): number {
    const { least, most } = this.range;
    return load < least - this.slack ? least - load : load > most + this.slack ? load - most : 0;
  }

  private move(cell: number, to: number): void {
    const change = this.change(cell, to);
    const from = this.zoneOf[cell]!;
    this.off += this.offChange(cell, to);
    this.place(cell, to);
    const { members, size, asMiddle, zoneOf } = this;
    const { pull, distance } = this.ground;
    const n = zoneOf.length;
    const row = cell * n;
    const own = pull[cell]!;
    let left = Number.POSITIVE_INFINITY;
    for (let k = from * n, end = k + size[from]!; k < end; k++) {
      const i = members[k]!;
      asMiddle[i]! -= own * distance[row + i]!;
      if (asMiddle[i]! < left) left = asMiddle[i]!;
    }
    let joined = 0;
    let least = Number.POSITIVE_INFINITY;
    for (let k = to * n, end = k + size[to]!; k < end; k++) {
      const i = members[k]!;
      const d = distance[row + i]!;
      joined += pull[i]! * d;
      if (i === cell) continue;
      asMiddle[i]! += own * d;
      if (asMiddle[i]! < least) least = asMiddle[i]!;
    }
    asMiddle[cell] = joined;
    this.cost[from] = left;
    this.cost[to] = Math.min(joined, least);
    this.total += change;
    this.nearer();
  }

  private nearer(): void {
    if (this.best !== null || this.off >= this.leastOff) return;
    this.leastOff = this.off;
    this.nearestLoads = this.load.slice();
  }

  private place(cell: number, to: number): void {
    const { members, size, slot, zoneOf, load } = this;
    const n = zoneOf.length;
    const from = zoneOf[cell]!;
    const last = members[from * n + --size[from]!]!;
    members[from * n + slot[cell]!] = last;
    slot[last] = slot[cell]!;
    slot[cell] = size[to]!;
    members[to * n + size[to]!++] = cell;
    zoneOf[cell] = to;
    load[from]! -= this.ground.work[cell]!;
    load[to]! += this.ground.work[cell]!;
  }

  /** Works every sum out anew. O(cells of each zone squared). */
  private settle(): void {
    const { members, size, asMiddle, cost, load, zones, zoneOf } = this;
    const { pull, distance, work } = this.ground;
    const n = zoneOf.length;
    [this.total, this.off] = [0, 0];
    for (let zone = 0; zone < zones; zone++) {
      const own = members.subarray(zone * n, zone * n + size[zone]!);
      let least = Number.POSITIVE_INFINITY;
      load[zone] = 0;
      for (const middle of own) {
        let sum = 0;
        for (const i of own) sum += pull[i]! * distance[middle * n + i]!;
        asMiddle[middle] = sum;
        if (sum < least) least = sum;
        load[zone]! += work[middle]!;
      }
      cost[zone] = least;
      this.total += least;
      this.off += this.offOf(load[zone]!);
    }
    this.nearer();
  }
}
