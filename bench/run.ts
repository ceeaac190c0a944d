import type { BenchRow } from './row.ts';

export type { BenchRow } from './row.ts';

/**
 * `npm run bench [-- name …] [-- --large]`: every figure the README claims, in one table. A bench is a file that exports
 * `run()`; benches run one after another, each seeded, warmed up and interleaved with its rivals. `--large` adds 5 M rows.
 */
const BENCHES: Record<string, () => Promise<{ run(): Promise<BenchRow[]> }>> = {
  brush: () => import('./brush.ts'), // a moving filter, against crossfilter2
  columns: () => import('./columns.ts'), // the file of columns, against GeoJSON
  density: () => import('./density.ts'), // kernel density, against SciPy and spatstat
  bandwidth: () => import('./bandwidth.ts'), // rules for a bandwidth, against spatstat
  rates: () => import('./rates.ts'), // near repeats and the other tests of chance, against R
  'hot-spots': () => import('./hot-spots.ts'), // Gi*, FDR and emerging classes, against SciPy and spdep
  kernels: () => import('./kernels.ts'), // all other statistics, against R where it has them
  tiles: () => import('./tiles.ts'), // vector tiles, against ST_AsMVT
  http: () => import('./http.ts'), // the same tiles over HTTP, filtered and kept
  release: () => import('./release.ts'), // the files of a release, against @fastify/static
  cells: () => import('./cells.ts'), // counts in squares and hexagons, against PostGIS
  zones: () => import('./zones.ts'), // incidents in places, against ST_Covers
  'zone-figures': () => import('./zone-figures.ts'), // figures of zones while a corner is dragged, against ST_Covers; and in a real browser
  'zone-proposals': () => import('./zone-proposals.ts'), // zones that are proposed: how far from the best possible, against HiGHS
  import: () => import('./import.ts'), // a file of rows read in, against ogr2ogr
  reload: () => import('./reload.ts'), // the rows of a new data version, against reading all of them
  browser: () => import('./browser.ts'), // a brush in a real browser
  'big-area': () => import('./big-area.ts'), // 5 M rows asked of the api by a real browser; only with --large
};

const asked = process.argv.slice(2).filter((argument) => !argument.startsWith('-'));
const unknown = asked.filter((name) => !(name in BENCHES));
if (unknown.length > 0) {
  console.error(`No bench is called ${unknown.join(', ')}. There are: ${Object.keys(BENCHES).join(', ')}.`);
  process.exit(2);
}

const rows: BenchRow[] = [];
let failed = false;
for (const [name, load] of Object.entries(BENCHES)) {
  if (asked.length > 0 && !asked.includes(name)) continue;
  const start = performance.now();
  try {
    rows.push(...(await (await load()).run()));
    console.error(`${name}: ${((performance.now() - start) / 1000).toFixed(0)} s`);
  } catch (error) {
    failed = true;
    console.error(`${name} failed:`, error);
  }
}
print(rows);
process.exit(failed ? 1 : 0);

function print(table: readonly BenchRow[]): void {
  const head = ['job', 'size', 'ours', 'rival', 'ratio', 'target', ''];
  const lines = [
    head,
    ...table.map(({ job, size, ours, rival, ratio, target, hit }) => {
      return [job, size, ours, rival, ratio, target, hit === null ? '–' : hit ? 'hit' : 'MISS'];
    }),
  ];
  const widths = head.map((_, i) => Math.max(...lines.map((line) => line[i]!.length)));
  for (const [at, line] of lines.entries()) {
    console.log(
      line
        .map((text, i) => text.padEnd(widths[i]!))
        .join('  ')
        .trimEnd(),
    );
    if (at === 0) console.log(widths.map((width) => '─'.repeat(width)).join('  '));
  }
}
