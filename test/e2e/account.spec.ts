import type { Browser, BrowserContext, Locator, Page } from '@playwright/test';
import { type App, expect, startApp, test } from './app.ts';
import { expectAccessible, expectNoSideways } from './page-checks.ts';

test.use({ installation: 'account' });

/** From an installation without accounts to one where each sees what their role lets them, in a real browser. */
test.describe.configure({ mode: 'serial' });

const PASSWORD = 'fyra gröna äpplen';
let chief: BrowserContext;
let link: string;

const row = (page: Page, name: string): Locator => page.getByRole('listitem').filter({ hasText: name });
const settings = (page: Page, app: App, part = ''): Promise<unknown> =>
  page.goto(`${app.url}/sigtuna/installningar${part}`);
const api = (page: Page, app: App, method: string, path: string, data?: object) =>
  page.request.fetch(app.url + path, { method, headers: { origin: app.url }, data });

test.afterAll(() => chief?.close());

test('before the first account the page says whose it is, and whoever sits there goes on as ever', async ({
  page,
  app,
}) => {
  await page.goto(app.url);
  await expect(page.getByText('Inga konton än: den som sitter vid datorn är administratör.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Läs in demonstrationen' })).toBeVisible();
  await settings(page, app);
  await expect(page.getByText('Inga konton än')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Skapa konto', exact: true })).toBeVisible();
  await expectAccessible(page, 'settings before the first account');
});

test('with nothing but the demonstration a role is tried on with one click, and taken off with another', async ({
  page,
  app,
}) => {
  test.setTimeout(240_000);
  await api(page, app, 'POST', '/api/demonstration', { municipality: 'sigtuna' });
  await expect
    .poll(async () => (await (await api(page, app, 'GET', '/api/session')).json()).demonstration, { timeout: 120_000 })
    .toBe(true);
  await settings(page, app, '/konto');
  const role = (name: string) => page.getByRole('group', { name: 'Prova en roll' }).getByRole('button', { name });
  await role('Läsare').click();
  await expect(page.getByText('Du ser sidan som Läsare.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Läs in', exact: true })).toHaveCount(0);
  await expect(page.getByRole('link', { name: 'Konton' })).toHaveCount(0);
  await expectAccessible(page, 'a role tried on');
  await role('Granskare').click();
  await expect(page.getByText('Du ser sidan som Granskare.')).toBeVisible();
  await page.getByRole('link', { name: 'Karta' }).click();
  await expect(page.getByText('Din roll ser inte händelser.')).toBeVisible();
  await page.getByRole('link', { name: 'Konto', exact: true }).click();
  await role('Granskare').click();
  await expect(page.getByRole('button', { name: 'Läs in', exact: true })).toBeVisible();
});

test('the first account is made on the page, by keyboard, and ends that for good', async ({ page, app, browser }) => {
  await page.goto(`${app.url}/login`);
  await expect(page.getByLabel('Namn', { exact: true })).toBeFocused();
  await expectAccessible(page, 'the first account');
  await page.keyboard.type('Anna Andersson');
  for (const text of ['anna@sigtuna.se', 'lösenord1234']) {
    await page.keyboard.press('Tab');
    await page.keyboard.type(text);
  }
  await page.keyboard.press('Tab'); // past the eye
  await page.keyboard.press('Tab');
  await page.keyboard.type('Sigtuna kommun');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toContainText('lätt att gissa');
  await expect(page.getByLabel('Namn', { exact: true })).toHaveValue('Anna Andersson');
  await page.getByLabel('Lösenord', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Skapa kontot' }).click();
  await expect(page).toHaveURL(/\/sigtuna\/karta/, { timeout: 60_000 });
  const [cookie] = await page.context().cookies();
  expect(cookie).toMatchObject({ name: `lagesbild_${new URL(app.url).port}`, httpOnly: true, sameSite: 'Lax' });
  expect(await page.evaluate(() => document.cookie)).toBe('');

  const stranger = await newPage(browser);
  await stranger.goto(`${app.url}/sigtuna/karta`);
  await expect(stranger.getByRole('button', { name: 'Logga in', exact: true })).toBeVisible();
  expect((await stranger.request.get(`${app.url}/api/sigtuna/incidents/tally`)).status()).toBe(401);
  await expectAccessible(stranger, 'signing in');
  await stranger.getByLabel('Inloggningsnamn').fill('anna@sigtuna.se');
  await stranger.getByLabel('Lösenord', { exact: true }).fill('fyra röda äpplen');
  await stranger.keyboard.press('Enter');
  await expect(stranger.getByRole('alert')).toContainText('hör inte ihop');
  await stranger.getByLabel('Lösenord', { exact: true }).fill(PASSWORD);
  await stranger.keyboard.press('Enter');
  // And is where they wanted to go.
  await expect(stranger).toHaveURL(/\/sigtuna\/karta/);
  await expect(stranger.getByRole('link', { name: 'Konto', exact: true })).toBeVisible();
  chief = stranger.context();
});

test('somebody is invited by a link that works once, and sees what a viewer may', async ({ app, browser }) => {
  test.setTimeout(240_000);
  const page = await chief.newPage();
  await settings(page, app, '/konton');
  await page.getByRole('button', { name: 'Bjud in någon' }).click();
  await page.getByLabel('Namn', { exact: true }).fill('Bo Berg');
  await page.getByLabel('Inloggningsnamn').fill('bo@sigtuna.se');
  await expect(page.getByLabel('Var', { exact: true })).toHaveValue('sigtuna');
  await page.getByRole('button', { name: 'Skapa konto och länk' }).click();
  await expect(page.getByText('Ge länken till Bo Berg.')).toBeVisible();
  link = (await page.getByRole('status').locator('code').textContent()) ?? '';
  await expectAccessible(page, 'accounts, with a link');
  await page.close();

  const bo = await newPage(browser);
  const asked: number[] = [];
  bo.on('response', (response) => new URL(response.url()).pathname === '/api/link' && asked.push(response.status()));
  await bo.goto(link);
  await expect(bo.getByText('Bo Berg, du är inbjuden till Lägesbild.')).toBeVisible();
  expect(new URL(bo.url()).hash).toBe('');
  await bo.getByLabel('Nytt lösenord').fill('tre blåa cyklar');
  await bo.getByRole('button', { name: 'Spara och logga in' }).click();
  await expect(bo).toHaveURL(/\/sigtuna\/karta/, { timeout: 60_000 });
  await expect(bo.getByRole('link', { name: 'Konto', exact: true })).toBeVisible();
  expect(asked, 'a used link is not asked for again').toEqual([200]);
  await expect(bo.getByRole('button', { name: 'Läs in', exact: true })).toHaveCount(0);
  await bo.getByRole('button', { name: 'Spara eller skriv ut' }).click();
  await expect(bo.getByRole('button', { name: /PNG/ })).toBeVisible();
  await expect(bo.getByRole('button', { name: /CSV/ })).toHaveCount(0);

  // Enter takes the first place found; an area that isn’t one’s own, or nobody’s, is said with the way out.
  await bo.keyboard.press('Escape');
  await bo.getByRole('combobox', { name: 'Sök plats' }).fill('märst');
  await expect(bo.getByRole('option').first()).toBeVisible();
  await bo.keyboard.press('Enter');
  await expect(bo).toHaveURL(/[?&]at=/);
  await bo.goto(`${app.url}/nowhere/karta`);
  await expect(bo).toHaveURL(/\/nowhere\/karta$/);
  await expect(bo.getByRole('heading', { name: 'Du har inte behörighet till området' })).toBeVisible();
  await expect(bo.getByRole('button', { name: 'Logga ut' })).toBeVisible();
  await expectAccessible(bo, 'an area that is not one’s own');
  const lost = await chief.newPage();
  await lost.goto(`${app.url}/nowhere/karta`);
  await expect(lost.getByRole('heading', { name: 'Området finns inte' })).toBeVisible();
  await lost.close();
  await bo.getByRole('link', { name: 'Till områdena' }).click();
  await bo.getByRole('link', { name: /Sigtuna/ }).click();
  await expect(bo).toHaveURL(/\/sigtuna\/karta/);

  const again = await newPage(browser);
  await again.goto(link);
  await expect(again.getByRole('alert')).toContainText('Länken är använd eller för gammal');
  await again.context().close();

  // A role that is taken is gone with the next request; the rows this browser kept go too.
  const admin = await chief.newPage();
  await settings(admin, app, '/konton');
  const entry = row(admin, 'bo@sigtuna.se');
  await entry.locator('summary').click();
  await entry.getByLabel('Roll', { exact: true }).selectOption('moderator');
  await entry.getByRole('button', { name: 'Spara' }).click();
  await expect(entry.locator('summary')).toContainText('Granskare i Sigtuna');
  expect((await bo.request.get(`${app.url}/api/sigtuna/incidents/tally`)).status()).toBe(403);
  await bo.reload();
  await expect(bo.getByText('Din roll ser inte händelser.')).toBeVisible();

  // Switched off, Bo is out; the way back in lies over the page.
  await entry.getByRole('button', { name: 'Stäng av kontot' }).click();
  await entry.getByRole('button', { name: 'Stäng av, sessionerna slutar genast' }).click();
  await expect(entry.locator('summary')).toContainText('avstängd');
  await bo.getByRole('link', { name: 'Inställ' }).click();
  await bo.reload();
  await expect(bo.getByRole('button', { name: 'Logga in', exact: true })).toBeVisible();
  await bo.context().close();
  await admin.close();
});

test('a session that ends under one’s hands is begun again over the page, and nothing typed is lost', async ({
  app,
}) => {
  const page = await chief.newPage();
  await settings(page, app, '/konton');
  await page.getByRole('button', { name: 'Bjud in någon' }).click();
  await page.getByLabel('Namn', { exact: true }).fill('Cilla Carlsson');
  await page.getByLabel('Inloggningsnamn').fill('cilla@sigtuna.se');
  // Ended from elsewhere: every session of the account, as an administrator or a new password does.
  const sessions = await (await api(page, app, 'GET', '/api/account/sessions')).json();
  for (const { session_id } of sessions) await api(page, app, 'DELETE', `/api/account/sessions/${session_id}`);
  await page.getByRole('button', { name: 'Skapa konto och länk' }).click();
  const over = page.getByRole('dialog', { name: 'Logga in igen' });
  await expect(over).toBeVisible();
  await expectAccessible(page, 'signing in again');
  await page.keyboard.press('Escape');
  await expect(over).toBeVisible();
  await expect(over.getByLabel('Inloggningsnamn')).toHaveValue('anna@sigtuna.se');
  await over.getByLabel('Lösenord', { exact: true }).fill(PASSWORD);
  await page.keyboard.press('Enter');
  await expect(over).toHaveCount(0);
  await expect(page.getByLabel('Inloggningsnamn')).toHaveValue('cilla@sigtuna.se');
  await page.getByRole('button', { name: 'Skapa konto och länk' }).click();
  await expect(page.getByText('Ge länken till Cilla Carlsson.')).toBeVisible();
  await page.close();
});

test('one’s own sessions are listed and ended, the password changed, and signing out leaves nothing behind', async ({
  app,
  browser,
}) => {
  const other = await newPage(browser);
  await other.goto(app.url);
  await other.getByLabel('Inloggningsnamn').fill('anna@sigtuna.se');
  await other.getByLabel('Lösenord', { exact: true }).fill(PASSWORD);
  await other.keyboard.press('Enter');
  await expect(other).toHaveURL(/karta/, { timeout: 60_000 });

  const page = await chief.newPage();
  await settings(page, app, '/konto');
  // The browser the first account was made in is signed in still.
  await expect(page.getByRole('button', { name: 'Avsluta' })).toHaveCount(2);
  for (const left of [1, 0]) {
    await page.getByRole('button', { name: 'Avsluta' }).first().click();
    await expect(page.getByRole('button', { name: 'Avsluta' })).toHaveCount(left);
  }
  expect((await other.request.get(`${app.url}/api/sigtuna`)).status()).toBe(401);
  await other.context().close();

  await page.getByLabel('Nuvarande lösenord').fill(PASSWORD);
  await page.getByLabel('Nytt lösenord').fill('sju svarta katter');
  await page.getByRole('button', { name: 'Byt lösenord' }).click();
  await expect(page.getByText('Lösenordet är bytt.')).toBeVisible();

  await page.goto(`${app.url}/sigtuna/karta`);
  await expect(page.getByText(/visar [\d\s]+ av [\d\s]+/).first()).toBeVisible({ timeout: 60_000 });
  const kept = () =>
    page.evaluate(
      () =>
        new Promise<number>((resolve) => {
          const opening = indexedDB.open('lagesbild');
          opening.onsuccess = () => {
            const all = opening.result.transaction('columns').objectStore('columns').count();
            all.onsuccess = () => resolve(all.result);
          };
        }),
    );
  await expect.poll(kept).toBe(1);
  await settings(page, app, '/konto');
  await page.getByRole('button', { name: 'Logga ut' }).click();
  await expect(page.getByRole('button', { name: 'Logga in', exact: true })).toBeVisible();
  expect(await kept()).toBe(0);
  expect(await page.context().cookies()).toEqual([]);
  await page.getByLabel('Inloggningsnamn').fill('anna@sigtuna.se');
  await page.getByLabel('Lösenord', { exact: true }).fill('sju svarta katter');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('link', { name: 'Konto', exact: true })).toBeVisible();
  await page.close();
});

test('the pages have nothing for axe to find and nothing that sticks out, in Arabic and dark on a phone', async ({
  app,
  browser,
}) => {
  const phone = await browser.newContext({
    locale: 'ar',
    colorScheme: 'dark',
    viewport: { width: 390, height: 844 },
    storageState: await chief.storageState(),
  });
  const page = await phone.newPage();
  for (const part of ['', '/konto', '/konton', '/organisationer']) {
    await settings(page, app, part);
    await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
    await expect(page.getByRole('heading', { level: 2 }).first()).toBeVisible();
    if (part === '/konton') await page.locator('summary').first().click();
    await expectAccessible(page, part);
    await expectNoSideways(page, part);
  }
  await phone.clearCookies();
  await page.goto(app.url);
  await expect(page.locator('input').first()).toBeFocused();
  await expectAccessible(page, 'signing in');
  await expectNoSideways(page, 'signing in');
  await phone.close();
});

test('where strangers can come in, nothing is there until the printed link is opened', async ({ browser }) => {
  test.setTimeout(180_000);
  const closed = await startApp({ NODE_ENV: 'production' });
  const page = await newPage(browser);
  await page.goto(closed.url);
  await expect(page.getByRole('heading', { name: 'Inte tagen i bruk än' })).toBeVisible();
  await expectAccessible(page, 'not claimed');
  expect((await page.request.get(`${closed.url}/api/sigtuna`)).status()).toBe(403);
  await expect.poll(closed.said).toContain('/login#');
  await page.goto(/http:\S+\/login#\S+/.exec(closed.said())![0]);
  await page.getByLabel('Namn', { exact: true }).fill('Dag Dahl');
  await page.getByLabel('Inloggningsnamn').fill('dag@sigtuna.se');
  await page.getByLabel('Lösenord', { exact: true }).fill(PASSWORD);
  await page.getByLabel('Organisation', { exact: true }).fill('Sigtuna kommun');
  await page.getByRole('button', { name: 'Skapa kontot' }).click();
  await expect(page.getByRole('button', { name: 'Läs in demonstrationen' })).toBeVisible();
  await expect(page.getByText('Inga konton än')).toHaveCount(0);
  await page.context().close();
  await closed.stop();
});

async function newPage(browser: Browser): Promise<Page> {
  const context = await browser.newContext({ locale: 'sv-SE', viewport: { width: 1440, height: 900 } });
  return context.newPage();
}
