import type { Browser, CDPSession, Page } from '@playwright/test';
import { loadFile, SEVEN_ROWS } from '../loaded-file.ts';
import { expect, test } from './app.ts';
import { dropFile } from './page-checks.ts';

test.use({ installation: 'policy' });
test.describe.configure({ mode: 'serial' });

/** What the content security policy refused, in the page and in its workers, as the browser's own audit tells it. */
async function refusals(page: Page): Promise<string[]> {
  const refused: string[] = [];
  const listen = async (session: CDPSession): Promise<void> => {
    session.on('Audits.issueAdded', ({ issue }) => {
      const found = issue.details.contentSecurityPolicyIssueDetails;
      if (found !== undefined)
        refused.push(`${found.violatedDirective} ${found.blockedURL ?? ''} ${found.sourceCodeLocation?.url ?? ''}`);
    });
    await session.send('Audits.enable');
  };
  await listen(await page.context().newCDPSession(page));
  page.on('console', (message) => {
    if (/content security policy|trusted/i.test(message.text())) refused.push(message.text());
  });
  page.on('pageerror', (error) => refused.push(error.message));
  return refused;
}

const opened = async (browser: Browser): Promise<{ page: Page; refused: string[] }> => {
  const page = await browser.newPage({ locale: 'sv-SE' });
  return { page, refused: await refusals(page) };
};

test('the browser tells what our policy refuses: a program or markup made of text, a foreign script or worker', async ({
  app,
  browser,
}) => {
  const { page, refused } = await opened(browser);
  await page.goto(app.url);
  await expect(page.getByRole('button', { name: 'Läs in demonstrationen' })).toBeVisible({ timeout: 30_000 });
  const tried = await page.evaluate(async () => {
    const thrown = (work: () => unknown): string => {
      try {
        work();
        return 'done';
      } catch (error) {
        return (error as Error).name;
      }
    };
    // While the debugger evaluates, programs made of text are let through: what comes after a wait is the page's own.
    await new Promise((done) => setTimeout(done));
    const box = document.createElement('div');
    box.innerHTML = '<img src=x onerror="window.ran = true"><b>kvar</b>';
    const script = document.createElement('script');
    return {
      markup: box.innerHTML,
      foreign: thrown(() => (script.src = 'https://evil.example/assets/a.js')),
      text: thrown(() => (script.text = 'window.ran = true')),
      program: thrown(() => new Function('window.ran = true')()),
      worker: thrown(() => new Worker('data:text/javascript,1')),
      blob: thrown(() => new Worker(URL.createObjectURL(new Blob(['1'])))),
      policy: thrown(() =>
        (
          globalThis as unknown as { trustedTypes: { createPolicy(name: string, rules: object): unknown } }
        ).trustedTypes.createPolicy('another', {}),
      ),
      ran: 'ran' in window,
    };
  });
  expect(tried).toEqual({
    markup: 'kvar',
    foreign: 'TypeError',
    text: 'TypeError',
    program: 'EvalError',
    worker: 'TypeError',
    blob: 'TypeError',
    policy: 'TypeError',
    ran: false,
  });
  await expect.poll(() => refused.join('\n')).toContain('trusted');
  await page.close();
});

test('nothing of ours is refused on any page: maps, surfaces, methods, print, import, accounts, the api’s own page', async ({
  app,
  browser,
}) => {
  await loadFile(app.url, 'händelser.csv', SEVEN_ROWS);
  const { page, refused } = await opened(browser);
  const canvas = page.locator('.maplibregl-canvas');
  const visit = async (path: string, there = page.locator('h1, h2').first()): Promise<void> => {
    await page.goto(`${app.url}${path}`);
    await expect(there, path).toBeVisible({ timeout: 60_000 });
  };
  await visit('/sigtuna/karta', canvas);
  await expect(page.getByText(/visar [\d\s]+ av [\d\s]+/).first()).toBeVisible({ timeout: 60_000 });
  await visit('/sigtuna/karta?layer=density', canvas);
  await expect(page.getByText(/visar [\d\s]+ av [\d\s]+/).first()).toBeVisible({ timeout: 60_000 });
  await page.getByRole('tab', { name: 'Koncentrationer' }).click();
  await page.emulateMedia({ media: 'print' });
  await expect(canvas).toBeAttached();
  await page.emulateMedia({ media: 'screen' });
  for (const path of [
    '/',
    '/login',
    '/sigtuna/antal',
    '/sigtuna/installningar',
    '/sigtuna/installningar/konto',
    '/sigtuna/installningar/konton',
    '/sigtuna/installningar/organisationer',
    '/api/docs',
    '/finns-inte',
  ])
    await visit(path);
  const buffer = Buffer.from(SEVEN_ROWS.replaceAll('2026', '2025'));
  await visit('/sigtuna/installningar');
  await dropFile(page, page.locator('body'), { name: 'nya.csv', buffer });
  await expect(page.getByRole('dialog').locator('figure svg')).toBeVisible({ timeout: 60_000 });
  expect(refused).toEqual([]);
  await page.close();
});
