import { Stopped, zone } from '@lagesbild/analysis';
import type { ProposedZones, ZoneProposal } from '@lagesbild/contract';
import type { ProposalGround } from '@lagesbild/incidents';
import { DONE, OF, PER_STEP, UNWANTED, type Watch } from '../incident/question-worker.ts';
import type { AskedZones } from './asked.ts';
import { cellsOf } from './cells.ts';
import { describeZones, type Grouped } from './described.ts';
import { exactBalanced } from './exact-balanced.ts';
import { exactCovering } from './exact-covering.ts';
import { seeded } from './seeded.ts';
import { solver } from './solver.ts';

export interface ProposalTask {
  readonly ground: ProposalGround;
  readonly asked: AskedZones;
  /** of the area, as proj4 has it */
  readonly crs: string;
  /** after so many milliseconds it ends with what it has */
  readonly deadline_ms: number;
  readonly watch: Watch;
}

/** What a thread finds; the rest of the answer is known before. */
export type Found = Pick<
  ZoneProposal,
  'cells' | 'gaps_m' | 'bound' | 'proven_by' | 'ended_early' | 'none' | 'proposals'
>;

/** Empty cells pull as if they had so much of the mean work. */
const EMPTY_PULL = 0.1;
/** Small enough for branch and cut: cells with zones to choose from, and cells to divide. */
const EXACT_CELLS_MAX = { covering: 2_500, balanced: 30 } as const;
const EXACT_S = 15;

/** The entry of the thread. @returns null when nobody wants it any more */
export default async function propose(task: ProposalTask): Promise<Found | null> {
  const started = performance.now();
  const { watch, deadline_ms } = task;
  const wanted = (): boolean => Atomics.load(watch, UNWANTED) === 0;
  const progress = (done: number, of: number): boolean => {
    Atomics.store(watch, DONE, Math.floor((done / Math.max(1, of)) * PER_STEP));
    Atomics.store(watch, OF, PER_STEP);
    return wanted();
  };
  const left_s = (): number => (deadline_ms - (performance.now() - started)) / 1000;
  const late = (): boolean => left_s() <= 0;
  const area = cellsOf(task.ground);
  const { cells, gaps_m } = { cells: area.place.length, gaps_m: area.gaps_m.map(Math.round) };
  const work = Float64Array.from(area.place, (at) => task.ground.weights[at]!);
  const problem = { ...task, area, work, progress, late, left_s, wanted };
  try {
    if (!progress(0, 1)) return null;
    const found = task.asked.kind === 'covering' ? await covering(problem) : await balanced(problem);
    return wanted() ? { cells, gaps_m, ...found, ended_early: late() } : null;
  } catch (error) {
    if (error instanceof Stopped) return null;
    throw error;
  }
}

interface Problem extends ProposalTask {
  readonly area: zone.AreaCells;
  readonly work: Float64Array;
  readonly progress: (done: number, of: number) => boolean;
  readonly late: () => boolean;
  readonly left_s: () => number;
  readonly wanted: () => boolean;
}
type Answer = Pick<Found, 'bound' | 'proven_by' | 'none' | 'proposals'>;

const none = (why: NonNullable<ZoneProposal['none']>['why'], more: object = {}): Answer => ({
  ...{ bound: null, proven_by: null, proposals: [] },
  none: { ...{ why, share: null, most: null, needed: null, reached: null }, ...more },
});

/** Incidents there are none of, or none that weighs anything. */
const nothingToWeigh = ({ ground }: Problem): Answer => none(ground.cellOf.length > 0 ? 'no_weight' : 'no_incidents');

async function covering(problem: Problem): Promise<Answer> {
  const { area, work, asked, progress, late, left_s, wanted } = problem;
  const { zones, parameters } = asked;
  const covers = zone.coversOf(area.x, area.y, area.graph, parameters.radius_m!);
  const options = { zones, random: seeded(parameters.seed!), progress, late };
  const found = zone.coveringZones(work, covers, area.graph, options);
  let { bound } = found;
  let proven_by: Answer['proven_by'] = 'lagrangian';
  const [first] = found.coverings;
  if (first === undefined) return nothingToWeigh(problem);
  const coverings = [...found.coverings];
  if (bound > first.covered && work.length <= EXACT_CELLS_MAX.covering && left_s() > 1) {
    const exact = exactCovering(await solver(), { weight: work, covers, zones }, Math.min(EXACT_S, left_s()), wanted);
    const proven = work.every(Number.isInteger) ? Math.floor(exact.bound + 1e-6) : exact.bound * (1 + 1e-9);
    if (proven < bound) [bound, proven_by] = [proven, 'highs'];
    const better = exact.centres.length > 0 ? zone.coveringRound(exact.centres, work, covers, area.graph) : first;
    if (better.covered > first.covered) coverings.unshift(better);
  }
  const proposals = coverings.slice(0, 3).map(
    ({ zoneOf, centres, covered }): ProposedZones => ({
      objective: covered,
      gap: bound > 0 ? Math.max(0, (bound - covered) / bound) : 0,
      zones: describeZones(problem, { zoneOf, middles: centres, isBalanced: false }),
    }),
  );
  return { bound, proven_by, none: null, proposals };
}

async function balanced(problem: Problem): Promise<Answer> {
  const { area, work, asked, progress, late, left_s, wanted } = problem;
  const { zones, parameters } = asked;
  const all = work.reduce((sum, own) => sum + own, 0);
  if (all === 0) return nothingToWeigh(problem);
  const mean = all / work.length;
  const ground = {
    ...{ work, pull: work.map((own) => own + EMPTY_PULL * mean), graph: area.graph },
    distance: zone.distances(area.x, area.y),
  };
  const tolerance = parameters.tolerance!;
  const found = zone.balancedZones(ground, { zones, tolerance, random: seeded(parameters.seed!), progress, late });
  const range = { least: ((1 - tolerance) * all) / zones, most: ((1 + tolerance) * all) / zones };
  if (found.tooMuch >= 0) {
    const { needed, reached } = found;
    return none('cell_too_much', { share: work[found.tooMuch]! / all, most: range.most / all, needed, reached });
  }
  const partitions = [...found.partitions];
  let { bound } = found;
  let proven_by: Answer['proven_by'] = 'lagrangian';
  if (work.length <= EXACT_CELLS_MAX.balanced && left_s() > 1) {
    const exact = exactBalanced(await solver(), ground, { zones, range }, Math.min(EXACT_S, left_s()), wanted);
    if (exact.bound > bound) [bound, proven_by] = [exact.bound, 'highs'];
    if (exact.zoneOf !== null) {
      const { cost, middles } = zone.costOf(ground, exact.zoneOf, zones);
      if (partitions[0] === undefined || cost < partitions[0].cost * (1 - 1e-9))
        partitions.unshift({ zoneOf: exact.zoneOf, middles, cost });
    }
  }
  if (partitions.length === 0) return none('none_found', { reached: found.reached });
  const proposals = partitions.slice(0, 3).map(
    ({ zoneOf, middles, cost }): ProposedZones => ({
      objective: cost,
      gap: bound > 0 ? Math.max(0, (cost - bound) / bound) : 0,
      zones: describeZones(problem, { zoneOf, middles, isBalanced: true } satisfies Grouped),
    }),
  );
  return { bound: Number.isFinite(bound) ? bound : null, proven_by, none: null, proposals };
}
