import type { FlagReceipt, NewFlag, ReceiptTold } from '@lagesbild/contract';
import { type App, expect, startApp, test } from './app.ts';
import { loadDemonstration } from './demonstration.ts';
import { expectAccessible } from './page-checks.ts';

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
