import { chromium, expect, type Page, test } from '@playwright/test';
import { type App, shown, startApp } from './app.ts';
import { differingPixels, dropFile, expectAccessible, expectNoSideways, restingMap } from './page-checks.ts';
import { policeUkFile } from './police-uk-file.ts';

/** A stranger's first minutes, in order: each step stands on what the one before has done. */
test.describe.configure({ mode: 'serial' });

const file = policeUkFile(600);
let app: App;
let karta: string;

test.beforeAll(async () => {
  test.setTimeout(180_000);
  app = await startApp();
});
test.afterAll(() => app?.stop());

const dialog = (page: Page) => page.getByRole('dialog');

test('a stranger drops a file on the empty page, confirms it and sees where and when', async ({ page }) => {
  await page.goto(app.url);
  await expect(page.getByRole('button', { name: 'Läs in demonstrationen' })).toBeVisible({ timeout: 60_000 });
  await expectAccessible(page, 'the empty first page');

  await dropFile(page, page.locator('body'), file);
  await expect(dialog(page).getByRole('heading', { name: 'Stämmer det här?' })).toBeVisible({ timeout: 60_000 });
  await expect(dialog(page).getByText(`${file.usable} av ${file.rows} rader går att läsa in.`).first()).toBeVisible();
  await expect(dialog(page).getByRole('columnheader', { name: 'Crime type Kategori' })).toBeVisible();
  await expectAccessible(page, 'the confirmation');

  await dialog(page).getByRole('button', { name: 'Läs in', exact: true }).click();
  await expect(dialog(page).getByRole('heading', { name: 'Klart' })).toBeVisible({ timeout: 60_000 });
  await expect(dialog(page).getByText(`${file.usable} av ${file.rows} rader lästes in.`)).toBeVisible();
  await expect(dialog(page).getByRole('link', { name: /avvisade raderna/ })).toBeVisible();
  await expectAccessible(page, 'the last page of the import');

  // What the first view leaves out is told with its number, and the link opens to just that.
  const hidden = file.usable - file.shown;
  await expect(
    dialog(page)
      .getByRole('definition')
      .filter({ hasText: String(hidden) }),
  ).toBeVisible();
  await dialog(page).getByRole('link', { name: 'Visa det som polis och partner upptäckt' }).click();
  await page.waitForURL(/\/[a-z-]+\/karta\?discovery=/);
  await expect(dialog(page)).toBeHidden();
  karta = page.url().replace(/\?.*$/, '');
  expect(await shown(page)).toEqual({ n: hidden, total: file.usable });
  await page.goto(karta);
  expect(await shown(page)).toEqual({ n: file.shown, total: file.usable });
});

test('the rejected rows come as a file, each with its reason', async ({ page }) => {
  await page.goto(karta.replace('karta', 'installningar'));
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Avvisade rader (CSV)' }).click();
  const stream = await (await download).createReadStream();
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  const lines = Buffer.concat(chunks).toString('utf8').trim().split(/\r?\n/);
  expect(lines).toHaveLength(1 + file.rows - file.usable);
  expect(lines[1]).toContain('Koordinater saknas');
});

test('the map draws them, a brush by keyboard changes the count, and the link opens to the same', async ({ page }) => {
  await page.goto(karta);
  expect(await shown(page)).toEqual({ n: file.shown, total: file.usable });
  const all = await restingMap(page);

  const legend = page.getByRole('region', { name: 'Lager och teckenförklaring' });
  const layers = [legend.getByLabel('Täthet', { exact: false }).first(), legend.getByLabel('Händelser').first()];
  for (const layer of layers) await layer.uncheck();
  expect(await differingPixels(page, all, await restingMap(page))).toBeGreaterThan(100);
  for (const layer of layers) await layer.check();

  await page.getByRole('slider', { name: 'Från' }).focus();
  for (let month = 0; month < 4; month++) await page.keyboard.press('ArrowRight');
  await expect.poll(async () => (await shown(page)).n).toBeLessThan(file.shown);
  const { n, total } = await shown(page);
  expect(n).toBeGreaterThan(0);
  expect(total).toBe(file.usable);
  expect(await differingPixels(page, all, await restingMap(page))).toBeGreaterThan(100);

  await expect(page).toHaveURL(/from=2024-/);
  const stranger = await page.context().newPage();
  await stranger.goto(page.url());
  expect(await shown(stranger)).toEqual({ n, total });
});

test('a mapping that is changed is looked through again, and nothing is stored until it is confirmed', async ({
  page,
}) => {
  await page.goto(karta.replace('karta', 'installningar'));
  await page.getByRole('navigation', { name: 'Arbetsytor' }).getByRole('button', { name: 'Läs in' }).click();
  await dialog(page)
    .locator('input[type=file]')
    .setInputFiles({ ...file, mimeType: 'text/csv' });
  await expect(dialog(page).getByRole('heading', { name: 'Stämmer det här?' })).toBeVisible({ timeout: 60_000 });
  await dialog(page).getByText('Kolumner och format').click();
  await dialog(page).getByLabel('Koordinatsystem').selectOption('3006');
  await expect(dialog(page).getByText(`0 av ${file.rows} rader går att läsa in.`).first()).toBeVisible();

  // A reload finds it again, waiting.
  await page.reload();
  await page.getByRole('button', { name: /2024-devon-street\.csv väntar på dig/ }).click();
  await dialog(page).getByRole('button', { name: 'Läs in', exact: true }).click();
  // What only a person can know is asked, and nothing begins before it is answered.
  const area = dialog(page).getByRole('group', { name: 'Vilket område gäller filen?' });
  await expect(area.getByRole('radio').first()).toBeFocused();
  await area.getByText('Sigtuna', { exact: true }).click();
  await dialog(page).getByRole('button', { name: 'Läs in', exact: true }).click();
  await expect(dialog(page).getByRole('alert')).toContainText('Ingen rad i 2024-devon-street.csv går att läsa in.');
  await dialog(page).getByText('Kolumner och format').click();
  await dialog(page).getByLabel('Koordinatsystem').selectOption('4326');
  await area.getByText('Devon & Cornwall', { exact: true }).click();
  await expect(dialog(page).getByText(`${file.usable} av ${file.rows} rader går att läsa in.`).first()).toBeVisible();
  await dialog(page).getByRole('button', { name: 'Läs in', exact: true }).click();
  await expect(dialog(page).getByText(/fanns redan: inget lades till/)).toBeVisible({ timeout: 60_000 });
});

test('one row far away makes no dot of the others, and a file in line is not left behind unasked', async ({ page }) => {
  const rows = Array.from(
    { length: 40 },
    (_, i) => `${i};2024-03-0${1 + (i % 9)} 21:15;Stöld;${-3.53 + i / 2000};50.72`,
  );
  const csv = ['id;tid;brott;longitud;latitud', ...rows, '99;2024-03-01 21:15;Stöld;20.22;67.85'].join('\n');
  const one = { name: 'en-langt-bort.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) };
  await page.goto(karta.replace('karta', 'installningar'));
  await page.getByRole('navigation', { name: 'Arbetsytor' }).getByRole('button', { name: 'Läs in' }).click();
  await dialog(page).locator('input[type=file]').setInputFiles(one);
  await expect(dialog(page).getByText('1 av dem ligger långt utanför.')).toBeVisible({ timeout: 60_000 });
  const scale = dialog(page).locator('svg text').last();
  await expect(scale).toContainText(/^\d+ m$/);
  await dialog(page).getByRole('button', { name: 'Visa den' }).click();
  await expect(scale).toContainText(/^\d+ km$/);
  await expectAccessible(page, 'the confirmation with a row far away');
  await dialog(page).getByRole('button', { name: 'Visa de flesta' }).click();
  await expect(scale).toContainText(/^\d+ m$/);

  const leaving = () => page.waitForEvent('dialog', { timeout: 5000 });
  await dropFile(page, page.locator('body'), file);
  await dialog(page).getByRole('button', { name: 'Läs efteråt' }).click();
  const [question] = await Promise.all([leaving(), page.close({ runBeforeUnload: true })]);
  expect(question.type()).toBe('beforeunload');
  await question.dismiss();
  await expect(dialog(page).getByText(`På tur efter den här: ${file.name}`)).toBeVisible();
});

test('what cannot be read is said, and nothing is changed', async ({ page }) => {
  await page.goto(karta.replace('karta', 'installningar'));
  await page.getByRole('navigation', { name: 'Arbetsytor' }).getByRole('button', { name: 'Läs in' }).click();
  const nonsense = {
    name: 'bild.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 0]),
  };
  await dialog(page).locator('input[type=file]').setInputFiles(nonsense);
  await expect(dialog(page).getByRole('heading', { name: 'Inläsningen misslyckades' })).toBeVisible({
    timeout: 60_000,
  });
  await expect(dialog(page).getByRole('alert')).toContainText('bild.csv');
  await expect(dialog(page).getByText('Inget har ändrats.')).toBeVisible();
});

test('map and settings have nothing for axe to find, in light and dark', async ({ page }) => {
  for (const theme of ['light', 'dark']) {
    await page.addInitScript((chosen) => localStorage.setItem('lagesbild.theme', chosen), theme);
    await page.goto(karta);
    await shown(page);
    await expectAccessible(page, `the map, ${theme}`);
    await page.goto(karta.replace('karta', 'installningar'));
    await expect(page.getByRole('heading', { name: 'Inläsningar' })).toBeVisible();
    await expect(page.getByText(file.name).first()).toBeVisible();
    await expectAccessible(page, `the settings, ${theme}`);
  }
});

test('Arabic runs from right to left, on a wide page and on a phone, and nothing sticks out', async ({ page }) => {
  await page.addInitScript(() => localStorage.setItem('lagesbild.language', 'ar'));
  for (const viewport of [
    { width: 1440, height: 900 },
    { width: 390, height: 844 },
  ]) {
    await page.setViewportSize(viewport);
    for (const path of [`${app.url}/?areas`, karta, karta.replace('karta', 'installningar')]) {
      await page.goto(path);
      await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
      await expect(page.getByRole('main')).toBeVisible();
      await page.waitForTimeout(500);
      await expectNoSideways(page, `${path} at ${viewport.width}`);
    }
    await page.getByRole('navigation').getByRole('button', { name: 'استيراد' }).click();
    await dialog(page)
      .locator('input[type=file]')
      .setInputFiles({ ...file, mimeType: 'text/csv' });
    await expect(dialog(page).getByRole('heading', { name: 'هل هذا صحيح؟' })).toBeVisible({ timeout: 60_000 });
    await expectNoSideways(page, `the confirmation at ${viewport.width}`);
    const { x, width } = (await dialog(page).boundingBox())!;
    expect(x).toBeGreaterThanOrEqual(0);
    expect(x + width).toBeLessThanOrEqual(viewport.width);
    await dialog(page).getByRole('button', { name: 'إلغاء', exact: true }).click();
    await expect(dialog(page)).toBeHidden();
  }
});

test('without WebGL the figures stand in lists and tables', async ({ page: _seeing }, { project }) => {
  const { executablePath, args = [] } = project.use.launchOptions ?? {};
  const blind = await chromium.launch({
    ...(executablePath === undefined ? {} : { executablePath }),
    args: [...args, '--disable-gpu', '--disable-software-rasterizer', '--disable-3d-apis'],
  });
  try {
    const page = await blind.newPage({ locale: 'sv-SE', viewport: { width: 1440, height: 900 } });
    await page.goto(karta);
    await expect(page.getByText(/WebGL saknas/)).toBeVisible({ timeout: 30_000 });
    expect(await shown(page)).toEqual({ n: file.shown, total: file.usable });
    expect(await page.getByRole('table').count()).toBeGreaterThan(1);
    await expect(page.getByRole('cell', { name: String(file.shown / 4) }).first()).toBeVisible();
    await expectAccessible(page, 'the map without WebGL');
  } finally {
    await blind.close();
  }
});

test('an import is undone as a whole, after a question', async ({ page }) => {
  await page.goto(karta.replace('karta', 'installningar'));
  const undo = page.getByRole('button', { name: 'Ångra', exact: true });
  const undone = page.locator('li[data-state="undone"]');
  const empty = page.getByText('0 händelser');
  await expect(undo.first()).toBeVisible();
  // A file that added nothing can be undone once it has inherited the rows of the one before.
  for (let n = 1; !(await empty.isVisible()); n++) {
    await undo.first().click();
    await page.getByRole('button', { name: 'Ångra hela inläsningen' }).click();
    await expect(undone).toHaveCount(n);
    await expect(empty.or(undo.first())).toBeVisible();
  }
});

test('an installation that is empty again offers the demonstration, labelled wherever it shows', async ({ page }) => {
  await page.goto(app.url);
  await page.getByRole('button', { name: 'Läs in demonstrationen' }).click();
  await page.waitForURL(/\/sigtuna\/karta/, { timeout: 80_000 });
  const { total } = await shown(page);
  expect(total).toBeGreaterThan(20_000);
  await expect(page.getByText(/visar .* · demonstration/)).toBeVisible();
  await page.goto(`${app.url}/?areas`);
  await expect(page.getByRole('link', { name: /Sigtuna.* händelser .*demonstration/ })).toBeVisible();
  await expectAccessible(page, 'the first page with an area');
  // With one area that holds something, the first page is its map.
  await page.goto(app.url);
  await page.waitForURL(/\/sigtuna\/karta/);
});
