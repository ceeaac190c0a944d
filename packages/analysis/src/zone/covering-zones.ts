import type { NeighbourLists } from '../neighbours.ts';
import { type Progress, tell } from '../progress.ts';
import { CoverageBound } from './coverage-bound.ts';
import { CoverageSearch } from './coverage-search.ts';

export interface CoveringZonesOptions {
  /** how many, 1 or more */
  readonly zones: number;
  /** steps of the bound at most; default 1000 */
  readonly steps?: number;
  /** times that some zones are given up and others looked for; default 60 */
  readonly shakes?: number;
  readonly random: () => number;
  readonly progress?: Progress;
  /** asked at every look over all cells: true ends the work with what there is */
  readonly late?: () => boolean;
}

export interface Covering {
  /** the cell in the middle of each zone; fewer than asked for where nothing more is to be covered */
  readonly centres: Int32Array;
  /** per cell its zone, −1 in none */
  readonly zoneOf: Int32Array;
  /** what the zones hold, each cell once */
  readonly covered: number;
}

export interface CoveringZones {
  /** the best first, then others without its least zones; three at most. Empty where there is nothing to cover */
  readonly coverings: readonly Covering[];
  /** no such zones cover more */
  readonly bound: number;
}

const OTHERS = 2;
const SHAKEN = 1 / 3;
/** Steps of the bound between two searches from the zones it has found. */
const STEPS_BETWEEN = 25;

/**
 * Where do so many zones of a given size hold most of the incidents, and how much more could any such zones hold at most?
 *
 * The maximal covering location problem, every cell a possible middle: the zone that adds most is added until there are enough, zones are
 * exchanged, and a Lagrangian bound is both starts and proof. A cell that several zones cover goes to the nearest of them that it
 * hangs together with, so that zones don't overlap.
 *
 * @param weight  n cells, >= 0
 * @param covers  per cell what a zone round it would cover, itself first and each cell before those it is reached by (`coversOf`)
 * @throws {RangeError} when n differs, a weight isn't finite and >= 0, or zones isn't a whole number >= 1
 * @throws {Stopped} when progress says so
 *
 * O((steps + shakes × zones) × n × cells of a zone).
 * @see Church & ReVelle (1974), The maximal covering location problem, Papers of the RSA 32, doi:10.1007/BF01942293
 */
export function coveringZones(
  weight: Float64Array,
  covers: NeighbourLists,
  graph: NeighbourLists,
  options: CoveringZonesOptions,
): CoveringZones {
  const { zones, steps = 1000, shakes = 60, random, progress, late = () => false } = options;
  const n = weight.length;
  if (covers.starts.length !== n + 1 || graph.starts.length !== n + 1)
    throw new RangeError(`${n} cells, ${covers.starts.length - 1} covers and ${graph.starts.length - 1} rows`);
  if (!Number.isInteger(zones) || zones < 1) throw new RangeError(`${zones} zones`);
  for (const own of weight) if (!(own >= 0 && own < Number.POSITIVE_INFINITY)) throw new RangeError(`a cell of ${own}`);
  const all = weight.reduce((sum, own) => sum + own, 0);
  if (all === 0) return { coverings: [], bound: 0 };

  const of = steps + shakes * (1 + OTHERS);
  const problem = { weight, covers, zones, shakes, random, late };
  let best = searched(problem, null, (done) => tell(progress, done, of));
  const bound = new CoverageBound(weight, covers, zones);
  const whole = weight.every(Number.isInteger);
  const floor = (): number => (whole ? Math.floor(bound.value + 1e-6) : bound.value);
  for (let step = 0; step < steps && !bound.spent && floor() > best.covered; step++) {
    if (step > 0 && late()) break;
    bound.descend(best.covered);
    if (step % STEPS_BETWEEN !== 0) continue;
    const search = new CoverageSearch(weight, covers, null, () => {
      tell(progress, shakes + step, of);
      return !late();
    });
    for (const centre of bound.centres) search.add(centre);
    search.exchange();
    if (search.covered > best.covered) best = search;
  }
  const found = [best];
  const byNeed = [...best.centres].sort((a, b) => best.alone(a) - best.alone(b) || a - b);
  for (const without of byNeed.slice(0, OTHERS)) {
    if (late()) break;
    const barred = new Uint8Array(n);
    for (let k = covers.starts[without]!; k < covers.starts[without + 1]!; k++) barred[covers.cells[k]!] = 1;
    const other = searched(problem, barred, (done) => tell(progress, steps + found.length * shakes + done, of));
    if (other.covered > 0 && found.every((one) => !same(one.centres, other.centres))) found.push(other);
  }
  tell(progress, of, of);
  const [first, ...others] = found;
  others.sort((a, b) => b.covered - a.covered);
  const coverings = [first!, ...others].map((search) => coveringOf(search, covers, graph));
  return { coverings, bound: Math.min(floor(), all) };
}

interface Problem {
  readonly weight: Float64Array;
  readonly covers: NeighbourLists;
  readonly zones: number;
  readonly shakes: number;
  readonly random: () => number;
  readonly late: () => boolean;
}

function searched(problem: Problem, barred: Uint8Array | null, step: (done: number) => void): CoverageSearch {
  const { weight, covers, zones, shakes, random, late } = problem;
  let done = 0;
  const goesOn = (): boolean => {
    step(done);
    return !late();
  };
  const from = (centres: readonly number[]): CoverageSearch => {
    const search = new CoverageSearch(weight, covers, barred, goesOn);
    for (const centre of centres) search.add(centre);
    return search;
  };
  let best = from([]);
  best.fill(zones);
  best.exchange();
  for (let shake = 0; shake < shakes && best.centres.length > 1; shake++) {
    done = shake;
    if (!goesOn()) break;
    const other = from(best.centres);
    other.shake(Math.max(1, Math.round(SHAKEN * zones)), random);
    other.fill(zones);
    other.exchange();
    if (other.covered > best.covered) best = other;
  }
  return best;
}

const same = (some: readonly number[], others: readonly number[]): boolean =>
  some.length === others.length && some.every((centre) => others.includes(centre));

/** Zones round given middles, as an answer has them. */
export function coveringRound(
  centres: readonly number[],
  weight: Float64Array,
  covers: NeighbourLists,
  graph: NeighbourLists,
): Covering {
  const search = new CoverageSearch(weight, covers, null);
  for (const centre of centres) search.add(centre);
  return coveringOf(search, covers, graph);
}

/** Zones grow from their middles, all at once, over what they cover; what a zone is cut off from by another goes to one that covers it. */
function coveringOf({ centres, covered }: CoverageSearch, covers: NeighbourLists, graph: NeighbourLists): Covering {
  const n = covers.starts.length - 1;
  const may = centres.map(
    (centre) => new Set(covers.cells.subarray(covers.starts[centre]!, covers.starts[centre + 1]!)),
  );
  const zoneOf = new Int32Array(n).fill(-1);
  const reached = [...centres];
  for (const [zone, centre] of centres.entries()) zoneOf[centre] = zone;
  for (let at = 0; at < reached.length; at++) {
    const cell = reached[at]!;
    for (let k = graph.starts[cell]!; k < graph.starts[cell + 1]!; k++) {
      const next = graph.cells[k]!;
      if (zoneOf[next]! >= 0 || !may[zoneOf[cell]!]!.has(next)) continue;
      zoneOf[next] = zoneOf[cell]!;
      reached.push(next);
    }
  }
  for (const [zone, cells] of may.entries()) for (const cell of cells) if (zoneOf[cell]! < 0) zoneOf[cell] = zone;
  return { centres: Int32Array.from(centres), zoneOf, covered };
}
