import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bandwidthCvL, bandwidthDiggle, bandwidthLikelihood, bandwidthScott, seeded } from '@lagesbild/analysis';
import { startRival } from './rival.ts';
import { against, type BenchRow, count, interleave, within } from './row.ts';

const SIDE = 20_000;
const CLUMPS = 40;
const AREA = { west_m: 0, south_m: 0, east_m: SIDE, north_m: SIDE };

const RULES = {
  Scott: (x: Float64Array, y: Float64Array) => bandwidthScott(x, y),
  Diggle: (x: Float64Array, y: Float64Array) => bandwidthDiggle(x, y, { area: AREA }),
  likelihood: (x: Float64Array, y: Float64Array) => bandwidthLikelihood(x, y, { area: AREA }),
  CvL: (x: Float64Array, y: Float64Array) => bandwidthCvL(x, y, { area: AREA }),
};

/** The same rules, its own 16 candidates; ours also search between them. */
const SPATSTAT = `
suppressPackageStartupMessages(library(spatstat.explore))
f <- file(commandArgs(TRUE)[1], "rb"); n <- file.size(commandArgs(TRUE)[1]) / 16
x <- readBin(f, "double", n); y <- readBin(f, "double", n)
p <- ppp(x, y, c(0, ${SIDE}), c(0, ${SIDE}), check = FALSE)
rules <- list(Scott = bw.scott, Diggle = function(p) bw.diggle(p, correction = "translate"), likelihood = bw.ppl, CvL = bw.CvL)
con <- file("stdin"); open(con)
while (length(line <- readLines(con, 1)) > 0) {
  rule <- rules[[line]]
  cat(if (is.null(rule)) 0 else sum(system.time(suppressWarnings(rule(p)))[1:2]) * 1000, "\\n"); flush(stdout())
}
`;

/** Which bandwidth? By each rule, on incidents in clumps. */
export async function run(): Promise<BenchRow[]> {
  const table: BenchRow[] = [];
  const folder = mkdtempSync(join(tmpdir(), 'lb-bandwidth-'));
  try {
    for (const size of [3000, 100_000]) {
      const points = clumped(size);
      const [x, y] = [points.subarray(0, size), points.subarray(size)];
      const file = join(folder, `${size}.bin`);
      writeFileSync(file, new Uint8Array(points.buffer));
      const rival = size === 3000 ? await startRival('Rscript', ['-e', SPATSTAT, file]) : null;
      for (const [name, rule] of Object.entries(RULES)) {
        const ours = (): unknown => rule(x, y);
        const job = `bandwidth by ${name === 'CvL' ? 'Cronie and van Lieshout' : name}`;
        const tasks = rival === null ? [ours] : [ours, () => rival.ask(name)];
        const rounds = size === 3000 ? { rounds: 3, warmUp: 1 } : { rounds: 1, warmUp: 0 };
        const [mine, theirs] = await interleave(tasks, rounds);
        if (size === 3000)
          table.push(against(job, count(size), mine!, { name: 'spatstat', rival: theirs, here: true }, null));
        else table.push(within(job, count(size), mine!.cpu, null, 'median'));
      }
      rival?.stop();
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
  return table;
}

/** x of all, then y of all. */
function clumped(size: number): Float64Array {
  const random = seeded(size);
  const middles = Array.from(
    { length: CLUMPS },
    () => [random() * SIDE, random() * SIDE, random() ** 2 * 0.1 * SIDE] as const,
  );
  const points = new Float64Array(2 * size);
  const near = (middle: number, spread: number): number =>
    Math.min(SIDE, Math.max(0, middle + (random() + random() + random() - 1.5) * spread));
  for (let i = 0; i < size; i++) {
    const [mx, my, spread] = middles[Math.floor(random() * CLUMPS)]!;
    points[i] = near(mx, spread);
    points[size + i] = near(my, spread);
  }
  return points;
}
