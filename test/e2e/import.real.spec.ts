import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from '@playwright/test';
import { type App, shown, startApp } from './app.ts';

const FILE = resolve(import.meta.dirname, '../../../shared/data/policeuk_avon2021.csv.gz');

let app: App;
test.beforeAll(async () => {
  test.setTimeout(180_000);
  app = await startApp();
});
test.afterAll(() => app?.stop());

test('nine months of Avon and Somerset: 112,599 of 119,889 rows go in, and the map says so', async ({ page }) => {
  expect(existsSync(FILE), FILE).toBe(true);
  test.setTimeout(240_000);
  await page.goto(app.url);
  await page.locator('input[type=file]').setInputFiles(FILE);
  const dialog = page.getByRole('dialog');
  const said = dialog.getByText(/112\s599 av 119\s889 rader går att läsa in\. 7\s290 saknar koordinater\./);
  await expect(said.first()).toBeVisible({ timeout: 90_000 });
  await expect(dialog.getByLabel('Namn').first()).toHaveValue('Avon and Somerset');
  await dialog.getByRole('button', { name: 'Läs in', exact: true }).click();
  await expect(dialog.getByText(/112\s599 av 119\s889 rader lästes in\. 7\s290 saknar koordinater\./)).toBeVisible({
    timeout: 120_000,
  });
  await dialog.getByRole('button', { name: 'Visa på kartan' }).click();
  await page.waitForURL(/\/avon-and-somerset\/karta/);
  await expect(page.getByText(/visar/).first()).toBeVisible({ timeout: 60_000 });
  const { n, total } = await shown(page);
  expect(total).toBe(112_599);
  expect(n).toBeGreaterThan(0);
  expect(n).toBeLessThan(total);
});
