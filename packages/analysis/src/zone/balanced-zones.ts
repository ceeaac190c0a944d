import { type Progress, tell } from '../progress.ts';
import { Contiguity } from './contiguity.ts';
import { PartitionBound } from './partition-bound.ts';
import type { PartitionGround, WorkRange } from './partition-ground.ts';
import { PartitionSearch } from './partition-search.ts';
import { scatteredMiddles, zonesRound } from './partition-start.ts';

export interface BalancedZonesOptions {
  /** how many, 2 or more */
  readonly zones: number;
  /** how far the work of a zone may be from the mean, as a share of it: 0.1 is ±10 % */
  readonly tolerance: number;
  /** searches from different starts; default 8 */
  readonly starts?: number;
  /** moves tried in each, per cell; default 6000, or fewer where zones are of so many cells that a move takes long */
  readonly moves?: number;
  /** steps of the bound at most; default 700 */
  readonly climbs?: number;
  readonly random: () => number;
  readonly progress?: Progress;
  /** asked every few milliseconds: true ends the work with what there is */
  readonly late?: () => boolean;
}

export interface Partition {
  /** per cell its zone, 0 to zones − 1 */
  readonly zoneOf: Int32Array;
  /** per zone the cell that the others are nearest to */
  readonly middles: Int32Array;
  /** Σ pull × metres to the middle of the zone */
  readonly cost: number;
}

export interface BalancedZones {
  /** balanced, contiguous and different: the cheapest first, three at most. Empty where none was found */
  readonly partitions: readonly Partition[];
  /** no balanced partition costs less, contiguous or not; −∞ where the time ended before */
  readonly bound: number;
  /** the cell with most work alone has more than a zone may have, so that none is possible; −1: no cell does */
  readonly tooMuch: number;
  /** how far from the mean that cell alone puts a zone: no smaller tolerance is possible. NaN where no cell has too much */
  readonly needed: number;
  /** where there are none: how far from the mean the nearest that was found goes, as a share of it; NaN where there are some */
  readonly reached: number;
}

/** Partitions are different when so much of the work would be in other company. */
export const DIFFERENT_FROM = 0.1;
const PARTITIONS_MAX = 3;
/** Climbs of the bound between two searches from the middles it has found. */
const CLIMBS_BETWEEN = 100;
/** Moves per cell in a search, and cells that they look at for each: a move looks at those of two zones. */
const MOVES_MAX = 6000;
const CELLS_LOOKED_AT = 160_000;
/** Of the average cost of a cell, where a search from such middles starts. */
const WARM = 0.15;

/**
 * How are cells divided into zones of about equal work that hang together and are as compact as can be, and how much better could any
 * division be at most?
 *
 * Searches from scattered starts, each by simulated annealing at the borders; the bound then climbs from the best of them, and its own
 * middles are starts too. The bound is of any balanced partition, so that the gap is an upper limit of what was missed.
 *
 * @param ground  n cells, n >= zones
 * @throws {RangeError} when arrays disagree on n, a number isn't finite and >= 0, cells don't hang together, or zones, tolerance aren't possible
 * @throws {Stopped} when progress says so
 *
 * O(starts × moves × n × cells of a zone) and O(climbs × n²): 325 cells in 12 zones take about ten seconds.
 * @see Wheeler (2019), Creating optimal patrol areas using the p-median model, Policing 42(3), doi:10.1108/PIJPSM-02-2018-0027
 */
export function balancedZones(ground: PartitionGround, options: BalancedZonesOptions): BalancedZones {
  const { zones, tolerance, starts = 8, climbs = 700, random, progress, late = () => false } = options;
  checkGround(ground, zones, tolerance);
  const n = ground.work.length;
  const moves = options.moves ?? Math.min(MOVES_MAX, Math.ceil((CELLS_LOOKED_AT * zones) / n));
  const all = ground.work.reduce((sum, work) => sum + work, 0);
  const range = { least: ((1 - tolerance) * all) / zones, most: ((1 + tolerance) * all) / zones };
  const most = ground.work.reduce((sofar, work) => Math.max(sofar, work), 0);
  const tooMuch = most > range.most * (1 + 1e-12) ? ground.work.indexOf(most) : -1;
  const noBound = Number.NEGATIVE_INFINITY;
  const found = new Found(ground, zones);
  const steps = climbs / CLIMBS_BETWEEN;
  const of = starts + 2 * steps;
  const search = (middles: Int32Array, at: number, hot?: number, within = range): void => {
    const work = new PartitionSearch(ground, within, zonesRound(ground, middles, within), zones);
    work.anneal(moves * n, random, hot, (part) => {
      tell(progress, at + part, of);
      return !late();
    });
    found.add(work);
  };
  if (tooMuch >= 0) {
    const needed = (most * zones) / all - 1;
    search(scatteredMiddles(ground, zones, random), 0, undefined, {
      least: Math.max(0, 1 - needed) * (all / zones),
      most,
    });
    return { partitions: [], bound: noBound, tooMuch, needed, reached: found.reachedOf(range) };
  }
  for (let start = 0; start < starts; start++) {
    tell(progress, start, of);
    if (start > 0 && late()) break;
    search(scatteredMiddles(ground, zones, random), start);
  }
  if (found.best === null)
    return { partitions: [], bound: noBound, tooMuch, needed: Number.NaN, reached: found.reachedOf(range) };

  const bound = new PartitionBound(ground, zones, range, found.costs());
  for (let climb = 0, whole = false; climb < climbs; climb++) {
    const at = starts + (2 * climb) / CLIMBS_BETWEEN;
    tell(progress, at, of);
    if (climb > 0 && climb % CLIMBS_BETWEEN === 0 && !late() && bound.middles.length === zones)
      search(bound.middles, at, WARM);
    if (climb > 0 && late()) break;
    if (bound.spent && (whole || !bound.cutNone())) break;
    whole ||= bound.cutsNone;
    bound.climb(found.best.cost);
  }
  tell(progress, of, of);
  return { partitions: found.different(), bound: bound.value, tooMuch, needed: Number.NaN, reached: Number.NaN };
}

/** What searches have found, the cheapest first. */
class Found {
  private readonly ground: PartitionGround;
  private readonly zones: number;
  private readonly partitions: Partition[] = [];
  private nearest: { loads: Float64Array; off: number } | null = null;

  constructor(ground: PartitionGround, zones: number) {
    [this.ground, this.zones] = [ground, zones];
  }

  get best(): Partition | null {
    return this.partitions[0] ?? null;
  }

  add(search: PartitionSearch): void {
    if (search.best === null) {
      if (this.nearest === null || search.leastOff < this.nearest.off)
        this.nearest = { loads: search.nearestLoads, off: search.leastOff };
      return;
    }
    const { cost, middles } = costOf(this.ground, search.best, this.zones);
    const same = this.partitions.some((other) => Math.abs(other.cost - cost) <= 1e-9 * cost);
    if (same) return;
    this.partitions.push({ zoneOf: search.best, middles, cost });
    this.partitions.sort((a, b) => a.cost - b.cost);
  }

  /** Per cell what it costs in the best. */
  costs(): Float64Array {
    const { zoneOf, middles } = this.best!;
    const { pull, distance } = this.ground;
    return pull.map((own, cell) => own * distance[middles[zoneOf[cell]!]! * pull.length + cell]!);
  }

  /** How far from the mean the nearest goes, as a share of it. */
  reachedOf({ least, most }: WorkRange): number {
    const even = (least + most) / 2;
    const loads = this.nearest?.loads ?? this.loadsOf(this.best!.zoneOf);
    return loads.reduce((far, load) => Math.max(far, Math.abs(load / even - 1)), 0);
  }

  private loadsOf(zoneOf: Int32Array): Float64Array {
    const loads = new Float64Array(this.zones);
    for (const [cell, zone] of zoneOf.entries()) loads[zone]! += this.ground.work[cell]!;
    return loads;
  }

  different(): Partition[] {
    const kept: Partition[] = [];
    for (const one of this.partitions) {
      if (kept.length === PARTITIONS_MAX) break;
      if (kept.every((other) => differenceOf(one.zoneOf, other.zoneOf, this.ground.work, this.zones) >= DIFFERENT_FROM))
        kept.push(one);
    }
    return kept;
  }
}

/**
 * What part of the work is in other company in another partition: what is left when each zone is set against the one it shares most with.
 * 0: they are the same, whatever the zones' numbers.
 */
export function differenceOf(one: Int32Array, other: Int32Array, work: Float64Array, zones: number): number {
  const shared = new Float64Array(zones * zones);
  let all = 0;
  for (let cell = 0; cell < one.length; cell++) {
    shared[one[cell]! * zones + other[cell]!]! += work[cell]!;
    all += work[cell]!;
  }
  let together = 0;
  for (let zone = 0; zone < zones; zone++) {
    let most = 0;
    for (let k = zone * zones; k < (zone + 1) * zones; k++) most = Math.max(most, shared[k]!);
    together += most;
  }
  return all > 0 ? 1 - together / all : 0;
}

/** What a partition costs, and where the middles of its zones are. O(Σ cells of each zone squared). */
export function costOf(
  { pull, distance }: Pick<PartitionGround, 'pull' | 'distance'>,
  zoneOf: Int32Array,
  zones: number,
): { cost: number; middles: Int32Array } {
  const n = zoneOf.length;
  const members: number[][] = Array.from({ length: zones }, () => []);
  for (let cell = 0; cell < n; cell++) members[zoneOf[cell]!]!.push(cell);
  const middles = new Int32Array(zones).fill(-1);
  let cost = 0;
  for (const [zone, cells] of members.entries()) {
    let least = Number.POSITIVE_INFINITY;
    for (const middle of cells) {
      let sum = 0;
      for (const cell of cells) sum += pull[cell]! * distance[middle * n + cell]!;
      if (sum < least) [least, middles[zone]] = [sum, middle];
    }
    cost += least;
  }
  return { cost, middles };
}

function checkGround({ work, pull, distance, graph }: PartitionGround, zones: number, tolerance: number): void {
  const n = work.length;
  if (pull.length !== n || distance.length !== n * n || graph.starts.length !== n + 1)
    throw new RangeError(
      `${n} cells, ${pull.length} pulls, ${distance.length} distances, ${graph.starts.length - 1} rows`,
    );
  if (!Number.isInteger(zones) || zones < 2 || zones > n) throw new RangeError(`${zones} zones of ${n} cells`);
  if (!(tolerance >= 0 && tolerance <= 1)) throw new RangeError(`a tolerance of ${tolerance}`);
  for (const values of [work, pull])
    for (const value of values) if (!(value >= 0 && value < Infinity)) throw new RangeError(`a cell of ${value}`);
  if (new Contiguity(graph).pieces(new Int32Array(n), 1)[0] !== 1)
    throw new RangeError('cells that don’t hang together');
}
