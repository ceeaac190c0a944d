import { chromium } from '@playwright/test';
import { expect, shown, test, violations } from './app.ts';
import { restingMap, workerLanguages } from './page-checks.ts';

test.use({ installation: 'workspace' });

/** The demonstration, loaded from the first page, and the main job done on it with keyboard and link. */
test.describe.configure({ mode: 'serial' });

test('an empty installation offers a file or the demonstration, which opens the map with its count', async ({
  page,
  app,
}) => {
  const outside: string[] = [];
  page.on('request', (request) => {
    if (!request.url().startsWith(app.url) && !/^(blob|data|lagesbild):/.test(request.url()))
      outside.push(request.url());
  });
  await page.goto(app.url);
  const load = page.getByRole('button', { name: 'Läs in demonstrationen' });
  await expect(load).toBeVisible({ timeout: 30_000 });
  expect(await violations(page)).toEqual([]);
  await load.click();
  await expect(page).toHaveURL(/\/sigtuna\/karta/, { timeout: 60_000 });
  const { n, total } = await shown(page);
  expect(total).toBeGreaterThan(20_000);
  expect(n).toBeGreaterThan(10_000);
  expect(n).toBeLessThan(total);
  expect(outside).toEqual([]);
});

test('while the rows are on their way the counts are those of the whole, and the page says what it waits for', async ({
  page,
  app,
}) => {
  let letThrough = (): void => {};
  const held = new Promise<void>((resolve) => {
    letThrough = resolve;
  });
  await page.route('**/incidents/columns', async (route) => {
    await held;
    await route.continue();
  });
  await page.goto(`${app.url}/sigtuna/karta?dow=5`);
  const waiting = page.getByText('Servern gör händelserna klara att hämta');
  await expect(waiting).toBeVisible({ timeout: 30_000 });
  const early = await shown(page);
  const api = await (await fetch(`${app.url}/api/sigtuna/incidents/tally?dow=5`)).json();
  expect(early).toEqual({ n: api.n, total: api.total });
  expect(await violations(page)).toEqual([]);
  letThrough();
  await expect(waiting).toHaveCount(0);
  await expect(page.getByText(/I kartbilden: [1-9]/)).toBeVisible();
  expect(await shown(page)).toEqual(early);
});

test('a thumb of the time bar moved by keyboard changes the count and the map, and the link opens to the same count', async ({
  page,
  app,
}) => {
  await page.goto(`${app.url}/sigtuna/karta`);
  const before = await shown(page);
  const picture = await restingMap(page);
  const thumb = page.getByRole('slider', { name: 'Från', exact: true });
  await thumb.focus();
  for (let press = 0; press < 12; press++) await page.keyboard.press('PageUp');
  await expect.poll(async () => (await shown(page)).n).toBeLessThan(before.n);
  await expect(page).toHaveURL(/from=\d{4}-\d\d-\d\d/);
  await expect.poll(async () => (await restingMap(page)).equals(picture)).toBe(false);
  const after = await shown(page);
  const link = page.url();
  await page.goto('about:blank');
  await page.goto(link);
  await expect.poll(async () => (await shown(page)).n).toBe(after.n);
  const api = await (await fetch(`${app.url}/api/sigtuna/incidents/tally${new URL(link).search}`)).json();
  expect(api.n).toBe(after.n);
  expect(api.total).toBe(after.total);
});

test('Back undoes the last step, and a playback gives the chosen period back with one key', async ({ page, app }) => {
  const demonstration = await (await fetch(`${app.url}/api/sigtuna`)).json();
  const year = Number(demonstration.data.last_day.slice(0, 4)) - 3;
  await page.goto(`${app.url}/sigtuna/karta?from=${year}-01-01&to=${year}-06-30`);
  const chosen = await shown(page);
  await page.getByRole('button', { name: /^Se närmare på Valsta centrum/ }).click();
  await expect(page).toHaveURL(/at=valsta-centrum/);
  await expect(page.getByRole('heading', { name: 'Kategorier' })).toBeVisible();
  await expect(page.getByRole('tab', { name: 'Koncentrationer' })).toBeVisible();
  await page.goBack();
  await expect(page.getByRole('heading', { name: 'Valsta centrum' })).toHaveCount(0);
  await expect(page).not.toHaveURL(/at=/);

  await page.getByRole('button', { name: 'Spela upp' }).click();
  await expect.poll(async () => (await shown(page)).n).not.toBe(chosen.n);
  await page.keyboard.press('Control+z');
  await expect.poll(async () => (await shown(page)).n).toBe(chosen.n);
  await page.getByRole('button', { name: 'Spela upp' }).click();
  await expect.poll(async () => (await shown(page)).n).not.toBe(chosen.n);
  await expect(page.getByText('Färgerna betyder samma sak under hela uppspelningen.')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect.poll(async () => (await shown(page)).n).toBe(chosen.n);
  expect(page.url()).toContain(`from=${year}-01-01&to=${year}-06-30`);
});

test('what an address gets wrong is said in one sentence, and the rest of it is kept', async ({ page, app }) => {
  await page.goto(`${app.url}/sigtuna/karta?dow=5&at=nowhere&layer=points,bogus&map=99/95/200`);
  await expect(page.getByText(/layer=bogus, map=99\/95\/200, at=nowhere/)).toBeVisible({ timeout: 30_000 });
  await expect(page).toHaveURL(/\?dow=5&layer=points$/);
});

test('the workspace has no axe violations, in Swedish on a desk and in Arabic on a phone', async ({
  page,
  app,
  browser,
}) => {
  await page.goto(`${app.url}/sigtuna/karta`);
  await shown(page);
  expect(await violations(page)).toEqual([]);
  const phone = await browser.newContext({ locale: 'ar', viewport: { width: 390, height: 844 } });
  const arabic = await phone.newPage();
  await arabic.goto(`${app.url}/sigtuna/karta`);
  await expect(arabic.locator('html')).toHaveAttribute('dir', 'rtl');
  await expect(arabic.getByRole('slider').first()).toBeVisible({ timeout: 60_000 });
  expect(await arabic.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  expect(await violations(arabic)).toEqual([]);
  await phone.close();
});

test('the density surface is computed with WebAssembly in the worker, as the policy of the page allows', async ({
  page,
  app,
}) => {
  const refused: string[] = [];
  page.on('console', (message) => {
    if (/content security policy/i.test(message.text())) refused.push(message.text());
  });
  const answer = await page.goto(`${app.url}/sigtuna/karta?layer=density`);
  expect(answer?.headers()['content-security-policy']).toContain("script-src 'self' 'wasm-unsafe-eval'");
  await shown(page);
  const languages = await workerLanguages(page);
  await expect.poll(() => languages).toContain('WebAssembly');
  expect(refused).toEqual([]);
});

test('a dark page goes to paper light, its map too, and is dark again afterwards', async ({ page, app }) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.goto(`${app.url}/sigtuna/karta?layer=points,density,places`);
  await expect(page.getByText(/I kartbilden: [1-9]/)).toBeVisible({ timeout: 60_000 });
  const brightness = await page.evaluate(async () => {
    dispatchEvent(new Event('beforeprint'));
    // A copy: the page's own is given its address again, which ends a decoding of it.
    const picture = new Image();
    picture.src = document.querySelector<HTMLImageElement>('img[src^="data:image/png"]')!.src;
    await picture.decode();
    const canvas = new OffscreenCanvas(picture.naturalWidth, picture.naturalHeight);
    const context = canvas.getContext('2d')!;
    context.drawImage(picture, 0, 0);
    const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
    let sum = 0;
    for (let i = 0; i < data.length; i += 4) sum += data[i]! + data[i + 1]! + data[i + 2]!;
    return sum / (data.length / 4) / 3;
  });
  expect(brightness).toBeGreaterThan(180);
  expect(await page.evaluate(() => document.documentElement.dataset.theme)).toBe('light');
  await page.evaluate(() => dispatchEvent(new Event('afterprint')));
  expect(await page.evaluate(() => document.documentElement.dataset.theme)).toBeUndefined();
});

test('without WebGL the places, the counts and the time bar remain', async ({ app, launchOptions }) => {
  const bare = await chromium.launch({
    ...launchOptions,
    args: [...(launchOptions.args ?? []), '--disable-gpu', '--disable-software-rasterizer'],
  });
  const page = await bare.newPage({ locale: 'sv-SE' });
  await page.goto(`${app.url}/sigtuna/karta`);
  expect((await shown(page)).n).toBeGreaterThan(10_000);
  await expect(page.getByText('Valsta centrum').first()).toBeVisible();
  await expect(page.getByRole('slider').first()).toBeVisible();
  await expect(page.locator('canvas.maplibregl-canvas')).toHaveCount(0);
  await bare.close();
});
