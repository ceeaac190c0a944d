import type { Field, Mapping } from '@lagesbild/contract';
import { COLUMN_WORDS, PAIR_WORDS, plainName } from './column-words.ts';
import { readCount } from './count.ts';
import { readDate, readTime } from './date.ts';
import { readPeriod } from './period.ts';
import { readNumber, readPair } from './place.ts';
import { readCountingUnit } from './vocabulary.ts';
import type { Wide } from './wide.ts';

/** What the sample's values in one column look like: shares of the filled ones. */
export interface Profile {
  at: number;
  header: string;
  name: string;
  values: string[];
  filled: number;
  date: number;
  time: number;
  number: number;
  pair: number;
  count: number;
  period: number;
  distinct: number;
}

export interface ColumnGuess {
  format: Mapping['format'];
  columns: Mapping['columns'];
  decimal: Mapping['decimal'];
  /** Of a table of counts: further columns that tell its cells apart. */
  dimensions: string[];
  profiles: Profile[];
}

/** Which column means what? By name and content together: a name alone that its values deny counts for nothing. */
export function guessColumns(
  format: Mapping['format'],
  headers: readonly string[],
  rows: readonly (readonly string[])[],
  wide?: Wide,
): ColumnGuess {
  const decimal = usesDecimalComma(rows) ? ',' : '.';
  const profiles = headers.map((header, at) => profile(header, at, rows, decimal));
  const columns: Partial<Record<Field, string>> = {};
  const taken = new Set<string>();
  const take = (field: Field, fits: (column: Profile) => boolean) => {
    const found = bestByName(field, profiles, taken, fits);
    if (!found) return false;
    columns[field] = found.header;
    taken.add(found.header);
    return true;
  };

  if (wide) return tableOfCounts();
  const isDate = (column: Profile) => column.filled > 0 && column.date >= 0.5;
  const isNumeric = (column: Profile) => column.filled > 0 && column.number >= 0.8;
  takePlace(profiles, columns, taken, take, isNumeric);
  const located = columns.x !== undefined;
  if (!located && isAreaTable(profiles)) return tableOfCounts();
  take('occurred_to', (column) => column.date >= 0.5 && !isFirst(column, profiles));
  take('reported_at', isDate);
  take('registered', isDate);
  if (!take('occurred_from', isDate)) {
    const date = profiles.find((column) => !taken.has(column.header) && column.filled > 0 && looksDated(column));
    if (date) {
      columns.occurred_from = date.header;
      taken.add(date.header);
    }
  }
  const from = profiles.find((column) => column.header === columns.occurred_from);
  if (from && !from.values.some((value) => /\d{1,2}:\d{2}/.test(value))) {
    take('occurred_from_time', (column) => column.time >= 0.8);
    take('occurred_to_time', (column) => column.time >= 0.8);
  }
  take('report', (column) => column.filled > 0);
  take('counting_unit', (column) => isUnit(column));
  take('id', (column) => column.filled > 0 && column.date < 0.5 && column.distinct >= 0.5);
  take('category', (column) => column.filled > 0 && column.date < 0.5);
  take('precision', (column) => column.filled > 0 && column.number < 0.5);
  take('discovery', (column) => column.filled > 0 && column.number < 0.5);
  return { format, columns, decimal, dimensions: [], profiles };

  function tableOfCounts(): ColumnGuess {
    const name = (field: Field, at: number): void => {
      const header = headers.at(at);
      if (header === undefined) return;
      columns[field] = header;
      taken.add(header);
    };
    if (wide) {
      name('count', -1);
      name(wide.into, -2);
    }
    const isText = (column: Profile) => column.filled > 0 && column.number < 0.5 && column.date < 0.5;
    if (columns.count === undefined) take('count', (column) => column.count >= 0.8);
    if (columns.period === undefined) take('period', (column) => column.period >= 0.8);
    take('area_code', (column) => column.filled > 0 && column.time < 0.5);
    take('area_name', isText);
    if (columns.category === undefined) take('category', isText);
    take('counting_unit', isUnit);
    // Statistics come with the area first and what is counted after it, whatever the columns are called.
    const free = profiles.filter((column) => isText(column) && !taken.has(column.header));
    if (columns.area_name === undefined && columns.area_code === undefined && columns.category === undefined)
      for (const [i, field] of (['area_name', 'category'] as const).entries()) if (free[i]) name(field, free[i].at);
    const dimensions = free.filter((column) => !taken.has(column.header) && tellsApart(column, rows.length));
    return { format: 'area_counts', columns, decimal, dimensions: dimensions.map(({ header }) => header), profiles };
  }
}

const isUnit = (column: Profile): boolean =>
  column.filled > 0 && column.values.every((value) => readCountingUnit(value) !== null);

/** A few words that come again and again, in nearly every row: not remarks. */
const tellsApart = ({ filled, values }: Profile, rows: number): boolean => {
  const words = new Set(values).size;
  return filled >= rows * 0.9 && words > 1 && words <= 50 && words <= filled / 2;
};

function takePlace(
  profiles: readonly Profile[],
  columns: Partial<Record<Field, string>>,
  taken: Set<string>,
  take: (field: Field, fits: (column: Profile) => boolean) => boolean,
  isNumeric: (column: Profile) => boolean,
): void {
  const x = take('x', isNumeric);
  const y = take('y', isNumeric);
  if (x && y) return;
  if (columns.x !== undefined) taken.delete(columns.x);
  if (columns.y !== undefined) taken.delete(columns.y);
  delete columns.x;
  delete columns.y;
  const pair = profiles.find((column) => column.pair >= 0.8 && PAIR_WORDS.includes(column.name));
  const two = profiles.filter((column) => column.number >= 0.9 && column.values.some(isCoordinateLike));
  if (pair) {
    columns.x = pair.header;
    columns.y = pair.header;
    taken.add(pair.header);
  } else if (two.length === 2) {
    // No names to go by: exactly two columns of coordinate-like numbers can only be these.
    columns.x = two[0]?.header ?? '';
    columns.y = two[1]?.header ?? '';
    taken.add(columns.x);
    taken.add(columns.y);
  }
}

/** Four decimals, or six digits and more before them: degrees or metres, not amounts. */
function isCoordinateLike(value: string): boolean {
  return /^\s*-?\d{1,3}[.,]\d{4,}\s*$/.test(value) || /^\s*\d{6,7}[.,]\d+\s*$/.test(value);
}

function isAreaTable(profiles: readonly Profile[]): boolean {
  const named = (field: Field, fits: (column: Profile) => boolean) => {
    return profiles.some((column) => COLUMN_WORDS[field].includes(column.name) && column.filled > 0 && fits(column));
  };
  const area = named('area_name', (column) => column.number < 0.5) || named('area_code', () => true);
  return area && named('period', (column) => column.period >= 0.8) && named('count', (column) => column.count >= 0.8);
}

/** A name like `to` or `end` needs an earlier date column to be the end of something. */
function isFirst(column: Profile, profiles: readonly Profile[]): boolean {
  return profiles.findIndex((other) => other.date >= 0.5) === column.at;
}

/** Dates by their look: bare numbers may be anything. */
function looksDated(column: Profile): boolean {
  return column.date >= 0.9 && column.number < 0.5;
}

function bestByName(
  field: Field,
  profiles: readonly Profile[],
  taken: ReadonlySet<string>,
  fits: (column: Profile) => boolean,
): Profile | null {
  const words = COLUMN_WORDS[field];
  let best: Profile | null = null;
  let bestScore = 0;
  for (const column of profiles) {
    if (taken.has(column.header) || !fits(column)) continue;
    const exact = words.indexOf(column.name);
    const within = words.findIndex((word) => word.length > 2 && ` ${column.name} `.includes(` ${word} `));
    const score = exact !== -1 ? 200 - exact : within !== -1 ? 100 - within : 0;
    if (score > bestScore) {
      best = column;
      bestScore = score;
    }
  }
  return best;
}

function profile(
  header: string,
  at: number,
  rows: readonly (readonly string[])[],
  decimal: Mapping['decimal'],
): Profile {
  const values = rows.map((row) => (row[at] ?? '').trim()).filter((value) => value !== '');
  const share = (test: (value: string) => boolean) => values.filter(test).length / Math.max(1, values.length);
  return {
    at,
    header,
    name: plainName(header),
    values,
    filled: values.length,
    date: share(isDated),
    time: share((value) => typeof readTime(value) === 'object'),
    number: share((value) => !Number.isNaN(readNumber(value, decimal))),
    pair: share((value) => readPair(value, decimal) !== null),
    count: share((value) => readCount(value) !== 'bad_count'),
    period: share((value) => readPeriod(value) !== null),
    distinct: new Set(values).size / Math.max(1, values.length),
  };
}

/** A date in any order, a spreadsheet's serial of 1982–2036, or an epoch of 1980–2100. */
function isDated(value: string): boolean {
  if (/^\d+([.,]\d+)?$/.test(value) && !/^(19|20)\d{6}$/.test(value)) {
    const number = Number(value.replace(',', '.'));
    return (
      (number > 30_000 && number < 50_000) || (number > 3.1e8 && number < 4.1e9) || (number > 3.1e11 && number < 4.1e12)
    );
  }
  return ['dmy', 'mdy'].some((order) => typeof readDate(value, order as 'dmy' | 'mdy') === 'object');
}

function usesDecimalComma(rows: readonly (readonly string[])[]): boolean {
  let comma = 0;
  let stop = 0;
  for (const row of rows) {
    for (const value of row) {
      if (/^\s*-?\d+,\d+\s*$/.test(value)) comma++;
      else if (/^\s*-?\d+\.\d+\s*$/.test(value)) stop++;
    }
  }
  return comma > stop;
}
