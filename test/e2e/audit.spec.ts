import { type App, expect, test } from './app.ts';
import { expectAccessible, expectNoSideways } from './page-checks.ts';

test.use({ installation: 'audit' });

/** Who did what, and how the installation is, as those who look after it read it. */
const claim = async (request: import('@playwright/test').APIRequestContext, app: App): Promise<void> => {
  const organisation = { kind: 'municipality', name: 'Sigtuna kommun' };
  const data = { token: null, login: 'anna@sigtuna.se', name: 'Anna', password: 'fyra gröna äpplen', organisation };
  const response = await request.fetch(`${app.url}/api/claim`, { method: 'POST', headers: { origin: app.url }, data });
  expect(response.status()).toBe(200);
};

test('the log tells who did what, is looked through by keyboard, and is said to be whole', async ({ page, app }) => {
  test.setTimeout(240_000);
  await claim(page.request, app);
  await page.goto(`${app.url}/sigtuna/installningar/logg`);
  await expect(page.getByRole('status').filter({ hasText: 'Loggen är hel' })).toBeVisible();
  const entries = page.getByRole('main').getByRole('listitem');
  await expect(entries.filter({ hasText: 'Skapade det första kontot, anna@sigtuna.se' })).toBeVisible();
  await expect(entries.filter({ hasText: 'Loggade in (lösenord)' })).toBeVisible();
  await expectAccessible(page, 'the log');

  await page.getByLabel('Föremål').focus();
  await page.keyboard.type('ingenting');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Inget i loggen stämmer med det du söker.')).toBeVisible();
  await page.getByRole('button', { name: 'Visa allt' }).click();
  await page.getByLabel('Vad').selectOption('Inloggning');
  await page.getByRole('button', { name: 'Sök', exact: true }).click();
  await expect(entries).toHaveCount(1);
  const file = await page.request.get(
    app.url + (await page.getByRole('link', { name: 'Hämta som CSV' }).getAttribute('href')),
  );
  expect(await file.text()).toContain('signed_in');

  await page.goto(`${app.url}/sigtuna/installningar/konto`);
  await expect(page.getByRole('heading', { name: 'Det loggen vet om dig' })).toBeVisible();
});

test('what should be seen to comes first, on a phone and from right to left too', async ({ page, app }) => {
  await page.goto(`${app.url}/login`);
  await page.getByLabel('Inloggningsnamn').fill('anna@sigtuna.se');
  await page.getByLabel('Lösenord', { exact: true }).fill('fyra gröna äpplen');
  await page.keyboard.press('Enter');
  await expect(page).not.toHaveURL(/login/);
  for (const path of ['system', 'logg']) {
    await page.setViewportSize({ width: 390, height: 844 });
    await page.evaluate(() => localStorage.setItem('lagesbild.language', 'ar'));
    await page.goto(`${app.url}/sigtuna/installningar/${path}`);
    await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
    await expect(page.getByRole('heading', { level: 2 }).first()).toBeVisible();
    await expectNoSideways(page, `${path}, a phone in Arabic`);
    await expectAccessible(page, `${path}, a phone in Arabic`);
  }
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.evaluate(() => localStorage.setItem('lagesbild.language', 'sv'));
  await page.goto(`${app.url}/sigtuna/installningar/system`);
  await expect(page.getByText('Inga säkerhetskopior görs. Ställ in BACKUP_DIR')).toBeVisible();
  await expect(page.getByText('PostgreSQL 18')).toBeVisible();
  await expectAccessible(page, 'system health, dark');
});
