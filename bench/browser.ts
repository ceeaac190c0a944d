import { existsSync } from 'node:fs';
import { chromium, type Page } from 'playwright-core';
import { type BenchRow, ms, quantile, count as thousands, within } from './row.ts';
import { openStage, stageColumns } from './stage.ts';

/** What one drag of the time window measured, milliseconds. */
interface Drag {
  worker: number[];
  answer: number[];
  painted: number[];
  frame: number[];
}

const STEPS = 120;
const WARM_UP_STEPS = 40;
/** Märsta and its surroundings, a quarter selected: points, surface and places on, as the page opens. */
const VIEW = 'karta?map=12.5/59.62/17.85&from=2026-06-01&to=2026-08-31';
const CHROMIUM = ['/usr/bin/chromium', '/usr/bin/google-chrome', process.env.CHROMIUM ?? ''];
const ARGUMENTS = [
  '--no-sandbox',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-sync',
];

/** Collects the page's own measures and its frame intervals. Text, because the compiler's helpers aren't in the page. */
const OBSERVER = `
  globalThis.seen = { worker: [], answer: [], painted: [], frame: [] };
  new PerformanceObserver((list) => {
    for (const { name, duration } of list.getEntries()) seen[name.replace('lagesbild.', '')]?.push(duration);
  }).observe({ entryTypes: ['measure'] });
  let last = performance.now();
  requestAnimationFrame(function frame(now) {
    seen.frame.push(now - last);
    last = now;
    requestAnimationFrame(frame);
  });
`;

/** Drags the end of the time window to and fro, a step each frame's worth of time. */
async function drag(page: Page, steps: number): Promise<Drag> {
  const thumb = page.locator('[role=slider]').last();
  const box = await thumb.boundingBox();
  if (box === null) throw new Error('the time bar has no thumb to drag');
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.evaluate(() => {
    const { seen } = globalThis as unknown as { seen: Record<string, number[]> };
    for (const kept of Object.values(seen)) kept.length = 0;
  });
  await page.mouse.move(x, y);
  await page.mouse.down();
  for (let step = 1; step <= steps; step++) {
    await page.mouse.move(x + 110 * Math.sin((step / steps) * 4 * Math.PI), y);
    await page.waitForTimeout(16);
  }
  await page.mouse.up();
  await page.waitForTimeout(400);
  return page.evaluate(() => structuredClone((globalThis as unknown as { seen: unknown }).seen)) as Promise<Drag>;
}

/**
 * A brush in a real browser: how long does the worker take for a tally, how long until the page has it, and until the
 * map is painted? Headless Chromium paints with the processor, so painting is reported apart and has no target.
 */
export async function run(): Promise<BenchRow[]> {
  const executablePath = CHROMIUM.find((path) => path !== '' && existsSync(path));
  if (executablePath === undefined) return [];
  const rows: BenchRow[] = [];
  const browser = await chromium.launch({ executablePath, args: ARGUMENTS });
  try {
    for (const rowCount of [112_000, 1_000_000]) {
      const stage = await openStage(stageColumns(rowCount));
      const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
      await page.addInitScript({ content: OBSERVER });
      const started = performance.now();
      await page.goto(`${stage.url}/sigtuna/${VIEW}`);
      await page.locator('[role=slider]').last().waitFor({ timeout: 60_000 });
      await page.waitForFunction(() => performance.getEntriesByName('lagesbild.painted').length > 0, undefined, {
        timeout: 60_000,
      });
      const opened = performance.now() - started;
      await page.waitForTimeout(1500);
      await drag(page, WARM_UP_STEPS);
      const { worker, answer, painted, frame } = await drag(page, STEPS);
      const size = thousands(rowCount);
      const alone = (job: string, ours: string): BenchRow => ({
        ...{ job, size, ours, rival: '', ratio: '', target: '', hit: null },
      });
      rows.push(
        within('brush in Chromium, worker answer', size, worker, 16, 'p95'),
        within('brush in Chromium, answer on the page', size, answer, null, 'p95'),
        within('brush in Chromium, map painted', size, painted, null, 'median'),
        alone(
          'brush in Chromium, frame interval',
          `median ${ms(quantile(frame, 0.5))}, p95 ${ms(quantile(frame, 0.95))}`,
        ),
        alone('page opened to first painted answer', ms(opened)),
      );
      await page.close();
      await stage.close();
    }
  } finally {
    await browser.close();
  }
  return rows;
}
