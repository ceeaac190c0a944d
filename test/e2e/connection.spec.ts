import type { Page, Route } from '@playwright/test';
import { expect, shown, test } from './app.ts';
import { loadDemonstration } from './demonstration.ts';
import { expectAccessible, expectNoSideways } from './page-checks.ts';

test.use({ installation: 'connection' });
test.describe.configure({ mode: 'serial' });

const SIZES = [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
];
const WORDS = {
  sv: {
    ...{ lost: 'Ingen kontakt med Lägesbild.', full: 'Bara läsning: serverns disk är full.' },
    ...{ now: 'Försök nu', save: 'Spara laglig grund', basis: 'Rättslig grund' },
  },
  ar: {
    ...{ lost: 'لا اتصال بـLägesbild.', full: 'للقراءة فقط: قرص الخادم ممتلئ.' },
    ...{ now: 'حاول الآن', save: 'احفظ الأساس القانوني', basis: 'الأساس القانوني' },
  },
};
type Spoken = keyof typeof WORDS;

async function speaks(page: Page, url: string, language: Spoken): Promise<void> {
  await page.goto(url);
  await page.evaluate((code) => localStorage.setItem('lagesbild.language', code), language);
  await page.reload();
}

/** What the api answers when the disk of its database is full: it reads, and stores nothing. */
async function fillDisk(page: Page): Promise<void> {
  const problem = {
    type: 'urn:lagesbild:problem:disk_full',
    code: 'disk_full',
    title: 'x',
    status: 503,
    detail: 'Disken är full.',
  };
  const refuse = (route: Route): Promise<void> =>
    route.request().method() === 'GET' || route.request().method() === 'HEAD'
      ? route.continue()
      : route.fulfill({ status: 503, contentType: 'application/problem+json', json: problem });
  await page.route('**/api/**', refuse);
  await page.route('**/api/health', async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ response: answer, json: { ...(await answer.json()), writes: 'disk_full' } });
  });
}

test('there is a demonstration to look at', async ({ page, app }) => {
  await loadDemonstration(app);
  await page.goto(`${app.url}/sigtuna/karta`);
  await shown(page);
});

for (const language of ['sv', 'ar'] as const)
  for (const size of SIZES) {
    const where = `${language}, ${size.width} wide`;
    const words = WORDS[language];

    test(`with the connection cut the map goes on answering, says so, and comes back by itself (${where})`, async ({
      page,
      app,
      context,
    }) => {
      await page.setViewportSize(size);
      await speaks(page, `${app.url}/sigtuna/karta`, language);
      await expect(page.locator('canvas').first()).toBeVisible({ timeout: 60_000 });
      await context.setOffline(true);
      await expect(page.getByText(words.lost)).toBeVisible();
      await expectNoSideways(page, `map without connection, ${where}`);
      await expectAccessible(page, `map without connection, ${where}`);
      await context.setOffline(false);
      await expect(page.getByText(words.lost)).toHaveCount(0);
    });

    test(`on a full disk what was typed stays, saving waits and says why, and goes on when there is room (${where})`, async ({
      page,
      app,
    }) => {
      await page.setViewportSize(size);
      await fillDisk(page);
      await speaks(page, `${app.url}/sigtuna/installningar/kallor`, language);
      await expect(page.getByText(words.full)).toBeVisible();
      await page.locator('details > summary').first().click();
      await page.getByRole('textbox', { name: words.basis }).first().fill('Lag (2023:196)');
      const save = page.getByRole('button', { name: words.save });
      await expect(save).toHaveAttribute('aria-disabled', 'true');
      await expect(save).toHaveAccessibleDescription(new RegExp(words.full.slice(0, 12)));
      await save.press('Enter');
      await expectNoSideways(page, `sources on a full disk, ${where}`);
      await expectAccessible(page, `sources on a full disk, ${where}`);
      await page.unrouteAll({ behavior: 'ignoreErrors' });
      await expect(async () => {
        // The page asks by itself as well: the button may be gone before it is pressed.
        const now = page.getByRole('button', { name: words.now });
        if ((await now.count()) > 0) await now.click({ timeout: 1000 });
        await expect(page.getByText(words.full)).toHaveCount(0, { timeout: 1000 });
      }).toPass({ timeout: 30_000 });
      await expect(page.getByRole('textbox', { name: words.basis }).first()).toHaveValue('Lag (2023:196)');
      await save.click();
      await expect(page.getByRole('textbox', { name: words.basis }).first()).toHaveValue('Lag (2023:196)');
      await expect(save).not.toHaveAttribute('aria-disabled', 'true');
    });
  }

test('a disk that fills up while somebody works is said at the first thing that can’t be saved', async ({
  page,
  app,
}) => {
  await page.goto(`${app.url}/sigtuna/installningar/gallring`);
  await page.getByText('Händelser', { exact: true }).click();
  await page.getByLabel('Månader att spara').fill('60');
  await page.getByLabel('Gallringsbeslutets nummer').fill('KS 1');
  await fillDisk(page);
  await page.getByRole('button', { name: 'Spara regeln' }).click();
  await expect(page.getByRole('alert')).toContainText('Disken är full.');
  await expect(page.getByText(WORDS.sv.full)).toBeVisible();
  await expect(page.getByLabel('Gallringsbeslutets nummer')).toHaveValue('KS 1');
});

test('without contact the map answers other questions', async ({ page, app, context }) => {
  await page.goto(`${app.url}/sigtuna/karta`);
  const before = await shown(page);
  await context.setOffline(true);
  await expect(page.getByText(WORDS.sv.lost)).toBeVisible();
  await page.getByRole('slider', { name: 'Från', exact: true }).focus();
  for (let press = 0; press < 12; press++) await page.keyboard.press('PageUp');
  await expect.poll(async () => (await shown(page)).n).toBeLessThan(before.n);
});

test('an import says that there is no contact, and goes on when there is', async ({ page, app, context }) => {
  await page.goto(`${app.url}/sigtuna/karta`);
  await page.getByRole('button', { name: 'Läs in', exact: false }).first().click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toBeVisible();
  await context.setOffline(true);
  await expect(dialog.getByText(WORDS.sv.lost)).toBeVisible();
  await expectAccessible(page, 'an import without connection');
  await context.setOffline(false);
  await expect(dialog.getByText(WORDS.sv.lost)).toHaveCount(0);
});

test('a page that was never opened says without contact that there is none, and nothing is thrown away', async ({
  page,
  app,
  context,
}) => {
  await page.goto(`${app.url}/sigtuna/karta`);
  await shown(page);
  await page.evaluate(() => Object.assign(window, { stayed: true }));
  await page.route('**/assets/**', (route) => route.abort());
  await context.setOffline(true);
  await page.getByRole('link', { name: 'Inställningar' }).click();
  await expect(page).toHaveURL(/installningar/);
  await expect(page.getByText(WORDS.sv.lost)).toBeVisible();
  expect(await page.evaluate(() => Reflect.get(window, 'stayed'))).toBe(true);
});
