import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Kernel, kernelDensity, seeded } from '@lagesbild/analysis';
import * as contract from '@lagesbild/contract';
import { createProjectionGrid, resolveCriteria, Store } from '@lagesbild/incidents';
import proj4 from 'proj4';
import { FIRST_DAY, isoDay, SIZES } from './county.ts';
import { type Rival, startRival } from './rival.ts';
import { against, type BenchRow, count, interleave, within } from './row.ts';
import { stageColumns } from './stage.ts';

const SIDE = 20_000;
const CELLS = 1000;
const BANDWIDTH = 200;
/** Times as fast as each rival, by kernel; a rival without a figure doesn't do that kernel. */
const TARGETS: Record<string, Partial<Record<Kernel, number>>> = {
  'SciPy filter': { gaussian: 2 },
  'SciPy FFT': { gaussian: 2, quartic: 1 },
  spatstat: { gaussian: 80, quartic: 75 },
};

/**
 * Bins and convolves as SciPy is best used: bincount, then a separable filter or an FFT, in single precision, which was the
 * faster for both. No cloud-in-cell, no correction.
 */
const SCIPY = `
import sys, time
import numpy as np
from scipy import ndimage, signal
p = np.fromfile(sys.argv[1], dtype=np.float64).reshape(2, -1)
G, cell, h = ${CELLS}, ${SIDE / CELLS}, ${BANDWIDTH}
def kernel(r, shape):
    d = np.add.outer(np.arange(-r, r + 1) ** 2, np.arange(-r, r + 1) ** 2) / (h / cell) ** 2
    return shape(d).astype(np.float32)
kernels = {
    'gaussian': kernel(int(4 * h / cell), lambda d: np.exp(-d / 2)),
    'quartic': kernel(int(h / cell), lambda d: np.where(d < 1, (1 - d) ** 2, 0)),
}
for line in sys.stdin:
    shape = line.strip()
    t = time.process_time()
    ix = (p[0] * (1 / cell)).astype(np.int32); iy = (p[1] * (1 / cell)).astype(np.int32)
    grid = np.bincount(iy * G + ix, minlength=G * G).reshape(G, G).astype(np.float32)
    if sys.argv[2] == 'filter': ndimage.gaussian_filter(grid, h / cell, mode='constant', truncate=4)
    else: signal.fftconvolve(grid, kernels[shape], 'same')
    print((time.process_time() - t) * 1000, flush=True)
`;

/** spatstat's sigma is the kernel's standard deviation along an axis: h/√8 for a quartic of radius h. */
const SPATSTAT = `
suppressPackageStartupMessages(library(spatstat))
f <- file(commandArgs(TRUE)[1], "rb"); n <- file.size(commandArgs(TRUE)[1]) / 16
x <- readBin(f, "double", n); y <- readBin(f, "double", n)
p <- ppp(x, y, c(0, ${SIDE}), c(0, ${SIDE}), check = FALSE)
con <- file("stdin"); open(con)
while (length(line <- readLines(con, 1)) > 0) {
  t <- sum(proc.time()[c("user.self", "sys.self")])
  sigma <- if (line == "gaussian") ${BANDWIDTH} else ${BANDWIDTH} / sqrt(8)
  d <- density(p, sigma = sigma, kernel = line, dimyx = ${CELLS}, edge = FALSE)
  cat((sum(proc.time()[c("user.self", "sys.self")]) - t) * 1000, "\\n"); flush(stdout())
}
`;

export async function run(): Promise<BenchRow[]> {
  return [...(await followTheBrush()), ...(await againstLibraries())];
}

/** A surface that follows a moving filter: 300 × 300 cells over Sigtuna. */
async function followTheBrush(): Promise<BenchRow[]> {
  const table: BenchRow[] = [];
  for (const size of [112_000, ...SIZES.filter((n) => n >= 1_000_000)]) {
    const columns = stageColumns(size);
    const { inverse } = proj4('EPSG:4326', columns.proj4);
    const toMercator = createProjectionGrid((x, y) => inverse([x / 100, y / 100]) as [number, number]);
    const store = Store.build(columns, { polygons: new Map(), toMercator });
    const context = { categories: columns.categories, polygons: new Map(), vocabulary: contract };
    for (const [kernel, bandwidth_m] of [
      ['gaussian', 200],
      ['gaussian', 500],
      ['quartic', 700],
    ] as const) {
      let step = 0;
      const [times] = await interleave(
        [
          () => {
            const criteria = resolveCriteria({ from: isoDay(FIRST_DAY + (step++ % 40)) }, context);
            const bounds = [650_000, 6_602_000, 670_000, 6_622_000] as const;
            return store.density(criteria, { kernel, bandwidth_m, cell_m: SIDE / 300, bounds });
          },
        ],
        { rounds: 15, warmUp: 4 },
      );
      const job = `density of a selection, 300² cells, ${kernel} ${bandwidth_m} m`;
      table.push(within(job, count(size), times!.cpu, size === 112_000 ? 30 : null, 'median'));
    }
  }
  return table;
}

async function againstLibraries(): Promise<BenchRow[]> {
  const table: BenchRow[] = [];
  const folder = mkdtempSync(join(tmpdir(), 'lb-density-'));
  try {
    for (const size of SIZES) {
      const random = seeded(size);
      const points = Float64Array.from({ length: size * 2 }, () => random() * SIDE);
      const file = join(folder, `${size}.bin`);
      writeFileSync(file, new Uint8Array(points.buffer));
      const rivals: Record<string, Rival | null> = {
        'SciPy filter': await startRival('python3', ['-c', SCIPY, file, 'filter']),
        'SciPy FFT': await startRival('python3', ['-c', SCIPY, file, 'fft']),
        spatstat: await startRival('Rscript', ['-e', SPATSTAT, file]),
      };
      const raster = { west_m: 0, south_m: 0, cell_m: SIDE / CELLS, columns: CELLS, rows: CELLS };
      const [x, y] = [points.subarray(0, size), points.subarray(size)];
      for (const kernel of ['gaussian', 'quartic'] as const) {
        const present = Object.entries(rivals).filter(([name, rival]) => rival !== null && kernel in TARGETS[name]!);
        const tasks = present.map(
          ([, rival]) =>
            () =>
              rival!.ask(kernel),
        );
        const ours = (): unknown => kernelDensity(x, y, raster, { kernel, bandwidth_m: BANDWIDTH });
        const [mine, ...theirs] = await interleave([ours, ...tasks], { rounds: 7 });
        const job = `${kernel} density, ${CELLS}² cells, ${BANDWIDTH} m`;
        for (const name of Object.keys(rivals)) {
          const at = present.findIndex(([who]) => who === name);
          const times = TARGETS[name]![kernel];
          if (times === undefined) continue;
          table.push(
            against(job, count(size), mine!, { name, rival: theirs[at], here: true }, size < 1_000_000 ? null : times),
          );
        }
      }
      for (const rival of Object.values(rivals)) rival?.stop();
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
  return table;
}
