import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { PerceptionReports, Walk, WalkEntry } from '@lagesbild/contract';
import type { BrowserContext, Locator, Page } from '@playwright/test';
import sharp from 'sharp';
import { type App, expect, test } from './app.ts';
import { expectAccessible, expectNoSideways } from './page-checks.ts';

test.use({ installation: 'walk' });

/** A safety walk from its plan to the revisit: drawn, gone on a telephone without contact, told about, and looked at again. */
test.describe.configure({ mode: 'serial' });

const DESKTOP = { width: 1440, height: 900 };
const PHONE = { width: 390, height: 844 };
const NAME = 'Märsta centrum, höstkväll';

const entries = async ({ url }: App): Promise<WalkEntry[]> => (await fetch(`${url}/api/sigtuna/walks`)).json();
const stored = async (app: App): Promise<Walk> => {
  const [{ walk_id }] = (await entries(app)) as [WalkEntry];
  return (await fetch(`${app.url}/api/sigtuna/walks/${walk_id}`)).json();
};
const button = (page: Page, name: string | RegExp): Locator =>
  page.getByRole('button', { name, exact: typeof name === 'string' });
const canvas = (page: Page): Locator => page.locator('.maplibregl-canvas');

/** Pictures to look at, in a folder that git doesn't keep. */
async function picture(page: Page, name: string): Promise<void> {
  const folder = join('test-results', 'walk');
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`) });
}

async function opened(page: Page, app: App, step: string): Promise<void> {
  await page.goto(`${app.url}/sigtuna/vandringar/${(await entries(app))[0]!.walk_id}/${step}`);
  await expect(page.getByRole('heading', { name: NAME })).toBeVisible({ timeout: 60_000 });
}

async function withoutContact(context: BrowserContext, page: Page): Promise<void> {
  await page.evaluate(async () => {
    const registration = await navigator.serviceWorker.getRegistration('/sigtuna/vandringar');
    const worker = registration?.active ?? registration?.waiting ?? registration?.installing;
    if (worker?.state !== 'activated')
      await new Promise<void>((done) => {
        worker?.addEventListener('statechange', () => worker.state === 'activated' && done());
      });
  });
  await context.setOffline(true);
}

/** Pixels: so fine that each hidden cell has as much of either. */
const STRIPE = 2;
/** A photo as a telephone takes it, fine stripes all over, with what its camera knows of where and by whom. */
const taken = async (): Promise<Buffer> => {
  const [width, height] = [800, 600];
  const pixels = Buffer.alloc(width * height * 3);
  for (let i = 0; i < width * height; i++) pixels.fill(((i % width) / STRIPE) % 2 < 1 ? 20 : 235, i * 3, i * 3 + 3);
  return sharp(pixels, { raw: { width, height, channels: 3 } })
    .jpeg({ quality: 95 })
    .withExif({ IFD0: { Make: 'Canary', Software: 'of Anna' }, IFD3: { GPSLatitudeRef: 'N' } })
    .toBuffer();
};
/** How much the pixels of a part of a picture differ, as a standard deviation. */
const contrastIn = async (jpeg: Buffer, [left, top, width, height]: [number, number, number, number]) => {
  const part = await sharp(jpeg).extract({ left, top, width, height }).greyscale().raw().toBuffer();
  const mean = part.reduce((sum, value) => sum + value, 0) / part.length;
  return Math.sqrt(part.reduce((sum, value) => sum + (value - mean) ** 2, 0) / part.length);
};

test('a walk is planned: stops by mouse and keyboard, the route by touch, and days', async ({ app, browser }) => {
  const context = await browser.newContext({ viewport: DESKTOP, hasTouch: true, locale: 'sv-SE' });
  const page = await context.newPage();
  await page.goto(`${app.url}/sigtuna/karta`);
  await page.getByRole('link', { name: 'Vandring', exact: true }).click({ timeout: 60_000 });
  await expect(page.getByText('Ingen vandring är planerad än.')).toBeVisible({ timeout: 60_000 });
  await expectAccessible(page, 'no walks');
  await page.getByLabel('Ny förvaltare').fill('Sigtunahem');
  await button(page, 'Lägg till').click();
  await expect(page.getByText('Sigtunahem')).toBeVisible();
  await page.getByLabel('Vandringens namn').fill(NAME);
  await button(page, 'Planera vandringen').click();
  await expect(page.getByRole('heading', { name: NAME })).toBeVisible();
  await expect(canvas(page)).toBeVisible();

  await page.mouse.click(350, 400);
  await page.getByLabel('Stopp 1', { exact: true }).fill('Torget');
  await canvas(page).focus();
  await page.keyboard.press('Enter');
  await page.getByLabel('Stopp 2', { exact: true }).fill('Gångtunneln');
  await button(page, 'rutt').click();
  await page.touchscreen.tap(350, 400);
  await page.touchscreen.tap(420, 460);
  await canvas(page).focus();
  await page.keyboard.press('Space');
  await button(page, 'Ta tillbaka en punkt').click();
  await canvas(page).focus();
  await page.keyboard.press('Space');
  await page.getByLabel('Förmöte', { exact: true }).fill('2026-09-01');
  await page.getByLabel('Förmötet är hållet').check();
  await page.getByLabel('Ytterligare en grupp').selectOption({ label: 'boende' });
  await page.getByLabel('boende', { exact: true }).fill('12');
  await expectAccessible(page, 'a plan');
  await picture(page, '1-plan');
  await button(page, 'Spara').click();
  await expect(page.getByText('Sparat', { exact: true })).toBeVisible();
  const walk = await stored(app);
  expect(walk.stops.map(({ name }) => name)).toEqual(['Torget', 'Gångtunneln']);
  expect(walk.route?.coordinates).toHaveLength(3);
  expect(walk).toMatchObject({ version: 2, taking_part: [{ group: 'residents', n: 12 }] });
  expect(walk.dates.briefing).toEqual({ on: '2026-09-01', held: true });

  // Somebody else saves meanwhile: nothing of theirs is written over.
  await fetch(`${app.url}/api/sigtuna/walks/${walk.walk_id}`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json', origin: app.url },
    body: JSON.stringify({
      ...{ name: walk.name, place: walk.place, dates: walk.dates, taking_part: walk.taking_part, route: walk.route },
      ...{ notes: 'Samling vid torget.', version: walk.version },
      stops: walk.stops.map(({ cell, ...stop }) => stop),
    }),
  });
  await page.getByLabel('Stopp 1', { exact: true }).fill('Stortorget');
  await button(page, 'Spara').click();
  await button(page, 'Läs om vandringen').click();
  await expect(page.getByLabel('Anteckningar')).toHaveValue('Samling vid torget.');
  await expect(page.getByLabel('Stopp 1', { exact: true })).toHaveValue('Torget');
  await context.close();
});

test('on a telephone without contact what is seen survives its tab, its photo is blurred before it is sent, and it arrives once', async ({
  app,
  browser,
}) => {
  const context = await browser.newContext({ viewport: PHONE, hasTouch: true, isMobile: true, locale: 'sv-SE' });
  const first = await context.newPage();
  await opened(first, app, 'ga');
  await expect(button(first, '1. Torget')).toBeVisible();
  await withoutContact(context, first);
  await first.close();

  const page = await context.newPage();
  await opened(page, app, 'ga');
  await expect(page.getByText('Ingen kontakt.', { exact: false }).first()).toBeVisible();
  await expectNoSideways(page, 'stops');
  await picture(page, '2-phone-stops');
  await button(page, '2. Gångtunneln').tap();
  await expect(page.getByRole('heading', { name: '2. Gångtunneln' })).toBeFocused();
  await button(page, 'Spara iakttagelsen').tap();
  await expect(page.getByText('Säg först om det känns otryggt eller tryggt.')).toBeVisible();
  await button(page, 'Otryggt').tap();
  await button(page, 'mörkt').tap();
  await page.getByLabel('Förvaltare').selectOption({ label: 'Sigtunahem' });

  const bytes = await taken();
  expect(bytes.includes('Canary')).toBe(true);
  await page.locator('input[type=file]').setInputFiles({ name: 'IMG.jpg', mimeType: 'image/jpeg', buffer: bytes });
  const photo = page.getByRole('application');
  await expect(photo).toBeVisible();
  await expect(button(page, 'Använd bilden')).toBeDisabled();
  await photo.scrollIntoViewIfNeeded();
  const box = (await photo.boundingBox())!;
  const at = (x: number, y: number): [number, number] => [
    box.x + (x / 800) * box.width,
    box.y + (y / 600) * box.height,
  ];
  await page.mouse.move(...at(210, 110));
  await page.mouse.down();
  await page.mouse.move(...at(300, 200), { steps: 4 });
  await page.mouse.move(...at(390, 290), { steps: 4 });
  await page.mouse.up();
  await button(page, 'pensel').tap();
  await page.touchscreen.tap(...at(610, 410));
  await expectAccessible(page, 'a photo');
  await picture(page, '3-phone-photo');
  await page.getByLabel('Inget ansikte', { exact: false }).check();
  await button(page, 'Använd bilden').tap();
  await expect(page.getByRole('img', { name: 'Bild 1 av det som sågs' })).toBeVisible();
  await expect(page.getByText('Sparat på enheten')).toBeVisible();
  await expectAccessible(page, 'an observation');
  await picture(page, '4-phone-observation');
  await page.close();

  // Nothing was lost with the tab.
  const again = await context.newPage();
  await again.addInitScript(() => {
    const plain = window.fetch;
    const sent: string[] = [];
    Object.assign(window, { sent });
    window.fetch = async (input, init) => {
      const file = init?.body instanceof FormData ? init.body.get('file') : null;
      if (file instanceof Blob) sent.push(String.fromCharCode(...new Uint8Array(await file.arrayBuffer())));
      return plain(input, init);
    };
  });
  await opened(again, app, 'ga');
  await expect(button(again, 'Otryggt')).toHaveAttribute('aria-pressed', 'true');
  await expect(again.getByRole('img', { name: 'Bild 1 av det som sågs' })).toBeVisible();
  await button(again, 'Spara iakttagelsen').tap();
  await expect(again.getByText('1 väntar på kontakt och skickas av sig själv.')).toBeVisible();
  await expect(again.getByText('Otryggt: mörkt', { exact: false })).toBeVisible();
  await picture(again, '5-phone-waiting');
  expect((await stored(app)).observations).toHaveLength(0);

  // The first answer is lost on its way: still one row, and one photo.
  let lost = 0;
  await context.route('**/observations', async (route) => {
    await route.fetch();
    lost++;
    await route.abort();
    await context.unroute('**/observations');
  });
  await context.setOffline(false);
  await expect.poll(async () => (await stored(app)).observations[0]?.photos.length, { timeout: 60_000 }).toBe(1);
  await expect(again.getByText('väntar på kontakt', { exact: false })).toHaveCount(0, { timeout: 60_000 });
  const { walk_id, observations } = await stored(app);
  expect([observations.length, lost]).toEqual([1, 1]);
  expect(observations[0]).toMatchObject({ feeling: 'unsafe', reasons: ['dark'], status: 'open' });

  // What left the telephone: no EXIF, and nothing of the stripes where it was hidden.
  const sent = Buffer.from(await again.evaluate(() => (window as unknown as { sent: string[] }).sent[0]!), 'latin1');
  expect([sent.includes('Canary'), sent.includes('Exif')]).toEqual([false, false]);
  const { observation_id, photos } = observations[0]!;
  const address = `${app.url}/api/sigtuna/walks/${walk_id}/observations/${observation_id}/photos/${photos[0]!.photo_id}`;
  const kept = Buffer.from(await (await fetch(address)).arrayBuffer());
  expect((await sharp(kept).metadata()).exif).toBeUndefined();
  for (const jpeg of [sent, kept]) {
    expect(await contrastIn(jpeg, [225, 125, 150, 150])).toBeLessThan(6);
    expect(await contrastIn(jpeg, [604, 404, 12, 12])).toBeLessThan(6);
    expect(await contrastIn(jpeg, [450, 100, 100, 100])).toBeGreaterThan(60);
  }

  // The walk is held, and what was seen is a perception report.
  await button(again, 'Vandringen är genomförd i dag').tap();
  await expect(again.getByText('Vandringen är genomförd.', { exact: false })).toBeVisible();
  const said: PerceptionReports = await (await fetch(`${app.url}/api/sigtuna/perception`)).json();
  expect(said.channel.map((one) => said.channels[one])).toEqual(['walk']);
  await context.close();
});

test('at the meeting afterwards each manager has a list; one thing can’t be done, and is made an action', async ({
  app,
  browser,
}) => {
  const context = await browser.newContext({ viewport: DESKTOP, locale: 'sv-SE' });
  const page = await context.newPage();
  await opened(page, app, 'aterkoppla');
  await expect(page.getByRole('heading', { name: 'Sigtunahem' })).toBeVisible();
  await expect(page.getByRole('img', { name: 'Bild 1 av det som sågs' })).toBeVisible();
  await page.getByLabel('Status').selectOption({ label: 'går inte att åtgärda' });
  await page.getByLabel('Varför går det inte?').fill('Lampan ägs av regionen');
  await button(page, 'Spara').click();
  await expect.poll(async () => (await stored(app)).observations[0]?.because).toBe('Lampan ägs av regionen');
  await button(page, 'Gör till åtgärd').click();
  await expect(page.getByRole('link', { name: 'Öppna åtgärden' })).toBeVisible();
  await expectAccessible(page, 'feedback');
  await picture(page, '6-feedback');
  await page.emulateMedia({ media: 'print' });
  await expect(button(page, 'Gör till åtgärd')).toHaveCount(0);
  await expect(page.getByText('Status: går inte att åtgärda – Lampan ägs av regionen')).toBeVisible();
  await picture(page, '7-feedback-print');
  await page.emulateMedia({ media: 'screen' });
  await page.getByRole('link', { name: 'Öppna åtgärden' }).click();
  await expect(page.getByText('2. Gångtunneln: Otryggt: mörkt').first()).toBeVisible();
  await context.close();
});

test('months later each thing is looked at again, without contact too, and compared', async ({ app, browser }) => {
  const context = await browser.newContext({ viewport: PHONE, hasTouch: true, isMobile: true, locale: 'sv-SE' });
  const page = await context.newPage();
  await opened(page, app, 'aterbesok');
  await withoutContact(context, page);
  await button(page, 'bättre').tap();
  await button(page, 'åtgärdat').tap();
  await expect(page.getByText('1 väntar på kontakt och skickas av sig själv.')).toBeVisible();
  expect((await stored(app)).observations[0]!.revisits).toEqual([]);
  await context.setOffline(false);
  await expect
    .poll(async () => (await stored(app)).observations[0]!.revisits.at(-1)?.state, { timeout: 60_000 })
    .toBe('mended');
  await expect(page.getByRole('row', { name: /Sigtunahem/ }).getByRole('cell')).toHaveText(['1', '0', '0', '1', '0']);
  await expectAccessible(page, 'a revisit');
  await expectNoSideways(page, 'a revisit');
  await picture(page, '8-phone-revisit');
  await context.close();
});

for (const [name, viewport] of [
  ['desktop', DESKTOP],
  ['phone', PHONE],
] as const)
  test(`in Arabic, in the dark, on a ${name}, nothing sticks out and axe finds nothing`, async ({ app, browser }) => {
    const context = await browser.newContext({ viewport, locale: 'ar', colorScheme: 'dark', hasTouch: true });
    const page = await context.newPage();
    await page.goto(`${app.url}/sigtuna/vandringar`);
    await expect(page.getByRole('heading', { name: 'جولات الأمان' })).toBeVisible({ timeout: 60_000 });
    await expectNoSideways(page, 'list');
    await expectAccessible(page, 'list');
    await picture(page, `9-ar-${name}-list`);
    for (const step of ['planera', 'ga', 'aterkoppla', 'aterbesok']) {
      await opened(page, app, step);
      await expectNoSideways(page, step);
      await expectAccessible(page, step);
      await picture(page, `9-ar-${name}-${step}`);
    }
    await context.close();
  });
