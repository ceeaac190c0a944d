import type { Field } from '@lagesbild/contract';
import { MONTH_NAME, monthByName } from './calendar.ts';
import { COLUMN_WORDS, plainName } from './column-words.ts';
import { readCount, withoutNote } from './count.ts';
import { readPeriod } from './period.ts';
import type { RawRow } from './source-file.ts';

/** A table whose columns are periods or categories, as statistics are published: each of its cells becomes a row. */
export interface Wide {
  into: 'period' | 'category';
  cells: readonly { at: number; header: string; value: string }[];
  /** Columns that say where (and of what) a row is. */
  kept: readonly number[];
  /** Headers of columns that hold no counts: rates, shares, totals of periods. */
  left_out: readonly string[];
}

const YEAR = /^(19|20)\d\d$/;
const MONTH = new RegExp(`^${MONTH_NAME}$`, 'i');
const PERIOD_WITHIN = new RegExp(
  String.raw`(?:(?:kv(?:artal)?\.?|q)\s*[1-4]\s*(?:19|20)\d\d|(?:19|20)\d\d\s*(?:kv(?:artal)?\.?|q|k)\s*[1-4]|${MONTH_NAME}\s+(?:19|20)\d\d|(?:19|20)\d\d[-M](?:0[1-9]|1[0-2])|(?:19|20)\d\d(?:\s*[–-]\s*(?:19|20)\d\d)?)`,
  'gi',
);
const NO_COUNT = /%|\/|\b(per|andel|procent|share|rate|percent|index|förändring|change)\b/i;
const COUNTS = /\b(antal|count|number|n)\b/i;
/** Share of the filled cells that are counts: columns that are nothing but periods need less to be believed. */
const COUNTED = 0.8;
const HALF = 0.5;

/**
 * Does a table have its periods, or its categories, as columns?
 *
 * @param rows   the first rows below the header
 * @param above  the rows above it: titles, and years over months
 * @returns null for any other table
 */
export function findWide(
  headers: readonly string[],
  rows: readonly (readonly string[])[],
  above: readonly (readonly string[])[],
): Wide | null {
  const names = headers.map(plainName);
  // What has coordinates is a list of what happened there.
  if (names.some(isField('x')) && names.some(isField('y'))) return null;
  return periodsAsColumns(headers, rows, above) ?? categoriesAsColumns(headers, rows);
}

const isField =
  (field: Field) =>
  (name: string): boolean =>
    COLUMN_WORDS[field].includes(name);

interface Candidate {
  at: number;
  header: string;
  value: string;
  /** What the header says beside the period: which of several figures it is. */
  rest: string;
}

function periodsAsColumns(
  headers: readonly string[],
  rows: readonly (readonly string[])[],
  above: readonly (readonly string[])[],
): Wide | null {
  const dated = headers.flatMap((header, at): Candidate[] => {
    const found = periodIn(withoutNote(header));
    return found ? [{ at, header, ...found }] : [];
  });
  const candidates = dated.length > 0 ? wholeMonths(dated) : monthColumns(headers, rows, above);
  const groups = new Map<string, Candidate[]>();
  for (const column of candidates) groups.set(column.rest, [...(groups.get(column.rest) ?? []), column]);
  const [best] = [...groups]
    .filter(([rest, columns]) => !NO_COUNT.test(rest) && holdCounts(columns, rows, rest === '' ? HALF : COUNTED))
    .sort((a, b) => rank(b) - rank(a));
  if (!best) return null;
  const cells = best[1];
  const others = candidates.filter((column) => !cells.includes(column)).map(({ at }) => at);
  const names = headers.map(plainName);
  const kept = headers.flatMap((_, at) => {
    const gone = cells.some((cell) => cell.at === at) || others.includes(at) || isYearOfMonths(at, names, dated);
    // A sum of the periods beside them would be counted twice; what is text says where.
    return gone || isNumeric(at, rows) ? [] : [at];
  });
  if (kept.length === 0) return null;
  const left_out = headers.filter(
    (_, at) => !kept.includes(at) && !cells.some((cell) => cell.at === at) && !isYearOfMonths(at, names, dated),
  );
  return { into: 'period', cells, kept, left_out };
}

const rank = ([rest, columns]: [string, Candidate[]]): number =>
  columns.length + (rest === '' || COUNTS.test(rest) ? 1000 : 0);

/** `2019`, `jan 2019`, `Antal 2019`, `2019 per 100 000`: the one period in a header, and the rest of it. */
function periodIn(header: string): Pick<Candidate, 'value' | 'rest'> | null {
  if (readPeriod(header) && !/^\d{6}$/.test(header)) return { value: header, rest: '' };
  const found = header.match(PERIOD_WITHIN);
  if (found?.length !== 1 || !readPeriod(found[0])) return null;
  return { value: found[0], rest: plainName(header.replace(found[0], ' ').replace(/[,.;]/g, ' ')) };
}

/** A spreadsheet's months and years are dates on their first day. */
function wholeMonths(dated: Candidate[]): Candidate[] {
  const all = (ending: RegExp): boolean => dated.length > 1 && dated.every(({ value }) => ending.test(value));
  const length = all(/^\d{4}-01-01$/) ? 4 : all(/^\d{4}-\d\d-01$/) ? 7 : 0;
  return length === 0 ? dated : dated.map((column) => ({ ...column, value: column.value.slice(0, length) }));
}

/** Months without a year: it stands in a column, over them, or once in the titles. */
function monthColumns(
  headers: readonly string[],
  rows: readonly (readonly string[])[],
  above: readonly (readonly string[])[],
): Candidate[] {
  const months = headers.flatMap((header, at) => {
    const month = MONTH.test(withoutNote(header)) ? monthByName(withoutNote(header)) : 0;
    return month === 0 ? [] : [{ at, header, month }];
  });
  if (new Set(months.map(({ month }) => month)).size < 3) return [];
  const over = yearsOver(headers.length, above);
  const titled = [...new Set(above.flat().flatMap((text) => text.match(/\b(19|20)\d\d\b/g) ?? []))];
  const inColumn = yearColumn(headers, rows) !== -1;
  return months.map(({ at, header, month }) => {
    const year = inColumn ? YEAR_OF_ROW : (over[at] ?? (titled.length === 1 ? titled[0]! : ''));
    // Without a year the cell is refused one by one: the person sees what is missing.
    const value = year === '' ? header : `${year}-${String(month).padStart(2, '0')}`;
    return { at, header, value, rest: '' };
  });
}

/** Stands for the year that each row names itself. */
const YEAR_OF_ROW = '{year}';

/** Years in the row over the months, each standing until the next. */
function yearsOver(width: number, above: readonly (readonly string[])[]): (string | undefined)[] {
  const row = above.findLast((values) => values.filter((value) => YEAR.test(withoutNote(value))).length > 0);
  const years: (string | undefined)[] = [];
  let year: string | undefined;
  for (let at = 0; at < width; at++) {
    const here = withoutNote(row?.[at] ?? '');
    if (YEAR.test(here)) year = here;
    years.push(year);
  }
  return years;
}

function yearColumn(headers: readonly string[], rows: readonly (readonly string[])[]): number {
  return headers.findIndex((header, at) => {
    const named = /^(år|year)$/.test(plainName(header));
    return named && rows.some((row) => YEAR.test(withoutNote(row[at] ?? '')));
  });
}

const isYearOfMonths = (at: number, names: readonly string[], dated: readonly Candidate[]): boolean =>
  dated.length === 0 && /^(år|year)$/.test(names[at] ?? '');

/** One row an area and period, one column a category: `Område;År;Misshandel;Skadegörelse`. */
function categoriesAsColumns(headers: readonly string[], rows: readonly (readonly string[])[]): Wide | null {
  const names = headers.map(plainName);
  const named = (field: Field): number => names.findIndex(isField(field));
  const period = named('period');
  const area = Math.max(named('area_name'), named('area_code'));
  if (period === -1 || area === -1 || named('count') !== -1) return null;
  if (!rows.every((row) => isCoarse(row[period] ?? ''))) return null;
  const cells = headers.flatMap((header, at) => {
    const column = { at, header, value: withoutNote(header) };
    const free = at !== period && !isField('area_code')(names[at]!) && !NO_COUNT.test(header);
    return free && holdCounts([column], rows) ? [column] : [];
  });
  if (cells.length < 2) return null;
  const kept = headers.flatMap((_, at) =>
    at === period || !(isNumeric(at, rows) && !isField('area_code')(names[at]!)) ? [at] : [],
  );
  const left_out = headers.filter((_, at) => !kept.includes(at) && !cells.some((cell) => cell.at === at));
  return { into: 'category', cells, kept, left_out };
}

/** A year, quarter or month: a table by days is a list of what happened. */
const isCoarse = (text: string): boolean =>
  text.trim() === '' || (!/^\d{4}-\d\d-\d\d/.test(text) && readPeriod(text) !== null);

function holdCounts(
  columns: readonly { at: number }[],
  rows: readonly (readonly string[])[],
  share = COUNTED,
): boolean {
  let filled = 0;
  let counts = 0;
  for (const row of rows) {
    for (const { at } of columns) {
      const text = (row[at] ?? '').trim();
      if (text === '') continue;
      filled++;
      if (readCount(text) !== 'bad_count') counts++;
    }
  }
  return filled > 0 && counts >= filled * share;
}

/** Codes are numbers too, but start with a zero or come under their name. */
function isNumeric(at: number, rows: readonly (readonly string[])[]): boolean {
  const filled = rows.map((row) => (row[at] ?? '').trim()).filter((text) => text !== '');
  const numbers = filled.filter((text) => /^-?\d[\d \u00a0.,]*$/.test(text) && !/^0\d/.test(text));
  return filled.length > 0 && numbers.length >= filled.length * COUNTED;
}

/** The headers of the table when its cells are rows: what stays, then what the columns were, then the count. */
export function meltedHeaders(headers: readonly string[], { kept, into }: Wide): string[] {
  const stay = kept.map((at) => headers[at] as string);
  const free = (name: string): string => (stay.includes(name) ? `${name} (2)` : name);
  return [...stay, free(into), free('count')];
}

/**
 * The cells of each row as rows of their own. An area that is written once and stands for the rows below it (merged
 * cells) is written out; an empty cell is nothing, not zero; a row without any is a heading or a note and stays one row.
 */
export async function* melt(
  batches: AsyncIterable<RawRow[]>,
  headers: readonly string[],
  wide: Wide,
): AsyncGenerator<RawRow[], void, undefined> {
  const year = headers.findIndex((header) => /^(år|year)$/.test(plainName(header)));
  let stands: string[] = wide.kept.map(() => '');
  for await (const batch of batches) {
    const melted: RawRow[] = [];
    for (const { row, values } of batch) {
      const own = wide.kept.map((at) => (values[at] ?? '').trim());
      const filled = wide.cells.filter(({ at }) => (values[at] ?? '').trim() !== '');
      if (filled.length === 0) {
        melted.push({ row, values: [...own, '', ''] });
        continue;
      }
      const first = own.findIndex((text) => text !== '');
      stands = own.map((text, i) => (i < first ? (stands[i] ?? '') : text));
      for (const { at, header, value } of filled) {
        const named = value.replace(YEAR_OF_ROW, withoutNote(values[year] ?? ''));
        melted.push({ row, values: [...stands, named, values[at] as string], cell: { part: at + 1, header } });
      }
    }
    yield melted;
  }
}
