import type { Unit, UnitCredential, Visit, WeekPlan, ZonePlan } from '@lagesbild/contract';
import { addDays, mondayOf, wallClock } from '@lagesbild/contract/week';
import type { Browser, BrowserContext, Page, Route } from '@playwright/test';
import { type App, expect, test } from './app.ts';
import { expectAccessible, expectNoSideways } from './page-checks.ts';

test.use({ installation: 'patrol' });
test.describe.configure({ mode: 'serial' });

const SQUARE = '5d0f1f7e-7c0e-4a57-9d3a-0f8f7f6f0a01';
const STATION = '5d0f1f7e-7c0e-4a57-9d3a-0f8f7f6f0a02';
const TODAY = wallClock(Date.now(), 'Europe/Stockholm').day;

let plan_id: string;
let unit: Unit;
let credential: string;

async function ask<T>(app: App, method: string, path: string, body?: object): Promise<T> {
  const response = await fetch(`${app.url}/api/sigtuna/${path}`, {
    method,
    headers: { 'content-type': 'application/json', origin: app.url },
    ...(body && { body: JSON.stringify(body) }),
  });
  expect(response.status, await response.clone().text()).toBeLessThan(300);
  return response.json() as Promise<T>;
}
const zone = (zone_id: string, name: string, west: number, north: number) => ({
  ...{ zone_id, name, origin: 'drawn', why: 'Otrygghet på kvällen' },
  outline: {
    type: 'MultiPolygon',
    coordinates: [
      [
        [
          [west, north],
          [west, north - 0.004],
          [west + 0.008, north - 0.004],
          [west + 0.008, north],
          [west, north],
        ],
      ],
    ],
  },
});
const visits = (app: App): Promise<Visit[]> => ask(app, 'GET', `visits?from=${addDays(TODAY, -1)}&to=${TODAY}`);

test.beforeAll(async ({ app }) => {
  const zones = [zone(SQUARE, 'Torget i Märsta', 17.852, 59.622), zone(STATION, 'Pendeltågsstationen', 17.861, 59.63)];
  const plan = await ask<ZonePlan>(app, 'POST', 'zone-plans', { name: 'Höst', zones, note: '' });
  plan_id = plan.plan_id;
  await ask(app, 'POST', `zone-plans/${plan_id}/publish`, { version: 1 });
  const made = { name: 'Fältgruppen Märsta', organisation_kind: 'municipality', kind: 'faltare', size: 6 };
  unit = await ask<Unit>(app, 'POST', 'units', made);
  ({ credential } = await ask<UnitCredential>(app, 'POST', `units/${unit.unit_id}/credential`, {}));
});

async function telephone(browser: Browser, locale = 'sv-SE'): Promise<{ context: BrowserContext; page: Page }> {
  const context = await browser.newContext({
    ...{ viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true, locale, colorScheme: 'dark' },
  });
  return { context, page: await context.newPage() };
}

test('a unit’s phone is opened by its key, logs a visit with two taps, and what waits without a connection is sent once', async ({
  app,
  browser,
}) => {
  const { context, page } = await telephone(browser);
  await page.goto(`${app.url}/sigtuna/besok`);
  await expect(page.getByRole('heading', { name: 'Besök' })).toBeVisible();
  await expectAccessible(page, 'the key');
  await page.getByLabel('Enhetens nyckel').fill('lami nuri');
  await page.getByRole('button', { name: 'Öppna' }).tap();
  await expect(page.getByRole('alert')).toContainText('Sex ord behövs');
  // By its QR code: the key stands behind the #, and is out of the address at once.
  await page.goto('about:blank');
  await page.goto(`${app.url}/sigtuna/besok#${credential}`);
  await expect(page).toHaveURL(`${app.url}/sigtuna/besok`);
  await page.getByRole('button', { name: 'Öppna' }).tap();
  await expect(page.getByRole('heading', { name: 'Var har ni varit?' })).toBeVisible();
  await expect(page.getByText('Fältgruppen Märsta')).toBeVisible();
  await expectAccessible(page, 'the zones');
  await expectNoSideways(page, 'the zones');
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => {}));

  await page.getByRole('button', { name: 'Torget i Märsta' }).tap();
  await expectAccessible(page, 'the visit');
  await expectNoSideways(page, 'the visit');
  await page.getByRole('button', { name: 'Spara besöket' }).tap();
  await expect(page.getByRole('status')).toContainText('Sparat: Torget i Märsta');
  await expect.poll(async () => (await visits(app)).length).toBe(1);

  await context.setOffline(true);
  await page.getByRole('button', { name: 'Pendeltågsstationen' }).tap();
  await page.getByRole('button', { name: 'Mörkt' }).tap();
  await page.getByRole('button', { name: 'Spara besöket' }).tap();
  await expect(page.getByText('Väntar på nät: 1')).toBeVisible();
  await page.close(); // a tab that is killed
  expect(await visits(app)).toHaveLength(1);

  // It opens without a connection, too, and still has it. The first answer is lost on its way, and two windows are open.
  const again = await context.newPage();
  await again.goto(`${app.url}/sigtuna/besok`);
  await expect(again.getByText('Väntar på nät: 1')).toBeVisible();
  let lost = 0;
  const losing = async (route: Route): Promise<void> => {
    await route.fetch();
    lost++;
    // A window that is loaded anew meanwhile has lost it already.
    await route.abort().catch(() => {});
  };
  await context.route('**/api/sigtuna/unit/visits', losing, { times: 1 });
  await context.setOffline(false);
  const other = await context.newPage();
  await Promise.all([again, other].map((one) => one.goto(`${app.url}/sigtuna/besok`)));
  await expect.poll(() => lost, { timeout: 60_000 }).toBe(1);
  await expect.poll(async () => (await visits(app)).length).toBe(2);
  await expect(again.getByRole('heading', { name: 'Var har ni varit?' })).toBeVisible();
  await expect(again.getByText('Väntar på nät')).toHaveCount(0, { timeout: 60_000 });
  const all = await visits(app);
  expect(all).toHaveLength(2);
  expect(all.map(({ zone_name, unit_name, seen }) => [zone_name, unit_name, seen]).sort()).toEqual([
    ['Pendeltågsstationen', unit.name, ['dark']],
    ['Torget i Märsta', unit.name, []],
  ]);
  for (const { from_minute, minutes } of all) expect([from_minute % 5, minutes]).toEqual([0, 15]);
  await again.getByRole('button', { name: 'Lämna enheten' }).tap();
  await expect(again.getByLabel('Enhetens nyckel')).toBeVisible();
  await context.close();
});

test('the page of a unit stands from right to left in Arabic', async ({ app, browser }) => {
  const { context, page } = await telephone(browser, 'ar');
  await page.goto(`${app.url}/sigtuna/besok#${credential}`);
  await page.getByRole('button', { name: 'فتح' }).tap();
  await page.getByRole('button', { name: 'Torget i Märsta' }).tap();
  await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
  await expectNoSideways(page, 'the visit in Arabic');
  await expectAccessible(page, 'the visit in Arabic');
  await context.close();
});

test('a week is planned by keyboard alone, says what can’t be done, and shows planned beside delivered', async ({
  app,
  page,
}) => {
  await page.goto(`${app.url}/sigtuna/zoner/plan`);
  await page.getByRole('button', { name: 'Lägg till besök i Torget i Märsta, fre' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('Minuter per besök')).toHaveValue('15');
  await page.getByRole('button', { name: 'Lägg till', exact: true }).focus();
  await page.keyboard.press('Enter');
  const chip = page.getByRole('button', { name: /Fältgruppen Märsta.*2 × 15 min/ });
  await chip.focus();
  await page.keyboard.press('Alt+ArrowRight');
  await page.keyboard.press('Alt+ArrowDown');
  await expect(page.getByRole('cell', { name: /Fältgruppen Märsta/ })).toHaveCount(1);
  page.once('dialog', (dialog) => void dialog.dismiss());
  await page.getByRole('button', { name: 'Nästa vecka' }).press('Enter');
  page.once('dialog', (dialog) => void dialog.dismiss());
  await page.getByRole('link', { name: 'Besök', exact: true }).press('Enter');
  await page.getByRole('button', { name: 'Spara veckan' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByText('planerat 2 besök, 30 min')).toBeVisible();
  await expect(page.getByText('genomfört 1 besök, 15 min').first()).toBeVisible();
  await expectAccessible(page, 'the week');
  const week = await ask<WeekPlan>(app, 'GET', `visit-plans/${plan_id}?week=${mondayOf(TODAY)}`);
  expect(week.lines).toMatchObject([{ zone_id: STATION, weekday: 5, unit_id: unit.unit_id, minutes: 15, visits: 2 }]);
});

test('a finger that rests on a visit carries it to another day, and nothing opens by it', async ({ app, browser }) => {
  const context = await browser.newContext({
    ...{ viewport: { width: 1100, height: 800 }, hasTouch: true, locale: 'sv-SE' },
  });
  const page = await context.newPage();
  await page.goto(`${app.url}/sigtuna/zoner/plan`);
  const chip = page.getByRole('button', { name: /Fältgruppen Märsta.*2 × 15 min/ });
  const cell = page.locator(`td[data-zone="${SQUARE}"][data-weekday="1"]`);
  await chip.scrollIntoViewIfNeeded();
  const middle = async (of: typeof cell) => {
    const { x, y, width, height } = (await of.boundingBox())!;
    return { x: x + width / 2, y: y + height / 2 };
  };
  const [from, to] = [await middle(chip), await middle(cell)];
  const session = await context.newCDPSession(page);
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', ...touchPoints: { x: number; y: number }[]) =>
    session.send('Input.dispatchTouchEvent', { type, touchPoints });
  await touch('touchStart', from);
  await expect(page.locator('[data-held]')).toHaveCount(1);
  await touch('touchMove', to);
  await expect(cell).toHaveAttribute('data-over', '');
  await touch('touchEnd');
  await expect(cell.getByRole('button', { name: /Fältgruppen Märsta/ })).toHaveCount(1);
  await expect(page.getByRole('button', { name: 'Spara veckan' })).toBeVisible();
  await expect(page.getByLabel('Minuter per besök')).toHaveCount(0);
  await context.close();
});

test('the office logs a visit for a unit, corrects it and removes it; planned and delivered stand beside each other and go out', async ({
  app,
  page,
}) => {
  await page.goto(`${app.url}/sigtuna/zoner/besok`);
  await expect(page.getByRole('heading', { name: 'Införda besök: 2' })).toBeVisible();
  await page.getByRole('button', { name: 'För in besöket' }).click();
  await expect(page.getByRole('heading', { name: 'Införda besök: 3' })).toBeVisible();
  const correct = page.getByRole('button', { name: /Rätta besöket i Torget i Märsta .* 18:00/ });
  await correct.click();
  const row = page.getByRole('row').filter({ has: page.getByRole('button', { name: 'Spara rättelsen' }) });
  await expectAccessible(page, 'the ledger');
  await row.getByLabel('Minuter').fill('20');
  await row.getByRole('button', { name: 'Spara rättelsen' }).click();
  await expect(page.getByRole('row', { name: /18:00 Torget i Märsta 20 / })).toBeVisible();
  const file = await page.getByRole('link', { name: 'Ta ut som CSV' }).getAttribute('href');
  const text = await (await fetch(new URL(file!, app.url))).text();
  expect(text).toContain(`Höst,Torget i Märsta,${mondayOf(TODAY)},0,0,2,35`);
  await correct.click();
  await page.getByRole('button', { name: 'Ta bort besöket' }).click();
  await expect(page.getByRole('heading', { name: 'Införda besök: 2' })).toBeVisible();
  await page.getByRole('link', { name: 'Närvaroområden' }).click();
  await expect(page).toHaveURL(/\/zoner(\?|$)/);
});
