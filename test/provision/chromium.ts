import { existsSync } from 'node:fs';
import { chromium } from '@playwright/test';
import { installPackages, mayInstall } from './apt.ts';

/** Why there is no browser, in one sentence that ends with the command that helps. */
export class NoBrowser extends Error {}

const INSTALLED = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/**
 * A Chromium for the browser tests, in this order: the one `CHROMIUM` names; an installed one; Playwright's own, if it
 * has been downloaded; Debian's package, when root.
 * @returns the path of its program
 * @throws {NoBrowser} when none of these can be had
 */
export function provisionChromium(): string {
  const found = (): string | undefined =>
    [process.env.CHROMIUM, ...INSTALLED, chromium.executablePath()].find((path) => path && existsSync(path));
  const path = found() ?? (mayInstall() && installPackages('chromium') ? found() : undefined);
  if (path === undefined)
    throw new NoBrowser(
      'No Chromium was found. Get one with: npx playwright install chromium, set CHROMIUM to its program, ' +
        'or leave this part out with: npm test -- --without-browser',
    );
  return path;
}
