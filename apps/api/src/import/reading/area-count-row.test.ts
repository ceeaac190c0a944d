import type { Mapping } from '@lagesbild/contract';
import { expect, test } from 'vitest';
import { readCount, withoutNote } from './count.ts';
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
const context = { area: null, categoryMapping: { stöld: 'theft' } };
const read = (values: string[], change: Partial<Mapping> = {}) =>
  createNormaliser({ ...mapping, ...change }, { headers, ...context })({ row: 5, values });

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
    dash: false,
  });
});

test('a count is read past its spaces, stops and footnotes, and nothing that can be read in two ways', () => {
  const read = (texts: string[]) => texts.map((text) => [text, readCount(text)]);
  const all = (texts: string[], count: unknown) => texts.map((text) => [text, count]);
  const plain = ['1204', '1.204', '1 204', '1\u00a0204', '1\u202f204', '1204.0'];
  const noted = ['1 204*', '1 204 1)', '1 2041)', '1 204¹', '1 204 [a]', '1 204 p', '1204 **', '1\u00a0204\u00a01)'];
  expect(read([...plain, ...noted])).toEqual(all([...plain, ...noted], 1204));
  expect(read(['0'])).toEqual([['0', 0]]);
  const none = ['', '-3', '1.5', 'många', '99999999999', '12041)', '45,3', '1 2 3 4'];
  expect(read(none)).toEqual(all(none, 'bad_count'));
  const withheld = ['..', '…', '.', '<5', '< 4', '0–9', 'x', ':', 'sekretess', 'för få svar'];
  expect(read(withheld)).toEqual(all(withheld, 'withheld'));
  expect(read(['-', '–', '−'])).toEqual(all(['-', '–', '−'], 'dash'));
  const areas = ['Sigtuna 1)', 'Knivsta*', 'Upplands-Bro²', 'Område 3', 'Heby [b]'];
  expect(areas.map(withoutNote)).toEqual(['Sigtuna', 'Knivsta', 'Upplands-Bro', 'Område 3', 'Heby']);
});

test('what the source withholds is no number, and a dash only what a person says it is', () => {
  expect(read(['Valsta', '2025', 'Stöld', '..'])).toMatchObject({ kind: 'area_count', n: null });
  expect(read(['Valsta', '2024', 'Stöld', '–'])).toMatchObject({ n: null, dash: true });
  expect(read(['Valsta', '2023', 'Stöld', '–'], { dash: 'zero' })).toMatchObject({ n: 0, dash: true });
  expect(read(['Valsta', '2022', 'Stöld', ''])).toMatchObject({ kind: 'rejection', reason: 'no_count' });
});

test('a code before the name is the code', () => {
  expect(read(['0191 Sigtuna 1)', '2025', 'Stöld', '3'])).toMatchObject({ area_code: '0191', area_name: 'Sigtuna' });
});

test('the same cell twice is refused, since it may be a sum or a slip; another dimension is another cell', () => {
  const twice = createNormaliser({ ...mapping, dimensions: ['kön'] }, { headers: [...headers, 'kön'], ...context });
  const cell = (values: string[]) => twice({ row: 5, values });
  expect(cell(['Valsta', '2025', 'Stöld', '3', 'män'])).toMatchObject({
    source_category: 'Stöld · män',
    category: 'theft',
  });
  expect(cell(['Valsta', '2025', 'Stöld', '4', 'kvinnor'])).toMatchObject({ source_category: 'Stöld · kvinnor', n: 4 });
  expect(cell(['Valsta', '2025', 'Stöld', '4', 'män'])).toMatchObject({ reason: 'repeated_cell' });
});

test('headings and notes are left aside', () => {
  for (const values of [['Källa: Brå'], ['1) Preliminära tal', '', '', ''], ['', '', '', '']])
    expect(read(values)).toEqual({ kind: 'skipped', row: 5, reason: 'note' });
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
