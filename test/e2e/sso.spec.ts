import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CLIENT, startProvider, type TestProvider } from '../../apps/api/src/account/sso/provider.testing.ts';
import { type App, expect, freePort, startApp, test } from './app.ts';
import { expectAccessible, expectNoSideways } from './page-checks.ts';

/** The municipality's own sign-in, with a real provider beside the application. */
test.describe.configure({ mode: 'serial' });

const PASSWORD = 'fyra gröna äpplen';
const folder = mkdtempSync(join(tmpdir(), 'lb-sso-'));
let provider: TestProvider;
let app: App;

test.beforeAll(async ({ playwright }) => {
  test.setTimeout(120_000);
  const port = String(await freePort());
  provider = await startProvider({
    redirect_uri: `http://localhost:${port}/login/sso`,
    told_at: `http://127.0.0.1:${port}/api/session/sso/ended`,
  });
  provider.people.set('anna', { name: 'Anna Andersson', preferred_username: 'anna@kommun.se', groups: ['trygghet'] });
  provider.people.set('bo', { name: 'Bo Berg', preferred_username: 'bo@kommun.se', groups: ['bygglov'] });
  const roles = join(folder, 'roles.txt');
  writeFileSync(roles, 'groups | trygghet | administrator | municipality: Sigtuna kommun\n');
  app = await startApp({
    PORT: port,
    OIDC_ISSUER: provider.issuer,
    OIDC_INTERNAL: '1',
    OIDC_CLIENT_ID: CLIENT.id,
    OIDC_CLIENT_SECRET: CLIENT.secret,
    OIDC_NAME: 'Sigtuna kommun',
    OIDC_ROLES: roles,
  });
  const machine = await playwright.request.newContext({ extraHTTPHeaders: { origin: app.url } });
  const organisation = { kind: 'municipality', name: 'Drift' };
  const first = { token: null, login: 'chef@kommun.se', name: 'Chef', password: PASSWORD, organisation };
  expect((await machine.post(`${app.url}/api/claim`, { data: first })).status()).toBe(200);
  await machine.dispose();
});
test.afterAll(async () => {
  await app?.stop();
  await provider?.stop();
  rmSync(folder, { recursive: true, force: true });
});

test('somebody signs in with the municipality’s account, is where they wanted to go, and is out when they leave it', async ({
  page,
}) => {
  await page.goto(`${app.url}/sigtuna/installningar/konto`);
  await expect(page.getByRole('button', { name: 'Logga in med Sigtuna kommun' })).toBeVisible();
  await expectAccessible(page, 'signing in, with single sign-on');
  await page.getByRole('button', { name: 'Logga in med Sigtuna kommun' }).press('Enter');
  await page.getByLabel('Användare').fill('anna');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(`${app.url}/sigtuna/installningar/konto`);
  await expect(page.getByText('anna@kommun.se').first()).toBeVisible();
  await expect(page.getByText('Administratör överallt')).toBeVisible();
  await expect(page.getByText('Du kan logga in med Sigtuna kommun.')).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Lösenord' })).toHaveCount(0);
  await expectAccessible(page, 'an account that comes in by single sign-on');
  await page.getByRole('button', { name: 'Koppla från' }).click();
  await expect(page.getByRole('alert')).toContainText('enda vägen in');

  // What came back in the address isn't in the history either.
  const code = await page.evaluate(() =>
    performance
      .getEntriesByType('navigation')
      .map(({ name }) => name)
      .join(),
  );
  expect(code).not.toContain('code=');

  const there = await page.context().newPage();
  await there.goto(`${provider.issuer}/session/end`);
  await there.getByRole('button', { name: 'Yes, sign me out' }).click();
  await expect
    .poll(async () => (await (await page.request.get(`${app.url}/api/session`)).json()).standing)
    .toBe('nobody');
  await page.reload();
  await expect(page.getByRole('button', { name: 'Logga in', exact: true })).toBeVisible();
});

test('whoever has no role there is told so, and may try as somebody else', async ({ page }) => {
  await page.goto(app.url);
  await page.getByRole('button', { name: 'Logga in med Sigtuna kommun' }).click();
  await page.getByLabel('Användare').fill('bo');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toContainText('Ditt konto hos Sigtuna kommun ger ingen roll här');
  expect(new URL(page.url()).search).toBe('');
  await expectAccessible(page, 'no role');
  await page.reload();
  await expect(page.getByRole('alert')).toContainText('Börja om');
  await page.getByRole('link', { name: 'Till inloggningen' }).click();
  await expect(page.getByLabel('Inloggningsnamn')).toBeVisible();
});

test('an account here is connected by whoever is signed in to it', async ({ page }) => {
  provider.people.set('chef', { name: 'Chefen', preferred_username: 'chef@kommun.se', groups: ['trygghet'] });
  const enter = async (): Promise<void> => {
    await page.getByLabel('Användare').fill('chef');
    await page.keyboard.press('Enter');
  };
  await page.goto(`${app.url}/sigtuna/installningar/konto`);
  await page.getByRole('button', { name: 'Logga in med Sigtuna kommun' }).click();
  await enter();
  await expect(page.getByRole('alert')).toContainText('Det finns redan ett konto chef@kommun.se');
  await page.goto(`${app.url}/sigtuna/installningar/konto`);
  await page.getByLabel('Inloggningsnamn').fill('chef@kommun.se');
  await page.getByLabel('Lösenord', { exact: true }).fill(PASSWORD);
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Koppla till Sigtuna kommun' }).click();
  await expect(page.getByText('Du kan logga in med Sigtuna kommun.')).toBeVisible();
  await page.getByRole('button', { name: 'Logga ut' }).click();
  await page.getByRole('button', { name: 'Logga in med Sigtuna kommun' }).click();
  await expect(page.getByText('Drift').or(page.getByText('Läs in demonstrationen')).first()).toBeVisible();
});

test('a session that ends is begun again in a window of its own, and what was typed stays', async ({ page }) => {
  await page.goto(`${app.url}/sigtuna/installningar/konton`);
  await page.getByRole('button', { name: 'Logga in med Sigtuna kommun' }).click();
  await page.getByLabel('Användare').fill('anna');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Bjud in någon' }).click();
  await page.getByLabel('Namn', { exact: true }).fill('Cilla Carlsson');
  await page.getByLabel('Inloggningsnamn').fill('cilla@kommun.se');
  await page.request.delete(`${app.url}/api/session`, { headers: { origin: app.url } });
  await page.getByRole('button', { name: 'Skapa konto och länk' }).click();
  const over = page.getByRole('dialog', { name: 'Logga in igen' });
  await expectAccessible(page, 'signing in again, with single sign-on');
  const [there] = await Promise.all([
    page.context().waitForEvent('page'),
    over.getByRole('button', { name: 'Logga in med Sigtuna kommun' }).click(),
  ]);
  await expect(there).toHaveURL(new RegExp(`^${app.url}/(sigtuna|$)`));
  await there.close();
  await page.bringToFront();
  await page.evaluate(() => window.dispatchEvent(new Event('focus')));
  await expect(over).toHaveCount(0);
  await expect(page.getByLabel('Inloggningsnamn')).toHaveValue('cilla@kommun.se');
});

test('it fits a phone, dark and in Arabic', async ({ browser }) => {
  const phone = await browser.newContext({ locale: 'ar', colorScheme: 'dark', viewport: { width: 390, height: 844 } });
  const page = await phone.newPage();
  await page.goto(app.url);
  await expect(page.getByRole('button', { name: 'Sigtuna kommun' })).toBeVisible();
  await expectAccessible(page, 'signing in');
  await expectNoSideways(page, 'signing in');
  await phone.close();
});
