import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ModerationQueue, type NewDecision } from '@lagesbild/contract';
import type { Browser, BrowserContext, Locator, Page } from '@playwright/test';
import { type App, expect, startApp, test } from './app.ts';
import { expectAccessible, expectNoSideways } from './page-checks.ts';

/** Long, because one installation serves the whole of what a resident does, from the first screen to the erased receipt. */
test.use({ installation: 'plats' });

/** A small telephone. */
const PHONE = { width: 360, height: 740 };
const LEAST_TARGET_PX = 24;
const MOST_TAPS = 8;
const MOST_SECONDS = 60;
const FIRST_LOAD_BYTES = 100_000;
/** Märsta centrum. */
const HERE = { longitude: 17.8567, latitude: 59.6192 };

const WORDS = {
  sv: {
    ...{
      begin: 'Nej, fortsätt',
      unsafe: 'Otrygg',
      happened: /^Något hände/,
      here: /^Där jag är nu/,
      map: 'Välj på kartan',
    },
    ...{ dark: 'Mörkt', next: 'Fortsätt', evening: 'Kväll', skip: 'Hoppa till sista steget', send: 'Skicka' },
    ...{ thanks: 'Tack. Det är framme.', promise: 'Det läses inom 3 arbetsdagar.', stored: 'Det här sparas' },
    police: 'Polisen kan få ut det som finns här. Därför sparar vi inget som pekar på dig.',
  },
  en: {
    ...{
      begin: 'No, continue',
      unsafe: 'Unsafe',
      happened: /^Something happened/,
      here: /^Where I am now/,
      map: 'Choose on the map',
    },
    ...{ dark: 'Dark', next: 'Continue', evening: 'Evening', skip: 'Go to the last step', send: 'Send' },
    ...{ thanks: 'Thank you. It has arrived.', promise: 'It will be read within 3 working days.' },
    stored: 'This is what is stored',
    police: 'The police can be given what is here. That is why we store nothing that points to you.',
  },
  ar: {
    ...{ begin: 'لا، متابعة', unsafe: 'غير آمن', happened: /^حدث شيء/, here: /^حيث أنا الآن/, map: 'اختر على الخريطة' },
    ...{ dark: 'مظلم', next: 'متابعة', evening: 'المساء', skip: 'إلى الخطوة الأخيرة', send: 'إرسال' },
    ...{ thanks: 'شكرًا. لقد وصل.', promise: 'يُقرأ خلال 3 أيام عمل.', stored: 'هذا ما يُحفظ' },
    police: 'يمكن أن تحصل الشرطة على ما يوجد هنا. لذلك لا نحفظ شيئًا يدل عليك.',
  },
};
type Spoken = keyof typeof WORDS;

interface Telephone {
  context: BrowserContext;
  page: Page;
  button(name: string | RegExp): Locator;
}

async function telephone(browser: Browser, language: Spoken = 'sv', more: object = {}): Promise<Telephone> {
  const context = await browser.newContext({
    ...{ viewport: PHONE, locale: language, hasTouch: true, isMobile: true, deviceScaleFactor: 2 },
    ...{ geolocation: HERE, permissions: ['geolocation'] },
    ...more,
  });
  const page = await context.newPage();
  return { context, page, button: (name) => page.getByRole('button', { name, exact: typeof name === 'string' }) };
}

/** Pictures to look at, in a folder that git doesn't keep. */
async function picture(page: Page, name: string): Promise<void> {
  const folder = join('test-results', 'plats');
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
}

/** What the page keeps on the phone. */
const onPhone = (page: Page, table: string): Promise<unknown[]> =>
  page.evaluate(async (store) => {
    const done = <T>(asked: IDBRequest<T>): Promise<T> =>
      new Promise((resolve) => {
        asked.onsuccess = () => resolve(asked.result);
      });
    const database = await done(indexedDB.open('places'));
    return done(database.transaction(store).objectStore(store).getAll());
  }, table);

/** What the database has of one stage, as a moderator reads it. */
async function queue(app: App, stage = 'waiting'): Promise<ModerationQueue> {
  const answer = await fetch(`${app.url}/api/sigtuna/moderation?stage=${stage}`);
  return ModerationQueue.parse(await answer.json());
}

async function decide(app: App, decision: NewDecision): Promise<void> {
  const answer = await fetch(`${app.url}/api/sigtuna/moderation/decisions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: app.url },
    body: JSON.stringify(decision),
  });
  expect([answer.status, await answer.text()]).toEqual([expect.any(Number), expect.any(String)]);
  expect(answer.ok).toBe(true);
}

/** Every screen stands by itself, says what it is first, and has targets for a thumb. */
async function expectGoodScreen(page: Page, where: string): Promise<void> {
  await expectNoSideways(page, where);
  await expectAccessible(page, where);
  if (!where.includes('chosen')) await expect(page.locator('h1'), where).toBeFocused();
  const small = await page.locator('button:visible, a:visible').evaluateAll(
    (all, least) =>
      all.flatMap((one) => {
        const { width, height } = one.getBoundingClientRect();
        return Math.min(width, height) < least ? [`${one.textContent} ${width}×${height}`] : [];
      }),
    LEAST_TARGET_PX,
  );
  expect(small, where).toEqual([]);
}

/** The quick way to the review, counting taps. */
async function quickly(
  { button }: Telephone,
  language: Spoken,
  look: (where: string) => Promise<void>,
): Promise<number> {
  const words = WORDS[language];
  let taps = 0;
  const tap = async (name: string | RegExp, where?: string): Promise<void> => {
    await expect(button(name)).toBeVisible();
    if (where !== undefined) await look(where);
    await button(name).tap();
    taps++;
  };
  await tap(words.begin, 'emergency');
  await tap(words.unsafe, 'kind');
  await tap(words.here, 'place');
  await tap(words.dark, 'reasons');
  await tap(words.next, 'reasons, chosen');
  await tap(words.evening, 'when');
  await tap(words.skip, 'when, chosen');
  await expect(button(words.send)).toBeVisible();
  await look('review');
  return taps;
}

for (const language of ['sv', 'en', 'ar'] as const)
  for (const colorScheme of language === 'en' ? (['light'] as const) : (['light', 'dark'] as const))
    test(`every screen of the quick way stands by itself in ${language}, ${colorScheme}, and nothing is refused by the policy`, async ({
      app,
      browser,
    }) => {
      const phone = await telephone(browser, language, { colorScheme });
      const { page } = phone;
      const refused: string[] = [];
      page.on('console', (message) => {
        if (message.type() === 'error') refused.push(message.text());
      });
      page.on('pageerror', (error) => refused.push(error.message));
      await page.goto(`${app.url}/sigtuna/plats`);
      let n = 0;
      await quickly(phone, language, async (where) => {
        await expectGoodScreen(page, `${where}, ${language} ${colorScheme}`);
        await picture(page, `${language}-${colorScheme}-${n++}-${where.replace(/\W+/g, '-')}`);
      });
      await expect(page.locator('html')).toHaveAttribute('dir', language === 'ar' ? 'rtl' : 'ltr');
      await expect(page.getByText(WORDS[language].police)).toBeVisible();
      for (const number of ['112', '114 14']) {
        const line = page.locator('footer').getByRole('link', { name: number });
        await expect(line).toHaveAttribute('href', `tel:${number.replace(' ', '')}`);
        await expect(line.locator('bdi')).toHaveAttribute('dir', 'ltr');
      }
      expect(refused).toEqual([]);
      await phone.context.close();
    });

for (const language of ['sv', 'en', 'ar'] as const)
  test(`a place is told of in at most ${MOST_TAPS} taps and under a minute, in ${language}, with under 100 kB of scripts`, async ({
    app,
    browser,
  }) => {
    const before = (await queue(app)).flags.length;
    const phone = await telephone(browser, language);
    const { page, button } = phone;
    const session = await page.context().newCDPSession(page);
    await session.send('Network.enable');
    const scripts = new Map<string, string>();
    let bytes = 0;
    session.on('Network.responseReceived', ({ requestId, type, response }) => {
      if (type === 'Script') scripts.set(requestId, response.url);
    });
    session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
      if (scripts.has(requestId)) bytes += encodedDataLength;
    });
    const sent = page.waitForRequest((request) => request.method() === 'POST' && request.url().endsWith('/flags'));
    await page.goto(`${app.url}/sigtuna/plats`);
    await expect(button(WORDS[language].begin)).toBeVisible();
    const loaded = bytes;
    const began = Date.now();
    const taps = 1 + (await quickly(phone, language, async () => {}));
    await button(WORDS[language].send).tap();
    await expect(page.getByRole('heading', { name: WORDS[language].thanks })).toBeVisible();
    const seconds = (Date.now() - began) / 1000;
    expect(taps).toBeLessThanOrEqual(MOST_TAPS);
    expect(seconds).toBeLessThan(MOST_SECONDS);
    expect(loaded).toBeGreaterThan(10_000);
    expect(loaded).toBeLessThan(FIRST_LOAD_BYTES);
    console.log(
      `${language}: ${taps} taps, ${seconds.toFixed(1)} s, ${Math.round(loaded / 1000)} kB of scripts at first`,
    );
    await expect(page.getByText(WORDS[language].promise)).toBeVisible();
    await expectGoodScreen(page, `sent, ${language}`);
    await picture(page, `${language}-sent`);

    // What left the phone: a square, and nothing finer, of the place; no time but bands of the day.
    expect((await sent).postDataJSON()).toEqual({
      ...{ kind: 'feels', feeling: 'unsafe', where: { cell: { x: 6611, y: 66_124 } }, reasons: ['dark'] },
      ...{ weightiest: 'dark', times: ['evening'], days: 'both' },
    });
    const stored = await queue(app);
    expect(stored.flags).toHaveLength(before + 1);
    await phone.context.close();
  });

test('something that happened asks whether it was reported, and why not; the map chooses a square by keyboard', async ({
  app,
  browser,
}) => {
  const phone = await telephone(browser);
  const { page, button } = phone;
  await page.goto(`${app.url}/sigtuna/plats`);
  await button('Nej, fortsätt').tap();
  await button(/^Något hände/).tap();
  await button('Välj på kartan').tap();
  const square = page.getByText(/^En ruta på 100\s×\s100\sm nära/);
  await expect(square).toBeVisible({ timeout: 60_000 });
  await expectGoodScreen(page, 'map');
  const sentence = await square.textContent();
  await page.locator('.maplibregl-canvas').focus();
  await expect
    .poll(
      async () => {
        await page.keyboard.press('ArrowRight');
        return page.locator('main [role="status"]').textContent();
      },
      { intervals: [300] },
    )
    .not.toBe(sentence);
  await picture(page, 'map');
  await button('Välj rutan').tap();
  await button('Hot eller våld').tap();
  await button('Mörkt').tap();
  await button(/^Mörkt/).tap();
  await expect(button(/^Mörkt.*väger mest$/)).toHaveAttribute('aria-pressed', 'true');
  await button('Fortsätt').tap();
  await button('Fortsätt').tap();
  await expect(page.getByRole('alert')).toHaveText('Välj minst ett svar.');
  await button('Natt').tap();
  await page.getByRole('radio', { name: 'Helg' }).check();
  await button('Fortsätt').tap();
  await expectGoodScreen(page, 'reported');
  await button('Nej').tap();
  await expectGoodScreen(page, 'why not');
  await button('Litar inte på polisen eller myndigheter').tap();
  await button('Fortsätt').tap();
  await expectGoodScreen(page, 'strength');
  await button('Mycket').tap();
  await expectGoodScreen(page, 'help');
  await button('Ljus').tap();
  await button('Fortsätt').tap();
  await button('Lägg till ålder och kön (frivilligt)').tap();
  await expectGoodScreen(page, 'about');
  await page.getByRole('radio', { name: '18–29' }).check();
  await button('Fortsätt').tap();
  await expect(page.getByText('Mörkt: väger mest')).toBeVisible();
  // From the review one changes one answer and is back.
  await button('Ändra Hur starkt').tap();
  await button('Lite').tap();
  await expect(page.getByRole('heading', { name: 'Det här sparas' })).toBeVisible();
  await picture(page, 'review-happened');
  const sent = page.waitForRequest((request) => request.method() === 'POST' && request.url().endsWith('/flags'));
  await button('Skicka').tap();
  await expect(page.getByRole('heading', { name: 'Tack. Det är framme.' })).toBeVisible();
  expect((await sent).postDataJSON()).toMatchObject({
    ...{ kind: 'happened', feeling: 'unsafe', reasons: ['dark', 'threats'], weightiest: 'dark', times: ['night'] },
    ...{ days: 'weekend', reported: 'no', why_not: ['no_trust'], strength: 1, helps: ['light'] },
    about: { age_band: '18_29', gender: null },
  });
  await phone.context.close();
});

test('two places are told of without a connection, the tab is closed, and exactly two rows are stored when it is opened again', async ({
  app,
  browser,
}) => {
  const before = (await queue(app)).flags.length;
  const { context, ...first } = await telephone(browser);
  await first.page.goto(`${app.url}/sigtuna/plats`);
  await expect(first.button('Nej, fortsätt')).toBeVisible();
  await first.page.evaluate(() => navigator.serviceWorker.ready.then(() => {}));
  await context.setOffline(true);

  // The page itself opens without a connection, too.
  await first.page.close();
  const page = await context.newPage();
  const button = (name: string | RegExp): Locator =>
    page.getByRole('button', { name, exact: typeof name === 'string' });
  await page.goto(`${app.url}/sigtuna/plats`);
  await button('Nej, fortsätt').tap();
  for (const place of ['Valsta centrum', 'Märsta centrum']) {
    await button('Otrygg').tap();
    await page.getByRole('searchbox').fill(place.slice(0, 5));
    await button(place).tap();
    await button('Öde').tap();
    await button('Fortsätt').tap();
    await button('Kväll').tap();
    await button('Hoppa till sista steget').tap();
    await button('Skicka').tap();
    await expect(page.getByRole('heading', { name: 'Det ligger kvar i telefonen' })).toBeVisible();
    await expectAccessible(page, 'kept without a connection');
    if (place === 'Valsta centrum') await button('Berätta om en plats till').tap();
  }
  await expect(page.getByText('2 svar väntar på att skickas.')).toBeVisible();
  await picture(page, 'queued');
  await page.close();
  expect((await queue(app)).flags).toHaveLength(before);

  await context.setOffline(false);
  // The first answer is lost on its way, and two windows open at once: still two rows.
  let lost = 0;
  await context.route('**/api/sigtuna/flags', async (route) => {
    await route.fetch();
    lost++;
    await route.abort();
    await context.unroute('**/api/sigtuna/flags');
  });
  const [again, other] = await Promise.all([context.newPage(), context.newPage()]);
  await Promise.all([again, other].map((one) => one.goto(`${app.url}/sigtuna/plats`)));
  await expect.poll(async () => (await queue(app)).flags.length).toBe(before + 2);
  expect(lost).toBe(1);
  const shown = async (): Promise<number> =>
    (await again.locator('.receipt').count()) + (await other.locator('.receipt').count());
  await expect.poll(shown, { timeout: 30_000 }).toBe(2);
  // Nothing of what was sent stays on the phone.
  const kept = async (): Promise<number[]> =>
    Promise.all(['outgoing', 'drafts', 'codes'].map(async (table) => (await onPhone(again, table)).length));
  await expect.poll(kept).toEqual([0, 0, 0]);
  expect((await queue(app)).flags).toHaveLength(before + 2);
  await context.close();
});

test('a receipt is kept, looked up, answered once, and takes everything with it when it is deleted', async ({
  app,
  browser,
}) => {
  const phone = await telephone(browser, 'sv');
  const { page, button } = phone;
  await page.goto(`${app.url}/sigtuna/plats`);
  await quickly(phone, 'sv', async () => {});
  const before = await queue(app);
  await button('Skicka').tap();
  await expect(page.locator('.code span')).toHaveCount(6);
  const words = await page.locator('.code span').allTextContents();
  await button('Visa som QR-kod').tap();
  await expect(page.getByRole('img', { name: /QR/ })).toBeVisible();
  await page.getByLabel('Spara i den här telefonen').check();
  await page.emulateMedia({ media: 'print' });
  await expect(page.locator('.code')).toBeVisible();
  await expect(page.locator('header')).toBeHidden();
  await picture(page, 'receipt-on-paper');
  await page.emulateMedia({ media: 'screen' });

  const flag = (await queue(app)).flags.find((one) => !before.flags.some(({ flag_id }) => flag_id === one.flag_id))!;
  await decide(app, {
    act: 'ask',
    flags: [{ flag_id: flag.flag_id, version: flag.version }],
    ...{ question: 'Var lamporna trasiga?', choices: ['Ja', 'Nej', 'Vet inte'] },
  });

  // On another phone: by the code in Arabic letters, without anything between the words, and no address tells it.
  const other = await telephone(browser, 'sv');
  await other.page.goto(`${app.url}/sigtuna/plats/kvitto`);
  await expectGoodScreen(other.page, 'receipt');
  await other.page.getByLabel('Kod').fill('ett två tre');
  await other.button('Visa svaret').tap();
  await expect(other.page.getByRole('alert')).toContainText('Koden är sex ord');
  await other.page.getByLabel('Kod').fill('lala lala lala lala lala lali');
  await other.button('Visa svaret').tap();
  await expect(other.page.getByRole('alert')).not.toBeEmpty();
  await other.page.getByLabel('Kod').fill(words.join(' ').toUpperCase());
  await other.button('Visa svaret').tap();
  await expect(other.page.getByRole('heading', { name: 'Läst' })).toBeVisible({ timeout: 30_000 });
  await expectAccessible(other.page, 'what became of it');
  await picture(other.page, 'told');
  await other.page.getByRole('radio', { name: 'Ja' }).check();
  await other.button('Skicka svaret').tap();
  await expect(other.page.getByText('Du svarade: Ja')).toBeVisible();
  await expect(other.button('Skicka svaret')).toHaveCount(0);
  expect(new URL(other.page.url()).pathname).toBe('/sigtuna/plats/kvitto');
  await other.context.close();

  // On the first one: by the code that was kept.
  await page.goto(`${app.url}/sigtuna/plats/kvitto`);
  await button(new RegExp(`^${words.slice(0, 3).join(' ')}`)).tap();
  await expect(page.getByText('Du svarade: Ja')).toBeVisible({ timeout: 30_000 });
  await button('Ta bort det jag berättat').tap();
  await button('Ja, ta bort').tap();
  await expect(page.getByRole('heading', { name: 'Borttaget.' })).toBeVisible();
  for (const stage of ['waiting', 'asked'])
    expect((await queue(app, stage)).flags.map(({ flag_id }) => flag_id)).not.toContain(flag.flag_id);
  await button('Tillbaka').tap();
  await expect(page.getByText('Sparade i den här telefonen')).toHaveCount(0);
  await phone.context.close();
});

test('a code in a QR code opens its answer, and stands in no address afterwards', async ({ app, browser }) => {
  const { page, context } = await telephone(browser);
  const asked = page.waitForRequest((request) => request.url().endsWith('/receipts/look'));
  await page.goto(`${app.url}/sigtuna/plats/kvitto#lala-lala-lala-lala-lala-lali`);
  expect((await asked).postDataJSON()).toEqual({ receipt: 'lala-lala-lala-lala-lala-lali' });
  expect(page.url()).toBe(`${app.url}/sigtuna/plats/kvitto`);
  await context.close();
});

test('the keyboard alone tells of a place, and a screen reader begins at each heading', async ({ app, browser }) => {
  const context = await browser.newContext({ viewport: { width: 1024, height: 768 }, locale: 'sv' });
  const page = await context.newPage();
  await page.goto(`${app.url}/sigtuna/plats`);
  const press = async (name: string | RegExp): Promise<void> => {
    await expect(page.locator('h1')).toBeFocused();
    const wanted = page.getByRole('button', { name, exact: typeof name === 'string' });
    await expect(wanted).toBeVisible();
    for (let tabs = 0; tabs < 40; tabs++) {
      await page.keyboard.press('Tab');
      if (await wanted.evaluate((one) => one === document.activeElement)) return page.keyboard.press('Enter');
    }
    throw new Error(`Tab never reached ${name}`);
  };
  await press('Nej, fortsätt');
  await press('Trygg');
  await press('Valsta centrum');
  await press('Bra ljus');
  await page.locator('h1').focus();
  await press('Fortsätt');
  await press('Dag');
  await page.locator('h1').focus();
  await press('Hoppa till sista steget');
  await press('Skicka');
  await expect(page.getByRole('heading', { name: 'Tack. Det är framme.' })).toBeFocused();
  await context.close();
});

test('without WebGL the list of places and the position are enough, and the map says that it can’t be shown', async ({
  app,
  playwright,
}) => {
  const browser = await playwright.chromium.launch({
    executablePath: process.env.CHROMIUM || '/usr/bin/chromium',
    args: ['--disable-gpu', '--disable-software-rasterizer', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
  });
  const { page, button } = await telephone(browser);
  await page.goto(`${app.url}/sigtuna/plats`);
  await button('Nej, fortsätt').tap();
  await button('Otrygg').tap();
  await button('Välj på kartan').tap();
  await expect(page.getByText('Kartan kan inte visas här. Sök på namn i stället.')).toBeVisible({ timeout: 60_000 });
  await expectAccessible(page, 'no map');
  await button('Sök plats eller gata').tap();
  await button('Märsta centrum').tap();
  await expect(page.getByRole('heading', { name: 'Vad gör att det känns otryggt?' })).toBeVisible();
  await browser.close();
});

test('a street is found by name and told by what it lies by, from the list on the phone too; addresses only when asked to', async ({
  app,
  browser,
}) => {
  const folder = mkdtempSync(join(tmpdir(), 'lb-streets-'));
  const coordinates = [
    [17.8475, 59.6196],
    [17.8567, 59.6196],
  ];
  const crossing = [
    [17.852, 59.6186],
    [17.852, 59.6206],
  ];
  const street = (name: string, line: number[][]) => ({
    ...{ type: 'Feature', properties: { name } },
    geometry: { type: 'LineString', coordinates: line },
  });
  const file = {
    type: 'FeatureCollection',
    features: [street('Provgatan', coordinates), street('Tvärgränd', crossing)],
  };
  writeFileSync(join(folder, 'gator.geojson'), JSON.stringify(file));
  expect(await app.command('streets', 'sigtuna', join(folder, 'gator.geojson'))).toContain('2');
  const asked: string[] = [];
  const found = { type: 'Point', coordinates: [17.8567, 59.6192] };
  const features = [{ type: 'Feature', properties: { display_name: 'Provgatan 7, Märsta' }, geometry: found }];
  const service = createServer((request, reply) => {
    asked.push(JSON.stringify([request.url, request.headers]));
    reply.end(JSON.stringify({ type: 'FeatureCollection', features }));
  });
  await new Promise<void>((done) => service.listen(0, '127.0.0.1', done));
  const { port } = service.address() as AddressInfo;
  await app.command('geocoder', 'sigtuna', `http://127.0.0.1:${port}/?q={text}`, '--nearby');
  const { page, button, context } = await telephone(browser);
  await page.goto(`${app.url}/sigtuna/plats`);
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => {}));
  await button('Nej, fortsätt').tap();
  await button('Otrygg').tap();
  await page.getByLabel('Sök plats eller gata').fill('provg');
  await button('Provgatan').press('Enter');
  await expect(page.getByRole('heading', { name: 'Var på Provgatan?' })).toBeFocused();
  await expectGoodScreen(page, 'a street');
  await picture(page, 'street');
  await button('vid Tvärgränd').press('Enter');
  await expect(page.getByRole('heading', { name: 'Vad gör att det känns otryggt?' })).toBeVisible();
  await expect(page.getByText(/^En ruta på .+ nära Märstadal$/)).toBeVisible();
  expect(asked).toEqual([]);

  await page.goto(`${app.url}/sigtuna/plats`);
  await button('Börja om').tap();
  await button('Nej, fortsätt').tap();
  await button('Otrygg').tap();
  await page.getByLabel('Sök plats eller gata').fill('Provgatan 7');
  await button('Sök adressen ”Provgatan 7”').tap();
  await expect(button('Provgatan 7, Märsta')).toBeVisible();
  await expectGoodScreen(page, 'an address that was chosen');
  expect(asked).toHaveLength(1);
  expect(asked[0]).not.toMatch(/Mozilla|cookie|accept-language|forwarded/i);
  service.close();
  service.closeAllConnections();
  await page.getByLabel('Sök plats eller gata').fill('Provgatan 8');
  await button('Sök adressen ”Provgatan 8”').tap();
  await expect(page.getByText(/^Adresstjänsten svarar inte just nu/)).toBeVisible();
  await context.setOffline(true);
  await page.reload();
  await button('Börja om').tap();
  await button('Nej, fortsätt').tap();
  await button('Otrygg').tap();
  await page.getByLabel('Sök plats eller gata').fill('Tvär');
  await button('Tvärgränd').tap();
  await expect(page.getByRole('heading', { name: /Vad gör att det känns otryggt|Var på Tvärgränd/ })).toBeVisible();
  await app.command('geocoder', 'sigtuna', 'off');
  await context.close();
});

test('a position elsewhere is said to be elsewhere, and nothing of it is kept', async ({ app, browser }) => {
  const { page, button, context } = await telephone(browser, 'sv', {
    geolocation: { longitude: 18.06, latitude: 59.33 },
  });
  await page.goto(`${app.url}/sigtuna/plats`);
  await button('Nej, fortsätt').tap();
  await button('Otrygg').tap();
  await button(/^Där jag är nu/).tap();
  await expect(page.getByText(/^Det ligger utanför Sigtuna/)).toBeVisible();
  await context.close();
});

test('a draft survives its tab, is offered again, and goes when one leaves quickly; Back doesn’t lead here', async ({
  app,
  browser,
}) => {
  const { page, button, context } = await telephone(browser);
  await page.goto(`${app.url}/sigtuna/plats`);
  await button('Nej, fortsätt').tap();
  await button('Otrygg').tap();
  await button('Valsta centrum').tap();
  await button('Öde').tap();
  await expect.poll(() => onPhone(page, 'drafts')).toMatchObject([{ draft: { reasons: ['deserted'] } }]);
  await page.close();
  const again = await context.newPage();
  const tap = (name: string): Promise<void> => again.getByRole('button', { name, exact: true }).tap();
  await again.goto(`${app.url}/sigtuna/plats`);
  await tap('Fortsätt där du var');
  await expect(again.getByRole('button', { name: /^Öde/ })).toHaveAttribute('aria-pressed', 'true');
  expect(await again.title()).toBe('Platser');
  expect(await again.evaluate(() => history.length)).toBe(2);
  await again.keyboard.press('Escape');
  await again.keyboard.press('Escape');
  await expect(again).toHaveURL('about:blank');
  await again.goBack().catch(() => null);
  expect(again.url()).toBe('about:blank');
  const later = await context.newPage();
  await later.goto(`${app.url}/sigtuna/plats`);
  await expect(later.getByRole('button', { name: 'Nej, fortsätt' })).toBeVisible();
  await expect(later.getByText('Du har ett påbörjat svar.')).toHaveCount(0);
  await context.close();
});

test('it can be installed under a neutral name and icon, for its own area’s page only', async ({ app, browser }) => {
  const { page, context } = await telephone(browser);
  await page.goto(`${app.url}/sigtuna/plats`);
  const registered = await page.evaluate(() =>
    navigator.serviceWorker.ready.then(({ scope, active }) => [scope, active?.scriptURL]),
  );
  expect(registered).toEqual([`${app.url}/sigtuna/plats`, `${app.url}/sigtuna/plats-offline.js`]);
  const session = await context.newCDPSession(page);
  const { url, errors, data } = await session.send('Page.getAppManifest');
  expect(url).toBe(`${app.url}/sigtuna/plats.webmanifest`);
  expect(errors).toEqual([]);
  const manifest = JSON.parse(data!);
  expect(manifest).toMatchObject({ name: 'Platser', short_name: 'Platser', display: 'standalone' });
  expect(new URL(manifest.start_url, url).pathname).toBe('/sigtuna/plats');
  expect((await fetch(new URL(manifest.icons[0].src, url))).status).toBe(200);
  // iOS reads no icon of the manifest, and draws no SVG.
  const icon = await page.locator('link[rel=apple-touch-icon]').getAttribute('href');
  const drawn = await page.evaluate(async (src) => {
    const image = new Image();
    image.src = src;
    await image.decode();
    return [image.naturalWidth, image.naturalHeight];
  }, icon!);
  expect([icon, drawn]).toEqual([expect.stringMatching(/\.png$/), [180, 180]]);
  await context.close();
});

test('at twice the size, and with less motion wished for, nothing is cut off', async ({ app, browser }) => {
  // 200 % on a screen of 640 is 320 wide.
  const { page, button, context } = await telephone(browser, 'sv', {
    ...{ viewport: { width: 320, height: 400 }, reducedMotion: 'reduce' },
  });
  await page.goto(`${app.url}/sigtuna/plats`);
  await expectNoSideways(page, 'emergency, 200 %');
  await button('Nej, fortsätt').tap();
  await button('Otrygg').tap();
  await button('Valsta centrum').tap();
  await expectNoSideways(page, 'reasons, 200 %');
  await button('Öde').tap();
  await button('Fortsätt').tap();
  await button('Kväll').tap();
  await button('Hoppa till sista steget').tap();
  await expectNoSideways(page, 'review, 200 %');
  await expectAccessible(page, 'review, 200 %');
  await context.close();
});

test('every language is chosen by its own name, and says who has read it', async ({ app, browser }) => {
  const { page, button, context } = await telephone(browser);
  await page.goto(`${app.url}/sigtuna/plats`);
  await button('Språk Svenska').tap();
  await expectGoodScreen(page, 'languages');
  await picture(page, 'languages');
  await expect(page.getByText('Granskad av: –')).toBeVisible();
  await button('العربية').tap();
  await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
  await page.reload();
  await expect(button('لا، متابعة')).toBeVisible();
  await context.close();
});

test('while many send at once the phone solves a task by itself, and what it sends gets there once', async ({
  browser,
}) => {
  const app = await startApp({ FLAG_FLOOD: '1' });
  try {
    const tasks: string[] = [];
    for (const n of [1, 2, 3]) {
      const phone = await telephone(browser);
      phone.page.on('request', (request) => {
        if (request.url().endsWith('/flags/work')) tasks.push(request.url());
      });
      await phone.page.goto(`${app.url}/sigtuna/plats`);
      await quickly(phone, 'sv', async () => {});
      await phone.button('Skicka').tap();
      await expect(phone.page.getByRole('heading', { name: 'Tack. Det är framme.' })).toBeVisible({ timeout: 60_000 });
      const { stages } = await queue(app);
      expect((stages.waiting ?? 0) + (stages.quarantined ?? 0)).toBe(n);
      await phone.context.close();
    }
    expect(tasks.length).toBeGreaterThan(0);
  } finally {
    await app.stop();
  }
});

test('where nobody has an area the page says so, and whom to call all the same', async ({ app, browser }) => {
  const { page, context } = await telephone(browser);
  await page.goto(`${app.url}/ingenstans/plats`);
  await expect(page.getByRole('alert')).toHaveText('Här finns ingen sådan sida. Kontrollera adressen.');
  await expect(page.getByRole('link', { name: /112/ })).toHaveAttribute('href', 'tel:112');
  await expectAccessible(page, 'no such area');
  await context.close();
});
