import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { test as base, expect, type Page } from '@playwright/test';

/** The application as `npm start` runs it, on an empty folder of its own and a free port. */
export interface App {
  url: string;
  /** What it has printed. */
  said(): string;
  /** A command as it is typed beside it. @returns what it printed */
  command(...words: string[]): Promise<string>;
  stop(): Promise<void>;
}

const typed = promisify(execFile);
const ROOT = resolve(import.meta.dirname, '../..');

export async function startApp(settings: Record<string, string> = {}): Promise<App> {
  const folder = mkdtempSync(join(tmpdir(), 'lb-e2e-'));
  const port = Number(settings.PORT ?? (await freePort()));
  const env = {
    ...process.env,
    PORT: String(port),
    DATA_DIR: folder,
    DATABASE_URL: '',
    BASEMAP: '',
    LOG_LEVEL: 'error',
    ...settings,
  };
  const child = spawn('npm', ['start'], {
    cwd: ROOT,
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
    detached: true,
  });
  let said = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    said += text;
    process.stdout.write(text);
  });
  const url = `http://localhost:${port}`;
  await answers(`${url}/api/session`, child);
  return {
    url,
    said: () => said,
    command: async (...words) =>
      (await typed('npm', ['run', '--silent', 'lagesbild', '--', ...words], { cwd: ROOT, env })).stdout,
    async stop() {
      const ended = new Promise((done) => child.once('exit', done));
      process.kill(-(child.pid as number), 'SIGTERM');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function answers(url: string, child: ChildProcess): Promise<void> {
  for (let waited = 0; waited < 90_000; waited += 250) {
    if (child.exitCode !== null) throw new Error(`npm start ended with ${child.exitCode} before it answered`);
    const ok = await fetch(url).then(
      (answer) => answer.ok,
      () => false,
    );
    if (ok) return;
    await new Promise((done) => setTimeout(done, 250));
  }
  throw new Error(`${url} did not answer in 90 s`);
}

export function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const server = createServer().once('error', fail);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => done(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

/**
 * A test with the application running, on a folder that no other file has touched: each file that needs one says whose it
 * is by `test.use({ installation: 'name of the file' })`, since a worker would otherwise carry it on to the next file.
 */
export const test = base.extend<object, { installation: string; app: App }>({
  installation: ['', { option: true, scope: 'worker' }],
  app: [
    async ({ installation }, use) => {
      if (installation === '') throw new Error('say whose installation it is: test.use({ installation })');
      const app = await startApp();
      await use(app);
      await app.stop();
    },
    { scope: 'worker', timeout: 120_000 },
  ],
});
export { expect };

/** "visar 1 204 av 25 112" as two numbers, once the incidents are there. */
export async function shown(page: Page): Promise<{ n: number; total: number }> {
  const line = page.getByText(/visar [\d\s]+ av [\d\s]+/).first();
  await expect(line).toBeVisible({ timeout: 60_000 });
  const [n, total] = ((await line.textContent()) ?? '').match(/visar ([\d\s]+) av ([\d\s]+)/)?.slice(1) ?? [];
  const number = (text: string | undefined): number => Number((text ?? '').replace(/\s/g, ''));
  return { n: number(n), total: number(total) };
}

/** axe's violations on a page, as sentences: rule and the first place. */
export async function violations(page: Page): Promise<string[]> {
  // Evaluated, not added as a script: the page's content security policy would refuse it.
  await page.evaluate(readFileSync(join(ROOT, 'node_modules/axe-core/axe.min.js'), 'utf8'));
  return page.evaluate(async () => {
    // A colour on its way to another is nobody's colour: what moves and ends is taken to its end first.
    for (const moving of document.getAnimations())
      if (Number.isFinite(moving.effect?.getComputedTiming().endTime)) moving.finish();
    const axe = (window as unknown as { axe: { run(options: object): Promise<{ violations: AxeRule[] }> } }).axe;
    interface AxeRule {
      id: string;
      nodes: { target: string[] }[];
    }
    const result = await axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'] });
    return result.violations.map((rule) => `${rule.id}: ${rule.nodes[0]?.target.join(' ')}`);
  });
}
