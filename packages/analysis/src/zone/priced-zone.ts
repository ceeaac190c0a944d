import type { PartitionGround, WorkRange } from './partition-ground.ts';

/** Units of work of a zone at most for which every sum is tried. */
const UNITS_MAX = 250;
const ROUNDING = 1e-9;

/** The cheapest zone round one middle when each cell has a price that is saved by taking it: a knapsack with a least and a most. */
export class PricedZone {
  private readonly ground: PartitionGround;
  private readonly range: WorkRange;
  private readonly taken: Int32Array;
  /** per cell what taking it gains or loses, and the same per unit of its work */
  private readonly gain: Float64Array;
  private readonly rate: Float64Array;
  /** per sum of work the least cost, and per cell and sum whether it is in it; null where cells may be cut */
  private sums: { readonly least: Float64Array; readonly chosen: Uint8Array } | null = null;

  constructor(ground: PartitionGround, range: WorkRange) {
    [this.ground, this.range] = [ground, range];
    const n = ground.work.length;
    [this.taken, this.gain, this.rate] = [new Int32Array(n), new Float64Array(n), new Float64Array(n)];
  }

  get isWhole(): boolean {
    return this.sums !== null;
  }

  /** From here on no cell is cut in two. @returns false where work isn't in whole units, or in too many */
  wholeUnits(): boolean {
    const { ground, range } = this;
    const most = Math.floor(range.most + ROUNDING);
    if (most > UNITS_MAX || !ground.work.every(Number.isInteger)) return false;
    this.sums = { least: new Float64Array(most + 1), chosen: new Uint8Array(ground.work.length * (most + 1)) };
    return true;
  }

  /** A cost that the cheapest zone round a middle can't be below: that of one without a range. */
  atLeast(middle: number, prices: Float64Array): number {
    const { pull, distance } = this.ground;
    const row = middle * prices.length;
    let cost = 0;
    for (let i = 0; i < prices.length; i++) {
      const gain = pull[i]! * distance[row + i]! - prices[i]!;
      if (gain < 0 && i !== middle) cost += gain;
    }
    return cost - prices[middle]!;
  }

  /**
   * @param covered  where the share of each cell that the zone takes is added; null: the cost alone
   * @returns its cost less the prices of what it takes; Infinity where no zone round this middle is in the range
   */
  cost(middle: number, prices: Float64Array, covered: Float64Array | null): number {
    const { gain } = this;
    const { pull, distance } = this.ground;
    const row = middle * prices.length;
    for (let i = 0; i < prices.length; i++) gain[i] = pull[i]! * distance[row + i]! - prices[i]!;
    if (covered !== null) covered[middle]!++;
    return this.sums === null ? this.cutCost(middle, covered) : this.wholeCost(middle, covered, this.sums);
  }

  /** Where one cell may be cut: all that gain, less the poorest of them down to the most, or more of the others up to the least. */
  private cutCost(middle: number, covered: Float64Array | null): number {
    const { gain, taken, rate, range } = this;
    const { work } = this.ground;
    let cost = gain[middle]!;
    let load = work[middle]!;
    if (load > range.most + ROUNDING) return Number.POSITIVE_INFINITY;
    let count = 0;
    for (let i = 0; i < gain.length; i++) {
      if (gain[i]! >= 0 || i === middle) continue;
      cost += gain[i]!;
      load += work[i]!;
      if (covered !== null) covered[i]!++;
      if (work[i] === 0) continue;
      rate[i] = gain[i]! / work[i]!;
      taken[count++] = i;
    }
    if (load > range.most) {
      const poorest = taken.subarray(0, count).sort((a, b) => rate[b]! - rate[a]!);
      for (let k = 0; k < count && load > range.most; k++) {
        const i = poorest[k]!;
        const part = Math.min(1, (load - range.most) / work[i]!);
        load -= part * work[i]!;
        cost -= part * gain[i]!;
        if (covered !== null) covered[i]! -= part;
      }
      return cost;
    }
    if (load >= range.least) return cost;
    count = 0;
    for (let i = 0; i < gain.length; i++) {
      if (gain[i]! < 0 || i === middle || work[i] === 0) continue;
      rate[i] = gain[i]! / work[i]!;
      taken[count++] = i;
    }
    const cheapest = taken.subarray(0, count).sort((a, b) => rate[a]! - rate[b]!);
    for (let k = 0; k < count && load < range.least; k++) {
      const i = cheapest[k]!;
      const part = Math.min(1, (range.least - load) / work[i]!);
      load += part * work[i]!;
      cost += part * gain[i]!;
      if (covered !== null) covered[i]! += part;
    }
    return load < range.least - ROUNDING * Math.abs(range.least) ? Number.POSITIVE_INFINITY : cost;
  }

  /** Where none may: the least cost for every sum of work, cell by cell. */
  private wholeCost(
    middle: number,
    covered: Float64Array | null,
    { least, chosen }: { least: Float64Array; chosen: Uint8Array },
  ): number {
    const { gain, taken, range } = this;
    const { work } = this.ground;
    const most = least.length - 1;
    let cost = gain[middle]!;
    least.fill(Number.POSITIVE_INFINITY);
    if (work[middle]! <= most) least[work[middle]!] = 0;
    let count = 0;
    for (let i = 0; i < gain.length; i++) {
      if (i === middle) continue;
      const [own, more] = [work[i]!, gain[i]!];
      if (own === 0) {
        if (more >= 0) continue;
        cost += more;
        if (covered !== null) covered[i]!++;
        continue;
      }
      const row = count * (most + 1);
      taken[count++] = i;
      if (covered !== null) chosen.fill(0, row, row + most + 1);
      for (let sum = most; sum >= own; sum--) {
        const value = least[sum - own]! + more;
        if (value >= least[sum]!) continue;
        least[sum] = value;
        if (covered !== null) chosen[row + sum] = 1;
      }
    }
    let at = Math.max(0, Math.ceil(range.least - ROUNDING));
    for (let sum = at; sum <= most; sum++) if (least[sum]! < least[at]!) at = sum;
    cost += least[at] ?? Number.POSITIVE_INFINITY;
    if (covered === null || cost === Number.POSITIVE_INFINITY) return cost;
    for (let k = count - 1; k >= 0; k--) {
      if (chosen[k * (most + 1) + at] !== 1) continue;
      covered[taken[k]!]!++;
      at -= work[taken[k]!]!;
    }
    return cost;
  }
}

/**
 * The cheapest zones, each round a middle of its own.
 * @returns fewer than asked for, and an infinite cost, where so many aren't possible
 *
 * Middles are looked at in the order of what they cost at least, until none that is left can be among the cheapest.
 */
export function cheapestZones(
  zone: PricedZone,
  prices: Float64Array,
  zones: number,
): { readonly middles: Int32Array<ArrayBuffer>; readonly cost: number } {
  const atLeast = prices.map((_, middle) => zone.atLeast(middle, prices));
  const order = Int32Array.from(prices.keys()).sort((a, b) => atLeast[a]! - atLeast[b]! || a - b);
  const found: { middle: number; cost: number }[] = [];
  for (const middle of order) {
    if (found.length === zones && atLeast[middle]! >= found[zones - 1]!.cost) break;
    const cost = zone.cost(middle, prices, null);
    const after = found.findIndex((other) => cost < other.cost);
    found.splice(after < 0 ? found.length : after, 0, { middle, cost });
    if (found.length > zones) found.pop();
  }
  const cost = found.length < zones ? Number.POSITIVE_INFINITY : found.reduce((sum, one) => sum + one.cost, 0);
  return { middles: Int32Array.from(found, ({ middle }) => middle), cost };
}
