import { expect, type Page, test } from '@playwright/test';
import { type App, startApp } from './app.ts';
import { dropFile, expectAccessible, expectNoSideways } from './page-checks.ts';

test.describe.configure({ mode: 'serial' });

let app: App;
test.beforeAll(async () => {
  test.setTimeout(180_000);
  app = await startApp();
});
test.afterAll(() => app?.stop());

const dialog = (page: Page) => page.getByRole('dialog');
const table = {
  name: 'bra.csv',
  buffer: Buffer.from(
    [
      'Anmälda brott efter kommun;;;',
      'Region;Brottstyp;2023;2024*',
      'Sigtuna 1);Misshandel;1\u00a0204;..',
      ';Skadegörelse;87;-',
      'Knivsta;Misshandel;90;0',
      ';Skadegörelse;<4;31',
      'Källa: Brå;;;',
    ].join('\n'),
  ),
};

test('a table of counts comes in as figures: withheld ones say so, and none of them is zero', async ({ page }) => {
  await page.goto(app.url);
  await expect(page.getByRole('button', { name: 'Läs in demonstrationen' })).toBeVisible({ timeout: 60_000 });
  await dropFile(page, page.locator('body'), table);
  await expect(dialog(page).getByRole('heading', { name: 'Stämmer det här?' })).toBeVisible({ timeout: 60_000 });
  await expect(dialog(page).getByText('Kolumnerna 2023 och 2024* läses som perioder', { exact: false })).toBeVisible();
  await expect(dialog(page).getByText(/bara ett streck/)).toBeVisible();
  await expect(dialog(page).getByRole('radio', { name: 'Redovisas inte' })).toBeChecked();
  await expect(dialog(page).getByText(/8 av 8 tal går att läsa in\. 3 redovisas inte av källan/)).toBeVisible();
  await expectAccessible(page, 'the confirmation of a table');
  await dialog(page).getByRole('button', { name: 'Läs in', exact: true }).click();
  await dialog(page).getByRole('button', { name: 'Visa antalen' }).click({ timeout: 60_000 });
  await page.waitForURL(/\/sigtuna\/antal/);

  await page.getByLabel('Räknar').selectOption({ label: 'Misshandel' });
  const row = page.getByRole('row', { name: /Sigtuna/ });
  await expect(row.getByRole('cell').nth(0)).toHaveText(/1\s204/);
  await expect(row.getByRole('cell').nth(1)).toHaveText('..redovisas inte');
  await expect(
    page
      .getByRole('row', { name: /Knivsta/ })
      .getByRole('cell')
      .nth(1),
  ).toHaveText('0');
  await expect(page.getByText('1 tal redovisas inte')).toBeVisible();
  await expectAccessible(page, 'the page of counts');

  const link = page.url();
  expect(link).toContain('counted=');
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Misshandel' })).toBeVisible();

  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: /Hämta tabellen/ }).click();
  const chunks: Buffer[] = [];
  for await (const chunk of await (await download).createReadStream()) chunks.push(chunk as Buffer);
  expect(Buffer.concat(chunks).toString('utf8').trim().split(/\r?\n/)).toHaveLength(9);
});

test('it fits a phone, from left to right and from right to left', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  for (const language of ['sv', 'ar']) {
    await page.addInitScript((chosen) => localStorage.setItem('lagesbild.language', chosen), language);
    await page.goto(`${app.url}/sigtuna/antal`);
    await expect(page.getByRole('table')).toBeVisible();
    await expectNoSideways(page, `the page of counts, ${language}`);
  }
});
