import { type Allocate, type Columns, dayOf, NO_REPORT } from './columns.ts';
import { TRAIT_DRAWN, TRAIT_GROUPED, TRAIT_HEAD } from './kind.ts';

/**
 * Groups: the rows of one report at one place, side by side in the columns, of which a selection counts one. Only
 * groups of more than one row are listed, [start, end) each.
 */
export interface Groups {
  /** whose rows are all of one day */
  readonly short: Uint32Array;
  /** whose rows are of several days; they stand where the first of them does */
  readonly long: Uint32Array;
  /** rows beyond the first of each */
  readonly repeats: number;
}

/** Finds the groups and marks their rows in `trait`. */
export function findGroups(columns: Columns, trait: Uint8Array, allocate: Allocate): Groups {
  const { count, report, x, y, minute } = columns;
  const short: number[] = [];
  const long: number[] = [];
  let repeats = 0;
  for (let start = 0, end = 1; start < count; start = end++) {
    if (report[start] === NO_REPORT) continue;
    const same = (i: number): boolean =>
      report[i] === report[start] &&
      x[i] === x[start] &&
      y[i] === y[start] &&
      ((trait[i]! ^ trait[start]!) & TRAIT_DRAWN) === 0;
    while (end < count && same(end)) end++;
    if (end === start + 1) continue;
    repeats += end - start - 1;
    (dayOf(minute[start]!) === dayOf(minute[end - 1]!) ? short : long).push(start, end);
    for (let i = start; i < end; i++) trait[i]! |= TRAIT_GROUPED;
    trait[start]! |= TRAIT_HEAD;
  }
  return { short: share(short, allocate), long: share(long, allocate), repeats };
}

function share(values: number[], allocate: Allocate): Uint32Array {
  const shared = new Uint32Array(allocate(values.length * 4));
  shared.set(values);
  return shared;
}
