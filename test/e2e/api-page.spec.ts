import { expect, test } from './app.ts';
import { colourAt, expectAccessible, expectNoSideways } from './page-checks.ts';

test.use({ installation: 'api-page' });

/** The page about the api, as a person reads it who writes a client. */
for (const { colorScheme, paper } of [
  { colorScheme: 'light', paper: '#faf8f4' },
  { colorScheme: 'dark', paper: '#14171b' },
] as const)
  test(`the page about the api can be read by everybody, ${colorScheme}, on a desk and on a phone`, async ({
    app,
    browser,
  }) => {
    const page = await browser.newPage({ colorScheme, viewport: { width: 1440, height: 900 } });
    const complaints: string[] = [];
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
    await page.goto(`${app.url}/api/docs`);
    await expect(page.getByRole('heading', { name: 'The api of Lägesbild' })).toBeVisible();
    expect(await colourAt(page, 1430, 890)).toBe(paper);
    await page.getByRole('link', { name: 'GET /api/{municipality}/incidents/tally' }).first().click();
    const article = page.locator('#get_municipality_incidents_tally');
    await expect(article).toBeInViewport();
    await article.getByText('application/json', { exact: true }).click();
    await expect(article.getByText('data_version')).toBeVisible();
    await expectAccessible(page, colorScheme);
    await page.setViewportSize({ width: 390, height: 844 });
    await expectNoSideways(page, colorScheme);
    expect(complaints).toEqual([]);
    await page.close();
  });
