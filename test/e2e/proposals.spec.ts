import type { ZonePlan, ZonePlanEntry, ZoneProposal } from '@lagesbild/contract';
import type { Page } from '@playwright/test';
import { type App, expect, startApp, test } from './app.ts';
import { loadDemonstration } from './demonstration.ts';
import { expectAccessible } from './page-checks.ts';

test.use({ installation: 'proposals' });
test.describe.configure({ mode: 'serial' });

let own: App;

const get = async <T>(path: string): Promise<T> => (await fetch(`${own.url}/api/sigtuna/${path}`)).json();
const opened = async (page: Page, tab = 'Förslag'): Promise<void> => {
  await page.goto(`${own.url}/sigtuna/zoner?plan=new`);
  await page.getByRole('tab', { name: tab }).click({ timeout: 60_000 });
};
/** "inom 0,8 %": rounded up, as the page says it. */
const gapWords = (gap: number): string => {
  const tenths = Math.ceil(gap * 1000 - 1e-6) / 10;
  return tenths <= 0 ? 'det bästa möjliga' : `inom ${tenths.toLocaleString('sv-SE')} % av det bästa möjliga`;
};

test.beforeAll(async () => {
  test.setTimeout(240_000);
  own = await startApp();
  await loadDemonstration(own);
});
test.afterAll(() => own?.stop());

test('zones are proposed with their distance from the best possible, compared, and taken into the plan with their reasons', async ({
  page,
}) => {
  test.setTimeout(240_000);
  await opened(page);
  await expectAccessible(page, 'what is asked for');
  await page.getByRole('button', { name: 'Föreslå områden' }).press('Enter');
  const answer = page.getByRole('region', { name: 'Förslaget' });
  await expect(answer).toBeVisible({ timeout: 90_000 });

  const told = await get<ZoneProposal>('zone-proposals/covering?zones=3&visit_min=13&radius_m=250');
  const [first] = told.proposals;
  expect(first!.zones).toHaveLength(3);
  await expect(answer.getByRole('status')).toContainText(`Förslaget är ${gapWords(first!.gap)}.`);
  const alternatives = answer.getByRole('radio');
  await expect(alternatives).toHaveCount(told.proposals.length);
  for (const [i, { gap }] of told.proposals.entries())
    await expect(answer.getByRole('radiogroup').locator('label').nth(i)).toContainText(gapWords(gap));
  const reasons = answer.locator('ol li');
  for (const [i, { incidents }] of first!.zones.entries())
    await expect(reasons.nth(i)).toContainText(`${incidents.toLocaleString('sv-SE')} händelser`);
  await expect(reasons.first()).toContainText(/Mest \S+dag \d\d–\d\d/);
  await expectAccessible(page, 'what is proposed');

  // Another one is looked at, with other zones, and of the first all but one are taken.
  await alternatives.nth(1).check();
  await expect(reasons.nth(2)).toContainText(told.proposals[1]!.zones[2]!.incidents.toLocaleString('sv-SE'));
  await alternatives.first().check();
  await reasons.nth(1).getByRole('checkbox').uncheck();
  await answer.getByRole('button', { name: 'Ta med 2 områden' }).press('Enter');
  await expect(page.getByRole('tab', { name: 'Områden' })).toHaveAttribute('aria-selected', 'true');
  await expect(page.locator('[data-zone-row]')).toHaveCount(2);
  await page.getByRole('button', { name: 'Spara', exact: true }).press('Enter');
  await expect(page.getByText('Utkast, version 1')).toBeVisible();
  const entry = (await get<ZonePlanEntry[]>('zone-plans')).find(({ demonstration }) => !demonstration);
  const { zones } = await get<ZonePlan>(`zone-plans/${entry!.plan_id}`);
  expect(zones.map(({ origin }) => origin)).toEqual(['proposal', 'proposal']);
  for (const [i, { incidents }] of [first!.zones[0]!, first!.zones[2]!].entries())
    expect(zones[i]!.why).toContain(`${incidents.toLocaleString('sv-SE')} händelser`);
  expect(zones[0]!.why).toContain(gapWords(first!.gap));
});

test('work that takes long tells how far it is, is stopped, and leaves the next question its turn', async ({
  page,
}) => {
  test.setTimeout(240_000);
  await opened(page);
  await page.getByRole('radio', { name: 'Dela upp området rättvist' }).check();
  await page.getByLabel('Områden', { exact: true }).fill('4');
  await page.getByRole('button', { name: 'Föreslå områden' }).press('Enter');
  const progress = page.getByRole('progressbar', { name: 'Hur långt uträkningen har kommit' });
  await expect(progress).toBeVisible();
  await expect.poll(() => progress.getAttribute('value').then(Number), { timeout: 60_000 }).toBeGreaterThan(0);
  await expect(page.getByText(/^Räknar: \d+/)).toBeVisible();
  await page.getByRole('button', { name: 'Avbryt' }).press('Enter');
  await expect(progress).toHaveCount(0);
  await expect(page.getByRole('region', { name: 'Förslaget' })).toHaveCount(0);

  await page.getByRole('radio', { name: 'Täcka flest händelser' }).check();
  await page.getByLabel('Områden', { exact: true }).fill('1');
  await page.getByRole('button', { name: 'Föreslå områden' }).press('Enter');
  await expect(page.getByRole('region', { name: 'Förslaget' })).toContainText('1 område täcker', { timeout: 90_000 });
});
