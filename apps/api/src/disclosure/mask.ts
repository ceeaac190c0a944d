import type { Masking } from '@lagesbild/contract';

export type Value = string | number | null;

/** A line of a file: incidents, or reports, that share all their values. */
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

/** How rows become lines: what of each is told, and how few may share it. */
export interface Cut<Row> {
  /** columns beside where */
  told: readonly string[];
  /** columns that say where, by how exact it may be; a row with nothing in any of them has no place */
  where: readonly string[];
  of: (row: Row, column: string) => Value;
  shape: 'rows' | 'counts';
  least: number | null;
}

/**
 * Rows as masking leaves them, those that too few share their values with withheld: left out where each is a line, without a
 * figure among counts.
 *
 * O(rows).
 */
export function masked<Row>(rows: readonly Row[], { told, where, of, shape, least }: Cut<Row>): Masked {
  const groups = new Map<string, { values: Value[]; n: number }>();
  let unplaced = 0;
  const keys = rows.map((row) => {
    const place = where.map((column) => of(row, column));
    const values = [...told.map((column) => of(row, column)), ...place];
    if (place.length > 0 && place.every((value) => value === null)) unplaced++;
    const key = JSON.stringify(values);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { values, n: 1 });
    else group.n++;
    return key;
  });
  const isFew = ({ n }: { n: number }): boolean => n < (least ?? 1);
  const withheld = [...groups.values()].reduce((sum, group) => sum + (isFew(group) ? group.n : 0), 0);
  const lines =
    shape === 'counts'
      ? [...groups.values()].map((group) => ({ values: group.values, n: isFew(group) ? null : group.n }))
      : keys.flatMap((key) => {
          const group = groups.get(key)!;
          return isFew(group) ? [] : [{ values: group.values, n: 1 }];
        });
  return {
    columns: [...told, ...where, ...(shape === 'counts' ? ['n'] : [])],
    lines,
    ...{ selected: rows.length, given: rows.length - withheld, withheld, unplaced },
    alone: [...groups.values()].filter((group) => group.n === 1 && !isFew(group)).length,
  };
}

/** `group_2`; what is never published below the municipality has a group of its own. */
export const groupCode = (group: number | null): string => `group_${group ?? 'other'}`;

/** Metres on a side. */
export const CELL_M: Partial<Record<Masking['place'], number>> = { cell_100: 100, cell_500: 500 };

/** Side of the cells that a file tells of, in metres; null where it tells of none. */
export const cellOf = ({ place }: Pick<Masking, 'place'>): number | null => CELL_M[place] ?? null;
