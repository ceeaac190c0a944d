import { zone } from '@lagesbild/analysis';
import { exactBalanced } from '../apps/api/src/zone-proposal/exact-balanced.ts';
import { exactCovering } from '../apps/api/src/zone-proposal/exact-covering.ts';
import { solver } from '../apps/api/src/zone-proposal/solver.ts';
import { groundOf, lumpyWork, seeded, townOf, unevenWork } from '../packages/analysis/src/zone/zone.testing.ts';
import { against, type BenchRow, interleave } from './row.ts';

const TOWNS = [1, 2, 3] as const;
const WORK = {
  even: (town: ReturnType<typeof townOf>, random: () => number) => unevenWork(town, 40, random),
  lumpy: lumpyWork,
} as const;
/** Of the bound, what a proposal may be away from it, and how long it may take. */
const GAP_MAX = 0.01;
const SECONDS_MAX = 60;

/** How near to the best possible proposed zones are, and how soon: 325 cells in 12 zones, and zones that cover, against HiGHS. */
export async function run(): Promise<BenchRow[]> {
  const asked = (['even', 'lumpy'] as const).flatMap((work) => TOWNS.map((seed) => ({ work, seed })));
  const table: BenchRow[] = asked.map(({ work, seed }) => {
    const random = seeded(seed);
    const town = townOf(25, 13);
    const ground = groundOf(WORK[work](town, random), town);
    const used = process.cpuUsage();
    const { partitions, bound } = zone.balancedZones(ground, { zones: 12, tolerance: 0.1, random });
    const { user, system } = process.cpuUsage(used);
    const seconds = (user + system) / 1e6;
    const gap = partitions[0] === undefined ? Number.POSITIVE_INFINITY : partitions[0].cost / bound - 1;
    return {
      job: `zones of equal work, ±10 %, ${work} town ${seed}`,
      size: '325 cells, 12 zones',
      ours: `gap ${(100 * gap).toFixed(2)} %, ${seconds.toFixed(1)} s of processor time`,
      rival: '',
      ratio: '',
      target: `gap ≤ ${100 * GAP_MAX} % in ${SECONDS_MAX} s`,
      hit: gap <= GAP_MAX && seconds <= SECONDS_MAX,
    };
  });
  const town = townOf(20, 12);
  const weight = unevenWork(town, 60, seeded(4));
  const covers = zone.coversOf(town.x, town.y, town.graph, 250);
  const highs = await solver();
  const optimum = (): number => exactCovering(highs, { weight, covers, zones: 5 }, 120, () => true).bound;
  const own = (): number => {
    const found = zone.coveringZones(weight, covers, town.graph, { zones: 5, random: seeded(1) });
    return found.coverings[0]!.covered;
  };
  const [best, found] = [optimum(), own()];
  const [ours, rival] = await interleave([own, optimum], { rounds: 3, warmUp: 1 });
  const size = `240 cells, 5 zones, ${((100 * found) / best).toFixed(2)} % of the optimum`;
  const few = townOf(5, 4);
  const fewGround = groundOf(unevenWork(few, 40, seeded(5)), few);
  const all = fewGround.work.reduce((sum, work) => sum + work, 0);
  const [zones, tolerance] = [3, 0.2];
  const range = { least: ((1 - tolerance) * all) / zones, most: ((1 + tolerance) * all) / zones };
  const exactCost = (): number => exactBalanced(highs, fewGround, { zones, range }, 120, () => true).bound;
  const ownCost = (): number =>
    zone.balancedZones(fewGround, { zones, tolerance, random: seeded(1) }).partitions[0]?.cost ?? Number.NaN;
  const share = ((100 * ownCost()) / exactCost()).toFixed(2);
  const [oursOfFew, rivalOfFew] = await interleave([ownCost, exactCost], { rounds: 3, warmUp: 1 });
  const both = { name: 'HiGHS', rival: rivalOfFew!, here: true };
  table.push(
    against(
      'zones of equal work, ±20 %',
      `20 cells, 3 zones, ${share} % of the optimum’s cost`,
      oursOfFew!,
      both,
      null,
    ),
  );
  table.push(against('zones that cover', size, ours!, { name: 'HiGHS', rival: rival!, here: true }, null));
  return table;
}
