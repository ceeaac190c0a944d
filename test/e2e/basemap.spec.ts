import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base, expect, type Page } from '@playwright/test';
import { madeArchive } from '../../apps/api/src/basemap/archive.testing.ts';
import { loadFile, SEVEN_ROWS } from '../loaded-file.ts';
import { type App, startApp } from './app.ts';
import { loadDemonstration, publishDemonstration } from './demonstration.ts';
import { colourAt } from './page-checks.ts';

/** The operator's own ground under the data: a .pmtiles file, and a style from an address. */

/** The archive's lake lies in the middle of this map. */
const ON_THE_LAKE = '/sigtuna/karta?layer=places&map=12/59.585/17.805';

interface Visit {
  /** Every origin the page asked, and what was refused by its own policy. */
  origins: Set<string>;
  ranges: { asked: string | undefined; status: number }[];
  complaints: string[];
}

function watch(page: Page): Visit {
  const visit: Visit = { origins: new Set(), ranges: [], complaints: [] };
  page.on('response', (response) => {
    const { origin, pathname } = new URL(response.url());
    if (origin !== 'null') visit.origins.add(origin);
    if (pathname.endsWith('.pmtiles'))
      visit.ranges.push({ asked: response.request().headers().range, status: response.status() });
  });
  page.on('console', (message) => {
    if (/Content Security Policy|^basemap|^map /.test(message.text())) visit.complaints.push(message.text());
  });
  page.on('pageerror', (error) => visit.complaints.push(error.message));
  return visit;
}

/** The middle of the map comes to have this colour. */
async function expectMiddle(page: Page, colour: string): Promise<void> {
  const canvas = page.locator('.maplibregl-canvas');
  await expect(canvas).toBeVisible({ timeout: 30_000 });
  const box = (await canvas.boundingBox())!;
  const [x, y] = [Math.round(box.x + box.width / 2), Math.round(box.y + box.height / 2)];
  await expect.poll(() => colourAt(page, x, y), { timeout: 40_000 }).toBe(colour);
}

const onFile = base.extend<object, { app: App }>({
  app: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from this pattern
    async ({}, use) => {
      const folder = mkdtempSync(join(tmpdir(), 'lb-e2e-map-'));
      writeFileSync(join(folder, 'sigtuna.pmtiles'), madeArchive());
      const app = await startApp({ BASEMAP: join(folder, 'sigtuna.pmtiles') });
      await loadFile(app.url, 'händelser.csv', SEVEN_ROWS);
      await use(app);
      await app.stop();
      rmSync(folder, { recursive: true });
    },
    { scope: 'worker', timeout: 120_000 },
  ],
});

for (const { locale, colorScheme, water } of [
  { locale: 'sv-SE', colorScheme: 'light', water: '#d5e2e6' },
  { locale: 'ar', colorScheme: 'dark', water: '#14242b' },
] as const)
  onFile(
    `a .pmtiles file lies under the data, read by the piece from this machine (${locale}, ${colorScheme})`,
    async ({ app, browser }) => {
      const page = await browser.newPage({ locale, colorScheme });
      const visit = watch(page);
      await page.goto(`${app.url}${ON_THE_LAKE}`);
      await expectMiddle(page, water);
      await expect(page.getByText('© OpenStreetMap')).toBeVisible();
      expect([...visit.origins]).toEqual([app.url]);
      expect(visit.complaints).toEqual([]);
      expect(visit.ranges.length).toBeGreaterThan(1);
      for (const { asked, status } of visit.ranges)
        expect([asked, status]).toEqual([expect.stringMatching(/^bytes=\d+-\d+$/), 206]);
      await page.close();
    },
  );

onFile('the same file lies under the public map', async ({ app, browser }) => {
  onFile.setTimeout(420_000);
  await loadDemonstration(app);
  await publishDemonstration(app);
  const page = await browser.newPage({ locale: 'sv-SE' });
  const visit = watch(page);
  await page.goto(`${app.url}/sigtuna`);
  await expect(page.locator('.canvas[data-drawn="true"]')).toBeVisible();
  await expect(page.getByText('© OpenStreetMap')).toBeVisible();
  await expect.poll(() => visit.ranges.length).toBeGreaterThan(1);
  for (const { status } of visit.ranges) expect(status).toBe(206);
  expect([...visit.origins]).toEqual([app.url]);
  expect(visit.complaints).toEqual([]);
  await page.close();
});

const onStyle = base.extend<object, { app: App; maps: { url: string; asked: string[] } }>({
  maps: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from this pattern
    async ({}, use) => {
      const asked: string[] = [];
      const server = styleServer(asked);
      await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
      await use({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked });
      server.close();
    },
    { scope: 'worker' },
  ],
  app: [
    async ({ maps }, use) => {
      const app = await startApp({ BASEMAP: `${maps.url}/calm/style.json` });
      await loadFile(app.url, 'händelser.csv', SEVEN_ROWS);
      await use(app);
      await app.stop();
    },
    { scope: 'worker', timeout: 120_000 },
  ],
});

/** A style whose addresses are relative, with names that are ours too, a TileJSON and no glyphs of our fonts. */
function styleServer(asked: string[]): Server {
  const style = {
    version: 8,
    glyphs: '/fonts/{fontstack}/{range}.pbf',
    sources: { places: { type: 'vector', url: 'tiles.json' } },
    layers: [
      { id: 'place-areas', type: 'background', paint: { 'background-color': '#334455' } },
      { id: 'points', type: 'line', source: 'places', 'source-layer': 'roads', paint: { 'line-color': '#ffffff' } },
    ],
  };
  const tiles = { tilejson: '3.0.0', tiles: ['{z}/{x}/{y}.mvt'], maxzoom: 8, attribution: '<b>© Kartverket</b>' };
  return createServer(({ url = '' }, response) => {
    asked.push(url);
    response.setHeader('access-control-allow-origin', '*');
    if (url === '/calm/style.json') response.end(JSON.stringify(style));
    else if (url === '/calm/tiles.json') response.end(JSON.stringify(tiles));
    else response.writeHead(url.endsWith('.mvt') ? 204 : 404).end();
  });
}

onStyle(
  'a style from an address lies under the data, and nothing else is asked elsewhere',
  async ({ app, maps, page }) => {
    const visit = watch(page);
    await page.goto(`${app.url}${ON_THE_LAKE}`);
    await expectMiddle(page, '#334455');
    await expect(page.getByText('© Kartverket')).toBeVisible();
    expect([...visit.origins].sort()).toEqual([app.url, maps.url].sort());
    expect(visit.complaints).toEqual([]);
    await expect.poll(() => maps.asked.some((url) => /^\/calm\/\d+\/\d+\/\d+\.mvt$/.test(url))).toBe(true);
    // Our own names are lettered in the type we ship, whatever the style's server has.
    expect(maps.asked.filter((url) => url.startsWith('/fonts/'))).toEqual([]);
  },
);
