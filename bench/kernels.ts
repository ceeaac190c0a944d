import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  backtest,
  dbscan,
  getisOrdG,
  getisOrdGi,
  gridNeighbours,
  harmIndex,
  localMoran,
  mannKendall,
  pai,
  peiStar,
  pointNeighbours,
  poissonInterval,
  rateRatio,
  rri,
  sameSeason,
  seeded,
  senSlope,
  smallestDetectableEffect,
  weightedDisplacementDifference,
  weightedDisplacementQuotient,
} from '@lagesbild/analysis';
import { type Rival, startRival } from './rival.ts';
import { against, type BenchRow, count, interleave, within } from './row.ts';

const SIDE = 20_000;
const CLUMPS = 60;
const EPS_M = 60;
const MIN_POINTS = 12;
/** How often the small ones are asked, so that a clock can tell. */
const MANY = 2000;
const MORAN_CELLS = 100;
const PERMUTATIONS = 999;
const YEAR_OF_WEEKS = 364;

/** The same in R: each job as often as here, on the same numbers. */
const R = `
suppressPackageStartupMessages({ library(dbscan); library(spdep) })
f <- file(commandArgs(TRUE)[1], "rb"); n <- file.size(commandArgs(TRUE)[1]) / 16
x <- readBin(f, "double", n); y <- readBin(f, "double", n)
counts <- table(factor(floor(x / 200), 0:${MORAN_CELLS - 1}), factor(floor(y / 200), 0:${MORAN_CELLS - 1}))
weights <- nb2listw(cell2nb(${MORAN_CELLS}, ${MORAN_CELLS}, type = "queen"), style = "W")
series <- (0:119 * 37) %% 101
jobs <- list(
  dbscan = function() dbscan(cbind(x, y), eps = ${EPS_M}, minPts = ${MIN_POINTS}),
  moran = function() localmoran_perm(as.vector(counts), weights, nsim = ${PERMUTATIONS}),
  trend = function() for (i in 1:${MANY}) cor.test(1:120, series, method = "kendall", continuity = TRUE, exact = FALSE),
  ratio = function() for (i in 1:${MANY}) poisson.test(c(34 + i %% 50, 22)),
  interval = function() for (i in 1:${MANY}) poisson.test(i %% 200)$conf.int)
con <- file("stdin"); open(con)
while (length(line <- readLines(con, 1)) > 0) {
  job <- jobs[[line]]
  cat(if (is.null(job)) 0 else sum(system.time(suppressWarnings(job()))[1:2]) * 1000, "\\n"); flush(stdout())
}
`;

/** The kernels that have no bench of their own: against R where it has the same, else alone. */
export async function run(): Promise<BenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'lb-kernels-'));
  let rival: Rival | null = null;
  try {
    const points = clumped(100_000);
    const file = join(folder, 'points.bin');
    writeFileSync(file, new Uint8Array(points.buffer));
    rival = await startRival('Rscript', ['-e', R, file]);
    return [...(await compared(points, rival)), ...(await alone(points))];
  } finally {
    rival?.stop();
    rmSync(folder, { recursive: true });
  }
}

async function compared(points: Float64Array, rival: Rival | null): Promise<BenchRow[]> {
  const size = points.length / 2;
  const [x, y] = [points.subarray(0, size), points.subarray(size)];
  const counts = cellsOf(x, y, MORAN_CELLS);
  const queen = gridNeighbours({ columns: MORAN_CELLS, rows: MORAN_CELLS, cell_m: 200 }, 'queen');
  const series = Float64Array.from({ length: 120 }, (_, i) => (i * 37) % 101);
  const often = (job: (i: number) => unknown) => () => {
    let last: unknown;
    for (let i = 1; i <= MANY; i++) last = job(i);
    return last;
  };
  const jobs: [name: string, job: string, size: string, library: string, ours: () => unknown][] = [
    [
      'dbscan',
      'clusters, with their areas',
      count(size),
      'R dbscan (no areas)',
      () => dbscan(x, y, { eps_m: EPS_M, minPoints: MIN_POINTS }),
    ],
    [
      ...(['moran', 'local Moran, 999 permutations', `${MORAN_CELLS}² cells`, 'spdep localmoran_perm'] as const),
      () => localMoran(counts, queen, { permutations: PERMUTATIONS, random: seeded(3) }),
    ],
    ['trend', `Mann–Kendall, ${count(MANY)} series`, '120 steps', 'R cor.test', often(() => mannKendall(series))],
    [
      'ratio',
      `rate ratio, ${count(MANY)} times`,
      '22 to 83',
      'R poisson.test',
      often((i) => rateRatio(34 + (i % 50), 22)),
    ],
    [
      'interval',
      `interval of a count, ${count(MANY)} times`,
      '0 to 199',
      'R poisson.test',
      often((i) => poissonInterval(i % 200)),
    ],
  ];
  const table: BenchRow[] = [];
  for (const [name, job, of, library, ours] of jobs) {
    const tasks = rival === null ? [ours] : [ours, () => rival.ask(name)];
    const [mine, theirs] = await interleave(tasks, { rounds: 3, warmUp: 1 });
    table.push(against(job, of, mine!, { name: library, rival: theirs, here: true }, 1));
  }
  return table;
}

async function alone(points: Float64Array): Promise<BenchRow[]> {
  const size = points.length / 2;
  const [x, y] = [points.subarray(0, size), points.subarray(size)];
  const random = seeded(9);
  const whole = (below: number): number => Math.floor(random() * below);
  const cells = 250;
  const counts = cellsOf(x, y, cells);
  const disc = gridNeighbours({ columns: cells, rows: cells, cell_m: 80 }, 400);
  const cell = Int32Array.from(x, (at, i) => Math.floor(at / 80) + cells * Math.floor(y[i]! / 80));
  const day = Int32Array.from({ length: size }, () => 20_000 + whole(1100));
  const registered = day.map((at) => at + whole(20));
  const category = Int32Array.from({ length: size }, () => whole(12));
  const weights = Array.from({ length: 12 }, (_, i) => (i === 11 ? Number.NaN : i * 10));
  const predicted = counts.map((value) => value + random());
  const past = { cell, day: Float64Array.from(day), registered: Float64Array.from(registered) };
  const yearly = ({ cell: of }: { cell: ArrayLike<number> }): Float64Array => {
    const density = new Float64Array(counts.length);
    for (let i = 0; i < of.length; i++) density[of[i]!]!++;
    return density;
  };
  const windows = {
    from: 20_700,
    to: 20_700 + 13 * 28,
    horizon_days: 28,
    share: 0.05,
    cells: new Float64Array(counts.length).fill(1),
  };
  const steps = Float64Array.from({ length: 1000 }, () => random());
  const jobs: [string, string, () => unknown][] = [
    ['Gi, 81 neighbours', `${cells}² cells`, () => getisOrdGi(counts, disc)],
    ['global G, 81 neighbours', `${cells}² cells`, () => getisOrdG(counts, disc)],
    ['neighbours of points within 60 m', count(size), () => pointNeighbours(x, y, 60)],
    ['Sen’s slope with interval', '1,000 steps', () => senSlope(steps)],
    [
      'PAI, PEI* and RRI',
      `${cells}² cells`,
      () => [pai(predicted, counts), peiStar(predicted, counts), rri(predicted, counts, counts)],
    ],
    ['backtest of 13 windows', count(size), () => backtest(past, { ...windows, method: yearly, random: seeded(4) })],
    ['harm index', count(size), () => harmIndex(cell, category, weights, counts.length)],
    [
      'same weeks of three years',
      count(size),
      () =>
        sameSeason(day, {
          from: 21_000,
          to: 21_000 + 27,
          years: 3,
          registration: { day: registered, asOf: 21_000 + YEAR_OF_WEEKS },
        }),
    ],
    ['smallest detectable effect', '14 before', () => smallestDetectableEffect(14)],
    [
      'displacement: difference and quotient',
      'eight counts',
      () => [
        weightedDisplacementDifference({
          treated: [207, 110],
          control: [308, 318],
          displacement: [178, 157],
          displacementControl: [150, 140],
        }),
        weightedDisplacementQuotient([207, 110], [178, 157], [308, 318]),
      ],
    ],
  ];
  const times = await interleave(
    jobs.map(([, , job]) => job),
    { rounds: 9, warmUp: 3 },
  );
  return jobs.map(([job, of], i) => within(job, of, times[i]!.cpu, null, 'median'));
}

function cellsOf(x: Float64Array, y: Float64Array, across: number): Float64Array {
  const counts = new Float64Array(across * across);
  const side = SIDE / across;
  for (let i = 0; i < x.length; i++)
    counts[Math.min(across - 1, Math.floor(x[i]! / side)) + across * Math.min(across - 1, Math.floor(y[i]! / side))]!++;
  return counts;
}

/** x of all, then y of all: half in clumps, half anywhere. */
function clumped(size: number): Float64Array {
  const random = seeded(size);
  const middles = Array.from({ length: CLUMPS }, () => [random(), random()] as const);
  const inside = (share: number): number => Math.min(0.999_999, Math.max(0, share)) * SIDE;
  const points = new Float64Array(2 * size);
  for (let i = 0; i < size; i++) {
    const clump = random() < 0.5 ? middles[Math.floor(random() * CLUMPS)]! : null;
    const near = (): number => (random() + random() + random() - 1.5) / 50;
    points[i] = inside(clump === null ? random() : clump[0] + near());
    points[size + i] = inside(clump === null ? random() : clump[1] + near());
  }
  return points;
}
