import { expect, test } from './app.ts';
import { loadDemonstration } from './demonstration.ts';
import { expectAccessible, expectNoSideways } from './page-checks.ts';

test.use({ installation: 'disclosure' });
test.describe.configure({ mode: 'serial' });

test('data are given out by keyboard: tested, masked, seen before, recorded, and there again as they were given', async ({
  page,
  app,
}) => {
  await loadDemonstration(app);
  await page.goto(`${app.url}/sigtuna/installningar/utlamnande?from=2026-01-01`);
  await page.getByRole('button', { name: 'Nytt utlämnande' }).press('Enter');
  await page.getByLabel('Diarienummer').fill('KS 2026/77');
  await page.getByLabel('Rättslig grund').fill('TF 2 kap. 15 §');
  await expect(page.getByLabel('Från och med')).toHaveValue('2026-01-01');
  await expect(page.getByText('Välj minst en källa.')).toBeVisible();
  await page.getByRole('group', { name: 'Källor' }).getByRole('checkbox').first().press('Space');
  await page.getByLabel('Bestämmelse som prövats').fill('OSL 35 kap. 1 §');
  await page.getByLabel('Skäl').fill('Antal per månad och ruta pekar inte ut någon.');
  await page.getByRole('button', { name: 'Visa vad som skulle lämnas ut' }).press('Enter');
  await expect(page.getByText(/^Urvalet har [\d\s]+ händelser\.$/)).toBeVisible();
  await expect(page.getByText(/händelser döljs av minsta antal/)).toBeVisible();
  await expectAccessible(page, 'the form of a disclosure');
  await page.getByLabel('Minsta antal').fill('3');
  await expect(page.getByText('Något har ändrats sedan detta visades.')).toBeVisible();
  await page.getByRole('button', { name: 'Lämna ut och registrera' }).press('Enter');
  await expect(page.getByText('SHA-256', { exact: false }).first()).toBeVisible();
  await expect(page.getByText(/Små tal: antal under 3 redovisas inte/)).toBeVisible();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Hämta filen' }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^sigtuna-ks-2026-77-.*\.csv$/);
  await expectAccessible(page, 'a disclosure');
});

test('a refusal says how to appeal, what it is refused with is said beside the button, and what was typed stays', async ({
  page,
  app,
}) => {
  await page.goto(`${app.url}/sigtuna/installningar/utlamnande`);
  await page.getByRole('button', { name: 'Nytt utlämnande' }).click();
  await page.getByLabel('Diarienummer').fill('19121212-1212');
  await page.getByLabel('Rättslig grund').fill('TF 2 kap. 15 §');
  await page.getByRole('group', { name: 'Källor' }).getByRole('checkbox').first().check();
  await page.getByLabel('Bestämmelse som prövats').fill('OSL 18 kap. 1 §');
  await page.getByLabel('Beslut', { exact: true }).selectOption('refused');
  await page.getByLabel('Skäl').fill('Det skadar en pågående utredning.');
  await page.getByRole('button', { name: 'Neka och registrera' }).click();
  await expect(page.getByRole('alert')).toContainText('personnummer');
  await expect(page.getByLabel('Skäl')).toHaveValue('Det skadar en pågående utredning.');
  await page.getByLabel('Diarienummer').fill('KS 2026/78');
  await page.getByRole('button', { name: 'Neka och registrera' }).click();
  await expect(page.getByText(/Så överklagas beslutet: Beslutet kan överklagas hos kammarrätten/)).toBeVisible();
  await expect(page.getByText('lämnas inte ut', { exact: false }).first()).toBeVisible();
});

test('what people say is given out by the same road: as it is stored and no finer, free text only after it was read', async ({
  page,
  app,
}) => {
  await page.goto(`${app.url}/sigtuna/installningar/utlamnande`);
  await page.getByRole('button', { name: 'Nytt utlämnande' }).click();
  await page.getByLabel('Diarienummer').fill('KS 2026/79');
  await page.getByLabel('Rättslig grund').fill('TF 2 kap. 15 §');
  await page.getByLabel('Gäller').selectOption('reports');
  await page.getByRole('group', { name: 'Kanaler' }).getByLabel('Medarbetardialoger').uncheck();
  await page.getByLabel('Bestämmelse som prövats').fill('OSL 21 kap. 7 §');
  await page.getByLabel('Skäl').fill('Kvartal och ruta pekar inte ut någon.');
  await expect(page.getByLabel('Plats').locator('option')).toHaveCount(4);
  await expect(page.getByText('Ålder och kön räknas för sig', { exact: false })).toBeVisible();
  await expect(page.getByLabel('Fritext')).toHaveCount(0);
  await page.getByRole('button', { name: 'Visa vad som skulle lämnas ut' }).click();
  await expect(page.getByText(/^Upplevelser i urvalet: [\d\s]+\.$/)).toBeVisible();
  await expectAccessible(page, 'a disclosure of what people say');
  await page.getByLabel('Filen innehåller').selectOption('rows');
  await page.getByLabel('Minsta antal').fill('');
  await page.getByLabel('Fritext').check();
  await page.getByRole('button', { name: 'Visa vad som skulle lämnas ut' }).click();
  await expect(page.getByText('Ingen fritext finns i urvalet.')).toBeVisible();
  await page.getByRole('button', { name: 'Lämna ut och registrera' }).click();
  await expect(page.getByText('Gäller: trygghetsupplevelser', { exact: false })).toBeVisible();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Hämta filen' }).first().click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^sigtuna-ks-2026-79-.*\.csv$/);
});

test('the page fits a phone, in Arabic and in the dark', async ({ page, app }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.goto(`${app.url}/sigtuna/installningar/utlamnande`);
  await page.evaluate(() => localStorage.setItem('lagesbild.language', 'ar'));
  await page.reload();
  await page.getByRole('button', { name: 'تسليم جديد' }).click();
  await expect(page.getByRole('heading', { name: 'تقييم السرية' })).toBeVisible();
  await page.getByRole('group', { name: 'المصادر' }).getByRole('checkbox').first().check();
  await page.getByRole('button', { name: 'اعرض ما سيُسلَّم' }).click();
  await expect(
    page
      .getByText('الصفوف الأولى')
      .or(page.getByRole('region', { name: 'الصفوف الأولى' }))
      .first(),
  ).toBeVisible();
  await expectNoSideways(page, 'a disclosure in Arabic');
  await expectAccessible(page, 'a disclosure in Arabic, dark, on a phone');
});
