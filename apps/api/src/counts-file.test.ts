import { expect, test } from 'vitest';
import { countsCsv, periodText } from './counts-file.ts';
import { readPeriod } from './import/reading/period.ts';

test.each([
  ['2025-01-01', '2025-12-31', '2025'],
  ['2024-02-01', '2024-02-29', '2024-02'],
  ['2025-04-01', '2025-06-30', '2025Q2'],
  ['2025-02-01', '2025-04-30', '2025-02-01/2025-04-30'],
  ['2025-11-01', '2025-11-21', '2025-11-01/2025-11-21'],
  ['2023-01-01', '2025-12-31', '2023-01-01/2025-12-31'],
])('%s to %s is written %s, and read again as it was', (from, to, text) => {
  expect(periodText(from, to)).toBe(text);
  expect(readPeriod(text)).toEqual({ from, to });
});

test('a withheld figure is two dots, and nothing is a formula', () => {
  const cell = { area_code: 'a', area_name: '=A', period_from: '2025-01-01', period_to: '2025-12-31' };
  const text = countsCsv([{ ...cell, category: 'theft', counting_unit: 'offence', n: null }]);
  expect(text.split('\r\n')[1]).toBe("a,'=A,2025,theft,offence,..");
});
