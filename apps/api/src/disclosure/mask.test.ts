import { DISCLOSED_COLUMNS, type Masking } from '@lagesbild/contract';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { masked } from './mask.ts';
import { incidentCut, type LeftRow } from './rows.ts';

const MASKING: Masking = {
  ...{ shape: 'rows', place: 'cell_500', time: 'month', category: 'category' },
  ...{ columns: ['category', 'occurred_from'], least: null },
};
const EMPTY = Object.fromEntries(DISCLOSED_COLUMNS.map((column) => [column, null])) as LeftRow;
const row = (category: string, month: string, east_m: number | null = 0): LeftRow => ({
  ...{ ...EMPTY, category, occurred_from: month, group: category === 'theft' ? 2 : null },
  ...{ lon: null, lat: null, east_m, north_m: east_m, place: null },
});
const ROWS = [
  row('theft', '2026-01'),
  row('theft', '2026-01'),
  row('theft', '2026-02', 500),
  row('x', '2026-01', null),
];

test('each incident is a line, with nothing but the columns that were chosen and where it was', () => {
  const { columns, lines, ...counts } = masked(ROWS, incidentCut(MASKING));
  expect(columns).toEqual(['occurred_from', 'category', 'east_m', 'north_m']);
  expect(lines[0]).toEqual({ values: ['2026-01', 'theft', 0, 0], n: 1 });
  expect(counts).toEqual({ selected: 4, given: 4, withheld: 0, unplaced: 1, alone: 2 });
});

test('as counts, those that share their values are one line, and what is too few has no figure', () => {
  const { columns, lines, ...counts } = masked(ROWS, incidentCut({ ...MASKING, shape: 'counts', least: 2 }));
  expect(columns.at(-1)).toBe('n');
  expect(lines.map(({ n }) => n)).toEqual([2, null, null]);
  expect(counts).toEqual({ selected: 4, given: 2, withheld: 2, unplaced: 1, alone: 0 });
});

test('a category as its group tells no more than the group, also of what is never published', () => {
  const { lines } = masked(ROWS, incidentCut({ ...MASKING, category: 'group', place: 'none' }));
  expect(lines.map(({ values }) => values[1])).toEqual(['group_2', 'group_2', 'group_2', 'group_other']);
});

const someRow = fc
  .tuple(fc.constantFrom('theft', 'x', 'y'), fc.constantFrom('2026-01', '2026-02'), fc.constantFrom(0, 500, null))
  .map(([category, month, east_m]) => row(category, month, east_m));

test('whatever the rows: given and withheld are all of them, and no line of a file stands for fewer than the least', () => {
  fc.assert(
    fc.property(fc.array(someRow, { maxLength: 60 }), fc.integer({ min: 2, max: 6 }), (rows, least) => {
      for (const shape of ['rows', 'counts'] as const) {
        const { lines, selected, given, withheld } = masked(rows, incidentCut({ ...MASKING, shape, least }));
        expect([selected, given + withheld]).toEqual([rows.length, rows.length]);
        expect(lines.reduce((sum, { n }) => sum + (n ?? 0), 0)).toBe(given);
        const shared = new Map<string, number>();
        for (const { values, n } of lines)
          shared.set(JSON.stringify(values), (shared.get(JSON.stringify(values)) ?? 0) + (n ?? least));
        for (const n of shared.values()) expect(n).toBeGreaterThanOrEqual(least);
      }
    }),
  );
});
