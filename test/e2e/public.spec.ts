import { chromium, type Page } from '@playwright/test';
import { expect, test } from './app.ts';
import { loadDemonstration } from './demonstration.ts';
import { expectAccessible, expectNoSideways } from './page-checks.ts';

test.use({ installation: 'public', locale: 'sv-SE' });
test.describe.configure({ mode: 'serial' });

const rows = (page: Page) => page.locator('table.squares tbody tr:not(.rest)');

test('before anything is released the page says so, and leads to telling about a place', async ({ app, page }) => {
  await page.goto(`${app.url}/sigtuna`);
  await expect(page.getByText('Ingenting är publicerat än.', { exact: false })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Berätta om en plats' })).toHaveAttribute('href', '/sigtuna/plats');
  await expectAccessible(page, 'nothing released');
});

test('what is released is said, listed as in the open data, and drawn', async ({ app, page }) => {
  test.setTimeout(240_000);
  await loadDemonstration(app);
  const made = await fetch(`${app.url}/api/sigtuna/releases`, { method: 'POST', headers: { origin: app.url } });
  expect(made.status, await made.clone().text()).toBe(200);

  await page.goto(`${app.url}/sigtuna`);
  await expect(page.locator('.sentence')).toContainText('rutor har minst tio');
  await expect(page.locator('canvas.maplibregl-canvas')).toBeVisible();
  const release = await page.getByRole('combobox', { name: 'Period' }).inputValue();
  const table = await (await fetch(`${app.url}/release/sigtuna/${release}/table.csv`)).text();
  const listed = await rows(page).locator('td').allInnerTexts();
  expect(listed.length).toBeGreaterThan(2);
  for (const band of new Set(listed)) expect(table).toContain(band.trim());
  await expectAccessible(page, 'on a desk');
});

test('by keyboard alone another subject is shown, and its address opens to the same', async ({ app, page }) => {
  await page.goto(`${app.url}/sigtuna`);
  const incidents = page.getByRole('radio', { name: 'Registrerade händelser' });
  await page.getByRole('radio', { name: 'Otrygga platser' }).focus();
  while (!(await incidents.isChecked())) await page.keyboard.press('ArrowUp');
  await expect(page.locator('.sentence')).toContainText('registrerade händelser');
  const sentence = await page.locator('.sentence').innerText();
  await page.goto('about:blank');
  await page.goBack();
  await expect(page.locator('.sentence')).toHaveText(sentence);
});

test('it fits a phone, in the dark and in Arabic', async ({ app, browser }) => {
  const dark = { colorScheme: 'dark', viewport: { width: 360, height: 740 } } as const;
  const context = await browser.newContext({ ...dark, locale: 'ar' });
  const page = await context.newPage();
  await page.goto(`${app.url}/sigtuna`);
  await expect(rows(page).first()).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.dir)).toBe('rtl');
  await expectNoSideways(page, 'a phone');
  await expectAccessible(page, 'on a phone, dark, in Arabic');
  await context.close();
});

test('without WebGL the list says all of it; another site may frame one address of it', async ({
  app,
  launchOptions,
}) => {
  const bare = await chromium.launch({
    ...launchOptions,
    args: [...(launchOptions.args ?? []), '--disable-gpu', '--disable-software-rasterizer'],
  });
  const page = await bare.newPage({ locale: 'sv-SE' });
  await page.goto(`${app.url}/sigtuna/inbaddad`);
  await expect(rows(page).first()).toBeVisible();
  await expect(page.getByText('Den här webbläsaren kan inte rita kartan.', { exact: false })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Berätta om en plats' })).toHaveCount(0);
  await bare.close();
});
