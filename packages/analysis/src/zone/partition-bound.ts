import type { PartitionGround, WorkRange } from './partition-ground.ts';
import { cheapestZones, PricedZone } from './priced-zone.ts';

/** Climbs without a better bound after which the step is halved. */
const PATIENCE = 15;
/** A step this small moves nothing any more. */
const STEP_LEAST = 5e-4;
/** Of the direction, the part that is new; the rest is what earlier zones said, as the volume algorithm averages. */
const NEW_PART = 0.25;
/** Where the prices of cells start above what they cost: of the average cost of a cell. */
const HEAD_START = 0.6;
/** Of a bound, what rounding could have added to it. */
const ROUNDING = 1e-9;

/**
 * A lower bound on the cost of any balanced partition, contiguous or not, by Lagrangian relaxation of the capacitated p-median.
 *
 * That each cell belongs to one zone is relaxed, at a price per cell. What is left falls apart: for each possible middle the
 * cheapest zone within the range of work, and of those the cheapest p. Whatever the prices are, that is a bound; they climb along the
 * averaged subgradient. Contiguity isn't asked for, and could only raise the optimum: the bound holds with it.
 *
 * @see Beasley (1993), Lagrangean heuristics for location problems, EJOR 65(3); Barahona & Anbil (2000), The volume algorithm, doi:10.1007/s101070050002
 */
export class PartitionBound {
  /** no partition costs less */
  value = Number.NEGATIVE_INFINITY;
  /** middles of the relaxed zones at the best bound, the cheapest first */
  middles = new Int32Array(0);
  private readonly zones: number;
  private readonly zone: PricedZone;
  private readonly prices: Float64Array;
  private readonly bestPrices: Float64Array;
  private readonly slope: Float64Array;
  private step = 1;
  private waited = 0;

  /** @param costs  what each cell costs in some good partition: where the prices start from */
  constructor(ground: PartitionGround, zones: number, range: WorkRange, costs: Float64Array) {
    this.zones = zones;
    this.zone = new PricedZone(ground, range);
    const above = (HEAD_START * costs.reduce((sum, cost) => sum + cost, 0)) / costs.length;
    this.prices = costs.map((cost) => cost + above);
    this.bestPrices = this.prices.slice();
    this.slope = new Float64Array(costs.length);
  }

  /** Is there nothing more to be had? */
  get spent(): boolean {
    return this.step < STEP_LEAST;
  }

  get cutsNone(): boolean {
    return this.zone.isWhole;
  }

  /** From here on no cell is cut in two: dearer zones, a higher bound. @returns false where work isn't in few enough whole units */
  cutNone(): boolean {
    if (!this.zone.wholeUnits()) return false;
    this.prices.set(this.bestPrices);
    this.slope.fill(0);
    [this.step, this.waited] = [1 / 16, 0];
    return true;
  }

  /** One step of the prices. @param known  cost of the best partition that is known, which no bound passes */
  climb(known: number): void {
    const { prices, slope, zone, zones } = this;
    const n = prices.length;
    const { middles, cost } = cheapestZones(zone, prices, zones);
    let value = cost;
    for (let i = 0; i < n; i++) value += prices[i]!;
    value -= ROUNDING * Math.abs(value);
    if (value > this.value) {
      [this.value, this.middles] = [value, middles];
      this.bestPrices.set(prices);
      this.waited = 0;
    } else if (++this.waited >= PATIENCE) {
      this.step /= 2;
      this.waited = 0;
      prices.set(this.bestPrices);
      slope.fill(0);
      return;
    }
    const covered = new Float64Array(n);
    for (const middle of middles) zone.cost(middle, prices, covered);
    let length = 0;
    for (let i = 0; i < n; i++) {
      slope[i] = (1 - NEW_PART) * slope[i]! + NEW_PART * (1 - covered[i]!);
      length += slope[i]! * slope[i]!;
    }
    if (length < 1e-18) {
      this.step = 0; // each cell is in one zone: the bound is reached
      return;
    }
    const left = Math.max(known - value, 1e-6 * Math.abs(value));
    for (let i = 0; i < n; i++) prices[i]! += (this.step * left * slope[i]!) / length;
  }
}
