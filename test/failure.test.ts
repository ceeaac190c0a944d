import { describe, expect, test } from 'vitest';
import { atSecondTry, inBrief, readPlaywright, readProofs, readVitest } from './failure.ts';

describe('what failed is read', () => {
  test('from vitest: each failed test, and a file that could not be run', () => {
    const { passed, failures, shaky } = readVitest(
      {
        testResults: [
          {
            name: '/repo/a/x.test.ts',
            status: 'failed',
            message: '',
            assertionResults: [
              { fullName: 'a sum is right', status: 'passed', failureMessages: [] },
              { fullName: 'a sum is late', status: 'passed', failureMessages: ['Error: Test timed out'] },
              {
                fullName: 'a sum of none is 0',
                status: 'failed',
                failureMessages: ['AssertionError: expected 1 to be 0'],
              },
            ],
          },
          { name: '/repo/b/y.test.ts', status: 'failed', message: 'Cannot find module', assertionResults: [] },
        ],
      },
      '/repo',
    );
    expect(passed).toBe(2);
    expect(shaky).toEqual([{ file: 'a/x.test.ts', title: 'a sum is late', message: 'Error: Test timed out' }]);
    expect(failures).toEqual([
      { file: 'a/x.test.ts', title: 'a sum of none is 0', message: 'AssertionError: expected 1 to be 0' },
      { file: 'b/y.test.ts', title: 'the file itself', message: 'Cannot find module' },
    ]);
  });

  test('a file that fell over and stands when it is run again is shaky; one that falls again has failed', () => {
    const fell = (file: string) => ({ file, title: 'the file itself', message: 'deadlock detected' });
    const wrong = { file: 'a.test.ts', title: 'a sum is right', message: 'expected 1 to be 0' };
    const first = { passed: 2, failures: [wrong, fell('b.test.ts'), fell('c.test.ts')], shaky: [] };
    expect(atSecondTry(first, { passed: 3, failures: [fell('c.test.ts')], shaky: [] })).toEqual({
      passed: 5,
      failures: [wrong, fell('c.test.ts')],
      shaky: [fell('b.test.ts')],
    });
  });

  test('from the table of promises: what is broken; what could not be tried is neither', () => {
    const line = (what: string, kept: boolean | null) => ({ promise: '9', what, reached: '1', wanted: '0', kept });
    expect(readProofs([line('2 stops', true), line('3 stops', false), line('4 stops', null)])).toEqual({
      passed: 1,
      failures: [{ file: '', title: 'promise 9, 3 stops', message: 'reached: 1\nwanted: 0' }],
      shaky: [],
    });
  });

  test('from Playwright: nested, with its project; flaky is shaky, left out is neither', () => {
    const spec = (title: string, status: string, message?: string) => ({
      title,
      tests: [{ projectName: 'phone', status, results: [{ errors: message === undefined ? [] : [{ message }] }] }],
    });
    const { passed, failures, shaky } = readPlaywright(
      {
        config: { rootDir: '/repo/test/e2e' },
        errors: [{ message: 'the server did not start', location: { file: '/repo/test/e2e/app.ts' } }],
        suites: [
          {
            title: 'map.spec.ts',
            file: 'map.spec.ts',
            specs: [spec('opens', 'expected'), spec('prints', 'skipped')],
            suites: [
              {
                title: 'the brush',
                file: 'map.spec.ts',
                specs: [spec('drags', 'unexpected', 'Timed out'), spec('plays', 'flaky', 'Timed out')],
              },
            ],
          },
        ],
      },
      '/repo',
    );
    expect(passed).toBe(2);
    expect(failures).toEqual([
      { file: 'test/e2e/app.ts', title: 'outside any test', message: 'the server did not start' },
      { file: 'test/e2e/map.spec.ts', title: 'the brush › drags [phone]', message: 'Timed out' },
    ]);
    expect(shaky).toEqual([{ file: 'test/e2e/map.spec.ts', title: 'the brush › plays [phone]', message: 'Timed out' }]);
  });
});

test('a failure in brief keeps its first lines, without colours and without the way there', () => {
  const message = ['\u001b[31mexpected 1\u001b[39m', '', '    at run (x.ts:1:1)', ...'234567'].join('\n');
  expect(inBrief('vitest: unit', { file: 'a.test.ts', title: 'a sum', message }).split('\n')).toEqual([
    '✗ vitest: unit: a.test.ts › a sum',
    '    expected 1',
    ...[...'23456'].map((line) => `    ${line}`),
    '    …',
  ]);
});
