import type { HarmWeights } from '@lagesbild/contract';
import type { Page } from '@playwright/test';
import { type App, expect, test } from './app.ts';
import { expectAccessible, expectNoSideways } from './page-checks.ts';

test.use({ installation: 'harm-weights' });
test.describe.configure({ mode: 'serial' });

/** Outdoor assaults and damage in turn, in a grid round the middle of the map that the test looks at. */
const CSV = [
  'id;tid;brott;longitud;latitud',
  ...Array.from({ length: 400 }, (_, i) => {
    const [lon, lat] = [17.8555 + ((i % 20) - 10) * 0.0004, 59.6215 + (Math.floor(i / 20) - 10) * 0.0002];
    const what = i % 2 === 0 ? 'Misshandel utomhus' : 'Skadegörelse';
    return `${i};2026-03-${String(1 + (i % 28)).padStart(2, '0')} 21:15;${what};${lon.toFixed(5)};${lat.toFixed(5)}`;
  }),
].join('\n');

async function load(app: App): Promise<void> {
  const call = async (method: string, path: string, body?: object | FormData) => {
    const isForm = body instanceof FormData;
    const headers = { origin: app.url, ...(isForm || !body ? {} : { 'content-type': 'application/json' }) };
    const sent = isForm ? body : body && JSON.stringify(body);
    const answer = await fetch(app.url + path, { method, headers, ...(sent && { body: sent }) });
    expect(answer.ok, `${method} ${path}: ${answer.status}`).toBe(true);
    return answer.json();
  };
  const form = new FormData();
  form.set('file', new File([CSV], 'uttag.csv', { type: 'text/csv' }));
  const { import_id } = await call('POST', '/api/imports?area=sigtuna', form);
  const reaches = (state: string) =>
    expect.poll(async () => (await call('GET', `/api/imports/${import_id}`)).state, { timeout: 60_000 }).toBe(state);
  await reaches('waiting');
  const source = { slug: 'uttag', name: 'Uttag', kind: 'municipal', licence: null };
  await call('PATCH', `/api/imports/${import_id}`, { source });
  await reaches('waiting');
  await call('POST', `/api/imports/${import_id}/run`);
  await reaches('done');
}

const saved = async (app: App): Promise<HarmWeights> => (await fetch(`${app.url}/api/sigtuna/harm-weights`)).json();
const weightOf = (page: Page, name: string) => page.getByRole('textbox', { name: `Vikt för ${name}`, exact: true });

test('a zone says that no weights are set and where; set there, they are counted without a reload', async ({
  page,
  app,
}) => {
  test.setTimeout(240_000);
  await load(app);
  await page.goto(`${app.url}/sigtuna/zoner?map=14/59.6215/17.8555`);
  await expect(page.getByRole('toolbar', { name: 'Rita' })).toBeVisible({ timeout: 60_000 });
  await expect(page.getByText(/visar [\d\s]+ av [\d\s]+/).first()).toBeVisible({ timeout: 60_000 });
  for (const key of ['r', ' ', ...Array(4).fill('ArrowRight'), ' ', ...Array(3).fill('ArrowDown'), ' '])
    await page.keyboard.press(key);
  for (const key of [...Array(4).fill('ArrowLeft'), ' ', 'Enter']) await page.keyboard.press(key);
  const facts = page.locator('[data-chosen] dl').first();
  await expect(facts).toContainText('inga skadevikter är satta');
  await facts.getByRole('link', { name: 'Sätt dem' }).click();

  await expect(page.getByText('0 av 58 kategorier har en vikt; de övriga räknas inte som skada.')).toBeVisible();
  await expectAccessible(page, 'before any weight is set');
  await weightOf(page, 'Misshandel utomhus').fill('-3');
  await expect(page.getByRole('alert')).toContainText('1 rad kan inte sparas');
  await expect(page.getByRole('button', { name: 'Spara vikterna' })).toBeDisabled();
  await weightOf(page, 'Misshandel utomhus').fill('12,5');
  await page.getByLabel('Källa för de vikter du ändrar').fill('Påhittat index 2026, version 1');
  const differences = page.getByRole('region', { name: 'Det här sparas' });
  await expect(differences).toContainText('ingen vikt → 12,5');
  await expect(differences).toContainText('Påhittat index 2026, version 1');
  await page.getByRole('button', { name: 'Spara vikterna' }).click();
  await expect(page.getByText('1 av 58 kategorier har en vikt')).toBeVisible();

  await page.goBack();
  await page.locator('[data-zone-row]').first().click();
  await expect(facts).toContainText(/Skada[\d\s,]+\S.*händelser utan vikt är inte med/, { timeout: 60_000 });
  await expect(facts).toContainText('Påhittat index 2026, version 1');
  await expectAccessible(page, 'a zone with its harm');
});

test('a file fills the table, and is saved after a look; who was slower is told, and can go on', async ({
  page,
  app,
}) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(`${app.url}/sigtuna/installningar/skadevikter`);
  const file = {
    name: 'vikter.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from('\ufeffkod;vikt;källa\r\nvandalism;3;Eget index\r\nassault_outdoors;;\r\n'),
  };
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Läs in en fil' }).click();
  await (await chooser).setFiles(file);
  const differences = page.getByRole('region', { name: 'Det här sparas' });
  await expect(differences.getByRole('listitem')).toHaveText([/12,5 → ingen vikt/, /ingen vikt → 3/]);
  await expectAccessible(page, 'what would be saved, on a phone');
  await expectNoSideways(page, 'the table on a phone');

  // Somebody else at the command line.
  const { version } = await saved(app);
  const other = { version, weights: [{ code: 'arson', weight: 40, source: 'Annat index' }] };
  const headers = { 'content-type': 'application/json', origin: app.url };
  await fetch(`${app.url}/api/sigtuna/harm-weights`, { method: 'PUT', headers, body: JSON.stringify(other) });
  await page.getByRole('button', { name: 'Spara vikterna' }).click();
  await expect(page.getByRole('alert')).toContainText('Någon annan har ändrat skadevikterna');
  await expect(weightOf(page, 'Anlagd brand')).toHaveValue('40');
  await expect(differences.getByRole('listitem')).toHaveCount(2);
  await page.getByRole('button', { name: 'Spara vikterna' }).click();
  await expect(page.getByText('2 av 58 kategorier har en vikt')).toBeVisible();

  await page.getByRole('button', { name: 'Ångra sparningen' }).click();
  await expect(weightOf(page, 'Misshandel utomhus')).toHaveValue('12,5');
  expect((await saved(app)).weights.filter(({ weight }) => weight !== null)).toEqual([
    { code: 'assault_outdoors', weight: 12.5, source: 'Påhittat index 2026, version 1' },
    { code: 'arson', weight: 40, source: 'Annat index' },
  ]);
});
