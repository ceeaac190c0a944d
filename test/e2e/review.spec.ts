import type { FlagReceipt, ModerationQueue, NewFlag, ReceiptTold } from '@lagesbild/contract';
import type { Locator, Page } from '@playwright/test';
import { type App, expect, startApp, test } from './app.ts';
import { expectAccessible, expectNoSideways } from './page-checks.ts';

test.use({ installation: 'review' });
test.describe.configure({ mode: 'serial' });

let own: App;
const receipts: string[] = [];

const FLAG: NewFlag = {
  ...{ kind: 'feels', feeling: 'unsafe', where: { place: 'valsta-centrum' }, reasons: ['dark', 'deserted'] },
  ...{ weightiest: 'dark', times: ['evening', 'night'], days: 'both', often: 'often', strength: 2 },
};
const SENT: Partial<NewFlag>[] = [
  {},
  {},
  {},
  {
    ...{
      where: { place: 'marsta-centrum' },
      kind: 'happened',
      reasons: ['threats'],
      weightiest: 'threats',
      strength: 3,
    },
    ...{ times: ['night'], days: 'weekend', reported: 'no', why_not: ['consequences'], helps: ['adults'] },
  },
  { where: { cell: { x: 6617, y: 66125 } }, reasons: ['litter'], weightiest: 'litter', helps: ['cleaning'] },
  {
    where: { place: 'marsta-station' },
    feeling: 'safe',
    reasons: ['well_lit'],
    weightiest: 'well_lit',
    strength: null,
  },
];

const post = async (path: string, body: object): Promise<Response> => {
  const headers = { 'content-type': 'application/json', origin: own.url };
  return fetch(`${own.url}/api/sigtuna/${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
};
const told = async (receipt: string): Promise<ReceiptTold> => (await post('receipts/look', { receipt })).json();

/** Through the list by keyboard, a step at a time, until somebody looks at this row: flags of one day stand in any order. */
async function walkTo(page: Page, row: Locator): Promise<void> {
  const looked = async (): Promise<string | null> => page.locator('[aria-current=true][id^=flag-]').getAttribute('id');
  const wanted = await row.getAttribute('id');
  const ids = await page.locator('[id^=flag-]').evaluateAll((rows) => rows.map(({ id }) => id));
  const key = ids.indexOf(wanted!) > ids.indexOf((await looked())!) ? 'j' : 'k';
  for (let before = await looked(); before !== wanted; before = await looked()) {
    await page.keyboard.press(key);
    await expect.poll(looked, `${key} moves on`).not.toBe(before);
  }
}

test.beforeAll(async () => {
  test.setTimeout(180_000);
  own = await startApp({ FLAG_FLOOD: '10000' });
  for (const change of SENT) {
    const answer = await post('flags', { ...FLAG, ...change });
    expect(answer.status, await answer.clone().text()).toBe(201);
    receipts.push(((await answer.json()) as FlagReceipt).receipt);
  }
});
test.afterAll(() => own?.stop());

test('flags are read, published, undone, rejected, asked about, merged and answered by keyboard alone', async ({
  page,
}) => {
  await page.goto(`${own.url}/sigtuna/granska`);
  const rows = page.getByRole('list', { name: 'Markeringar' }).getByRole('button');
  await expect(rows).toHaveCount(6);
  await expect(page.getByText('6 markeringar')).toBeVisible();
  // What happened comes first, and is looked at.
  const card = page.getByRole('complementary', { name: 'Den valda markeringen' });
  await expect(card.getByRole('heading', { name: 'Märsta centrum' })).toBeVisible();
  await expect(card.getByText('Rädd för följderna')).toBeVisible();
  await expect(page.getByText(/kom samtidigt: ser ut som en grupp/).first()).toBeVisible();
  await expectAccessible(page, 'the queue');

  await page.keyboard.press('p');
  await expect(rows).toHaveCount(5);
  await expect(page.getByText('1 publicerad', { exact: true }).first()).toBeVisible();
  await expect.poll(async () => (await told(receipts[3]!)).state).toBe('read');
  await page.keyboard.press('u');
  await expect(rows).toHaveCount(6);
  await expect.poll(async () => (await told(receipts[3]!)).state).toBe('received');

  // The one in the cell: rejected, with a reason that is chosen with the arrows.
  const litter = rows.filter({ hasText: 'Skräpigt' });
  await walkTo(page, litter);
  await expect(litter).toBeFocused();
  await page.keyboard.press('r');
  await expect(page.getByRole('radio', { name: /Pekar ut någon/ })).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expectAccessible(page, 'why it is rejected');
  await page.keyboard.press('Enter');
  await expect(rows).toHaveCount(5);

  // Of the three at Valsta, one goes into another; the receipt of each lives.
  const dark = rows.filter({ hasText: 'Mörkt' });
  await expect(dark).toHaveCount(3);
  await walkTo(page, dark.first());
  await page.keyboard.press('m');
  await expect(page.getByRole('heading', { name: 'Vilken ska vara kvar?' })).toBeVisible();
  await expect(page.getByRole('radio').first()).toBeVisible();
  await page.keyboard.press('Tab');
  await page.getByRole('button', { name: 'Slå ihop', exact: true }).press('Enter');
  await expect(dark).toHaveCount(2);
  for (const receipt of receipts.slice(0, 3)) expect((await told(receipt)).sent.reasons).toContain('dark');

  // Asked a question, which whoever sent it answers with the receipt; then answered for good, both at once.
  await page.keyboard.press('q');
  await expect(page.getByLabel('Frågans text')).toHaveValue(/\?$/);
  await page.getByRole('button', { name: 'Ställ frågan' }).press('Enter');
  await expect(dark).toHaveCount(1);
  await page.keyboard.press('Shift+X');
  await page.keyboard.press('a');
  await expect(page.getByRole('radio', { name: 'Det är planerat' })).toBeFocused();
  await expectAccessible(page, 'an answer');
  await page.getByRole('button', { name: 'Skicka svaret' }).press('Enter');
  await expect(dark).toHaveCount(0);
  const states = await Promise.all(receipts.slice(0, 3).map(async (receipt) => (await told(receipt)).state));
  expect(states).toContain('planned');

  await page.keyboard.press('?');
  await expect(page.getByRole('dialog')).toContainText('Granska med tangenterna');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

test('what a colleague has decided meanwhile is said, and nothing is overwritten', async ({ page, context }) => {
  await page.goto(`${own.url}/sigtuna/granska`);
  const rows = page.getByRole('list', { name: 'Markeringar' }).getByRole('button');
  await expect(rows).toHaveCount(2);
  // A page that hears nothing of its colleague for a while.
  const read = async (): Promise<string> => (await fetch(`${own.url}/api/sigtuna/moderation?stage=waiting`)).text();
  const stale = await read();
  await context.route('**/moderation?stage=waiting', (route) =>
    route.fulfill({ contentType: 'application/json', body: stale }),
  );
  const { flag_id, version } = (JSON.parse(stale) as ModerationQueue).flags[0]!;
  expect((await post('moderation/decisions', { act: 'hold', flags: [{ flag_id, version }] })).status).toBe(200);
  await page.keyboard.press('p');
  await expect(page.getByRole('alert')).toContainText('Någon annan har redan beslutat');
  await context.unrouteAll();
  await page.getByRole('button', { name: /^Åt sidan/ }).click();
  await expect(rows).toHaveCount(1);
});

test('without contact nothing is decided, what was read stays, and it is said why', async ({ page, context }) => {
  await page.goto(`${own.url}/sigtuna/granska`);
  const rows = page.getByRole('list', { name: 'Markeringar' }).getByRole('button');
  await expect(rows).toHaveCount(1);
  await context.setOffline(true);
  await page.keyboard.press('p');
  await expect(page.getByText(/Ingen kontakt med Lägesbild/)).toBeVisible();
  await expect(rows).toHaveCount(1);
  await context.setOffline(false);
  await expect(page.getByText(/Ingen kontakt med Lägesbild/)).toHaveCount(0, { timeout: 30_000 });
  await page.getByRole('button', { name: 'Publicera', exact: true }).click();
  await expect(page.getByText('Inget väntar. Alla markeringar är lästa.')).toBeVisible();
  await expectAccessible(page, 'nothing waits');
});

test('an action is written, approved and withdrawn; where one person may, one is enough', async ({ page }) => {
  await page.goto(`${own.url}/sigtuna/atgarder`);
  await expect(page.getByText('Inga åtgärder än.', { exact: false })).toBeVisible();
  await page.getByRole('button', { name: 'Ny åtgärd' }).press('Enter');
  await page.getByLabel('Rubrik').fill('Belysning i gången');
  await page.getByLabel('Vilar på').selectOption('dialogue');
  await page.getByLabel('Vilken').fill('Medborgardialog i Valsta');
  await page.getByLabel('Offentlig text på svenska').fill('Efter 23 markeringar lagar vi belysningen.');
  await expectAccessible(page, 'the form of an action');
  await page.getByRole('button', { name: 'Spara' }).press('Enter');
  await expect(page.getByRole('alert')).toContainText('23 markeringar');
  await page.getByLabel('Offentlig text på svenska').fill('Vi lagar belysningen i gången under våren.');
  await page.getByRole('button', { name: 'Spara' }).press('Enter');
  await page.getByRole('button', { name: 'Godkänn för offentlighet' }).press('Enter');
  await expect(page.getByText(/Offentlig sedan/)).toBeVisible();
  const published = await (await fetch(`${own.url}/api/sigtuna/flags/answered`)).text();
  expect(published).toContain('Vi lagar belysningen');
  expect(published).not.toContain('Belysning i gången');
  await expectAccessible(page, 'a public action');
  await page.getByRole('button', { name: 'Dra tillbaka' }).press('Enter');
  await page.getByRole('button', { name: 'Ta bort från den offentliga kartan' }).press('Enter');
  await expect(page.getByText('Inte offentlig')).toBeVisible();
});

test('both pages fit a phone, in Arabic and in the dark', async ({ page }) => {
  await post('flags', { ...FLAG, where: { place: 'marsta-centrum' }, reasons: ['litter'], weightiest: 'litter' });
  await page.setViewportSize({ width: 390, height: 844 });
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.goto(`${own.url}/sigtuna/granska`);
  await page.evaluate(() => localStorage.setItem('lagesbild.language', 'ar'));
  await page.reload();
  await page.getByRole('list', { name: 'العلامات' }).getByRole('button').first().click();
  await expect(page.getByRole('button', { name: 'انشر', exact: true })).toBeVisible();
  await expectNoSideways(page, 'the queue in Arabic');
  await expectAccessible(page, 'the queue in Arabic, dark, on a phone');
  await page.goto(`${own.url}/sigtuna/atgarder`);
  await page.getByRole('button', { name: 'إجراء جديد' }).click();
  await expectNoSideways(page, 'actions in Arabic');
  await expectAccessible(page, 'actions in Arabic, dark, on a phone');
});
