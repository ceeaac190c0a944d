import { drag, openBrowser, openPage } from './drag.ts';
import { type BenchRow, ms, quantile, count as thousands, within } from './row.ts';
import { openStage, stageColumns } from './stage.ts';

const STEPS = 120;
const WARM_UP_STEPS = 40;
/** Märsta and its surroundings, a quarter selected: points, surface and places on, as the page opens. */
export const VIEW = 'karta?map=12.5/59.62/17.85&from=2026-06-01&to=2026-08-31';

/**
 * A brush in a real browser: how long does the worker take for a tally, how long until the page has it, and until the
 * map is painted? Headless Chromium paints with the processor, so painting is reported apart and has no target.
 */
export async function run(): Promise<BenchRow[]> {
  const browser = await openBrowser();
  if (browser === null) return [];
  const rows: BenchRow[] = [];
  try {
    for (const rowCount of [112_000, 1_000_000]) {
      const stage = await openStage(stageColumns(rowCount));
      const { page, ms: opened } = await openPage(browser, `${stage.url}/sigtuna/${VIEW}`);
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
