import type { Mapping } from '@lagesbild/contract';
import { type CategoryLookup, categoryOf, comparable } from './category.ts';
import type { RowReader } from './incident-row.ts';
import type { Columns } from './normaliser.ts';
import { readPeriod } from './period.ts';
import { refuse, shorten } from './rejection.ts';

/** SCB and Brå: a dash is nothing to report (zero); two dots are not available; `<5`, `0–9`, `x` are withheld. */
const ZERO = /^[-–—]$/;
const WITHHELD = /^(\.{1,3}|…|x|\*|<\s*\d+|\d+\s*[-–]\s*\d+|sekretess|suppressed|c)$/i;

const THOUSANDS = /^\d{1,3}([.,]\d{3})+$/;

/** Rows of an area × period × category table. A count stays a count: it is never spread into points. */
export function createAreaCountReader(mapping: Mapping, at: Columns, lookup: CategoryLookup): RowReader {
  const period = at.period === -1 ? at.occurred_from : at.period;
  const cell = (values: readonly string[], column: number) => (column === -1 ? '' : (values[column] ?? '').trim());

  return (row, values) => {
    const name = cell(values, at.area_name) || cell(values, at.area_code);
    if (name === '') return refuse(row, 'no_area', at.area_name === -1 ? at.area_code : at.area_name, values);
    if (cell(values, period) === '') return refuse(row, 'no_period', period, values);
    const span = readPeriod(cell(values, period));
    if (!span) return refuse(row, 'bad_period', period, values);
    const n = readCount(cell(values, at.count));
    if (typeof n === 'string') return refuse(row, n, at.count, values);
    const source_category = cell(values, at.category);
    return {
      kind: 'area_count',
      row,
      area_code: cell(values, at.area_code) || comparable(name).replace(/[^\p{L}\p{N}]+/gu, '-'),
      area_name: shorten(name),
      period_from: span.from,
      period_to: span.to,
      source_category: source_category === '' ? null : shorten(source_category),
      category: categoryOf(lookup, source_category, mapping.category_default),
      counting_unit: mapping.counting_unit,
      n,
    };
  };
}

/** A whole number, spaces as thousands. Withheld is not zero. */
export function readCount(text: string): number | 'bad_count' | 'suppressed_count' {
  if (ZERO.test(text)) return 0;
  if (WITHHELD.test(text)) return 'suppressed_count';
  const bare = text.replace(/[\s\u00a0\u202f]/g, '');
  const digits = THOUSANDS.test(bare) ? bare.replace(/[.,]/g, '') : bare.replace(/[.,]0{1,2}$/, '');
  if (!/^\d{1,9}$/.test(digits)) return 'bad_count';
  return Number(digits);
}
