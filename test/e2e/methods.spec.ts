import { resolve } from 'node:path';
import { expect, test } from '@playwright/test';
import { build, type Rolldown } from 'vite';
import { difference, everyAnswer } from './every-method.ts';

/** The program's own code, in one script. */
async function bundled(entry: string): Promise<string> {
  const built = await build({
    ...{ configFile: false, logLevel: 'error' },
    build: { lib: { entry, formats: ['iife'], name: 'inBrowser' }, write: false, minify: false },
  });
  const [{ output }] = built as Rolldown.RolldownOutput[] as [Rolldown.RolldownOutput];
  return output[0].code;
}

/** A browser's cosine may differ from node's in its last digit, and nothing else may: 1e-10, relative from 1 up. */
test('every method answers in a browser as in node', async ({ page }) => {
  await page.addScriptTag({ content: await bundled(resolve(import.meta.dirname, 'every-method.ts')) });
  const browser = await page.evaluate(() =>
    (globalThis as unknown as { inBrowser: { everyAnswer(): Record<string, unknown> } }).inBrowser.everyAnswer(),
  );
  const node = everyAnswer();
  expect(Object.keys(browser)).toEqual(Object.keys(node));
  for (const [method, answer] of Object.entries(node)) {
    expect((answer as { n: number }).n, method).toBeGreaterThan(0);
    expect(difference(answer, browser[method], method)).toBeNull();
  }
});
