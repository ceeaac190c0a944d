import type { NeighbourLists } from '../neighbours.ts';

/** Steps without a better bound after which a step is half as long; and when it is too short to go on. */
const PATIENCE = 15;
const STEP_LEAST = 1e-4;
const ROUNDING = 1e-9;

/**
 * An upper bound on what so many zones can cover, by Lagrangian relaxation of the maximal covering location problem.
 *
 * That a cell counts only where a zone covers it is relaxed, at a price of 0 to its weight: then all cells count, less their prices, and
 * the zones that gather most prices are taken. Whatever the prices are, that is a bound; they fall where cells are covered more than once.
 *
 * @see Galvão & ReVelle (1996), A Lagrangean heuristic for the maximal covering location problem, EJOR 88(1), doi:10.1016/0377-2217(94)00159-6
 */
export class CoverageBound {
  /** no zones cover more */
  value = Number.POSITIVE_INFINITY;
  /** places of the relaxed zones at the last step, the best first */
  centres = new Int32Array(0);
  private readonly weight: Float64Array;
  private readonly covers: NeighbourLists;
  private readonly zones: number;
  private readonly prices: Float64Array;
  private step = 1;
  private waited = 0;

  constructor(weight: Float64Array, covers: NeighbourLists, zones: number) {
    [this.weight, this.covers, this.zones] = [weight, covers, zones];
    this.prices = weight.slice();
  }

  get spent(): boolean {
    return this.step < STEP_LEAST;
  }

  /** @param known  the most that zones are known to cover, which the bound doesn't fall below */
  descend(known: number): void {
    const { weight, prices, zones } = this;
    const { starts, cells } = this.covers;
    const n = weight.length;
    const gathered = new Float64Array(n);
    for (let j = 0; j < n; j++) for (let k = starts[j]!; k < starts[j + 1]!; k++) gathered[j]! += prices[cells[k]!]!;
    const order = Int32Array.from(gathered.keys()).sort((a, b) => gathered[b]! - gathered[a]! || a - b);
    this.centres = order.slice(0, zones);
    let value = 0;
    for (let i = 0; i < n; i++) value += weight[i]! - prices[i]!;
    for (const centre of this.centres) value += gathered[centre]!;
    value += ROUNDING * value;
    if (value < this.value) [this.value, this.waited] = [value, 0];
    else if (++this.waited >= PATIENCE) [this.step, this.waited] = [this.step / 2, 0];
    const times = new Float64Array(n).fill(-1);
    for (const centre of this.centres) for (let k = starts[centre]!; k < starts[centre + 1]!; k++) times[cells[k]!]!++;
    let length = 0;
    for (let i = 0; i < n; i++) {
      // A price at its end that would go beyond it stays, and has no part in the direction.
      if ((times[i]! > 0 && prices[i] === 0) || (times[i]! < 0 && prices[i] === weight[i])) times[i] = 0;
      length += times[i]! ** 2;
    }
    if (length === 0) {
      this.step = 0;
      return;
    }
    const stride = (this.step * Math.max(value - known, 1e-6 * value)) / length;
    for (let i = 0; i < n; i++) prices[i] = Math.max(0, Math.min(weight[i]!, prices[i]! - stride * times[i]!));
  }
}
