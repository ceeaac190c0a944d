import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { emergingHotSpots, falseDiscoveryRate, getisOrdGiStar, gridNeighbours, seeded } from '@lagesbild/analysis';
import { SIZES } from './county.ts';
import { type Rival, startRival } from './rival.ts';
import { against, type BenchRow, count, interleave, within } from './row.ts';

/** Cells of a band: a disc of 81 with the cell in its middle. */
const REACH = 5;
/** Times as fast as each rival. */
const TARGETS: Record<string, number> = { SciPy: 2, spdep: 100 };

/**
 * Gi* as SciPy does it best: of a convolution by FFT, a direct one, and a moving sum per row of the disc, the one that is
 * fastest on these counts. Neighbours are counted once, before the clock starts; p by ndtr, adjusted by sorting.
 */
const SCIPY = `
import sys, time
import numpy as np
from scipy import ndimage, signal, special
data = np.fromfile(sys.argv[1]); G = int(np.sqrt(data.size // 2)); n = G * G
x, z = data[:n].reshape(G, G), data[n:].reshape(G, G)
R = ${REACH}
disc = (np.add.outer(np.arange(-R, R + 1) ** 2, np.arange(-R, R + 1) ** 2) <= R * R).astype(float)
half = [int(np.sqrt(R * R - dy * dy)) for dy in range(R + 1)]
def by_fft(a): return signal.fftconvolve(a, disc, 'same')
def direct(a): return ndimage.convolve(a, disc, mode='constant')
def by_rows(a):
    s = np.zeros_like(a)
    for w in sorted(set(half)):
        u = ndimage.uniform_filter1d(a, 2 * w + 1, axis=1, mode='constant') * (2 * w + 1)
        for dy in range(-R, R + 1):
            if half[abs(dy)] == w:
                if dy >= 0: s[dy:] += u[:G - dy]
                else: s[:dy] += u[-dy:]
    return s
def seconds(f):
    t = time.process_time(); f(x); return time.process_time() - t
best = min((by_fft, direct, by_rows), key=lambda f: min(seconds(f) for _ in range(3)))
W = direct(np.ones_like(x))
def gistar(): return (best(x) - x.mean() * W) / (x.std() * np.sqrt((n * W - W * W) / (n - 1)))
def adjust(g):
    p = 2 * special.ndtr(-np.abs(g.ravel())); order = np.argsort(p)
    least = np.minimum(np.minimum.accumulate((p[order] * n / np.arange(1, n + 1))[::-1])[::-1], 1)
    adjusted = np.empty(n); adjusted[order] = least
    return adjusted
for line in sys.stdin:
    t = time.process_time()
    g = gistar()
    if line.strip() == 'apart': print(np.abs(g - z).max(), flush=True); continue
    adjust(g)
    print((time.process_time() - t) * 1000, flush=True)
`;

/** spdep's localG, its lists made before the clock starts (which takes it far longer). */
const SPDEP = `
suppressPackageStartupMessages(library(spdep))
file <- commandArgs(TRUE)[1]; n <- file.size(file) / 16; side <- round(sqrt(n))
f <- file(file, "rb"); x <- readBin(f, "double", n); z <- readBin(f, "double", n); close(f)
R <- ${REACH}; at <- expand.grid(dx = -R:R, dy = -R:R); at <- at[at$dx^2 + at$dy^2 <= R^2, ]
column <- rep(0:(side - 1), side); row <- rep(0:(side - 1), each = side)
nb <- vector("list", n); ones <- lapply(1:nrow(at), function(k) rep(1, k)); offset <- as.integer(at$dy * side + at$dx)
inner <- column >= R & column < side - R & row >= R & row < side - R
for (i in 1:n) nb[[i]] <- if (inner[i]) i + offset else {
  c1 <- column[i] + at$dx; r1 <- row[i] + at$dy
  i + offset[c1 >= 0 & c1 < side & r1 >= 0 & r1 < side]
}
class(nb) <- "nb"; attr(nb, "region.id") <- as.character(1:n); attr(nb, "self.included") <- TRUE
lw <- structure(list(style = "B", neighbours = nb, weights = ones[lengths(nb)]), class = c("listw", "nb"))
con <- file("stdin"); open(con)
while (length(line <- readLines(con, 1)) > 0) {
  t <- sum(proc.time()[c("user.self", "sys.self")])
  g <- as.numeric(localG(x, lw, return_internals = FALSE))
  if (line == "apart") { cat(max(abs(g - z)), "\\n"); next }
  adjusted <- p.adjust(2 * pnorm(-abs(g)), "BH")
  cat((sum(proc.time()[c("user.self", "sys.self")]) - t) * 1000, "\\n"); flush(stdout())
}
`;

export async function run(): Promise<BenchRow[]> {
  return [...(await againstLibraries()), ...(await emerging())];
}

/** From incidents to classes: counted into a cube, Gi*, FDR, trends. */
async function emerging(): Promise<BenchRow[]> {
  const table: BenchRow[] = [];
  const [side, steps] = [250, 36];
  const grid = gridNeighbours({ columns: side, rows: side, cell_m: 1 }, 2);
  for (const size of SIZES) {
    const places = placesOf(size, side);
    const random = seeded(size);
    const times = Uint8Array.from({ length: size }, () => random() * steps);
    for (const chance of ['normal', 'drawn'] as const) {
      const task = (): unknown => {
        const cube = new Float64Array(steps * side * side);
        for (let i = 0; i < size; i++) if (places[i]! >= 0) cube[times[i]! * side * side + places[i]!]!++;
        return emergingHotSpots(cube, steps, grid, { chance });
      };
      const [rounds] = await interleave([task], { rounds: 9 });
      const limit = size === 1_000_000 ? 300 : null;
      table.push(
        within(`emerging hot spots, ${side}² × ${steps}, p ${chance}`, count(size), rounds!.cpu, limit, 'median'),
      );
    }
  }
  return table;
}

async function againstLibraries(): Promise<BenchRow[]> {
  const table: BenchRow[] = [];
  const folder = mkdtempSync(join(tmpdir(), 'lb-hot-spots-'));
  try {
    for (const size of SIZES) {
      const side = Math.round(Math.sqrt(size));
      const grid = gridNeighbours({ columns: side, rows: side, cell_m: 1 }, REACH);
      const counts = countsOf(side);
      const file = join(folder, `${size}.bin`);
      const { z } = getisOrdGiStar(counts, grid);
      writeFileSync(file, Buffer.concat([new Uint8Array(counts.buffer), new Uint8Array(z.buffer)]));
      const rivals: Record<string, Rival | null> = {
        SciPy: await startRival('python3', ['-c', SCIPY, file]),
        spdep: size > 1_000_000 ? null : await startRival('Rscript', ['-e', SPDEP, file]),
      };
      const present = Object.entries(rivals).filter(([, rival]) => rival !== null);
      for (const [name, rival] of present) {
        const { ms: apart } = await rival!.ask('apart');
        if (!(apart < 1e-9)) throw new Error(`z is ${apart} from that of ${name}`);
      }
      const ours = (): unknown => falseDiscoveryRate(getisOrdGiStar(counts, grid).p);
      const tasks = present.map(
        ([, rival]) =>
          () =>
            rival!.ask('gistar'),
      );
      const [mine, ...theirs] = await interleave([ours, ...tasks], { rounds: 7 });
      for (const name of Object.keys(rivals)) {
        const at = present.findIndex(([who]) => who === name);
        if (at < 0 && name === 'spdep' && size > 1_000_000) continue;
        table.push(
          against(
            'Gi* and FDR, 81 neighbours',
            `${side}² cells`,
            mine!,
            { name, rival: theirs[at], here: true },
            size < 1_000_000 ? null : TARGETS[name]!,
          ),
        );
      }
      for (const rival of Object.values(rivals)) rival?.stop();
    }
    return table;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** As many incidents as cells. */
function countsOf(side: number): Float64Array {
  const counts = new Float64Array(side * side);
  for (const cell of placesOf(side * side, side)) if (cell >= 0) counts[cell]!++;
  return counts;
}

/** Cells of incidents, half of them in sixty towns; −1 beyond the raster. */
function placesOf(incidents: number, side: number): Int32Array {
  const random = seeded(side);
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const towns = Array.from({ length: 60 }, () => [random() * side, random() * side] as const);
  return Int32Array.from({ length: incidents }, () => {
    const town = random() < 0.5 ? towns[Math.floor(random() * 60)]! : null;
    const x = Math.floor(town === null ? random() * side : town[0] + (normal() * side) / 50);
    const y = Math.floor(town === null ? random() * side : town[1] + (normal() * side) / 50);
    return x >= 0 && y >= 0 && x < side && y < side ? y * side + x : -1;
  });
}
