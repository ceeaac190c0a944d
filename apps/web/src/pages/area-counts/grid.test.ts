import { expect, test } from 'vitest';
import { gridOf, sortedBy } from './grid.ts';

const areas = [
  { code: 'a', name: 'Åby' },
  { code: 'm', name: 'Märsta' },
  { code: 'v', name: 'Valsta' },
];
const cell = (area_code: string, year: number, n: number | null) => ({
  area_code,
  period_from: `${year}-01-01`,
  period_to: `${year}-12-31`,
  n,
});

test('a missing cell is neither withheld nor zero, and periods run from the oldest', () => {
  const { rows, periods } = gridOf(areas, [cell('v', 2025, 0), cell('v', 2023, null), cell('m', 2025, 7)]);
  expect(periods.map(({ from }) => from)).toEqual(['2023-01-01', '2025-01-01']);
  expect(rows).toEqual([
    { code: 'v', name: 'Valsta', cells: [null, 0] },
    { code: 'm', name: 'Märsta', cells: [undefined, 7] },
  ]);
});

test('rows go by name as the language has it, or by figure with the unknown last', () => {
  const { rows } = gridOf(areas, [cell('a', 2025, null), cell('v', 2025, 0), cell('m', 2025, 7)]);
  expect(sortedBy(rows, 'name', 'sv').map(({ name }) => name)).toEqual(['Märsta', 'Valsta', 'Åby']);
  expect(sortedBy(rows, 0, 'sv').map(({ name }) => name)).toEqual(['Märsta', 'Valsta', 'Åby']);
  expect(sortedBy([], 0, 'sv')).toEqual([]);
});
