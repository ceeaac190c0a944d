import { stringify } from 'csv-stringify/sync';
import { expect, test } from 'vitest';
import { SPREADSHEET } from './spreadsheet.ts';

test('what a spreadsheet would run is disarmed, behind spaces, marks and wide signs too; the rest is as it was', () => {
  const runs = [
    '=1+1',
    '+1',
    '-1',
    '@a',
    ' =1',
    '\ufeff=1',
    '\u200b=1',
    '\uff1d1',
    '\uff0b1',
    '\uff0d1',
    '\uff201',
    '\t=1',
  ];
  const plain = ['1', 'a=b', 'Märsta', '', 'a-b'];
  const lines = stringify(
    [...runs, ...plain].map((text) => [text]),
    SPREADSHEET,
  ).split('\r\n');
  expect(lines.slice(0, runs.length).every((line) => line.replace(/^"/, '').startsWith("'"))).toBe(true);
  expect(lines.slice(runs.length, -1)).toEqual(plain);
  expect(stringify([[1, true, null]], SPREADSHEET)).toBe('1,true,\r\n');
});
