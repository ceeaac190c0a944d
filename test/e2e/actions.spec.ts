import type { FlagReceipt, NewFlag, ReceiptTold } from '@lagesbild/contract';
import { type App, expect, startApp, test } from './app.ts';
import { loadDemonstration } from './demonstration.ts';
import { expectAccessible, expectNoSideways } from './page-checks.ts';

test.use({ installation: 'actions' });
test.describe.configure({ mode: 'serial' });

let own: App;
let receipt: string;

const FLAG: NewFlag = {
  ...{ kind: 'feels', feeling: 'unsafe', where: { place: 'marsta-station' }, reasons: ['dark'], weightiest: 'dark' },
  ...{ times: ['night'], days: 'both', often: 'often', strength: 2 },
};
const day = (after: number): string => new Date(Date.now() + after * 24 * 3600_000).toISOString().slice(0, 10);

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

test('what was measured reaches the receipt through the approvals, also that it only moved', async ({ page }) => {
  const told = async (): Promise<ReceiptTold> => (await post('receipts/look', { receipt })).json();
  expect((await told()).actions).toEqual([]);
  await page.goto(`${own.url}/sigtuna/atgarder`);
  await page.getByText('Kameror vid stationstorget').click();
  await page.getByRole('button', { name: 'Godkänn för offentlighet' }).press('Enter');
  await expect(page.getByText(/Offentlig sedan/)).toBeVisible();
  const [action] = (await told()).actions;
  expect(action!.measured!.sv).toContain('flyttat sig');
  expect(JSON.stringify(action!.measured)).not.toMatch(/\d/);
  await page.goto(`${own.url}/sigtuna/plats/kvitto`);
  await page.getByRole('textbox').first().fill(receipt);
  await page.keyboard.press('Enter');
  await expect(page.getByText(/det har flyttat sig/)).toBeVisible();
});

test('an action goes from its problem to its registration by keyboard; flags are no outcome, and the start freezes it', async ({
  page,
}) => {
  test.setTimeout(120_000);
  await page.goto(`${own.url}/sigtuna/atgarder`);
  await page.getByRole('button', { name: 'Ny åtgärd' }).press('Enter');
  await page.getByLabel('Rubrik').fill('Trygg väg till tåget');
  await page.getByLabel('Plats', { exact: true }).selectOption('valsta-centrum');
  await page.getByLabel('Vilar på').selectOption('dialogue');
  await page.getByLabel('Vilken').fill('Medborgardialog');
  await page.getByRole('button', { name: 'Spara' }).press('Enter');
  await page.getByRole('link', { name: 'Öppna åtgärden' }).press('Enter');

  await page.getByRole('button', { name: 'Ändra: Kartläggning' }).press('Enter');
  await page.getByLabel('Problemet').fill('Hot och bråk kvällstid');
  await page.getByLabel('Område', { exact: true }).selectOption('circle');
  await page.getByLabel('Runt').selectOption('valsta-centrum');
  await page.getByRole('button', { name: 'Spara' }).press('Enter');
  await expect(page.getByRole('img', { name: /Åtgärden/ })).toBeVisible();

  await page.getByRole('button', { name: 'Ändra: Åtgärd' }).press('Enter');
  await page.getByLabel('Börjar').fill(day(10));
  await page.getByLabel('Följs upp').fill(day(200));
  await page.getByLabel('Ansvarig organisation').last().fill('Sigtuna kommun');
  await expectAccessible(page, 'a step that is changed');
  await page.getByRole('button', { name: 'Spara' }).press('Enter');

  await page.getByRole('button', { name: 'Ändra vad som väntas' }).press('Enter');
  await expect(page.getByLabel('Mäts med').locator('option')).toHaveText([
    'Händelser',
    'En undersökning på platsen som görs om',
  ]);
  await page.getByLabel('Med så många procent').fill('40');
  await page.getByRole('button', { name: 'Spara' }).press('Enter');
  await expect(page.getByText(/går det bara att se en minskning till/)).toBeVisible();
  await page.getByRole('button', { name: 'Registrera före start' }).press('Enter');
  await expect(page.getByRole('alert')).toContainText('jämförelseområde');
  await page.getByRole('button', { name: 'Föreslå jämförelseområden' }).press('Enter');
  await page.getByRole('button', { name: 'Välj', exact: true }).first().press('Enter');
  await expect(page.getByText(/Jämförs med ett område/)).toBeVisible();
  await page.getByRole('button', { name: 'Registrera före start' }).press('Enter');
  await expect(page.getByText(/Det kan ändras till starten/)).toBeVisible();
  await page.getByLabel('Ny kommentar').fill('Elektriker beställd');
  await page.getByRole('button', { name: 'Lägg till' }).press('Enter');
  await expect(page.getByText('Elektriker beställd')).toBeVisible();
  await expectAccessible(page, 'a registered action');
});

test('board, calendar, map and pledges; on a phone in Arabic and the dark', async ({ page }) => {
  await page.goto(`${own.url}/sigtuna/atgarder`);
  for (const view of ['Tavla', 'Kalender', 'Karta']) {
    await page.getByRole('button', { name: view, exact: true }).press('Enter');
    await expect(page.getByRole('link', { name: 'Kameror vid stationstorget' })).not.toHaveCount(0);
    await expectAccessible(page, view);
  }
  await page.getByLabel('Ansvarig organisation').selectOption('Polisen');
  await expect(page.getByRole('link', { name: 'Ljus och fältare i Valsta centrum' })).toHaveCount(0);
  const calendar = await fetch(`${own.url}/api/sigtuna/actions/calendar.ics`);
  expect(await calendar.text()).toContain('BEGIN:VEVENT');
  await page.getByRole('button', { name: 'Nytt medborgarlöfte' }).press('Enter');
  await page.getByLabel('Löftet på svenska').fill('Vi finns på torget varje fredag.');
  await page.getByLabel('Gäller från').fill('2026-01-01');
  await page.getByLabel('Till och med').fill('2026-12-31');
  await page.getByLabel('Undertecknare').fill('Sigtuna kommun, Polisen');
  await page.getByLabel('Hur vi vet om det hölls').fill('Närvaro varje fredag');
  await page.getByRole('button', { name: 'Spara' }).press('Enter');
  await expect(page.getByText('Vi finns på torget varje fredag.')).toBeVisible();

  await page.setViewportSize({ width: 390, height: 844 });
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.evaluate(() => localStorage.setItem('lagesbild.language', 'ar'));
  await page.goto(`${own.url}/sigtuna/atgarder`);
  await expect(page.getByRole('button', { name: 'إجراء جديد' })).toBeVisible();
  await expectNoSideways(page, 'actions in Arabic');
  await expectAccessible(page, 'actions in Arabic, dark, on a phone');
  await page.getByText('Kameror vid stationstorget').click();
  await page.getByRole('link', { name: 'افتح الإجراء' }).click();
  await expect(page.getByRole('heading', { level: 3, name: 'انتقل' })).toBeVisible();
  await expectNoSideways(page, 'an action in Arabic');
  await expectAccessible(page, 'an action in Arabic, dark, on a phone');
});
