import { expect, type Locator, type Page } from '@playwright/test';
import { violations } from './app.ts';

/** Nothing that axe finds wrong by WCAG 2.2 AA. */
export const expectAccessible = async (page: Page, where: string): Promise<void> =>
  expect(await violations(page), where).toEqual([]);

/** How many pixels two pictures of the same thing differ in. */
export async function differingPixels(page: Page, a: Buffer, b: Buffer): Promise<number> {
  return page.evaluate(
    async (pictures) => {
      const [first, second] = await Promise.all(
        pictures.map(async (base64) => {
          const image = new Image();
          image.src = `data:image/png;base64,${base64}`;
          await image.decode();
          const canvas = new OffscreenCanvas(image.width, image.height);
          const context = canvas.getContext('2d')!;
          context.drawImage(image, 0, 0);
          return context.getImageData(0, 0, image.width, image.height).data;
        }),
      );
      let differing = 0;
      for (let i = 0; i < first!.length; i += 4)
        if (first![i] !== second![i] || first![i + 1] !== second![i + 1] || first![i + 2] !== second![i + 2])
          differing++;
      return differing;
    },
    [a.toString('base64'), b.toString('base64')],
  );
}

/** A picture of the middle of the map, taken when two in a row are alike: nothing moves any more. */
export async function restingMap(page: Page): Promise<Buffer> {
  const { width, height } = page.viewportSize()!;
  const clip = { x: width * 0.35, y: height * 0.15, width: width * 0.35, height: height * 0.5 };
  let before = await page.screenshot({ clip });
  for (let i = 0; i < 40; i++) {
    await page.waitForTimeout(400);
    const now = await page.screenshot({ clip });
    if (now.equals(before)) return now;
    before = now;
  }
  throw new Error('The map never came to rest.');
}

/** The colour of one pixel of the page, as #rrggbb. */
export async function colourAt(page: Page, x: number, y: number): Promise<string> {
  const picture = await page.screenshot({ clip: { x, y, width: 1, height: 1 } });
  return page.evaluate(async (base64) => {
    const image = new Image();
    image.src = `data:image/png;base64,${base64}`;
    await image.decode();
    const context = new OffscreenCanvas(1, 1).getContext('2d')!;
    context.drawImage(image, 0, 0);
    const bytes = [...context.getImageData(0, 0, 1, 1).data].slice(0, 3);
    return `#${bytes.map((byte) => byte.toString(16).padStart(2, '0')).join('')}`;
  }, picture.toString('base64'));
}

/** Nothing sticks out sideways. */
export async function expectNoSideways(page: Page, where: string): Promise<void> {
  const { scroll, client } = await page.evaluate(() => ({
    scroll: document.documentElement.scrollWidth,
    client: document.documentElement.clientWidth,
  }));
  expect(scroll, where).toBeLessThanOrEqual(client);
}

/** A file let go over the page, as from the desktop. */
export async function dropFile(page: Page, over: Locator, file: { name: string; buffer: Buffer }): Promise<void> {
  const carried = await page.evaluateHandle(
    ({ name, base64 }) => {
      const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
      const carried = new DataTransfer();
      carried.items.add(new File([bytes], name, { type: 'text/csv' }));
      return carried;
    },
    { name: file.name, base64: file.buffer.toString('base64') },
  );
  await over.dispatchEvent('dragenter', { dataTransfer: carried });
  await over.dispatchEvent('drop', { dataTransfer: carried });
}

/** The languages of the scripts that the page's workers have compiled or will, as the browser's own debugger tells them. */
export async function workerLanguages(page: Page): Promise<string[]> {
  const languages: string[] = [];
  const session = await page.context().newCDPSession(page);
  session.on('Target.attachedToTarget', ({ sessionId }) => {
    const message = JSON.stringify({ id: 1, method: 'Debugger.enable' });
    void session.send('Target.sendMessageToTarget', { sessionId, message });
  });
  session.on('Target.receivedMessageFromTarget', ({ message }) => {
    const { method, params } = JSON.parse(message);
    if (method === 'Debugger.scriptParsed') languages.push(params.scriptLanguage);
  });
  await session.send('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: false, flatten: false });
  return languages;
}

const MM_A_POINT = 25.4 / 72;
/** Pages of a PDF and their sizes in millimetres, as its own page objects tell them. */
export function pagesOf(pdf: Buffer): [number, number][] {
  const text = pdf.toString('latin1');
  return [...text.matchAll(/\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/g)].map(([, width, height]) => [
    Math.round(Number(width) * MM_A_POINT),
    Math.round(Number(height) * MM_A_POINT),
  ]);
}
