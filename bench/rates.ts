import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import {
  aoristicWeights,
  clockChanges,
  gapMap,
  type KnoxPart,
  type KnoxStudy,
  knoxPart,
  knoxStudy,
  knoxTable,
  seasonal,
  seeded,
  silence,
} from '@lagesbild/analysis';
import { startRival } from './rival.ts';
import { against, type BenchRow, count, interleave, type Rounds, within } from './row.ts';

const SIDE = 20_000;
const DAYS = 1095;
const BANDS = { distances: [0, 200], times: [0, 7], metric: 'euclidean' } as const;
const PERMUTATIONS = 999;

/** What a permutation costs: a run with one, less a run with none. It counts up to and including its limits. */
const SURVEILLANCE = `
suppressPackageStartupMessages(library(surveillance))
f <- file(commandArgs(TRUE)[1], "rb"); n <- file.size(commandArgs(TRUE)[1]) / 24
x <- readBin(f, "double", n); y <- readBin(f, "double", n); t <- readBin(f, "double", n)
ds <- dist(cbind(x, y)); dt <- dist(t)
ms <- function(...) sum(system.time(knox(dt, ds, eps.t = 6, eps.s = 200, ..., .verbose = FALSE))[1:2]) * 1000
con <- file("stdin"); open(con)
while (length(line <- readLines(con, 1)) > 0) {
  cat(if (line == "permutation") ms(simulate.p.value = TRUE, B = 1) - ms(simulate.p.value = FALSE) else 0, "\\n"); flush(stdout())
}
`;

export async function run(): Promise<BenchRow[]> {
  return [...(await nearRepeats()), ...(await seasons()), ...(await others())];
}

interface Points {
  x: Float64Array;
  y: Float64Array;
  time: Float64Array;
}

function scattered(n: number): Points {
  const random = seeded(n);
  const x = Float64Array.from({ length: n }, () => random() * SIDE);
  const y = Float64Array.from({ length: n }, () => random() * SIDE);
  return { x, y, time: Float64Array.from({ length: n }, () => Math.floor(random() * DAYS)) };
}

async function nearRepeats(): Promise<BenchRow[]> {
  const table: BenchRow[] = [];
  for (const size of [10_000, 100_000]) {
    const points = scattered(size);
    const study = knoxStudy(points.x, points.y, points.time, BANDS);
    const pairs = `${count(size)}, ${count(study.near[0]!)} pairs`;
    let number = 0;
    const AT_ONCE = 96;
    const permute = (): KnoxPart => knoxPart(study, { seed: 1, from: number, to: (number += AT_ONCE) });
    const [several] = await interleave([permute], { rounds: 15, warmUp: 5 });
    const each = (times: readonly number[]): number[] => times.map((ms) => ms / AT_ONCE);
    const one = { clock: each(several!.clock), cpu: each(several!.cpu) };
    const job = 'near repeats, 200 m and 7 days: a permutation';
    if (size === 10_000) table.push(against(job, pairs, one, await surveillance(points), 1000));
    else table.push(within(job, pairs, one.cpu, null, 'median'));

    const [threaded] = await interleave(
      [
        async () => {
          const fresh = knoxStudy(points.x, points.y, points.time, BANDS);
          const parts = await Promise.all([onThread(fresh, 0, 500), onThread(fresh, 500, PERMUTATIONS)]);
          return knoxTable(fresh, parts);
        },
      ],
      { rounds: 3, warmUp: 1 },
    );
    const limit = size === 100_000 ? 10_000 : null;
    table.push(
      within(
        `near repeats, ${PERMUTATIONS} permutations, all of it, two threads`,
        pairs,
        threaded!.clock,
        limit,
        'median',
      ),
    );
  }
  return table;
}

function onThread(study: KnoxStudy, from: number, to: number): Promise<KnoxPart> {
  return new Promise((resolve, reject) => {
    const thread = new Worker(new URL('./knox-thread.mjs', import.meta.url), {
      execArgv: [],
      workerData: { study, seed: 1, from, to },
    });
    thread.once('message', resolve);
    thread.once('error', reject);
  });
}

async function surveillance({ x, y, time }: Points): Promise<{ name: string; rival: Rounds | undefined; here: true }> {
  const folder = mkdtempSync(join(tmpdir(), 'lb-knox-'));
  try {
    const file = join(folder, 'points.bin');
    writeFileSync(file, Buffer.concat([x, y, time].map((column) => new Uint8Array(column.buffer))));
    const rival = await startRival('Rscript', ['-e', SURVEILLANCE, file]);
    const times = rival === null ? [] : await interleave([() => rival.ask('permutation')], { rounds: 2, warmUp: 0 });
    rival?.stop();
    return { name: 'surveillance', rival: times[0], here: true };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Runs R's stl on the same values so many times that its clock can tell. */
const STL = `
v <- 20 + 5 * sin((0:1825) / 58) + ((0:1825) * 37) %% 11
con <- file("stdin"); open(con)
while (length(line <- readLines(con, 1)) > 0) {
  period <- suppressWarnings(as.integer(line))
  if (is.na(period)) cat("0\n") else {
    t <- system.time(for (i in 1:50) stl(ts(v, frequency = period), "periodic"))
    cat(sum(t[1:2]) * 20, "\n")
  }
  flush(stdout())
}
`;

async function seasons(): Promise<BenchRow[]> {
  const table: BenchRow[] = [];
  const values = Float64Array.from({ length: 1826 }, (_, i) => 20 + 5 * Math.sin(i / 58) + ((i * 37) % 11));
  const rival = await startRival('Rscript', ['-e', STL]);
  for (const period of [7, 365]) {
    const tasks: (() => unknown)[] = [() => seasonal(values, { period, seasonalWindow: 'periodic' })];
    if (rival !== null) tasks.push(() => rival.ask(`${period}`));
    const [ours, theirs] = await interleave(tasks, { rounds: 15, warmUp: 10 });
    const name = 'R stl';
    table.push(
      against(
        'season and trend, five years of days',
        `period ${period}`,
        ours!,
        { name, rival: theirs, here: true },
        1,
      ),
    );
  }
  rival?.stop();
  return table;
}

async function others(): Promise<BenchRow[]> {
  const random = seeded(5);
  const whole = (below: number): number => Math.floor(random() * below);
  const [intervals, cells, flags, places] = [1_000_000, 62_500, 20_000, 400];
  const start = Int32Array.from({ length: intervals }, () => 27_000_000 + whole(2_000_000));
  const length = Int32Array.from({ length: intervals }, () => (random() < 0.5 ? 0 : whole(900)));
  const clock = clockChanges((utc) => (Math.floor(utc / 262_800) % 2 === 0 ? 60 : 120), 27_000_000, 29_000_000); // twice a year
  const cell = Int32Array.from({ length: flags }, () => Math.floor(random() ** 3 * cells));
  const day = Int32Array.from({ length: flags }, () => whole(365));
  const incidents = Int32Array.from({ length: cells }, (_, at) => whole(1 + 20 * (1 - at / cells)));
  const happened = Int32Array.from({ length: places }, () => 5 + whole(40));
  const unreported = happened.map((n) => whole(n + 1));
  const reasons = new Int32Array(places * 10);
  for (const [at, n] of unreported.entries()) for (let i = 0; i < n; i++) reasons[at * 10 + whole(10)]!++;

  const jobs: [string, string, () => unknown][] = [
    ['hours of the week of intervals', count(intervals), () => aoristicWeights(start, length, { bins: 'week', clock })],
    ['gap map', `${count(cells)} cells, ${count(flags)} flags`, () => gapMap({ cell, day }, incidents)],
    ['events not reported', `${places} places`, () => silence({ happened, unreported, reasons, reasonCount: 10 })],
  ];
  const times = await interleave(
    jobs.map(([, , job]) => job),
    { rounds: 9, warmUp: 3 },
  );
  return jobs.map(([job, size], i) => within(job, size, times[i]!.cpu, null, 'median'));
}
