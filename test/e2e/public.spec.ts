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

test('an administrator sees what is due and why, makes it, and sees what each release holds and what was tried on it', async ({
  app,
  page,
}) => {
  test.setTimeout(300_000);
  await loadDemonstration(app);
  await expect(async () => {
    await page.goto(`${app.url}/sigtuna`); // which knows for some seconds what was there before
    const way = page.getByRole('link', { name: 'Du som visar demonstrationen publicerar under Inställningar.' });
    await way.click({ timeout: 2000 });
  }).toPass({ timeout: 60_000 });
  await expect(page.getByText(/kvartal \d: trettio dagar har gått sedan kvartalet tog slut/).first()).toBeVisible();
  await expectAccessible(page, 'what is due');
  await page.getByRole('button', { name: 'Publicera nu' }).press('Enter');
  await expect(page.getByRole('progressbar')).toBeVisible();
  await expect(page.getByText(/^Publicerat: /)).toBeVisible({ timeout: 200_000 });
  await expect(page.getByText('Allt som ska publiceras är publicerat.', { exact: false })).toBeVisible();
  await page
    .getByText(/^Hela \d{4}$/)
    .first()
    .click();
  const held = page.getByRole('region', { name: 'Innehåll' });
  await expect(held.getByRole('row', { name: /Registrerade händelser/ })).toContainText('10–14');
  await expect(page.getByRole('region', { name: 'Vad angreppen nådde' })).toContainText('A1');
  await expectAccessible(page, 'what a release holds');
  await page.getByRole('button', { name: 'Pröva angreppen på allt igen' }).click();
  await expect(page.getByText('Inget angrepp lyckades på det som är publicerat.')).toBeVisible({ timeout: 100_000 });
});

test('a release is withdrawn with a reason that everybody reads', async ({ app, browser }) => {
  const context = await browser.newContext({
    viewport: { width: 360, height: 740 },
    locale: 'ar',
    colorScheme: 'dark',
  });
  const page = await context.newPage();
  await page.goto(`${app.url}/sigtuna/installningar/publicering`);
  const oldest = page.locator('main details, details').last();
  await oldest.locator('summary').click();
  await page.getByRole('button', { name: 'سحب', exact: true }).click();
  await page.getByLabel('السبب').fill('Fel i underlaget');
  await expectNoSideways(page, 'withdrawing on a phone');
  await expectAccessible(page, 'withdrawing, dark, in Arabic');
  await page.getByRole('button', { name: /^اسحب / }).click();
  await expect(oldest.locator('summary')).toContainText('Fel i underlaget');
  await context.close();
});

test('what is released is said, listed as in the open data, and drawn', async ({ app, page }) => {
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

test('what is done about a place stands there when it is approved, and the page keeps light or dark as chosen', async ({
  app,
  browser,
}) => {
  const post = async (path: string, body: object) => {
    const headers = { origin: app.url, 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() };
    const init = { method: 'POST', headers, body: JSON.stringify(body) };
    const response = await fetch(`${app.url}/api/sigtuna/${path}`, init);
    expect(response.ok, await response.clone().text()).toBe(true);
    return response.json();
  };
  const { action_id, version } = await post('actions', {
    ...{ title: 'Ljus vid centrum', where: { place: 'valsta-centrum' }, status: 'done', done_on: '2026-09-01' },
    ...{ rests_on: 'dialogue', rests_on_what: 'Mötet i mars' },
    public_text: { sv: 'Vi satte upp nya lyktor längs gångvägen.', en: 'We put up new lamps along the path.' },
  });
  await post(`actions/${action_id}/approve`, { version });
  const { pledge_id } = await post('pledges', {
    text: { sv: 'Vi finns på torget varje fredag kväll.' },
    ...{ period_from: '2026-01-01', period_to: '2026-06-30', signatories: ['Sigtuna kommun', 'Polisen'], actions: [] },
    ...{ indicator: 'Närvaro varje fredag', outcome: 'not_kept', reason: 'Det blev varannan fredag.' },
  });
  await post(`pledges/${pledge_id}/approve`, { version: 1 });
  const context = await browser.newContext({ locale: 'sv-SE' });
  const page = await context.newPage();
  await expect(async () => {
    await page.goto(`${app.url}/sigtuna`);
    await expect(page.getByText('Vi satte upp nya lyktor längs gångvägen.')).toBeVisible({ timeout: 2000 });
  }).toPass({ timeout: 60_000 }); // the server keeps the list for some seconds, and a browser asks whether it is still that
  const promised = page.locator('section', { has: page.getByRole('heading', { name: 'Medborgarlöften' }) });
  await expect(promised).toContainText('Vi finns på torget varje fredag kväll.');
  await expect(promised).toContainText('Hölls inte');
  await expect(promised).toContainText('Sigtuna kommun och Polisen');
  await expect(page.getByText('Uppgifterna är påhittade', { exact: false })).toBeVisible();
  const paper = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const light = await paper();
  await page.getByLabel('Utseende').selectOption('dark');
  expect(await paper()).not.toBe(light);
  await expect(page.locator('.canvas[data-drawn="true"]')).toBeVisible();
  await page.reload();
  expect(await paper()).not.toBe(light);
  await expectAccessible(page, 'dark as chosen');
  await context.close();
});

test('an address that is no area’s says so, and leads on', async ({ app, page }) => {
  const response = await page.goto(`${app.url}/norrkoping`);
  expect(response?.status()).toBe(404);
  await expect(page.getByRole('heading', { name: 'Området finns inte här' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Till startsidan' })).toHaveAttribute('href', '/');
  await expectAccessible(page, 'an unknown area');
});

test('before its program has come the page says that it is on its way', async ({ app, browser }) => {
  const context = await browser.newContext({ locale: 'sv-SE' });
  const page = await context.newPage();
  let letGo: () => void = () => {};
  const held = new Promise<void>((resolve) => (letGo = resolve));
  await page.route(/\/assets\/public-.*\.js$/, async (route) => {
    await held;
    await route.continue();
  });
  await page.goto(`${app.url}/sigtuna`, { waitUntil: 'commit' });
  await expect(page.getByText('Sidan hämtas.')).toBeVisible();
  letGo();
  await expect(page.locator('.sentence')).toContainText('rutor har minst tio');
  await context.close();
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
