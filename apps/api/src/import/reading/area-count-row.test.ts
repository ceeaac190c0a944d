import type { Mapping } from '@lagesbild/contract';
import { expect, test } from 'vitest';
import { readCount } from './area-count-row.ts';
import { createNormaliser } from './normaliser.ts';
import { readPeriod } from './period.ts';

const mapping: Mapping = {
  format: 'area_counts',
  columns: { area_name: 'område', period: 'år', category: 'brott', count: 'antal' },
  decimal: '.',
  date_order: 'ymd',
  time_zone: 'Europe/Stockholm',
  ignore_offset: false,
  srid: 4326,
  axes: 'xy',
  precision: 'area',
  counting_unit: 'offence',
  categories: {},
  crowded: {},
};
const headers = ['område', 'år', 'brott', 'antal'];
const read = (values: string[]) => {
  return createNormaliser(mapping, { headers, area: null, categoryMapping: { stöld: 'theft' } })({ row: 5, values });
};

test('a cell of an area table stays a count', () => {
  expect(read(['Valsta centrum', '2025', 'Stöld', '1 204'])).toEqual({
    kind: 'area_count',
    row: 5,
    area_code: 'valsta-centrum',
    area_name: 'Valsta centrum',
    period_from: '2025-01-01',
    period_to: '2025-12-31',
    source_category: 'Stöld',
    category: 'theft',
    counting_unit: 'offence',
    n: 1204,
  });
});

test('withheld is not zero, a dash is', () => {
  expect(['-', '–', '0', '12', '12.0', '1.204'].map(readCount)).toEqual([0, 0, 0, 12, 12, 1204]);
  for (const text of ['..', '<5', '0–9', 'x', 'sekretess']) expect(readCount(text)).toBe('suppressed_count');
  for (const text of ['', '-3', '1.5', 'många', '99999999999']) expect(readCount(text)).toBe('bad_count');
  expect(read(['Valsta', '2025', 'Stöld', '..'])).toMatchObject({ reason: 'suppressed_count', field: 'antal' });
});

test.each([
  ['2025', '2025-01-01', '2025-12-31'],
  ['2023–2025', '2023-01-01', '2025-12-31'],
  ['2024-02', '2024-02-01', '2024-02-29'],
  ['202402', '2024-02-01', '2024-02-29'],
  ['2025M03', '2025-03-01', '2025-03-31'],
  ['2025 kv 2', '2025-04-01', '2025-06-30'],
  ['2025Q4', '2025-10-01', '2025-12-31'],
  ['kvartal 1 2025', '2025-01-01', '2025-03-31'],
  ['mars 2025', '2025-03-01', '2025-03-31'],
  ['2025-01-01/2025-01-31', '2025-01-01', '2025-01-31'],
])('the period %s', (text, from, to) => {
  expect(readPeriod(text)).toEqual({ from, to });
});

test('what is no period is refused', () => {
  for (const text of ['', '2025-13', '1066', '2025–2024', 'i år', '2025-02-30']) expect(readPeriod(text)).toBeNull();
  expect(read(['Valsta', 'i år', 'Stöld', '3'])).toMatchObject({ reason: 'bad_period' });
  expect(read(['', '2025', 'Stöld', '3'])).toMatchObject({ reason: 'no_area' });
});
