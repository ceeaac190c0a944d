import type { ZonePlan, ZonePlanEntry } from '@lagesbild/contract';
import type { Page } from '@playwright/test';
import { type App, expect, startApp, test } from './app.ts';
import { clearPresence, loadDemonstration } from './demonstration.ts';
import { expectAccessible } from './page-checks.ts';

test.use({ installation: 'zones' });
test.describe.configure({ mode: 'serial' });

let own: App;

const get = async <T>(path: string): Promise<T> => (await fetch(`${own.url}/api/sigtuna/${path}`)).json();
const plan = async (): Promise<ZonePlan> => {
  const [entry] = await get<ZonePlanEntry[]>('zone-plans');
  return get(`zone-plans/${entry!.plan_id}`);
};
const press = async (page: Page, ...keys: string[]): Promise<void> => {
  for (const key of keys) await page.keyboard.press(key);
};
const opened = async (page: Page, query = ''): Promise<void> => {
  await page.goto(`${own.url}/sigtuna/zoner${query}`);
  await expect(page.getByRole('toolbar', { name: 'Rita' })).toBeVisible({ timeout: 60_000 });
  await expect(page.getByText(/visar [\d\s]+ av [\d\s]+/).first()).toBeVisible({ timeout: 60_000 });
};

test.beforeAll(async () => {
  test.setTimeout(240_000);
  own = await startApp();
  await loadDemonstration(own);
  await clearPresence(own);
});
test.afterAll(() => own?.stop());

test('a zone is drawn with the keys alone, says why a corner is refused, is saved and opens again as it was', async ({
  page,
}) => {
  await opened(page, '?map=14/59.6215/17.8555');
  await expect(page.getByText('Rita det första närvaroområdet')).toBeVisible();
  await expectAccessible(page, 'the empty page');

  await press(page, 'r', ' ', 'ArrowRight', 'ArrowRight', 'ArrowRight', 'ArrowRight', ' ');
  await expect(page.getByRole('region', { name: 'Det som ritas' })).toContainText('2 hörn');
  await press(page, 'ArrowDown', 'ArrowDown', 'ArrowDown', ' ');
  // Up across the first side: refused, with the reason, and nothing is lost.
  await press(page, 'ArrowLeft', 'ArrowLeft', 'ArrowUp', 'ArrowUp', 'ArrowUp', 'ArrowUp', 'ArrowUp', ' ');
  await expect(page.getByText('Linjen skulle korsa sig själv.').first()).toBeVisible();
  await press(page, 'ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowLeft', 'ArrowLeft', ' ');
  await expect(page.getByRole('region', { name: 'Det som ritas' })).toContainText('4 hörn');
  await expectAccessible(page, 'while it is drawn');
  await press(page, 'Enter');

  const row = page.locator('[data-zone-row]');
  await expect(row).toHaveCount(1);
  await expect(page.getByRole('button', { name: 'Hörn 1 av 4' })).toBeVisible();
  // A corner moves by keys, and undo takes that back.
  await page.getByRole('button', { name: 'Hörn 1 av 4' }).focus();
  const facts = page.locator('[data-chosen] dl').first();
  await expect(facts).toContainText(/Upplevelser\d/);
  const before = await facts.textContent();
  for (let i = 0; i < 8; i++) await press(page, 'Shift+ArrowLeft');
  await expect.poll(() => facts.textContent()).not.toBe(before);
  for (let i = 0; i < 8; i++) await press(page, 'Control+z');
  await expect.poll(() => facts.textContent()).toBe(before);
  await expectAccessible(page, 'a chosen zone');

  const name = page.getByLabel('Namn', { exact: true });
  await name.fill('Torget');
  await name.press('Enter');
  await page.getByRole('button', { name: 'Spara', exact: true }).press('Enter');
  await expect(page.getByText('Utkast, version 1')).toBeVisible();
  const saved = await plan();
  expect(saved.zones.map((zone) => zone.name)).toEqual(['Torget']);
  expect(saved.zones[0]!.outline.coordinates[0]![0]).toHaveLength(5);

  await opened(page);
  await expect(page.locator('[data-zone-row]')).toContainText('Torget');
});

test('an unsaved draft is there again after the tab is gone', async ({ page }) => {
  await opened(page);
  await page.locator('[data-zone-row]').first().click();
  await page.getByLabel('Varför just här?').fill('Fler än väntat på kvällarna');
  await page.getByLabel('Namn', { exact: true }).focus();
  await expect(page.getByText('Osparade ändringar')).toBeVisible();
  await expect.poll(() => page.evaluate(() => JSON.stringify(localStorage))).toContain('Fler än väntat');
  await page.goto('about:blank');
  await opened(page);
  await expect(page.getByText(/Ditt osparade utkast/)).toBeVisible();

  // Corners of a zone that nobody has closed yet come back, too.
  await press(page, 'r', ' ', 'ArrowRight', 'ArrowRight', ' ');
  const bar = page.getByRole('region', { name: 'Det som ritas' });
  await expect(bar).toContainText('2 hörn');
  await expect.poll(() => page.evaluate(() => JSON.stringify(localStorage))).toMatch(/line\W+:\[\[\d/);
  await page.goto('about:blank');
  await opened(page);
  await expect(bar).toContainText('2 hörn');
  await press(page, 'Escape');
  await expect(bar).toHaveCount(0);
  await page.getByRole('button', { name: 'Släng det' }).click();
  await expect(page.getByText('Osparade ändringar')).toHaveCount(0);
});

test('who saves after somebody else loses nothing: what only one has changed is merged, the rest is chosen', async ({
  page,
}) => {
  await opened(page);
  await page.locator('[data-zone-row]').first().click();
  const first = await plan();
  const headers = { 'content-type': 'application/json', origin: own.url };
  const save = (body: object): Promise<Response> =>
    fetch(`${own.url}/api/sigtuna/zone-plans/${first.plan_id}/versions`, {
      method: 'POST',
      headers,
      body: JSON.stringify(body),
    });
  const [zone] = first.zones;
  const second = { ...zone!, zone_id: crypto.randomUUID(), name: 'Parken', origin: 'drawn' };
  // A colleague adds a zone and renames the one that is changed here, too.
  const theirs = [{ ...zone!, name: 'Torget norra' }, second];
  expect((await save({ based_on: 1, zones: theirs, note: '' })).status).toBe(201);

  await page.getByLabel('Namn', { exact: true }).fill('Torget södra');
  await page.getByLabel('Namn', { exact: true }).press('Enter');
  await page.getByRole('button', { name: 'Spara', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Ni har ändrat samma område' });
  await expect(dialog).toContainText('Torget norra');
  await expect(dialog).toContainText('1 område som bara de ändrade');
  await expectAccessible(page, 'the choice between two');
  await dialog.getByRole('radio', { name: /^Båda/ }).check();
  await dialog.getByRole('button', { name: 'Spara så' }).click();
  await expect(dialog).toHaveCount(0);
  await expect
    .poll(async () => (await plan()).zones.map((one) => one.name).sort())
    .toEqual(['Parken', 'Torget norra', 'Torget södra']);

  // What it was before stands in the list of versions, with the difference in words.
  await page.getByRole('tab', { name: 'Versioner' }).click();
  await page.getByRole('button', { name: /^Version 1,/ }).click();
  const since = page.getByRole('list', { name: 'Från version 1 till det som är ritat nu' });
  await expect(since.getByRole('listitem')).toHaveCount(3);
  await expectAccessible(page, 'the versions');
});

test('zones are published and given out as files', async ({ page }) => {
  await opened(page);
  await page.getByRole('button', { name: /^Låt version 3 gälla/ }).click();
  await expect(page.getByText('Gäller, version 3')).toBeVisible();
  await page.getByRole('button', { name: 'Ta ut områdena' }).click();
  for (const [format, holds] of [
    ['geojson', 'Torget norra'],
    ['gpx', '<gpx'],
    ['kml', '<kml'],
  ] as const) {
    const href = await page.locator(`a[href*="zones.${format}"]`).getAttribute('href');
    expect(await (await fetch(own.url + href)).text()).toContain(holds);
  }
});

test('a plan that somebody removes under the hand leaves what was drawn, to be saved as a new one', async ({
  page,
}) => {
  await opened(page);
  await page.locator('[data-zone-row]').first().click();
  await page.getByLabel('Varför just här?').fill('Kvar fast planen är borta');
  await page.getByLabel('Namn', { exact: true }).focus();
  const removed = await plan();
  const there = await fetch(`${own.url}/api/sigtuna/zone-plans/${removed.plan_id}`, {
    method: 'DELETE',
    headers: { origin: own.url },
  });
  expect(there.ok).toBe(true);
  await page.getByRole('button', { name: 'Spara', exact: true }).click();
  await expect(page.getByText('Någon har tagit bort planen. Det du ritade är kvar här')).toBeVisible();
  await expect(page.locator('[data-zone-row]')).toHaveCount(3);
  await page.getByRole('button', { name: 'Spara', exact: true }).click();
  await expect(page.getByText('Utkast, version 1')).toBeVisible();
  const saved = await plan();
  expect(saved.plan_id).not.toBe(removed.plan_id);
  expect(saved.zones.map(({ name }) => name).sort()).toEqual(['Parken', 'Torget norra', 'Torget södra']);
  expect(saved.zones.some(({ why }) => why === 'Kvar fast planen är borta')).toBe(true);
});
