import { join, relative } from 'node:path';

/** What failed, where, and how it said so: the end of a long log is all that some readers see. */
export interface Failure {
  /** beside the root; empty when no file is to blame */
  file: string;
  title: string;
  message: string;
}

export interface Outcome {
  passed: number;
  failures: Failure[];
  /** passed, but only at the second try */
  shaky: Failure[];
}

/** Vitest's JSON reporter, as far as it is read here. */
export interface VitestReport {
  testResults: {
    name: string;
    status: string;
    /** why the file itself could not be run */
    message: string;
    assertionResults: { fullName: string; status: string; failureMessages?: string[] | null }[];
  }[];
}

const FELL_OVER = 'the file itself';

/** A file that fell over counts none of its tests. */
export function readVitest(report: VitestReport, root: string): Outcome {
  const failures = report.testResults.flatMap(({ name, status, message, assertionResults }) => {
    const file = relative(root, name);
    const failed = assertionResults
      .filter((test) => test.status === 'failed')
      .map(({ fullName, failureMessages }) => ({ file, title: fullName, message: failureMessages?.join('\n') ?? '' }));
    return failed.length === 0 && status === 'failed' ? [{ file, title: FELL_OVER, message }] : failed;
  });
  const shaky = report.testResults.flatMap(({ name, assertionResults }) =>
    assertionResults
      .filter(({ status, failureMessages }) => status === 'passed' && failureMessages && failureMessages.length > 0)
      .map(({ fullName, failureMessages }) => ({
        file: relative(root, name),
        title: fullName,
        message: failureMessages!.join('\n'),
      })),
  );
  const fallen = new Set(fallenFiles({ failures }));
  const passed = report.testResults
    .filter(({ name }) => !fallen.has(relative(root, name)))
    .flatMap(({ assertionResults }) => assertionResults)
    .filter(({ status }) => status === 'passed').length;
  return { passed, failures, shaky };
}

/** Files that fell over before or after their tests. */
export const fallenFiles = ({ failures }: Pick<Outcome, 'failures'>): string[] =>
  failures.filter(({ title }) => title === FELL_OVER).map(({ file }) => file);

/** What came of it when the files that fell over were run again: those that stand now are shaky. */
export function atSecondTry(first: Outcome, again: Outcome): Outcome {
  const fallen = new Set(fallenFiles(first));
  const broken = new Set(again.failures.map(({ file }) => file));
  const stands = ({ file, title }: Failure): boolean => title === FELL_OVER && !broken.has(file);
  return {
    passed: first.passed + again.passed,
    failures: [...first.failures.filter(({ file }) => !fallen.has(file)), ...again.failures],
    shaky: [...first.shaky, ...first.failures.filter(stands), ...again.shaky],
  };
}

/** Playwright's JSON reporter, as far as it is read here. */
export interface PlaywrightReport {
  config: { rootDir: string };
  suites: PlaywrightSuite[];
  /** what went wrong outside any test */
  errors: { message?: string; location?: { file: string } }[];
}
interface PlaywrightSuite {
  title: string;
  file: string;
  specs: {
    title: string;
    tests: { projectName: string; status: string; results: { errors: { message?: string }[] }[] }[];
  }[];
  suites?: PlaywrightSuite[];
}

export function readPlaywright(report: PlaywrightReport, root: string): Outcome {
  const outcome: Outcome = { passed: 0, failures: [], shaky: [] };
  for (const { message = '', location } of report.errors)
    outcome.failures.push({ file: location ? relative(root, location.file) : '', title: 'outside any test', message });
  const read = ({ title: of, file, specs, suites = [] }: PlaywrightSuite, within: string[]): void => {
    const titles = of === file ? within : [...within, of];
    for (const { title, tests } of specs) {
      for (const { projectName, status, results } of tests) {
        if (status === 'expected' || status === 'flaky') outcome.passed++;
        if (status !== 'unexpected' && status !== 'flaky') continue;
        const messages = results.flatMap(({ errors }) => errors.map(({ message = '' }) => message));
        outcome[status === 'flaky' ? 'shaky' : 'failures'].push({
          file: relative(root, join(report.config.rootDir, file)),
          title: `${[...titles, title].join(' › ')}${projectName ? ` [${projectName}]` : ''}`,
          message: messages.join('\n'),
        });
      }
    }
    for (const suite of suites) read(suite, titles);
  };
  for (const suite of report.suites) read(suite, []);
  return outcome;
}

/** A line of the table that `npm run prove` makes, as far as it is read here; null where it couldn't be tried. */
export interface ProvenLine {
  promise: string;
  what: string;
  reached: string;
  wanted: string;
  kept: boolean | null;
}

export function readProofs(lines: ProvenLine[]): Outcome {
  const failures = lines
    .filter(({ kept }) => kept === false)
    .map(({ promise, what, reached, wanted }) => ({
      file: '',
      title: `promise ${promise}, ${what}`,
      message: `reached: ${reached}\nwanted: ${wanted}`,
    }));
  return { passed: lines.filter(({ kept }) => kept === true).length, failures, shaky: [] };
}

const LINES = 6;
/** Colours of a terminal. */
const COLOURS = new RegExp(`${String.fromCharCode(27)}\\[[\\d;]*m`, 'g');

/** The failure in a few lines; the whole of it stands where it happened. */
export function inBrief(step: string, { file, title, message }: Failure): string {
  const lines = message
    .replace(COLOURS, '')
    .split('\n')
    .filter((line) => line.trim() !== '' && !/^\s+at /.test(line));
  const shown = lines.slice(0, LINES).map((line) => `    ${line.slice(0, 300)}`);
  if (lines.length > LINES) shown.push('    …');
  return [`✗ ${step}: ${[file, title].filter((part) => part !== '').join(' › ')}`, ...shown].join('\n');
}
