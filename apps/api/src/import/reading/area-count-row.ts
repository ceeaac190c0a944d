import type { Mapping } from '@lagesbild/contract';
import type { KnownArea } from './area.ts';
import { type CategoryLookup, categoryOf, comparable } from './category.ts';
import { readCount, withoutNote } from './count.ts';
import type { RowReader } from './incident-row.ts';
import type { Columns } from './normaliser.ts';
import { readPeriod } from './period.ts';
import { refuse, shorten } from './rejection.ts';
import { readCountingUnit } from './vocabulary.ts';

/** `0191 Sigtuna`: code and name in one, as statistics write areas. */
const CODED = /^(\d{2,9})\s+(\D.*)$/;

/**
 * Rows of an area × period × category table. A count stays a count: it is never spread into points. What the source
 * withholds has no number, and no number is never zero.
 *
 * @param dimensions  positions of further columns that tell cells apart: part of the category
 * @param whole       the area that rows without a column of areas are about
 */
export function createAreaCountReader(
  mapping: Mapping,
  at: Columns,
  lookup: CategoryLookup,
  dimensions: readonly number[],
  whole: Partial<Pick<KnownArea, 'slug' | 'names'>> | null,
): RowReader {
  const period = at.period === -1 ? at.occurred_from : at.period;
  const cell = (values: readonly string[], column: number) => (column === -1 ? '' : (values[column] ?? '').trim());
  const met = new Set<string>();

  return (row, values) => {
    if (values.filter((value) => value.trim() !== '').length <= 1) return { kind: 'skipped', row, reason: 'note' };
    const written = withoutNote(cell(values, at.area_name) || cell(values, at.area_code) || (whole?.names?.sv ?? ''));
    if (written === '') return refuse(row, 'no_area', at.area_name === -1 ? at.area_code : at.area_name, values);
    if (cell(values, period) === '') {
      // Headings and notes have no figure either.
      if (cell(values, at.count) === '') return { kind: 'skipped', row, reason: 'note' };
      return refuse(row, 'no_period', period, values);
    }
    const span = readPeriod(withoutNote(cell(values, period)));
    if (!span) return refuse(row, 'bad_period', period, values);
    const text = cell(values, at.count);
    if (text === '') return refuse(row, 'no_count', at.count, values);
    const count = readCount(text);
    if (count === 'bad_count') return refuse(row, 'bad_count', at.count, values);

    const coded = at.area_code === -1 ? CODED.exec(written) : null;
    const area_name = shorten(coded?.[2] ?? written);
    const area_code = cell(values, at.area_code) || coded?.[1] || codeOf(area_name);
    const kind = withoutNote(cell(values, at.category));
    const source_category = shorten(
      [kind, ...dimensions.map((column) => cell(values, column))].filter(Boolean).join(' · '),
    );
    const key = [area_code, span.from, span.to, source_category].join('\0');
    // Twice the same cell can be a sum or a slip: neither is ours to decide.
    if (met.has(key)) return refuse(row, 'repeated_cell', at.count, values);
    met.add(key);
    return {
      kind: 'area_count',
      row,
      area_code,
      area_name,
      period_from: span.from,
      period_to: span.to,
      source_category: source_category === '' ? null : source_category,
      category: categoryOf(lookup, kind, mapping.category_default),
      counting_unit: readCountingUnit(cell(values, at.counting_unit)) ?? mapping.counting_unit,
      n: typeof count === 'number' ? count : count === 'dash' && mapping.dash === 'zero' ? 0 : null,
      dash: count === 'dash',
    };
  };
}

/** Areas without codes are known by their names. */
const codeOf = (name: string): string => comparable(name).replace(/[^\p{L}\p{N}]+/gu, '-');
