import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import {
  atSecondTry,
  fallenFiles,
  inBrief,
  type Outcome,
  readPlaywright,
  readProofs,
  readVitest,
  type VitestReport,
} from './failure.ts';
import { auditBill, auditSignatures } from './packages.ts';
import { provisionChromium } from './provision/chromium.ts';
import { provisionPostgis, type TestServer } from './provision/postgis.ts';

/**
 * What `npm test` runs: types and form, what is installed, unit tests, database tests on both engines, the real files where they
 * lie beside the checkout, the promises of docs/reliability.md in their short form, whole journeys in a real browser. A part that
 * can't be had fails the run, unless a flag leaves it out; then the last line says so. What failed is named once more at the
 * end, in brief. So is what passed at its second try: a busy machine may shake a test or two, and more than that fails the run.
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
const failures: string[] = [];
const shaky: string[] = [];
const SHAKY_MAX = 3;
/** The gate draws the same examples each time, so that it judges the change and not the draw; `npx vitest` draws new ones. */
const PROPERTY_SEED = process.env.PROPERTY_SEED ?? '20261126';
const times: string[] = [];
const leftOut: string[] = [];
let server: TestServer | undefined;

interface Run {
  code: number;
  /** the last of what it said */
  tail: string;
}

const TAIL_LINES = 20;

/** Run a program; its output goes to the terminal as well. */
function run(file: string, args: string[], env: Record<string, string> = {}): Promise<Run> {
  return new Promise((done) => {
    const colours = process.stdout.isTTY ? { FORCE_COLOR: '1' } : {};
    const child = spawn(file, args, {
      cwd: root,
      stdio: ['inherit', 'pipe', 'pipe'],
      env: { ...process.env, ...colours, ...env },
    });
    let said = '';
    const tee = (to: NodeJS.WriteStream) => (chunk: string) => {
      to.write(chunk);
      said = `${said}${chunk}`.slice(-20_000);
    };
    child.stdout.setEncoding('utf8').on('data', tee(process.stdout));
    child.stderr.setEncoding('utf8').on('data', tee(process.stderr));
    child.once('error', (error) => done({ code: 1, tail: error.message }));
    child.once('close', (code) => {
      done({ code: code ?? 1, tail: said.trimEnd().split('\n').slice(-TAIL_LINES).join('\n') });
    });
  });
}

const readReport = <R>(path: string): R => JSON.parse(readFileSync(path, 'utf8')) as R;

/** One step, timed and counted. `report` is where a test runner leaves what it found; without one the step counts as one. */
async function step<R>(
  name: string,
  work: () => Promise<Run>,
  report?: { path: string; read(report: R, root: string): Outcome },
) {
  console.log(`\n── ${name}`);
  const began = performance.now();
  const { code, tail } = await work();
  times.push(`${((performance.now() - began) / 1000).toFixed(0).padStart(5)} s  ${name}`);
  const found: Outcome = { passed: report || code !== 0 ? 0 : 1, failures: [], shaky: [] };
  if (report && existsSync(report.path)) Object.assign(found, report.read(readReport<R>(report.path), root));
  const brief = found.failures.map((failure) => inBrief(name, failure));
  // It fell over before or after its tests; or it ran none, and a suite that runs no test is no suite.
  if (brief.length === 0 && (code !== 0 || found.passed === 0))
    brief.push(`✗ ${name}: ended with ${code}; the last it said:\n${tail}`);
  sum.passed += found.passed;
  sum.failed += brief.length;
  failures.push(...brief);
  shaky.push(...found.shaky.map((failure) => inBrief(name, failure)));
}

/** A test that fails is tried once more by the runner itself; a file whose set-up fails is not, so it is run once more here. */
const vitest = (project: string, env: Record<string, string> = {}) => {
  const path = join(reports, `${project}.json`);
  const again = join(reports, `${project}-again.json`);
  const tried = (to: string, files: string[]): Promise<Run> => {
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${to}`];
    return run('npx', ['vitest', 'run', '--project', project, '--retry=1', ...reporters, ...files], {
      PROPERTY_SEED,
      ...env,
    });
  };
  const work = async (): Promise<Run> => {
    const first = await tried(path, []);
    if (!existsSync(path)) return first;
    const files = fallenFiles(readVitest(readReport<VitestReport>(path), root));
    if (files.length === 0 || files.length > SHAKY_MAX) return first;
    console.log(`\nOnce more, as they fell over by themselves: ${files.join(', ')}`);
    return tried(again, files);
  };
  const read = (report: VitestReport): Outcome => {
    const first = readVitest(report, root);
    return existsSync(again) ? atSecondTry(first, readVitest(readReport<VitestReport>(again), root)) : first;
  };
  return step(`vitest: ${project}`, work, { path, read });
};

/** Whether the registry signed what is installed, and whether a bill of it can be made. */
function packagesChecked(): Run {
  const faults = auditBill(root).map((fault) => `the bill of materials: ${fault}`);
  const signed = auditSignatures(root);
  if (signed.state === 'unasked') leftOut.push(`the packages' signatures (${signed.why})`);
  if (signed.state === 'broken') faults.push(`a signature that doesn't hold: ${signed.packages.join(', ')}`);
  const tail = faults.join('\n') || (signed.state === 'whole' ? 'signed, and listed' : 'listed');
  console.log(tail);
  return { code: faults.length, tail };
}

/** What `npm run prove` tries that has no test of its own. Kills wait as much as they work, so the others go on beside them. */
const PROMISES = [
  ['kills'],
  ['powercuts', 'fuzz', 'restore', 'migrate', 'audit', 'identity', 'patrols', 'release', 'sigterm'],
];
const promises = (names: string[], flags: string[]): Promise<void> => {
  const path = join(reports, `${names[0]}.json`);
  const args = ['--import', 'tsx', 'prove/run.ts', ...names, '--short', ...flags, '--report', path];
  return step(`promises: ${names.join(', ')}`, () => run(process.execPath, args), { path, read: readProofs });
};
const real = existsSync(resolve(root, '../shared/data/SOURCES.md'));

try {
  await step('types', () => run('npx', ['tsc', '--noEmit']));
  await step('form', () => run('npx', ['biome', 'check', '.']));
  await step('packages', async () => packagesChecked());
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

  const engine = flags.has('--without-server') ? ['--engine', 'embedded'] : [];
  await Promise.all(PROMISES.map((names) => promises(names, engine)));

  if (flags.has('--without-browser')) leftOut.push('the browser');
  else {
    const path = join(reports, 'browser.json');
    const env = { CHROMIUM: provisionChromium(), PLAYWRIGHT_JSON_OUTPUT_NAME: path, REAL_FILES: real ? '1' : '' };
    await step('browser', () => run('npx', ['playwright', 'test', '--retries=1', '--reporter=list,json'], env), {
      path,
      read: readPlaywright,
    });
  }
} catch (error) {
  failures.push(`✗ ${error instanceof Error ? error.message : error}`);
  sum.failed += 1;
} finally {
  server?.stop();
  rmSync(reports, { recursive: true, force: true });
}

console.log(`\n${times.join('\n')}`);
if (shaky.length > SHAKY_MAX) sum.failed += shaky.length;
if (shaky.length > 0)
  console.log(`\nPassed only at the second try${shaky.length > SHAKY_MAX ? `, and at most ${SHAKY_MAX} may` : ''}:`);
for (const test of shaky) console.log(`\n${test.replace('✗', '~')}`);
for (const failure of failures) console.log(`\n${failure}`);
console.log(`\n${sum.passed} passed, ${sum.failed} failed`);
if (leftOut.length > 0) console.log(`left out: ${leftOut.join(', ')}`);
process.exitCode = sum.failed === 0 ? 0 : 1;
