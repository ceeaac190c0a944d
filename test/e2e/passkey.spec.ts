import type { BrowserContext, CDPSession, Locator, Page } from '@playwright/test';
import { type App, expect, test } from './app.ts';
import { expectAccessible, expectNoSideways } from './page-checks.ts';

test.use({ installation: 'passkey' });

/** Passkeys in a real browser, with an authenticator that the browser makes up: a finger that always fits. */
test.describe.configure({ mode: 'serial' });

const PASSWORD = 'fyra gröna äpplen';
let context: BrowserContext;
let page: Page;
let devtools: CDPSession;
let authenticatorId: string;

const row = (name: string): Locator => page.getByRole('listitem').filter({ hasText: name });
const own = (app: App): Promise<unknown> => page.goto(`${app.url}/sigtuna/installningar/konto`);
const signOut = async (app: App): Promise<void> => {
  await page.getByRole('button', { name: 'Logga ut' }).click();
  await expect(page).toHaveURL(`${app.url}/`);
  await expect(page.getByLabel('Inloggningsnamn')).toBeVisible();
};
/** In, on the first page of an installation that holds nothing yet. */
const expectIn = (): Promise<void> =>
  expect(page.getByRole('button', { name: 'Läs in demonstrationen' })).toBeVisible();
const giveName = async (): Promise<void> => {
  await page.getByLabel('Inloggningsnamn').fill('anna@sigtuna.se');
  await page.getByLabel('Lösenord', { exact: true }).fill(PASSWORD);
  await page.keyboard.press('Enter');
};

test.beforeAll(async ({ app, browser }) => {
  context = await browser.newContext({ locale: 'sv-SE', viewport: { width: 1440, height: 900 } });
  page = await context.newPage();
  const organisation = { kind: 'municipality', name: 'Sigtuna kommun' };
  const first = { token: null, login: 'anna@sigtuna.se', name: 'Anna', password: PASSWORD, organisation };
  const made = await page.request.post(`${app.url}/api/claim`, { headers: { origin: app.url }, data: first });
  expect(made.status()).toBe(200);
  devtools = await context.newCDPSession(page);
  await devtools.send('WebAuthn.enable');
  ({ authenticatorId } = await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  }));
});
test.afterAll(() => context?.close());

test('a passkey is made by keyboard, named, and opens the account without name or password', async ({ app }) => {
  await own(app);
  await page.getByRole('button', { name: 'Lägg till en passnyckel' }).press('Enter');
  await expect(page.getByLabel('Passnyckelns namn')).toBeFocused();
  await page.getByLabel('Passnyckelns namn').fill('Mobilen');
  const section = page.locator('section', { has: page.getByRole('heading', { name: 'Passnycklar' }) });
  await section.getByLabel('Nuvarande lösenord').fill('fyra röda äpplen');
  await expectAccessible(page, 'making a passkey');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toContainText('lösenordet stämmer inte');
  await section.getByLabel('Nuvarande lösenord').fill(PASSWORD);
  await page.keyboard.press('Enter');
  await expect(row('Mobilen')).toContainText('inte använd än');
  await page.getByRole('button', { name: 'Byt namn: Mobilen' }).click();
  await page.getByLabel('Passnyckelns namn').fill('Annas mobil');
  await page.keyboard.press('Enter');
  await expect(row('Annas mobil')).toBeVisible();
  await expectAccessible(page, 'passkeys');

  await signOut(app);
  await expectAccessible(page, 'signing in, with a passkey');
  await page.getByRole('button', { name: 'Logga in med passnyckel' }).press('Enter');
  await expectIn();
  await own(app);
  await expect(row('Annas mobil')).toContainText('senast använd');
});

test('it is asked for after the password where its owner wants so, and the last one stays', async ({ app }) => {
  await own(app);
  await page.getByLabel('Kräv passnyckel efter lösenordet').click();
  await expect(page.getByLabel('Kräv passnyckel efter lösenordet')).toBeChecked();
  await page.getByRole('button', { name: 'Ta bort: Annas mobil' }).click();
  await expect(page.getByRole('alert')).toContainText('Lägg till en annan');
  await signOut(app);
  await giveName();
  await expect(page.getByText('Visa din passnyckel också.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Visa passnyckeln' })).toBeFocused();
  await expectAccessible(page, 'the passkey after the password');

  // No finger on it: the browser gives up, the page says so, and nothing is lost.
  await devtools.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: false });
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toContainText('Ingen passnyckel kom');
  await devtools.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: true });
  await page.getByRole('button', { name: 'Visa passnyckeln' }).click();
  await expectIn();
});

test('it may be the only way in', async ({ app }) => {
  await own(app);
  const section = page.locator('section', { has: page.getByRole('heading', { name: 'Lösenord' }) });
  await section.getByLabel('Nuvarande lösenord').fill(PASSWORD);
  await page.getByRole('button', { name: 'Ta bort lösenordet' }).click();
  await expect(page.getByText('Lösenordet är borttaget.')).toBeVisible();
  await expect(section).toHaveCount(0);
  await page.getByRole('button', { name: 'Ta bort: Annas mobil' }).click();
  await expect(page.getByRole('alert')).toContainText('enda vägen in');
  await signOut(app);
  await giveName();
  await expect(page.getByRole('alert')).toContainText('hör inte ihop');
  await page.getByRole('button', { name: 'Logga in med passnyckel' }).click();
  await expectIn();
});

test('an administrator demands it of a role, and whoever has none makes one after the password', async ({
  app,
  browser,
}) => {
  await page.goto(`${app.url}/sigtuna/installningar/konton`);
  const demand = page.getByRole('group', { name: 'Roller' }).getByLabel('Läsare');
  await demand.click();
  await expect(demand).toBeChecked();
  await expect(page.getByText('Ändringen gäller nu.')).toBeVisible();
  await expectAccessible(page, 'accounts, with roles that need more');
  await page.getByRole('button', { name: 'Bjud in någon' }).click();
  await page.getByLabel('Namn', { exact: true }).fill('Bo Berg');
  await page.getByLabel('Inloggningsnamn').fill('bo@sigtuna.se');
  await page.getByLabel('Var', { exact: true }).selectOption('sigtuna');
  await page.getByRole('button', { name: 'Skapa konto och länk' }).click();
  const link = (await page.getByRole('status').locator('code').textContent()) ?? '';

  const phone = await browser.newContext({
    locale: 'sv-SE',
    colorScheme: 'dark',
    viewport: { width: 390, height: 844 },
  });
  const bo = await phone.newPage();
  const tools = await phone.newCDPSession(bo);
  await tools.send('WebAuthn.enable');
  await tools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  await bo.goto(link);
  await bo.getByLabel('Nytt lösenord').fill('tre blåa cyklar');
  await bo.getByRole('button', { name: 'Spara och logga in' }).click();
  await expect(bo.getByText('kontot kräver också en passnyckel')).toBeVisible();
  await expectAccessible(bo, 'the first passkey');
  await expectNoSideways(bo, 'the first passkey');
  await bo.getByRole('button', { name: 'Skapa passnyckeln' }).click();
  await expect(bo.getByText('Här finns inga händelser ännu')).toBeVisible();
  await bo.goto(`${app.url}/sigtuna/installningar/konto`);
  await expect(bo.getByText('En av dina roller kräver passnyckel')).toBeVisible();
  await expectAccessible(bo, 'passkeys on a phone, dark');
  await expectNoSideways(bo, 'passkeys on a phone');
  await phone.close();

  // Bo has lost it: the link that makes a new password takes the old keys with it.
  await page.reload();
  const entry = row('bo@sigtuna.se');
  await entry.locator('summary').click();
  await entry.getByLabel('Länken tar också bort passnycklarna').check();
  await entry.getByRole('button', { name: 'Länk till nytt lösenord' }).click();
  await expect(entry.getByRole('status').locator('code')).toContainText('/login#');
});
