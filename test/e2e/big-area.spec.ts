import type { IncidentList, Tally } from '@lagesbild/contract';
import type { Page } from '@playwright/test';
import { expect, shown, test } from './app.ts';
import { differingPixels, restingMap } from './page-checks.ts';

test.use({ installation: 'big-area' });

/** An area of more rows than a browser should hold: the page asks the api for everything. Here it is only told that there are so many. */
test.describe.configure({ mode: 'serial' });

async function openAsBig(page: Page, url: string): Promise<string[]> {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await page.route(/\/api\/sigtuna$/, async (route) => {
    const answer = await route.fetch();
    const area = await answer.json();
    await route.fulfill({ response: answer, json: { ...area, data: { ...area.data, incidents: 5_000_000 } } });
  });
  await page.goto(url);
  return asked;
}
const ask = async <T>(url: string, path: string): Promise<T> =>
  (await (await fetch(`${url}/api/sigtuna/${path}`)).json()) as T;

test('the demonstration is loaded', async ({ page, app }) => {
  await page.goto(app.url);
  await page.getByRole('button', { name: 'Läs in demonstrationen' }).click();
  await expect(page).toHaveURL(/\/sigtuna\/karta/, { timeout: 60_000 });
  await shown(page);
});

test('counts, tiles and surface come from the api, never the rows, and follow the brush', async ({ page, app }) => {
  const asked = await openAsBig(page, `${app.url}/sigtuna/karta?map=12.5/59.62/17.85`);
  const before = await shown(page);
  const all = await ask<Tally>(app.url, 'incidents/tally');
  expect(before).toEqual({ n: all.n, total: all.total });
  await expect.poll(() => asked.filter((path) => path.endsWith('.mvt')).length).toBeGreaterThan(2);
  await expect.poll(() => asked.filter((path) => path.endsWith('/analysis/density')).length).toBeGreaterThan(0);
  const picture = await restingMap(page);
  const thumb = page.getByRole('slider', { name: 'Från', exact: true });
  await thumb.focus();
  for (let press = 0; press < 12; press++) await page.keyboard.press('PageUp');
  await expect.poll(async () => (await shown(page)).n).toBeLessThan(before.n);
  await expect(page).toHaveURL(/from=\d{4}-\d\d-\d\d/);
  await expect.poll(async () => differingPixels(page, picture, await restingMap(page))).toBeGreaterThan(0);
  await expect(async () => {
    const filter = new URL(page.url()).searchParams;
    filter.delete('map');
    expect((await shown(page)).n).toBe((await ask<Tally>(app.url, `incidents/tally?${filter}`)).n);
  }).toPass();
  expect(asked.filter((path) => path.endsWith('/columns'))).toEqual([]);
});

test('the list names the latest incidents, and a click on the map those that lie there', async ({ page, app }) => {
  await openAsBig(page, `${app.url}/sigtuna/karta?map=11/59.62/17.85`);
  await shown(page);
  const { incidents } = await ask<IncidentList>(app.url, 'incidents/list?limit=100');
  await page.getByRole('tab', { name: 'Händelser' }).click();
  await expect(page.getByRole('tabpanel').getByRole('listitem')).toHaveCount(incidents.length);
  await restingMap(page);
  const box = (await page.locator('canvas.maplibregl-canvas').boundingBox())!;
  const dialog = page.getByRole('dialog', { name: /händelse/ });
  // Märsta lies in the middle of the view: one of these meets a cell.
  let step = 0;
  await expect(async () => {
    const [across, down] = [(step % 5) * 12 - 24, (Math.floor(step / 5) % 5) * 12 - 24];
    step++;
    await page.mouse.click(box.x + box.width / 2 + across, box.y + box.height / 2 + down);
    await expect(dialog).toBeVisible({ timeout: 5_000 });
  }).toPass({ timeout: 60_000 });
  expect(await dialog.getByRole('listitem').count()).toBeGreaterThan(0);
});

test('the selection leaves as a file straight from the api', async ({ page, app }) => {
  await openAsBig(page, `${app.url}/sigtuna/karta?from=2026-06-01&to=2026-06-30`);
  const { n } = await shown(page);
  await page.getByRole('button', { name: /Exportera|Ta ut|Spara/ }).click();
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: /CSV/ }).first().click(),
  ]);
  expect(file.url()).toContain('/incidents/export.csv?');
  const rows = await (await file.createReadStream()).toArray();
  expect(Buffer.concat(rows).toString('utf8').trim().split('\r\n')).toHaveLength(1 + n);
});
