import { EMERGING_CLASSES } from '@lagesbild/analysis';
import { CHANGES, classOfCells } from '@lagesbild/incidents';
import { expect, shown, test } from './app.ts';
import { differingPixels, expectAccessible, restingMap } from './page-checks.ts';

test.use({ installation: 'spots' });

/** What became of concentrations, and the sliders, on the demonstration: the page must say and draw what the api's kernels say. */
test.describe.configure({ mode: 'serial' });

const CLASS_WORDS: Record<string, string> = {
  ...{ new: 'ny', consecutive: 'ihållande på slutet', intensifying: 'tilltagande', persistent: 'ständig' },
  ...{ oscillating: 'växlande', sporadic: 'kommer och går', diminishing: 'avtagande', historical: 'tidigare' },
};
/** As the page asks. */
const CELLS = 'cell_m=100&reach_m=200';

test('change is drawn, counted by class in the legend, and said of each concentration as the kernel says it', async ({
  page,
  app,
}) => {
  const loaded = await page.request.post(`${app.url}/api/demonstration`, {
    data: { municipality: 'sigtuna' },
    headers: { origin: app.url },
  });
  expect(loaded.status()).toBeLessThan(300);
  await expect
    .poll(async () => (await (await fetch(`${app.url}/api/sigtuna`)).json()).data.incidents, { timeout: 60_000 })
    .toBeGreaterThan(20_000);
  await page.goto(`${app.url}/sigtuna/karta?layer=places`);
  await shown(page);
  const without = await restingMap(page);
  await page.getByRole('checkbox', { name: 'Förändring' }).check();
  const legend = page.getByRole('region', { name: 'Lager och teckenförklaring' });
  await expect(legend.getByText(/24 steg om 28 dagar/)).toBeVisible({ timeout: 60_000 });
  expect(await differingPixels(page, without, await restingMap(page))).toBeGreaterThan(500);

  const emerging = await (await fetch(`${app.url}/api/sigtuna/analysis/emerging?${CELLS}`)).json();
  for (const name of Object.values(CHANGES).flat()) {
    const cells = emerging.classes.filter((number: number) => EMERGING_CLASSES[number] === name).length;
    const row = legend.getByRole('listitem').filter({ hasText: new RegExp(`^${CLASS_WORDS[name]}\\d+$`) });
    await expect(row.locator('span')).toHaveText(String(cells));
  }

  await page.getByRole('tab', { name: 'Koncentrationer' }).click();
  const { spots } = await (await fetch(`${app.url}/api/sigtuna/analysis/gistar?${CELLS}`)).json();
  const list = page.getByRole('tabpanel').locator('ol').getByRole('listitem');
  await expect(list).toHaveCount(spots.length, { timeout: 60_000 });
  expect(spots.length).toBeGreaterThan(0);
  const classes = Int8Array.from(emerging.classes);
  for (const [i, { cells }] of (spots as { cells: number[] }[]).entries()) {
    const word = CLASS_WORDS[classOfCells(cells, classes)] ?? 'inget mönster över tid';
    await expect(list.nth(i)).toContainText(`Förändring: ${word}`);
  }
  const areas = page.getByRole('region', { name: 'Förändring' }).getByRole('listitem');
  await expect(areas).toHaveCount(Math.min(12, emerging.changes.length));
  await expectAccessible(page, 'change beside its list');
});

test('a slider moved by a held key changes picture and address as one step, which is undone and opened again', async ({
  page,
  app,
}) => {
  await page.goto(`${app.url}/sigtuna/karta?layer=density,places`);
  await shown(page);
  const before = await restingMap(page);
  const slider = page.getByRole('slider', { name: 'Utjämning' });
  await slider.focus();
  const start = await slider.getAttribute('aria-valuetext');
  for (let step = 0; step < 5; step++) await page.keyboard.down('ArrowRight');
  await page.keyboard.up('ArrowRight');
  await expect(page).toHaveURL(/[?&]bw=\d+/);
  const chosen = await slider.getAttribute('aria-valuetext');
  expect(chosen).not.toBe(start);
  const after = await restingMap(page);
  expect(await differingPixels(page, before, after)).toBeGreaterThan(500);
  const link = page.url();

  await page.keyboard.press('Control+z');
  await expect(page).not.toHaveURL(/bw=/);
  await expect(slider).toHaveAttribute('aria-valuetext', start!);
  expect(await differingPixels(page, before, await restingMap(page))).toBe(0);

  await page.goto('about:blank');
  await page.goto(link);
  await shown(page);
  await expect(slider).toHaveAttribute('aria-valuetext', chosen!);
  expect(await differingPixels(page, after, await restingMap(page))).toBe(0);
  await expectAccessible(page, 'the slider');
});

test('cells of another size are followed by the list and kept in the address', async ({ page, app }) => {
  await page.goto(`${app.url}/sigtuna/karta?layer=spots,places`);
  await shown(page);
  await page.getByRole('tab', { name: 'Koncentrationer' }).click();
  const slider = page.getByRole('slider', { name: 'Rutor' });
  await expect(page.getByText(/i rutor på 100\s+m/)).toBeVisible({ timeout: 60_000 });
  await slider.focus();
  await page.keyboard.press('ArrowRight');
  await expect(page).toHaveURL(/[?&]cell=125/);
  await expect(page.getByText(/i rutor på 125\s+m/)).toBeVisible({ timeout: 60_000 });
  const { spots } = await (await fetch(`${app.url}/api/sigtuna/analysis/gistar?cell_m=125&reach_m=250`)).json();
  await expect(page.getByRole('tabpanel').locator('ol').getByRole('listitem')).toHaveCount(spots.length);
});
