import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { type KnoxPart, type KnoxStudy, knoxPart, knoxStudy, knoxTable } from '@lagesbild/analysis';
import { seeded } from './county.ts';
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
  return [...(await nearRepeats())];
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
    const permute = (): KnoxPart => knoxPart(study, { seed: 1, from: number, to: (number += 20) });
    const [twenty] = await interleave([permute], { rounds: 15, warmUp: 5 });
    const one = { clock: twenty!.clock.map((ms) => ms / 20), cpu: twenty!.cpu.map((ms) => ms / 20) };
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
