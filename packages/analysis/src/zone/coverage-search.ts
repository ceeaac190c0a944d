import type { NeighbourLists } from '../neighbours.ts';

/** Zones that are exchanged for better ones, with what they cover counted at every step. */
export class CoverageSearch {
  /** what is covered, each cell once */
  covered = 0;
  readonly centres: number[] = [];
  private readonly weight: Float64Array;
  private readonly covers: NeighbourLists;
  private readonly barred: Uint8Array | null;
  private readonly goesOn: () => boolean;
  /** per cell in how many zones it is */
  private readonly times: Int32Array;

  /**
   * @param barred  per cell 1 where no zone may have its centre
   * @param goesOn  asked before each look over all cells; false leaves the zones as they are
   */
  constructor(
    weight: Float64Array,
    covers: NeighbourLists,
    barred: Uint8Array | null,
    goesOn: () => boolean = () => true,
  ) {
    [this.weight, this.covers, this.barred, this.goesOn] = [weight, covers, barred, goesOn];
    this.times = new Int32Array(weight.length);
  }

  /** Adds the zone that covers most of what isn't covered, until there are so many or nothing is left to cover. */
  fill(zones: number): void {
    while (this.centres.length < zones) {
      const { centre, more } = this.bestMore();
      if (more <= 0) return;
      this.add(centre);
    }
  }

  /** Exchanges a zone for another as long as that covers more. */
  exchange(): void {
    for (let better = true; better; ) {
      better = false;
      for (let at = 0; at < this.centres.length; at++) {
        if (!this.goesOn()) return;
        const before = this.covered;
        const centre = this.remove(0); // the others move up: each has its turn
        const best = this.bestMore();
        const gains = this.covered + best.more > before * (1 + 1e-12);
        this.add(gains ? best.centre : centre);
        better ||= gains;
      }
    }
  }

  /** Takes away some zones, whichever chance names. */
  shake(count: number, random: () => number): void {
    for (let k = 0; k < count && this.centres.length > 0; k++) this.remove(Math.floor(random() * this.centres.length));
  }

  /** What only this zone covers. */
  alone(centre: number): number {
    const { starts, cells } = this.covers;
    let own = 0;
    for (let k = starts[centre]!; k < starts[centre + 1]!; k++)
      if (this.times[cells[k]!] === 1) own += this.weight[cells[k]!]!;
    return own;
  }

  private bestMore(): { centre: number; more: number } {
    const { weight, times, barred } = this;
    const { starts, cells } = this.covers;
    let [centre, more] = [-1, 0];
    for (let j = 0; j < weight.length; j++) {
      if (barred !== null && barred[j] === 1) continue;
      let sum = 0;
      for (let k = starts[j]!; k < starts[j + 1]!; k++) if (times[cells[k]!] === 0) sum += weight[cells[k]!]!;
      if (sum > more) [centre, more] = [j, sum];
    }
    return { centre, more };
  }

  add(centre: number): void {
    const { starts, cells } = this.covers;
    this.centres.push(centre);
    for (let k = starts[centre]!; k < starts[centre + 1]!; k++)
      if (this.times[cells[k]!]!++ === 0) this.covered += this.weight[cells[k]!]!;
  }

  private remove(at: number): number {
    const { starts, cells } = this.covers;
    const [centre] = this.centres.splice(at, 1);
    for (let k = starts[centre!]!; k < starts[centre! + 1]!; k++)
      if (--this.times[cells[k]!]! === 0) this.covered -= this.weight[cells[k]!]!;
    return centre!;
  }
}
