import type { ZonePlan, ZonePlanEntry } from '@lagesbild/contract';
import { type App, expect, startApp, test } from './app.ts';
import { loadDemonstration } from './demonstration.ts';
import { expectAccessible, expectNoSideways, pagesOf } from './page-checks.ts';

test.use({ installation: 'patrol-card' });
test.describe.configure({ mode: 'serial' });

let own: App;
let plan: ZonePlan;

const get = async <T>(path: string): Promise<T> => (await fetch(`${own.url}/api/sigtuna/${path}`)).json();

test.beforeAll(async () => {
  test.setTimeout(240_000);
  own = await startApp();
  await loadDemonstration(own);
  const [entry] = await get<ZonePlanEntry[]>('zone-plans');
  plan = await get(`zone-plans/${entry!.plan_id}`);
});
test.afterAll(() => own?.stop());

const A5_MM = [148, 210] as const;

/** The sheets that the document's rules know by name; '' is any other. */
const pageNames = (): string[] =>
  [...document.styleSheets]
    .flatMap(({ cssRules }) => [...cssRules])
    .flatMap((rule) => (rule instanceof CSSMediaRule ? [...rule.cssRules] : [rule]))
    .flatMap((rule) => (rule instanceof CSSPageRule ? [rule.selectorText] : []));

test('every zone’s card is one or two A5 on paper, and says on a screen what is planned, what to look for and what was done', async ({
  page,
}) => {
  test.setTimeout(120_000);
  for (const { zone_id, name } of plan.zones) {
    await page.goto(`${own.url}/sigtuna/zoner/${zone_id}/kort`);
    await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
    await expect(page.getByRole('img', { name: `Karta över ${name}, norr är uppåt` })).toBeVisible();
    for (const part of ['Planerade besök', 'Att titta efter', 'Veckorna före'])
      await expect(page.getByRole('heading', { name: part })).toBeVisible();
    const pages = pagesOf(await page.pdf({ preferCSSPageSize: true }));
    expect(pages.length, name).toBeGreaterThanOrEqual(1);
    expect(pages.length, name).toBeLessThanOrEqual(2);
    for (const size of pages) expect(size).toEqual([...A5_MM]);
  }
  await expect.poll(() => page.evaluate(pageNames), 'the map’s rules of print are fetched ahead').toContain('floor');
  for (const size of pagesOf(await page.pdf({ preferCSSPageSize: true }))) expect(size).toEqual([...A5_MM]);
  await expect(page.getByRole('rowheader')).not.toHaveCount(0);
  await expect(page.getByText('Påhittat: planen, enheterna')).toBeVisible();
  await expectAccessible(page, 'a card');
});

test('its files hold this zone alone, and its code opens it', async ({ page }) => {
  const [zone] = plan.zones;
  await page.goto(`${own.url}/sigtuna/zoner/${zone!.zone_id}/kort`);
  for (const format of ['GPX', 'GEOJSON', 'KML', 'ICS']) {
    const link = page.getByRole('link', { name: format, exact: true });
    const file = await (await fetch(new URL((await link.getAttribute('href'))!, own.url))).text();
    expect(file, format).toContain(zone!.name);
    for (const other of plan.zones.slice(1)) expect(file, format).not.toContain(other.name);
  }
  await expect(page.getByRole('img', { name: /QR-kod/ })).toBeVisible();
});

test('the week and the ledger of the demonstration fit a phone, from right to left, in the dark', async ({
  browser,
}) => {
  const context = await browser.newContext({
    ...{ viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true, locale: 'ar', colorScheme: 'dark' },
  });
  const page = await context.newPage();
  for (const path of ['plan', 'besok']) {
    await page.goto(`${own.url}/sigtuna/zoner/${path}`);
    await expect(page.getByRole('table').first()).toBeVisible();
    await expectNoSideways(page, path);
    await expectAccessible(page, path);
  }
  await context.close();
});

test('it is reached from the week and from the drawn zones, and turns to other weeks', async ({ page }) => {
  const [zone] = plan.zones;
  await page.goto(`${own.url}/sigtuna/zoner/plan`);
  await page.getByRole('rowheader', { name: zone!.name }).getByRole('link').click();
  await expect(page).toHaveURL(/\/kort\?week=/);
  const week = page.getByText(/Vecka \d+, från/);
  const before = await week.textContent();
  await page.getByRole('link', { name: 'Förra veckan' }).click();
  await expect(week).not.toHaveText(before!);
  await page.goto(`${own.url}/sigtuna/zoner`);
  await page.locator('[data-zone-row]').first().click({ timeout: 60_000 });
  await page.getByRole('link', { name: 'Områdets kort' }).click();
  await expect(page).toHaveURL(/\/kort/);
});

for (const locale of ['en-GB', 'ar'])
  test(`it fits a phone in ${locale}, in the dark`, async ({ browser }) => {
    const [, zone] = plan.zones;
    const context = await browser.newContext({
      ...{ viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true, locale, colorScheme: 'dark' },
    });
    const page = await context.newPage();
    await page.goto(`${own.url}/sigtuna/zoner/${zone!.zone_id}/kort`);
    await expect(page.getByRole('heading', { level: 1, name: zone!.name })).toBeVisible();
    await expectNoSideways(page, locale);
    await expectAccessible(page, locale);
    await context.close();
  });

test('a zone that isn’t published is said, with nothing of a card', async ({ page }) => {
  await page.goto(`${own.url}/sigtuna/zoner/5d0f1f7e-7c0e-4a57-9d3a-0f8f7f6f0a99/kort`);
  await expect(
    page
      .getByRole('alert')
      .or(page.getByText(/Det finns inget/))
      .first(),
  ).toBeVisible();
});
