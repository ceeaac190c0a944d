import type { Field, Mapping } from '@lagesbild/contract';
import type { KnownArea } from './area.ts';
import { createAreaCountReader } from './area-count-row.ts';
import { type CategoryMapping, createCategoryLookup } from './category.ts';
import { createClock } from './clock.ts';
import type { Normaliser, Rejection } from './draft.ts';
import { ReadingError } from './faults.ts';
import { aheadOf } from './future.ts';
import { createIncidentReader } from './incident-row.ts';
import { createPolisenReader } from './polisen-row.ts';
import type { RejectionReason } from './reasons.ts';
import { shorten } from './rejection.ts';
import type { RawRow } from './source-file.ts';

export interface NormaliserContext {
  /** Column names of the file, in its order. */
  headers: readonly string[];
  /** The area the rows go to, whose outline marks strays; null marks none. */
  area: (Pick<KnownArea, 'outline'> & Partial<Pick<KnownArea, 'slug' | 'names'>>) | null;
  /** Shipped table, value in lower case → code. */
  categoryMapping: CategoryMapping;
  /** Codes of the area's categories: a value that is itself a code is understood. */
  categories?: readonly string[];
  /** Milliseconds UTC: what begins later hasn't happened, and is refused unless the mapping takes it. Missing: nothing is. */
  latest?: number;
}

/**
 * Turns rows into drafts under a mapping: no state but caches, so rows may come in any order; of area tables it
 * remembers the cells it has met.
 *
 * @throws {ReadingError} missing_column, unknown_srid, unknown_time_zone: before the first row
 *
 * About 1 µs a row.
 */
export function createNormaliser(mapping: Mapping, context: NormaliserContext): Normaliser {
  const columns = findColumns(mapping, context.headers);
  const clock = createClock(mapping.time_zone);
  const lookup = createCategoryLookup(mapping.categories, context.categoryMapping, context.categories ?? []);
  const outline = context.area?.outline ?? null;
  const read =
    mapping.format === 'polisen'
      ? createPolisenReader(mapping, columns, clock, lookup, outline)
      : mapping.format === 'area_counts'
        ? createAreaCountReader(mapping, columns, lookup, dimensionsOf(mapping, context.headers), context.area)
        : createIncidentReader(mapping, columns, clock, lookup, outline);
  const width = context.headers.length;
  const { headers, latest = Number.POSITIVE_INFINITY } = context;

  const rejectColumn = (raw: RawRow, reason: RejectionReason, column: number): Rejection =>
    reject(raw, reason, headers[column] ?? null, shorten(raw.values[column] ?? ''));

  return (raw) => {
    const { row, values } = raw;
    if (values.length !== width && !fits(values, width, mapping.format)) {
      return reject(raw, 'wrong_columns', null, String(values.length));
    }
    for (let i = 0; i < values.length; i++) {
      if ((values[i] as string).includes('\0')) return reject(raw, 'nul_byte', headers[i] ?? null, '');
    }
    const outcome = read(row, values);
    if (outcome.kind === 'skipped') return outcome;
    if (outcome.kind !== 'refused') {
      const ahead = mapping.future === 'accept' ? null : aheadOf(outcome, latest);
      return ahead === null ? outcome : rejectColumn(raw, 'in_future', columns[ahead]);
    }
    return reject(raw, outcome.reason, headers[outcome.column] ?? null, outcome.value);
  };
}

const dimensionsOf = ({ dimensions = [] }: Mapping, headers: readonly string[]): number[] =>
  dimensions.map((header) => headers.indexOf(header)).filter((at) => at !== -1);

/** Position of each field's column; −1 where the mapping has none. */
export type Columns = Readonly<Record<Field, number>>;

function findColumns(mapping: Mapping, headers: readonly string[]): Columns {
  const column = (field: Field): number => {
    const header = mapping.columns[field];
    if (header === undefined || header === '') return -1;
    const at = headers.indexOf(header);
    if (at === -1) {
      const list = headers.slice(0, 20).join(', ');
      throw new ReadingError('missing_column', { header: header.slice(0, 80), field, headers: list });
    }
    return at;
  };
  return {
    id: column('id'),
    occurred_from: column('occurred_from'),
    occurred_from_time: column('occurred_from_time'),
    occurred_to: column('occurred_to'),
    occurred_to_time: column('occurred_to_time'),
    reported_at: column('reported_at'),
    registered: column('registered'),
    category: column('category'),
    x: column('x'),
    y: column('y'),
    precision: column('precision'),
    discovery: column('discovery'),
    report: column('report'),
    counting_unit: column('counting_unit'),
    area_code: column('area_code'),
    area_name: column('area_name'),
    period: column('period'),
    count: column('count'),
  };
}

/** A spreadsheet leaves out empty cells at the end; in delimited text a short row has lost something. */
function fits(values: readonly string[], width: number, format: Mapping['format']): boolean {
  if (values.length < width) return format === 'xlsx' || format === 'geojson' || format === 'area_counts';
  for (let i = width; i < values.length; i++) if (values[i]?.trim() !== '') return false;
  return true;
}

function reject(raw: RawRow, reason: RejectionReason, field: string | null, value: string): Rejection {
  const { part = 0, header = field } = raw.cell ?? {};
  return { kind: 'rejection', row: raw.row, part, reason, field: header, value };
}
