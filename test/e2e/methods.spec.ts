import { resolve } from 'node:path';
import { expect, test } from '@playwright/test';
import { build, type Rolldown } from 'vite';
import { everyAnswer } from './every-method.ts';

/** The program's own code, in one script. */
async function bundled(entry: string): Promise<string> {
  const built = await build({
    ...{ configFile: false, logLevel: 'error' },
    build: { lib: { entry, formats: ['iife'], name: 'inBrowser' }, write: false, minify: false },
  });
  const [{ output }] = built as Rolldown.RolldownOutput[] as [Rolldown.RolldownOutput];
  return output[0].code;
}

test('every method answers in a browser as in node, bit for bit', async ({ page }) => {
  await page.addScriptTag({ content: await bundled(resolve(import.meta.dirname, 'every-method.ts')) });
  const browser = await page.evaluate(() =>
    (globalThis as unknown as { inBrowser: { everyAnswer(): Record<string, string> } }).inBrowser.everyAnswer(),
  );
  const node = everyAnswer();
  expect(Object.keys(browser)).toEqual(Object.keys(node));
  for (const [method, answer] of Object.entries(node)) {
    expect(answer.length, method).toBeGreaterThan(100);
    expect(browser[method], method).toBe(answer);
  }
});
