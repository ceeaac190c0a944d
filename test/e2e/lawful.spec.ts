import { type App, expect, test } from './app.ts';
import { expectAccessible, expectNoSideways } from './page-checks.ts';

test.use({ installation: 'lawful' });
test.describe.configure({ mode: 'serial' });

const CSV = `id;tid;brott;longitud;latitud
1;2026-03-02 21:15;Misshandel utomhus;17.8501;59.62
2;2026-03-03 22:15;Skadegörelse;17.8502;59.62
3;2026-03-04 23:15;Personrån;17.8503;59.62
`;

/** A file from the police, loaded by whoever sits at the machine. */
async function loadFromPolice(app: App): Promise<void> {
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
  const source = { slug: 'polisen', name: 'Polisens uttag', kind: 'police', licence: null };
  await call('PATCH', `/api/imports/${import_id}`, { source });
  await reaches('waiting');
  await call('POST', `/api/imports/${import_id}/run`);
  await reaches('done');
}

test('the police’s rows show when their basis is recorded, by keyboard, and not before', async ({ page, app }) => {
  await loadFromPolice(app);
  await page.goto(`${app.url}/sigtuna/installningar/kallor`);
  const source = page.getByRole('group').filter({ hasText: 'Polisens uttag' }).first();
  await expect(page.getByText('polisen · visas inte')).toBeVisible();
  await page.getByText('Polisens uttag').click();
  await page.getByRole('button', { name: 'Visa källan' }).click();
  await expect(page.getByRole('alert')).toContainText('rättslig grund, personuppgiftsansvarig och sekretessgrund');
  await expectAccessible(page, 'a source without its basis');
  await page.getByLabel('Rättslig grund').focus();
  await page.keyboard.type('Lag (2023:196) 3 §');
  await page.keyboard.press('Tab');
  await page.keyboard.type('Kommunstyrelsen');
  await page.keyboard.press('Tab');
  await page.keyboard.type('OSL 35 kap. 1 §');
  await page.keyboard.press('Tab');
  await page.keyboard.type('KS 2026/123');
  await page.keyboard.press('Enter');
  await expect(source.getByText(/Registrerad/)).toBeVisible();
  await page.getByRole('button', { name: 'Visa källan' }).press('Enter');
  await expect(page.getByText('polisen · visas', { exact: true })).toBeVisible();
  await page.goto(`${app.url}/sigtuna/installningar`);
  await expect(page.getByText('3 händelser', { exact: true })).toBeVisible();
});

test('who may see a source is chosen, and whoever is outside doesn’t see that it is there', async ({ page, app }) => {
  await page.goto(`${app.url}/sigtuna/installningar/kallor`);
  await page.getByText('Polisens uttag').click();
  const roles = page.getByRole('group', { name: 'Roller' });
  await roles.getByLabel('Bara några').check();
  await expect(page.getByRole('button', { name: 'Spara vem som får se' })).toBeDisabled();
  await roles.getByLabel('Analytiker').check();
  await page.getByRole('button', { name: 'Spara vem som får se' }).click();
  await expect(page.getByText('polisen · visas · begränsad krets')).toBeVisible();
  await expectAccessible(page, 'who may see a source');
  await page.goto(`${app.url}/sigtuna/installningar`);
  await expect(page.getByText('Området har inga händelser ännu.')).toBeVisible();
  await expect(page.getByText('Polisens uttag')).toHaveCount(0);
});

test('how long rows are kept is said with a decision’s number, on a phone and in Arabic too', async ({ page, app }) => {
  await page.goto(`${app.url}/sigtuna/installningar/gallring`);
  await page.getByText('Händelser', { exact: true }).click();
  await page.getByLabel('Månader att spara').fill('60');
  await page.getByLabel('Gallringsbeslutets nummer').fill('KS 2026/77');
  await page.getByRole('button', { name: 'Spara regeln' }).click();
  await expect(page.getByText('sparas 60 månader')).toBeVisible();
  await expectAccessible(page, 'retention');
  await page.setViewportSize({ width: 390, height: 844 });
  for (const part of ['kallor', 'gallring']) {
    await page.goto(`${app.url}/sigtuna/installningar/${part}`);
    await expect(page.getByRole('heading', { level: 2 }).first()).toBeVisible();
    await expectNoSideways(page, part);
    await expectAccessible(page, `${part} on a phone`);
  }
  await page.evaluate(() => localStorage.setItem('lagesbild.language', 'ar'));
  await page.goto(`${app.url}/sigtuna/installningar/gallring`);
  await expect(page.getByRole('heading', { level: 2, name: 'الحفظ والإتلاف' })).toBeVisible();
  await expectNoSideways(page, 'gallring in Arabic');
  await expectAccessible(page, 'retention in Arabic');
});

test('the accessibility statement is for everybody, and says where to complain', async ({ page, app }) => {
  await page.goto(`${app.url}/tillganglighet`);
  await expect(page.getByRole('heading', { name: 'Anmäl brister' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Anmäl till Digg' })).toHaveAttribute('href', /digg\.se/);
  await expectAccessible(page, 'the accessibility statement');
});
