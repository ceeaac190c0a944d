import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type {
  Action,
  ActionFile,
  FlagReceipt,
  ModerationQueue,
  NewFlag,
  Visit,
  WeekPlan,
  ZonePlan,
  ZonePlanEntry,
} from '@lagesbild/contract';
import { addDays, mondayOf, wallClock } from '@lagesbild/contract/week';
import type { Browser, BrowserContextOptions, Page } from '@playwright/test';
import { type App, expect, startApp, test } from './app.ts';
import { clearPresence, loadDemonstration } from './demonstration.ts';
import { expectAccessible } from './page-checks.ts';
import { shiftClock, shiftedBy } from './shifted-clock.ts';

/** From a concentration to what everybody reads of it, as people go through it. A year and a half lies in between: the clock is put back, and then not. */

test.use({ installation: 'loop', locale: 'sv-SE' });
test.describe.configure({ mode: 'serial' });

/** The measure that the made-up incidents of Valsta fall after begins 104 weeks before they end. */
const BACK_DAYS = 107 * 7;
const BACK_MS = -BACK_DAYS * 24 * 3600_000;
const NOW = wallClock(Date.now(), 'Europe/Stockholm').day;
const THEN = addDays(NOW, -BACK_DAYS);
const ZONE = 'Torget i Valsta';
const UNIT = 'Fältgruppen i loopen';
const TITLE = 'Ljus och närvaro i Valsta';
const FLAG: NewFlag = {
  ...{ kind: 'feels', feeling: 'unsafe', where: { place: 'valsta-centrum' }, reasons: ['dark'], weightiest: 'dark' },
  ...{ times: ['evening'], days: 'both' },
};

const folder = mkdtempSync(join(tmpdir(), 'lb-e2e-loop-'));
let own: App;
let receipt: string;
let plan: ZonePlan;
let action_id: string;

const get = async <T>(path: string): Promise<T> => (await fetch(`${own.url}/api/sigtuna/${path}`)).json();
const post = async <T>(path: string, body: object): Promise<T> => {
  const headers = { 'content-type': 'application/json', origin: own.url };
  const answer = await fetch(`${own.url}/api/sigtuna/${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
  expect(answer.ok, await answer.clone().text()).toBe(true);
  return answer.json();
};
const action = async (): Promise<Action> =>
  (await get<Action[]>('actions')).find((one) => one.action_id === action_id)!;

/** A page whose clock says what the program's says. */
async function pageThen(browser: Browser, options: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext({ locale: 'sv-SE', ...options });
  await context.addInitScript(shiftClock, BACK_MS);
  return context.newPage();
}
const select = (page: Page, label: string, option: string) =>
  page.getByLabel(label, { exact: true }).selectOption({ label: option });
const isOurs = ({ unit_name }: Visit): boolean => unit_name === UNIT;

/** What is written is sent, and its form closes. */
const save = async (page: Page): Promise<void> => {
  const button = page.getByRole('button', { name: 'Spara', exact: true });
  await button.click();
  await expect(button).toHaveCount(0);
};

test.beforeAll(async () => {
  test.setTimeout(400_000);
  const settings = { DATA_DIR: folder, FLAG_FLOOD: '10000' };
  own = await startApp(settings);
  await loadDemonstration(own);
  await clearPresence(own);
  await own.stop();
  own = await startApp({ ...settings, ...shiftedBy(BACK_MS) });
});
test.afterAll(async () => {
  await own?.stop();
  rmSync(folder, { recursive: true, force: true });
});

test('a concentration becomes a patrol zone that holds', async ({ browser }) => {
  test.setTimeout(240_000);
  const page = await pageThen(browser);
  await page.goto(`${own.url}/sigtuna/karta?from=${addDays(THEN, -364)}&to=${addDays(THEN, -1)}`);
  await page.getByRole('tab', { name: 'Koncentrationer' }).click();
  const spots = page.getByRole('tabpanel').locator('ol').getByRole('listitem');
  await spots.filter({ hasText: 'Valsta centrum' }).first().getByRole('button').click({ timeout: 60_000 });
  await expect(page.getByRole('heading', { name: 'Vid Valsta centrum' })).toBeVisible();
  await page.getByRole('navigation').getByRole('link', { name: 'Zoner' }).click();
  await page.getByRole('combobox', { name: 'Plan', exact: true }).selectOption({ label: 'Ny plan' });
  await page.getByRole('button', { name: 'Gör till närvaroområde' }).click({ timeout: 60_000 });
  await expect(page.locator('[data-zone-row][aria-current]')).toContainText('Valsta centrum');
  await page.getByLabel('Namn', { exact: true }).fill(ZONE);
  await page.getByLabel('Planens namn').fill('Kvällarna');
  await page.getByRole('button', { name: 'Spara', exact: true }).click();
  await page.getByRole('button', { name: 'Låt version 1 gälla' }).click();
  await expect(page.getByText('Gäller, version 1')).toBeVisible();
  const entry = (await get<ZonePlanEntry[]>('zone-plans')).find(({ demonstration }) => !demonstration);
  plan = await get(`zone-plans/${entry!.plan_id}`);
  expect(plan).toMatchObject({ created_on: THEN, zones: [{ name: ZONE, origin: 'hot_spot' }] });
  await page.context().close();
});

test('visits to it are planned, and logged by a unit with its key', async ({ browser }) => {
  test.setTimeout(240_000);
  const page = await pageThen(browser);
  await page.goto(`${own.url}/sigtuna/zoner/plan`);
  await page.getByRole('combobox', { name: 'Plan', exact: true }).selectOption({ label: 'Kvällarna' });
  await page.getByLabel('Enhetens namn').fill(UNIT);
  await page.getByLabel('Antal personer').fill('6');
  await page.getByRole('button', { name: 'Lägg upp enheten' }).click();
  await page.getByRole('listitem').filter({ hasText: UNIT }).getByRole('button', { name: 'Gör en nyckel' }).click();
  const key = await page.getByRole('region', { name: 'Nyckel till' }).locator('p').nth(1).innerText();
  await page.getByRole('button', { name: `Lägg till besök i ${ZONE}, fre` }).click();
  await select(page, 'Enhet', `${UNIT} · Fältare`);
  await page.getByRole('button', { name: 'Lägg till', exact: true }).click();
  await page.getByRole('button', { name: 'Spara veckan' }).click();
  await expect(page.getByText(/planerat 2 besök/).first()).toBeVisible();
  const [zone] = plan.zones;
  const week = await get<WeekPlan>(`visit-plans/${plan.plan_id}?week=${mondayOf(THEN)}`);
  expect(week.lines).toMatchObject([{ zone_id: zone!.zone_id, visits: 2 }]);

  const phone = await pageThen(browser, { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true });
  await phone.goto(`${own.url}/sigtuna/besok#${key}`);
  await phone.getByRole('button', { name: 'Öppna' }).tap();
  await phone.getByRole('button', { name: ZONE }).tap();
  await phone.getByRole('button', { name: 'Spara besöket' }).tap();
  await expect(phone.getByRole('status')).toContainText(`Sparat: ${ZONE}`);
  await expect
    .poll(async () => (await get<Visit[]>(`visits?from=${addDays(THEN, -1)}&to=${THEN}`)).filter(isOurs))
    .toMatchObject([{ zone_id: zone!.zone_id }]);
  for (const one of [page, phone]) await one.context().close();
});

test('an action in the zone is registered with what is expected of it, before it starts', async ({ browser }) => {
  test.setTimeout(240_000);
  const page = await pageThen(browser);
  await page.goto(`${own.url}/sigtuna/atgarder`);
  await page.getByRole('button', { name: 'Ny åtgärd' }).click();
  await page.getByLabel('Rubrik').fill(TITLE);
  await select(page, 'Plats', 'Valsta centrum');
  await select(page, 'Vilar på', 'Dialog');
  await page.getByLabel('Vilken', { exact: true }).fill('Mötet i Valsta');
  await page.getByLabel('Offentlig text på svenska').fill('Vi sätter upp ny belysning vid Valsta centrum.');
  await save(page);
  await page.getByRole('link', { name: 'Öppna åtgärden' }).first().click();
  await expect(page.getByRole('heading', { level: 1, name: TITLE })).toBeVisible();
  action_id = new URL(page.url()).pathname.split('/').at(-1)!;

  await page.getByRole('button', { name: 'Ändra: Kartläggning' }).click();
  await page.getByLabel('Problemet').fill('Bråk och hot på kvällarna.');
  await select(page, 'Område', 'Ett närvaroområde');
  await select(page, 'Vilket närvaroområde', `${ZONE} (${plan.name})`);
  await save(page);
  await expect(page.getByText(`Närvaroområde: ${ZONE}`)).toBeVisible();

  await page.getByRole('button', { name: 'Ändra: Åtgärd' }).click();
  const starts_on = addDays(THEN, 21);
  await page.getByLabel('Börjar').fill(starts_on);
  await page.getByLabel('Följs upp').fill(addDays(starts_on, 364));
  await save(page);
  await page.getByRole('button', { name: 'Ändra vad som väntas' }).click();
  await page.getByLabel('Med så många procent').fill('25');
  await save(page);
  await page.getByRole('button', { name: 'Föreslå jämförelseområden' }).click();
  await page.getByRole('button', { name: 'Välj', exact: true }).first().click({ timeout: 60_000 });
  await expect(page.getByText(/Jämförs med ett område/)).toBeVisible();
  await expect(page.getByText(/går det bara att se en minskning till \d+ eller färre/)).toBeVisible();
  await expectAccessible(page, 'an action before it is registered');
  await page.getByRole('button', { name: 'Registrera före start' }).click();
  await expect(page.getByText('Registrerat. Det kan ändras till starten', { exact: false })).toBeVisible();

  const { work } = await action();
  const [zone] = plan.zones;
  expect(work).toMatchObject({
    ...{ registered_on: THEN, starts_on, evaluates_on: addDays(starts_on, 364), due: false, frozen: false },
    area: { origin: 'zone', zone_id: zone!.zone_id, outline: zone!.outline },
    outcome: { measure: 'incidents', direction: 'fall', percent: 25 },
  });
  await page.context().close();

  // Who told of it is answered with what is done.
  ({ receipt } = await post<FlagReceipt>('flags', FLAG));
  const { flags } = await get<ModerationQueue>('moderation?stage=waiting');
  const flag = flags.find(({ where, received_on }) => 'place' in where && received_on === THEN)!;
  await post('moderation/decisions', {
    ...{ act: 'answer', state: 'planned', text: { sv: 'Ny belysning kommer.' }, action_id },
    flags: [{ flag_id: flag.flag_id, version: flag.version }],
  });
  expect((await action()).flags).toBe(1);
});

test('when its day has come it is evaluated, and the receipt and everybody’s page say what came of it', async ({
  page,
}) => {
  test.setTimeout(400_000);
  await own.stop();
  own = await startApp({ DATA_DIR: folder, FLAG_FLOOD: '10000' });
  await page.goto(`${own.url}/sigtuna/atgarder`);
  await page.getByRole('region', { name: 'Ska följas upp nu' }).getByRole('link', { name: TITLE }).click();
  await expect(page.getByText('Registrerat före start. Det ändras inte.')).toBeVisible();
  await page.getByRole('button', { name: 'Följ upp nu' }).click();
  await expect(page.getByRole('button', { name: 'Följ upp nu' })).toHaveCount(0, { timeout: 60_000 });
  const [evaluation] = (await get<ActionFile>(`actions/${action_id}/file`)).evaluations;
  const { verdict, answer } = evaluation!;
  const said = {
    worked: 'Den fungerade',
    moved: 'Det flyttade sig',
    nothing_seen: 'Ingen skillnad syns',
    too_little: 'För lite underlag',
  };
  await expect(page.getByRole('heading', { level: 3, name: said[verdict] })).toBeVisible();
  for (const [name, counts] of [
    ['Åtgärdens område', answer.counts!.treated],
    ['Jämförelseområdet', answer.counts!.control],
  ] as const)
    await expect(page.getByRole('row', { name: `${name} ${counts[0]} ${counts[1]}`, exact: true })).toBeVisible();
  const { work } = await action();
  expect(answer.after).toEqual({ from: work.starts_on, to: addDays(work.evaluates_on!, -1) });
  expect(answer.before).toEqual({ from: addDays(work.starts_on!, -364), to: addDays(work.evaluates_on!, -365) });
  await expectAccessible(page, 'the verdict');

  await page.getByRole('link', { name: 'Alla åtgärder' }).click();
  await page.getByText(TITLE, { exact: true }).last().click();
  await page.getByRole('button', { name: 'Godkänn för offentlighet' }).click();
  await expect(page.getByText(/Offentlig sedan/).first()).toBeVisible();

  await page.goto(`${own.url}/sigtuna/plats/kvitto#${receipt}`);
  await expect(page.getByText('Ny belysning kommer.')).toBeVisible();
  await expect(page.getByText('Vi sätter upp ny belysning vid Valsta centrum.')).toBeVisible();
  const { actions } = await post<{ actions: { measured: { sv: string } | null }[] }>('receipts/look', { receipt });
  const measured = actions.find((one) => one.measured !== null)!.measured!.sv;
  await expect(page.getByText(measured)).toBeVisible();
  expect(measured).not.toMatch(/\d/);
  await expect(async () => {
    await page.goto(`${own.url}/sigtuna`);
    const shown = page.locator('.actions li', { hasText: 'Vi sätter upp ny belysning vid Valsta centrum.' });
    await expect(shown).toContainText(measured, { timeout: 2000 });
  }).toPass({ timeout: 60_000 }); // a browser keeps the list for a minute, the server for some seconds
});
