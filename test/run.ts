import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { provisionChromium } from './provision/chromium.ts';
import { provisionPostgis, type TestServer } from './provision/postgis.ts';

/**
 * What `npm test` runs: types and form, unit tests, database tests on both engines, the real files where they lie
 * beside the checkout, whole journeys in a real browser. A part that can't be had fails the run, unless a flag leaves it
 * out; then the last line says so.
 */
const root = resolve(import.meta.dirname, '..');
const flags = new Set(process.argv.slice(2));
const KNOWN = ['--without-server', '--without-browser'];
const unknown = [...flags].find((flag) => !KNOWN.includes(flag));
if (unknown) {
  console.error(`npm test doesn't know ${unknown}. It takes ${KNOWN.join(' and ')}.`);
  process.exit(2);
}

const reports = mkdtempSync(join(tmpdir(), 'lb-test-'));
const sum = { passed: 0, failed: 0 };
const times: string[] = [];
const leftOut: string[] = [];
let server: TestServer | undefined;

/** Run a program; its output goes to the terminal. @returns its exit code */
function run(file: string, args: string[], env: Record<string, string> = {}): Promise<number> {
  return new Promise((done) => {
    const child = spawn(file, args, { cwd: root, stdio: 'inherit', env: { ...process.env, ...env } });
    child.once('error', (error) => {
      console.error(error.message);
      done(1);
    });
    child.once('exit', (code) => done(code ?? 1));
  });
}

/** One step, timed and counted. `report` is where a test runner leaves its counts; without one the step counts as one. */
async function step(
  name: string,
  work: () => Promise<number>,
  report?: { path: string; read(json: never): [number, number] },
) {
  console.log(`\n── ${name}`);
  const began = performance.now();
  const code = await work();
  times.push(`${((performance.now() - began) / 1000).toFixed(0).padStart(5)} s  ${name}`);
  let [passed, failed] = code === 0 ? [1, 0] : [0, 1];
  if (report) {
    [passed, failed] = existsSync(report.path)
      ? report.read(JSON.parse(readFileSync(report.path, 'utf8')) as never)
      : [0, 1];
    if (code !== 0 && failed === 0) failed = 1; // it fell over before or after its tests
    if (passed + failed === 0) failed = 1; // a suite that runs no test is no suite
  }
  sum.passed += passed;
  sum.failed += failed;
}

interface VitestReport {
  numPassedTests: number;
  numFailedTests: number;
  numFailedTestSuites: number;
}

const vitest = (project: string, env: Record<string, string> = {}) => {
  const path = join(reports, `${project}.json`);
  const args = [
    'vitest',
    'run',
    '--project',
    project,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${path}`,
  ];
  return step(`vitest: ${project}`, () => run('npx', args, env), {
    path,
    read: (json: VitestReport) => [json.numPassedTests, json.numFailedTests],
  });
};

const real = existsSync(resolve(root, '../shared/data/SOURCES.md'));

try {
  await step('types', () => run('npx', ['tsc', '--noEmit']));
  await step('form', () => run('npx', ['biome', 'check', '.']));
  await vitest('unit');
  await vitest('db-embedded');
  if (flags.has('--without-server')) leftOut.push('the PostGIS server');
  else {
    server = await provisionPostgis();
    await vitest('db-server', { TEST_DATABASE_URL: server.url });
  }
  if (real) await vitest('real');
  else if (process.env.REQUIRE_SHARED) throw new Error('REQUIRE_SHARED is set, but there is no ../shared/data.');
  else leftOut.push('the real files (no ../shared/data)');

  if (flags.has('--without-browser')) leftOut.push('the browser');
  else {
    const path = join(reports, 'browser.json');
    const env = { CHROMIUM: provisionChromium(), PLAYWRIGHT_JSON_OUTPUT_NAME: path, REAL_FILES: real ? '1' : '' };
    await step('browser', () => run('npx', ['playwright', 'test', '--reporter=list,json'], env), {
      path,
      read: (json: { stats: { expected: number; unexpected: number; flaky: number } }) => [
        json.stats.expected,
        json.stats.unexpected + json.stats.flaky,
      ],
    });
  }
} catch (error) {
  console.error(`\n${error instanceof Error ? error.message : error}`);
  sum.failed += 1;
} finally {
  server?.stop();
  rmSync(reports, { recursive: true, force: true });
}

console.log(`\n${times.join('\n')}\n\n${sum.passed} passed, ${sum.failed} failed`);
if (leftOut.length > 0) console.log(`left out: ${leftOut.join(', ')}`);
process.exitCode = sum.failed === 0 ? 0 : 1;
