import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Dialogue, DialogueEntry } from '@lagesbild/contract';
import { type BrowserContext, chromium, type Locator, type Page } from '@playwright/test';
import { type App, expect, test } from './app.ts';
import { expectAccessible, expectNoSideways } from './page-checks.ts';

test.use({ installation: 'dialogue' });

/** A meeting recorded on a tablet: by touch, mouse and keyboard, without contact, and once. */
test.describe.configure({ mode: 'serial' });

const TABLET = { width: 1024, height: 768 };
const PHONE = { width: 390, height: 844 };

const address = ({ url }: App): string => `${url}/sigtuna/dialog`;
const stored = async ({ url }: App): Promise<DialogueEntry[]> => (await fetch(`${url}/api/sigtuna/dialogues`)).json();
const whole = async ({ url }: App, { dialogue_id }: DialogueEntry): Promise<Dialogue> =>
  (await fetch(`${url}/api/sigtuna/dialogues/${dialogue_id}`)).json();
const button = (page: Page, name: string | RegExp): Locator =>
  page.getByRole('button', { name, exact: typeof name === 'string' });
const marks = (page: Page): Locator => page.getByRole('list', { name: 'Markeringar' }).getByRole('listitem');
const canvas = (page: Page): Locator => page.locator('.maplibregl-canvas');

/** Pictures to look at, in a folder that git doesn't keep. */
async function picture(page: Page, name: string): Promise<void> {
  const folder = join('test-results', 'dialogue');
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`) });
}

async function opened(page: Page, app: App): Promise<void> {
  await page.goto(address(app));
  await expect(page.getByRole('heading', { name: 'Dialog', exact: true })).toBeVisible({ timeout: 60_000 });
}

async function fillMeeting(page: Page, n: string): Promise<void> {
  await page.getByLabel('Med vilka').selectOption({ label: 'elever' });
  await page.getByLabel('Antal deltagare').fill(n);
}

/** What this browser keeps of meetings. */
const here = (page: Page): Promise<number> =>
  page.evaluate(async () => {
    const done = <T>(asked: IDBRequest<T>): Promise<T> =>
      new Promise((resolve) => {
        asked.onsuccess = () => resolve(asked.result);
      });
    const database = await done(indexedDB.open('meetings'));
    const counts = ['drafts', 'outgoing'].map((table) =>
      done(
        database
          .transaction(table as string)
          .objectStore(table as string)
          .count(),
      ),
    );
    return (await Promise.all(counts)).reduce((sum, n) => sum + n, 0);
  });

async function withoutContact(context: BrowserContext, page: Page): Promise<void> {
  await page.evaluate(async () => {
    const registration = await navigator.serviceWorker.getRegistration('/sigtuna/dialog');
    const worker = registration?.active ?? registration?.waiting ?? registration?.installing;
    if (worker?.state !== 'activated')
      await new Promise<void>((done) => {
        worker?.addEventListener('statechange', () => worker.state === 'activated' && done());
      });
  });
  await context.setOffline(true);
}

test('places are marked by touch, mouse and keyboard, counted while people talk, and sent', async ({
  app,
  browser,
}) => {
  const context = await browser.newContext({ viewport: TABLET, hasTouch: true, locale: 'sv-SE' });
  const page = await context.newPage();
  const refused: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') refused.push(message.text());
  });
  page.on('pageerror', (error) => refused.push(error.message));
  await opened(page, app);
  await expect(page.getByText('Inget är markerat än.', { exact: false })).toBeVisible();
  await expect(canvas(page)).toBeVisible();
  await expectAccessible(page, 'before anything is said');
  await picture(page, '1-empty');

  // A finger: an unsafe point.
  await page.touchscreen.tap(220, 260);
  await expect(page.getByRole('heading', { name: 'Markering 1' })).toBeFocused();
  await button(page, 'mörkt').tap();
  await button(page, 'öde').tap();
  await button(page, 'öde').tap();
  await expect(button(page, /^öde väger mest$/)).toHaveAttribute('aria-pressed', 'true');
  await button(page, 'Kväll').tap();
  await button(page, 'Helg').tap();
  await button(page, 'Tydligt').tap();
  await expectAccessible(page, 'a mark');
  await picture(page, '2-mark');
  await button(page, 'Klar').tap();
  await expect(page.getByText('1 markering: 1 otrygg, 0 trygg')).toBeVisible();

  // A mouse: an area that feels safe, whose sides may not cross.
  await button(page, 'Tryggt').click();
  await button(page, 'yta').click();
  await page.mouse.click(300, 400);
  await page.mouse.click(380, 400);
  await page.mouse.click(380, 480);
  await page.mouse.click(340, 340);
  await expect(page.getByText('Ytans sidor korsar varandra där.', { exact: false })).toBeVisible();
  await picture(page, '3-drawing');
  await button(page, 'Klar med 3 hörn').click();
  await button(page, 'väl upplyst').click();
  await button(page, 'Klar').click();

  // The keyboard: a stretch, corner by corner under the crosshair.
  await button(page, 'Otryggt').click();
  await button(page, 'sträcka').click();
  await canvas(page).focus();
  await page.keyboard.press('Enter');
  await expect(button(page, 'Klar med 1 hörn')).toBeVisible();
  await expect
    .poll(
      async () => {
        await page.keyboard.press('ArrowRight');
        await page.keyboard.press('Space');
        return button(page, /^Klar med [2-9]/).count();
      },
      { intervals: [400] },
    )
    .toBe(1);
  await page.keyboard.press('Backspace');
  await expect(button(page, 'Klar med 1 hörn')).toBeVisible();
  await expect(button(page, 'Klar med 1 hörn')).toHaveAttribute('aria-disabled', 'true');
  await page.keyboard.press('Space');
  await expect(button(page, 'Klar med 2 hörn')).toBeVisible();
  await button(page, 'Klar med 2 hörn').press('Enter');
  await button(page, 'mörkt').press('Enter');
  await button(page, 'Klar').press('Enter');
  await expect(canvas(page)).toBeFocused();

  // A place by its name.
  await page.getByLabel('Eller en namngiven plats').selectOption({ label: 'Valsta centrum' });
  await expect(page.getByRole('heading', { name: 'Markering 4: Valsta centrum' })).toBeVisible();
  await button(page, 'Klar').click();
  await expect(page.getByText('4 markeringar: 3 otrygga, 1 trygga')).toBeVisible();
  await expect(page.getByRole('list', { name: 'Skäl' }).getByRole('listitem').first()).toHaveText(/mörkt\s*2/);
  await expect(marks(page)).toHaveCount(4);
  await expectAccessible(page, 'what has been said');
  await picture(page, '4-said');

  // What is missing is said, and nothing goes before it is there.
  await button(page, 'Skicka dialogen').click();
  await expect(page.getByRole('alert')).toHaveText('Det här fattas: med vilka, antal deltagare.');
  expect(await stored(app)).toHaveLength(0);
  await fillMeeting(page, '24');
  await page.getByLabel('Anteckningar').fill('De går omvägen.');
  await expect(page.getByText('Sparat på enheten')).toBeVisible();
  await button(page, 'Skicka dialogen').click();
  await expect(page.getByText('4 markeringar är sparade.', { exact: false })).toBeVisible();
  await picture(page, '5-sent');
  await expectAccessible(page, 'sent');
  const [entry] = await stored(app);
  expect(entry).toMatchObject({
    channel: 'citizen_dialogue',
    group: 'pupils',
    took_part: 24,
    notes: 'De går omvägen.',
  });
  const told = await whole(app, entry!);
  expect(told.marks.map(({ geometry, precision, feeling }) => [geometry.type, precision, feeling])).toEqual([
    ['Point', 'point', 'unsafe'],
    ['Polygon', 'area', 'safe'],
    ['LineString', 'segment', 'unsafe'],
    ['Point', 'area', 'unsafe'],
  ]);
  expect(told.marks[0]).toMatchObject({
    ...{ reasons: ['dark', 'deserted'], weightiest: 'deserted', times: ['evening'], days: 'weekend', strength: 2 },
  });
  expect(await here(page)).toBe(0);
  expect(refused).toEqual([]);
  await context.close();
});

test('without contact the page opens, a killed tab loses nothing, and the meeting arrives once', async ({
  app,
  browser,
}) => {
  const before = (await stored(app)).length;
  const context = await browser.newContext({ viewport: TABLET, locale: 'sv-SE' });
  const first = await context.newPage();
  await opened(first, app);
  await withoutContact(context, first);
  await first.close();

  const page = await context.newPage();
  await opened(page, app);
  await expect(canvas(page)).toBeVisible();
  await expect(page.getByText('Ingen kontakt. Det du gör sparas på enheten', { exact: false })).toBeVisible();
  await expect(page.getByText('Inget kan sparas just nu', { exact: false })).toHaveCount(0);
  await page.mouse.click(240, 300);
  await button(page, 'hot eller våld').click();
  await button(page, 'Klar').click();
  await page.getByLabel('Eller en namngiven plats').selectOption({ label: 'Märsta centrum' });
  await button(page, 'Klar').click();
  await page.getByLabel('Anteckningar').fill('Halva mötet.');
  await expect(page.getByText('Sparat på enheten')).toBeVisible();
  await expectAccessible(page, 'without contact');
  await picture(page, '6-offline');
  await page.close();

  // Nothing was lost with the tab.
  const again = await context.newPage();
  await opened(again, app);
  await expect(again.getByText('2 markeringar: 2 otrygga, 0 trygga')).toBeVisible();
  await expect(again.getByLabel('Anteckningar')).toHaveValue('Halva mötet.');
  await fillMeeting(again, '12');
  await button(again, 'Skicka dialogen').click();
  await expect(again.getByText('1 dialog väntar på kontakt och skickas av sig själv.')).toBeVisible();
  await picture(again, '7-waiting');
  await again.close();
  expect(await stored(app)).toHaveLength(before);

  // The first answer is lost on its way, and two windows open at once: still one meeting.
  await context.setOffline(false);
  let lost = 0;
  await context.route('**/api/sigtuna/dialogues', async (route) => {
    if (route.request().method() !== 'POST') return route.continue();
    await route.fetch();
    lost++;
    await route.abort();
    await context.unroute('**/api/sigtuna/dialogues');
  });
  const windows = await Promise.all([context.newPage(), context.newPage()]);
  await Promise.all(windows.map((one) => one.goto(address(app))));
  await expect.poll(async () => (await stored(app)).length).toBe(before + 1);
  await expect.poll(() => here(windows[0]!), { timeout: 60_000 }).toBe(0);
  expect(lost).toBe(1);
  const arrived = (await stored(app)).find(({ notes }) => notes === 'Halva mötet.')!;
  expect(arrived).toMatchObject({ took_part: 12, marks: 2 });
  expect(await stored(app)).toHaveLength(before + 1);
  await context.close();
});

test('a meeting that is refused keeps what was typed, and is opened, corrected and sent', async ({ app, browser }) => {
  const before = (await stored(app)).length;
  const context = await browser.newContext({ viewport: TABLET, locale: 'sv-SE' });
  const page = await context.newPage();
  const today = new Date().toLocaleDateString('sv-SE', { timeZone: 'Europe/Stockholm' });
  // A tablet whose clock is wrong: the meeting is in the future, which only the server knows.
  await page.clock.setSystemTime(Date.now() + 3 * 24 * 3600_000);
  await opened(page, app);
  await page.getByLabel('Eller en namngiven plats').selectOption({ label: 'Valsta centrum' });
  await button(page, 'Klar').click();
  await fillMeeting(page, '8');
  await button(page, 'Skicka dialogen').click();
  await expect(page.getByText('Gick inte att spara.')).toBeVisible();
  await expectAccessible(page, 'refused');
  await picture(page, '8-refused');
  // Also after the tab was killed.
  await page.reload();
  await button(page, 'Öppna och rätta').click();
  await expect(page.getByLabel('Antal deltagare')).toHaveValue('8');
  await expect(marks(page)).toHaveCount(1);
  await page.getByLabel('Dag', { exact: true }).fill(today);
  await button(page, 'Skicka dialogen').click();
  await expect(page.getByText('1 markering är sparad.', { exact: false })).toBeVisible();
  expect(await stored(app)).toHaveLength(before + 1);
  await context.close();
});

for (const [name, viewport] of [
  ['tablet', TABLET],
  ['phone', PHONE],
] as const)
  test(`in Arabic, in the dark, on a ${name}, nothing sticks out and axe finds nothing`, async ({ app, browser }) => {
    const context = await browser.newContext({ viewport, locale: 'ar', colorScheme: 'dark', hasTouch: true });
    const page = await context.newPage();
    await page.goto(address(app));
    await expect(page.getByRole('heading', { name: 'حوار', exact: true })).toBeVisible({ timeout: 60_000 });
    await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
    await page.getByLabel('أو مكان معروف بالاسم').selectOption({ index: 1 });
    await expect(page.getByRole('heading', { name: /^العلامة 1/ })).toBeVisible();
    await expectNoSideways(page, name);
    await expectAccessible(page, `a mark on a ${name}`);
    await picture(page, `9-ar-${name}-mark`);
    await button(page, 'تم').click();
    await expectNoSideways(page, name);
    await expectAccessible(page, `said on a ${name}`);
    await picture(page, `9-ar-${name}`);
    await context.close();
  });

test('where the browser draws no maps, places are chosen in the list', async ({ app, launchOptions }) => {
  const args = [...(launchOptions.args ?? []), '--disable-gpu', '--disable-software-rasterizer'];
  const browser = await chromium.launch({ ...launchOptions, args });
  const page = await browser.newPage({ viewport: PHONE, locale: 'sv-SE' });
  await opened(page, app);
  await expect(page.getByText('Den här webbläsaren ritar inga kartor. Välj platser i listan.')).toBeVisible();
  await page.getByLabel('Eller en namngiven plats').selectOption({ label: 'Märsta centrum' });
  await button(page, 'bråk').click();
  await button(page, 'Klar').click();
  await expect(marks(page)).toHaveText(['Otryggt, Märsta centrum: bråk']);
  await expectAccessible(page, 'without a map');
  await picture(page, '10-no-map');
  await browser.close();
});

test('signing out asks before it removes what is only here, and takes what was kept along', async ({
  app,
  browser,
}) => {
  const context = await browser.newContext({ viewport: TABLET, locale: 'sv-SE' });
  const page = await context.newPage();
  await page.goto(`${app.url}/login`);
  await expect(page.getByLabel('Namn', { exact: true })).toBeFocused();
  await page.keyboard.type('Anna Andersson');
  for (const text of ['anna@sigtuna.se', 'fyra gröna äpplen']) {
    await page.keyboard.press('Tab');
    await page.keyboard.type(text);
  }
  await page.keyboard.press('Tab'); // past the eye
  await page.keyboard.press('Tab');
  await page.keyboard.type('Sigtuna kommun');
  await page.keyboard.press('Enter');
  await expect(page).not.toHaveURL(/login/, { timeout: 60_000 });
  await opened(page, app);
  await page.getByLabel('Anteckningar').fill('Bara här.');
  await expect(page.getByText('Sparat på enheten')).toBeVisible();
  const answers = (): Promise<boolean> => page.evaluate(() => caches.has('meeting-data'));
  await expect.poll(answers).toBe(true);
  expect(await here(page)).toBe(1);

  await page.goto(`${app.url}/sigtuna/installningar/konto`);
  await button(page, 'Logga ut').click();
  await expect(page.getByRole('alert')).toHaveText(
    '1 dialog finns bara på den här enheten. Den tas bort om du loggar ut.',
  );
  await expectAccessible(page, 'something is only here');
  await button(page, 'Stanna inloggad').click();
  expect(await here(page)).toBe(1);
  await button(page, 'Logga ut').click();
  await button(page, 'Logga ut och ta bort').click();
  await expect(button(page, 'Logga in')).toBeVisible();
  expect(await here(page)).toBe(0);
  expect(await answers()).toBe(false);
  await context.close();
});
