import type { Action, FlagReceipt, NewFlag, ReceiptTold, ZonePlan } from '@lagesbild/contract';
import type { Locator } from '@playwright/test';
import { type App, expect, startApp, test } from './app.ts';
import { loadDemonstration } from './demonstration.ts';
import { differingPixels, expectAccessible } from './page-checks.ts';

test.use({ installation: 'actions' });
test.describe.configure({ mode: 'serial' });

let own: App;
let receipt: string;

const FLAG: NewFlag = {
  ...{ kind: 'feels', feeling: 'unsafe', where: { place: 'marsta-station' }, reasons: ['dark'], weightiest: 'dark' },
  ...{ times: ['night'], days: 'both', often: 'often', strength: 2 },
};

const post = async (path: string, body: object): Promise<Response> => {
  const headers = { 'content-type': 'application/json', origin: own.url };
  return fetch(`${own.url}/api/sigtuna/${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
};

/** A picture of it, taken when two in a row are alike: nothing moves any more. */
async function resting(part: Locator): Promise<Buffer> {
  let before = await part.screenshot();
  await expect(async () => {
    const now = await part.screenshot();
    const isStill = now.equals(before);
    before = now;
    expect(isStill).toBe(true);
  }).toPass({ timeout: 30_000 });
  return before;
}

test.beforeAll(async () => {
  test.setTimeout(240_000);
  own = await startApp({ FLAG_FLOOD: '10000' });
  await loadDemonstration(own);
  const answer = await post('flags', FLAG);
  expect(answer.status, await answer.clone().text()).toBe(201);
  ({ receipt } = (await answer.json()) as FlagReceipt);
});
test.afterAll(() => own?.stop());

test('what is due is on the first page, and its evaluation finds what was planted: worked, moved, nothing', async ({
  page,
}) => {
  test.setTimeout(180_000);
  const verdicts = {
    'Kameror vid stationstorget': 'Det flyttade sig',
    'Ljus och fältare i Valsta centrum': 'Den fungerade',
    'Flygblad och skyltar i Märsta centrum': 'Ingen skillnad syns',
  };
  for (const [title, verdict] of Object.entries(verdicts)) {
    await page.goto(`${own.url}/sigtuna/atgarder`);
    const due = page.getByRole('region', { name: 'Ska följas upp nu' });
    await due.getByRole('link', { name: title }).press('Enter');
    await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
    for (const step of ['Kartläggning', 'Orsaksanalys', 'Åtgärd', 'Uppföljning'])
      await expect(page.getByRole('heading', { level: 2, name: step, exact: true })).toBeVisible();
    await expect(page.getByText('Registrerat före start. Det ändras inte.')).toBeVisible();
    await page.getByRole('button', { name: 'Följ upp nu' }).press('Enter');
    await expect(page.getByRole('heading', { level: 3, name: verdict })).toBeVisible({ timeout: 30_000 });
    await expect(page.getByRole('row', { name: /^Ringen runt åtgärden \d/ })).toBeVisible();
    await expect(page.getByRole('button', { name: 'Följ upp nu' })).toHaveCount(0);
  }
  await expectAccessible(page, 'an evaluated action');
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByRole('heading', { name: 'Ingen skillnad syns' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Skriv ut' })).toBeHidden();
  await page.emulateMedia({ media: 'screen' });
  await page.getByRole('link', { name: 'Underlaget' }).click();
  await expect(page).toHaveURL(/\/underlag\//);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
});

test('what was measured reaches the receipt and everybody’s page through the approvals, also that it only moved', async ({
  page,
}) => {
  const told = async (): Promise<ReceiptTold> => (await post('receipts/look', { receipt })).json();
  expect((await told()).actions).toEqual([]);
  await page.goto(`${own.url}/sigtuna/atgarder`);
  await page.getByText('Kameror vid stationstorget').click();
  await page.getByRole('button', { name: 'Godkänn för offentlighet' }).press('Enter');
  await expect(page.getByText(/Offentlig sedan/)).toBeVisible();
  const [action] = (await told()).actions;
  expect(action!.measured!.sv).toContain('flyttat sig');
  expect(JSON.stringify(action!.measured)).not.toMatch(/\d/);
  await expect(async () => {
    await page.goto(`${own.url}/sigtuna`);
    await expect(page.locator('.actions')).toContainText(action!.measured!.sv, { timeout: 2000 });
  }).toPass({ timeout: 60_000 }); // a browser keeps the list for a minute, the server for some seconds
});

test('actions are on a map, numbered as the list beside it: who stands at one in the list sees it there', async ({
  page,
}) => {
  test.setTimeout(240_000);
  await page.goto(`${own.url}/sigtuna/atgarder`);
  await page.getByRole('button', { name: 'Karta', exact: true }).press('Enter');
  const canvas = page.locator('canvas.maplibregl-canvas');
  await expect(canvas).toBeVisible();
  const actions = (await (await fetch(`${own.url}/api/sigtuna/actions`)).json()) as Action[];
  const listed = page.locator('li[data-action]');
  await expect(listed).toHaveCount(actions.length);
  for (const [i, { title }] of actions.entries()) await expect(listed.nth(i)).toContainText(title);
  await expect(
    page.getByText(`Med område: ${actions.filter(({ work }) => work.area).length} av ${actions.length}.`),
  ).toBeVisible();
  const before = await resting(canvas);
  await listed.first().getByRole('link').focus();
  await expect.poll(async () => differingPixels(page, before, await canvas.screenshot())).toBeGreaterThan(100);
  await page.getByRole('button', { name: 'Zooma in' }).press('Enter');
  await expectAccessible(page, 'actions on a map');
  for (const view of ['Tavla', 'Kalender', 'Lista']) {
    await page.getByRole('button', { name: view, exact: true }).press('Enter');
    await expectAccessible(page, view);
  }
  // The view and what it holds stand in the address: for a reload, for Back, and for whoever is sent the link.
  await page.getByRole('button', { name: 'Tavla', exact: true }).press('Enter');
  await page.getByLabel('Ansvarig organisation').selectOption('Polisen');
  await expect(page).toHaveURL(/[?&]view=board/);
  await page.reload();
  const police = actions.filter(({ work }) => work.owner === 'Polisen');
  await expect(page.getByRole('region', { name: 'Klar' }).getByRole('listitem')).toHaveCount(police.length);
  await page.goBack();
  await expect(page.getByLabel('Ansvarig organisation')).toHaveValue('');
  await expect(page.getByRole('region', { name: 'Planerad' }).getByRole('listitem')).not.toHaveCount(0);
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Hämta som fil (CSV)' }).press('Enter');
  expect((await downloading).suggestedFilename()).toBe('sigtuna-atgarder.csv');
});

test('an action is placed in a cluster of flags, or in a zone of a plan that holds', async ({ page }) => {
  test.setTimeout(240_000);
  const zone = { zone_id: crypto.randomUUID(), name: 'Torget', origin: 'drawn', why: '' };
  const ring = [[17.852, 59.62], [17.86, 59.62], [17.86, 59.624], [17.852, 59.624], [17.852, 59.62]]; // biome-ignore format: a ring
  const outline = { type: 'MultiPolygon', coordinates: [[ring]] };
  const plan = await post('zone-plans', { name: 'Höst', zones: [{ ...zone, outline }], note: '' });
  const { plan_id } = (await plan.json()) as ZonePlan;
  await post(`zone-plans/${plan_id}/publish`, { version: 1 });
  await page.goto(`${own.url}/sigtuna/atgarder`);
  await page.getByRole('button', { name: 'Ny åtgärd' }).press('Enter');
  await page.getByLabel('Rubrik').fill('Klippta buskar');
  await page.getByRole('button', { name: 'Spara' }).press('Enter');
  await page.getByRole('link', { name: 'Öppna åtgärden' }).first().press('Enter');
  const placed = async (way: string, which: string): Promise<Action['work']['area']> => {
    await page.getByRole('button', { name: 'Ändra: Kartläggning' }).press('Enter');
    await page.getByLabel('Område', { exact: true }).selectOption({ label: way });
    await page.getByLabel(which, { exact: true }).selectOption({ index: 0 });
    await page.getByRole('button', { name: 'Spara' }).press('Enter');
    await expect(page.getByRole('button', { name: 'Spara' })).toHaveCount(0);
    const actions = (await (await fetch(`${own.url}/api/sigtuna/actions`)).json()) as Action[];
    return actions.find(({ title }) => title === 'Klippta buskar')!.work.area;
  };
  expect(await placed('Ett närvaroområde', 'Vilket närvaroområde')).toMatchObject({
    ...{ origin: 'zone', outline },
    zone_id: zone.zone_id,
  });
  await expect(page.getByText('Närvaroområde: Torget')).toBeVisible();
  const cluster = await placed('Ett kluster av markeringar', 'Vilket kluster');
  expect(cluster).toMatchObject({ origin: 'cluster', name: expect.stringMatching(/\d+ markeringar$/) });
  await expect(page.getByText(`Markeringars rutor: ${cluster!.name}`)).toBeVisible();
  await expectAccessible(page, 'where an action is');
});
