import { existsSync } from 'node:fs';
import { type Browser, chromium, type Page } from 'playwright-core';

/** What one drag of the time window measured, milliseconds. */
export interface Drag {
  worker: number[];
  answer: number[];
  painted: number[];
  frame: number[];
  /** tiles that came over the network, from asked to the last byte */
  tile: number[];
}

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
  globalThis.seen = { worker: [], answer: [], painted: [], frame: [], tile: [] };
  new PerformanceObserver((list) => {
    for (const { name, duration } of list.getEntries()) {
      if (name.includes('.mvt?')) seen.tile.push(duration);
      else if (name !== 'lagesbild.tile') seen[name.replace('lagesbild.', '')]?.push(duration);
    }
  }).observe({ entryTypes: ['measure', 'resource'] });
  let last = performance.now();
  requestAnimationFrame(function frame(now) {
    seen.frame.push(now - last);
    last = now;
    requestAnimationFrame(frame);
  });
`;

/** @returns null where there is no Chromium */
export async function openBrowser(): Promise<Browser | null> {
  const executablePath = CHROMIUM.find((path) => path !== '' && existsSync(path));
  return executablePath === undefined ? null : chromium.launch({ executablePath, args: ARGUMENTS });
}

/** The page as far as its first painted answer. @returns with the milliseconds it took */
export async function openPage(browser: Browser, url: string, timeout = 60_000): Promise<{ page: Page; ms: number }> {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.addInitScript({ content: OBSERVER });
  const started = performance.now();
  await page.goto(url);
  await page.locator('[role=slider]').last().waitFor({ timeout });
  const painted = () => performance.getEntriesByName('lagesbild.painted').length > 0;
  await page.waitForFunction(painted, undefined, { timeout });
  return { page, ms: performance.now() - started };
}

/** Drags the end of the time window to and fro, a step each frame's worth of time. */
export async function drag(page: Page, steps: number): Promise<Drag> {
  const thumb = page.locator('[role=slider]').last();
  const box = await thumb.boundingBox();
  if (box === null) throw new Error('the time bar has no thumb to drag');
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.evaluate(() => {
    const { seen } = globalThis as unknown as { seen: Record<string, number[]> };
    for (const kept of Object.values(seen)) kept.length = 0;
    performance.clearResourceTimings();
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
