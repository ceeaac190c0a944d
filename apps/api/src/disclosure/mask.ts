import { DISCLOSED_COLUMNS, type Masking } from '@lagesbild/contract';
import { CELL_M, type LeftRow } from './rows.ts';

export type Value = string | number | null;

/** A line of a file: incidents that share all their values. */
export interface Line {
  values: Value[];
  /** how many share them; null where that is withheld */
  n: number | null;
}

/** What a file is made of, and what is said of it. */
export interface Masked {
  columns: string[];
  lines: Line[];
  selected: number;
  given: number;
  withheld: number;
  unplaced: number;
  alone: number;
}

/** What a file says of where, by how exact it may be. */
export const PLACE_COLUMNS: Record<Masking['place'], readonly (keyof LeftRow & string)[]> = {
  point: ['lon', 'lat'],
  cell_100: ['east_m', 'north_m'],
  cell_500: ['east_m', 'north_m'],
  place: ['place'],
  none: [],
};

/** `group_2`; what is never published below the municipality has a group of its own. */
export const groupCode = (group: number | null): string => `group_${group ?? 'other'}`;

/**
 * Rows as masking leaves them, those that too few share their values with withheld: left out where each incident is a line, without a
 * figure among counts.
 *
 * O(rows).
 */
export function masked(rows: readonly LeftRow[], masking: Masking): Masked {
  const told = DISCLOSED_COLUMNS.filter((column) => masking.columns.includes(column));
  const where = PLACE_COLUMNS[masking.place];
  const groups = new Map<string, { values: Value[]; n: number }>();
  let unplaced = 0;
  const keys = rows.map((row) => {
    const of = (column: keyof LeftRow): Value =>
      column === 'category' && masking.category === 'group' ? groupCode(row.group) : row[column];
    const values = [...told, ...where].map(of);
    if (where.length > 0 && row[where[0]!] === null) unplaced++;
    const key = JSON.stringify(values);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { values, n: 1 });
    else group.n++;
    return key;
  });
  const least = masking.least ?? 1;
  const isFew = ({ n }: { n: number }): boolean => n < least;
  const withheld = [...groups.values()].reduce((sum, group) => sum + (isFew(group) ? group.n : 0), 0);
  const lines =
    masking.shape === 'counts'
      ? [...groups.values()].map((group) => ({ values: group.values, n: isFew(group) ? null : group.n }))
      : keys.flatMap((key) => {
          const group = groups.get(key)!;
          return isFew(group) ? [] : [{ values: group.values, n: 1 }];
        });
  return {
    columns: [...told, ...where, ...(masking.shape === 'counts' ? ['n'] : [])],
    lines,
    ...{ selected: rows.length, given: rows.length - withheld, withheld, unplaced },
    alone: [...groups.values()].filter((group) => group.n === 1 && !isFew(group)).length,
  };
}

/** Side of the cells that a file tells of, in metres; null where it tells of none. */
export const cellOf = ({ place }: Masking): number | null => CELL_M[place] ?? null;
