import { defineConfig } from '@playwright/test';

/** Whole journeys in a real browser, against the application as `npm start` runs it, on a folder of its own. */
export default defineConfig({
  testDir: 'test/e2e',
  testIgnore: process.env.REAL_FILES === '' ? '**/*.real.spec.ts' : [],
  outputDir: 'test-results',
  workers: 1,
  fullyParallel: false,
  forbidOnly: true,
  timeout: 180_000,
  expect: { timeout: 30_000 },
  use: {
    locale: 'sv-SE',
    timezoneId: 'Europe/Stockholm',
    viewport: { width: 1440, height: 900 },
    launchOptions: {
      executablePath: process.env.CHROMIUM || '/usr/bin/chromium',
      args: [
        ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
});
