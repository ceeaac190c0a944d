import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { VIEW } from './browser.ts';
import { drag, openBrowser, openPage } from './drag.ts';
import { fillDatabase } from './filled.ts';
import { openPostgis } from './postgis.ts';
import { type BenchRow, ms, quantile, count as thousands, within } from './row.ts';
import { stageColumns } from './stage.ts';

const SIZE = 5_000_000;
const STEPS = 120;
const WARM_UP_STEPS = 40;
const LOADED_WITHIN_MS = 300_000;

/**
 * More rows than a browser should hold, only with `--large` (filling takes minutes): the application as it runs on a
 * PostGIS server, asked by a real browser for every count, tile and surface. The browser paints with the same two cores.
 */
export async function run(): Promise<BenchRow[]> {
  if (!process.argv.includes('--large')) return [];
  const [postgis, browser] = [await openPostgis(), await openBrowser()];
  try {
    if (postgis === null || browser === null) return [];
    await (await fillDatabase(postgis, stageColumns(SIZE))).close();
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    const api = spawn(process.execPath, ['--import', 'tsx', 'apps/api/src/server.ts'], {
      cwd: join(import.meta.dirname, '..'),
      env: { ...process.env, PORT: String(port), DATABASE_URL: postgis.url, LOG_LEVEL: 'silent' },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    try {
      const began = performance.now();
      await answered(`${url}/api/sigtuna/incidents/tally`);
      const loaded = performance.now() - began;
      const counted = await brushed(`${url}/api/sigtuna/incidents/tally`);
      const { page, ms: opened } = await openPage(browser, `${url}/sigtuna/${VIEW}`);
      await page.waitForTimeout(1500);
      const warmUp = await drag(page, WARM_UP_STEPS);
      const { answer, painted, tile: later } = await drag(page, STEPS);
      const tile = [...warmUp.tile, ...later]; // on a busy machine a drag may end before the first of its tiles
      const { resident, peak } = memoryOf(api.pid!);
      const size = thousands(SIZE);
      const alone = (job: string, ours: string): BenchRow => ({
        ...{ job, size, ours, rival: '', ratio: '', target: '', hit: null },
      });
      return [
        alone('api started to its first count', ms(loaded)),
        alone('page opened to first painted answer', ms(opened)),
        within('brush asked of the api alone', size, counted, 100, 'p95'),
        within('brush by the server, answer on the page', size, answer, null, 'p95'),
        within('brush by the server, map painted', size, painted, null, 'median'),
        alone(
          'tile by the server, as the page waits for it',
          `${tile.length}, median ${ms(quantile(tile, 0.5))}, p95 ${ms(quantile(tile, 0.95))}`,
        ),
        alone('memory of the api', `${resident} MB, ${peak} MB at most`),
      ];
    } finally {
      const gone = once(api, 'exit');
      api.kill();
      await gone;
    }
  } finally {
    await browser?.close();
    await postgis?.close();
  }
}

async function answered(url: string): Promise<void> {
  const until = performance.now() + LOADED_WITHIN_MS;
  while (performance.now() < until) {
    const response = await fetch(url).catch(() => null);
    if (response?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`${url} did not answer within ${LOADED_WITHIN_MS} ms`);
}

/** Milliseconds of each count while the end of a quarter moves day by day, asked one after another as the page does. */
async function brushed(url: string): Promise<number[]> {
  const times: number[] = [];
  for (let step = -WARM_UP_STEPS; step < STEPS; step++) {
    const to = new Date(Date.UTC(2026, 6, 1) + Math.round(60 * Math.sin(step / 20)) * 86_400_000);
    const asked = performance.now();
    await (await fetch(`${url}?from=2026-04-01&to=${to.toISOString().slice(0, 10)}`)).text();
    if (step >= 0) times.push(performance.now() - asked);
  }
  return times;
}

/** Megabytes a process has in memory now, and had at most. */
function memoryOf(pid: number): { resident: number; peak: number } {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const megabytes = (name: string): number =>
    Math.round(Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(status)?.[1]) / 1024);
  return { resident: megabytes('VmRSS'), peak: megabytes('VmHWM') };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, 'close');
  return port;
}
