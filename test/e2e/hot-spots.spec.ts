import { expect, shown, test } from './app.ts';
import { differingPixels, expectAccessible, restingMap } from './page-checks.ts';

test.use({ installation: 'hot-spots' });

/** What stands out, found on the demonstration: the list, the map and the api must say the same. */
test.describe.configure({ mode: 'serial' });

const QUESTION = 'from=2026-01-01&to=2026-06-30&hod=18-02';

interface Answer {
  n: number;
  spots: { count: number; expected: number; before: number | null }[];
}

test('what stands out is listed by name with the figures of the api, and drawn on the map', async ({ page, app }) => {
  const loaded = await page.request.post(`${app.url}/api/demonstration`, {
    data: { municipality: 'sigtuna' },
    headers: { origin: app.url },
  });
  expect(loaded.status()).toBeLessThan(300);
  await expect
    .poll(async () => (await (await fetch(`${app.url}/api/sigtuna`)).json()).data.incidents, { timeout: 60_000 })
    .toBeGreaterThan(20_000);
  await page.goto(`${app.url}/sigtuna/karta?${QUESTION}&layer=points,places`);
  await shown(page);
  const without = await restingMap(page);
  await page.getByRole('tab', { name: 'Koncentrationer' }).click();
  const list = page.getByRole('tabpanel').getByRole('list').first().getByRole('listitem');
  await expect(list.first()).toBeVisible({ timeout: 30_000 });

  const answer: Answer = await (await fetch(`${app.url}/api/sigtuna/analysis/gistar?${QUESTION}`)).json();
  await expect(list).toHaveCount(answer.spots.length);
  expect(answer.spots.length).toBeGreaterThanOrEqual(1);
  // The demonstration is made anew every day; that its worst places are the three of the agreement is what it is made for.
  await expect(list.first()).toContainText(/Valsta centrum|Märsta centrum|Märsta pendeltågsstation/);
  for (const [i, spot] of answer.spots.entries())
    expect((await list.nth(i).getByRole('button').locator('b').textContent())?.replace(/\D/g, '')).toBe(
      String(spot.count),
    );

  await page.getByRole('button', { name: 'Visa på kartan' }).click();
  expect(await differingPixels(page, without, await restingMap(page))).toBeGreaterThan(500);
  await expectAccessible(page, 'the list of what stands out');
});

test('one of them opens by keyboard with its own figures, and its address opens to the same', async ({ page, app }) => {
  const answer: Answer = await (await fetch(`${app.url}/api/sigtuna/analysis/gistar?${QUESTION}`)).json();
  const [first] = answer.spots;
  await page.goto(`${app.url}/sigtuna/karta?${QUESTION}`);
  await shown(page);
  await page.getByRole('tab', { name: 'Översikt' }).focus();
  await page.keyboard.press('ArrowRight');
  await page.getByRole('tabpanel').getByRole('listitem').first().getByRole('button').press('Enter');
  const figures = page.getByRole('complementary').locator('b');
  await expect(figures.first()).toHaveText(String(first!.count));
  await expect(
    page.getByText(`${first!.count} mot ${first!.before} samma veckor i fjol`, { exact: false }),
  ).toBeVisible();
  await expect(page).toHaveURL(/at=s:-?\d+\.-?\d+/);
  const link = page.url();
  await page.goto('about:blank');
  await page.goto(link);
  await expect(figures.first()).toHaveText(String(first!.count), { timeout: 60_000 });
  await expectAccessible(page, 'the card of one');
});

test('where nothing stands out, the list says so', async ({ page, app }) => {
  await page.goto(`${app.url}/sigtuna/karta?from=2026-06-01&to=2026-06-02&hod=04-05`);
  await shown(page);
  await page.getByRole('tab', { name: 'Koncentrationer' }).click();
  await expect(page.getByText(/Ingen plats utmärker sig bland \d+ händelse/)).toBeVisible({ timeout: 30_000 });
});

test('near repeats are counted when asked for, with the figures of the api, and the method can be read', async ({
  page,
  app,
}) => {
  await page.goto(`${app.url}/sigtuna/karta?${QUESTION}`);
  await shown(page);
  await page.getByRole('tab', { name: 'Koncentrationer' }).click();
  await page.getByRole('button', { name: 'Räkna par av händelser' }).click();
  const table = page.getByRole('table', { name: /Par av händelser/ });
  await expect(table).toBeVisible({ timeout: 60_000 });
  const answer = await (await fetch(`${app.url}/api/sigtuna/analysis/near-repeat?${QUESTION}`)).json();
  const cells = await table.getByRole('cell').allTextContents();
  expect(cells).toHaveLength(16);
  for (const [at, pairs] of answer.observed.entries())
    expect(cells[at]!.match(/×([\d\s]+) par/)?.[1]?.replace(/\D/g, '') ?? '0').toBe(String(pairs));
  await expect(page.getByText(/Inom 100 m och 7 dagar/)).toBeVisible();
  await expectAccessible(page, 'near repeats');

  const link = page.getByRole('link', { name: 'Läs om metoden' }).last();
  await page.goto(`${app.url}${await link.getAttribute('href')}`);
  await expect(page.getByRole('heading', { name: 'Närupprepningar' })).toBeInViewport();
  await expect(page.getByText('Med få par, och när tiden bara är känd')).toBeVisible();
  const near = page.locator('section', { has: page.getByRole('heading', { name: 'Närupprepningar' }) });
  await near.getByText('Formel, källa och prövning (på engelska)').click();
  await expect(page.getByText('Pairs of incidents are counted by band of distance')).toBeVisible();
  await expectAccessible(page, 'the methods');
});

test('an answer is kept as an exhibit, which says what was asked and leads back to the map', async ({ page, app }) => {
  await page.goto(`${app.url}/sigtuna/karta?${QUESTION}`);
  await shown(page);
  await page.getByRole('tab', { name: 'Koncentrationer' }).click();
  await page.getByRole('button', { name: 'Spara som underlag' }).click();
  await expect(page).toHaveURL(/\/sigtuna\/underlag\/[\w-]{24}$/, { timeout: 30_000 });
  await expect(page.getByRole('heading', { name: 'Brottskoncentrationer' })).toBeVisible();
  const id = page.url().slice(-24);
  const kept = await (await fetch(`${app.url}/api/sigtuna/exhibits/${id}`)).json();
  const asked = page.getByRole('definition');
  await expect(asked.getByText(id)).toBeVisible();
  const grouped = String(kept.n).replace(/\B(?=(\d{3})+$)/g, '\\s');
  await expect(asked.getByText(new RegExp(`^${grouped}$`))).toBeVisible();
  await expect(page.getByRole('row')).toHaveCount(Math.min(24, kept.spots.length) + 1);
  await expectAccessible(page, 'an exhibit');
  await page.getByRole('link', { name: 'Alla underlag' }).click();
  await expect(page.locator(`a[href$="/underlag/${id}"]`)).toBeVisible();
  await expectAccessible(page, 'the exhibits');
  await page.goBack();
  await page.getByRole('link', { name: 'Öppna på kartan' }).click();
  await expect(page).toHaveURL(new RegExp(`/sigtuna/karta\\?${QUESTION}&layer=points,density,spots,places`));

  await page.goto(`${app.url}/sigtuna/underlag/nothing`);
  await expect(page.getByRole('heading', { name: 'Underlaget finns inte här' })).toBeVisible();
  await expect(page.getByText('Det finns inget underlag nothing här.')).toBeVisible();
});
