import { dayOf } from './columns.ts';
import type { Criteria } from './criteria.ts';
import {
  COUNTED,
  IN_CATEGORIES,
  IN_HOURS,
  IN_PLACES,
  rolesOfKinds,
  UNDISCOVERED,
  UNDRAWN,
  WITHOUT_HOUR,
} from './limits.ts';
import type { StoreParts } from './parts.ts';

/** Criteria applied to every row, but for their days: computed when anything but the days changes. */
export interface Roles {
  readonly criteria: Criteria;
  /** per kind, as if every row counted for itself */
  readonly ofKind: Uint8Array;
  /** per row, groups settled; 0 for rows of groups over several days */
  readonly role: Uint8Array<ArrayBuffer>;
  /** the rows of groups over several days, as if each counted for itself */
  readonly long: LongRoles;
  /** incidents per day from the first, whatever the limits on days */
  readonly days: readonly number[];
}

/** Rows of groups over several days side by side, whatever lies between the groups. */
export interface LongRoles {
  readonly row: Uint32Array;
  readonly role: Uint8Array;
  readonly category: Uint8Array;
  /** [start, end) of each group, in the arrays above */
  readonly groups: Uint32Array;
}

/**
 * @param before  roles that nobody reads any more: their memory is used again, as a megabyte anew with every step of a
 *                brush keeps the garbage collector busy
 *
 * O(rows); 1 M rows take about 6 ms.
 */
export function rolesOf(criteria: Criteria, parts: StoreParts, before: Roles | null = null): Roles {
  const { columns, kinds, groups, days } = parts;
  const ofKind = rolesOfKinds(criteria, parts);
  const { kind } = kinds;
  const role = before?.role ?? new Uint8Array(columns.count);
  const words = fourAtOnce(role);
  for (let w = 0, i = 0; w < words.length; w++, i += 4)
    words[w] =
      ofKind[kind[i]!]! | (ofKind[kind[i + 1]!]! << 8) | (ofKind[kind[i + 2]!]! << 16) | (ofKind[kind[i + 3]!]! << 24);
  for (let i = words.length * 4; i < role.length; i++) role[i] = ofKind[kind[i]!]!;

  const once = criteria.unit === 'report';
  if (once) settleGroups(role, columns.category, groups.short);
  const long = longRoles(role, columns.category, groups.long);
  const perDay = countDays(role, days.start, Math.max(0, days.last - days.first + 1));
  for (let g = 0; g < long.groups.length; g += 2)
    for (let k = long.groups[g]!, counts = true; counts && k < long.groups[g + 1]!; k++) {
      if ((long.role[k]! & COUNTED) === 0) continue;
      perDay[dayOf(columns.minute[long.row[k]!]!) - days.first]!++;
      counts = !once;
    }
  return { criteria, ofKind, role, long, days: perDay };
}

/** Takes the rows of these groups out of `role`, where they become 0. */
function longRoles(role: Uint8Array, category: Uint8Array, groups: Uint32Array): LongRoles {
  const row: number[] = [];
  const at = new Uint32Array(groups.length);
  for (let g = 0; g < groups.length; g += 2) {
    at[g] = row.length;
    for (let i = groups[g]!; i < groups[g + 1]!; i++) row.push(i);
    at[g + 1] = row.length;
  }
  const long = {
    row: Uint32Array.from(row),
    role: Uint8Array.from(row, (i) => role[i]!),
    category: Uint8Array.from(row, (i) => category[i]!),
    groups: at,
  };
  for (const i of row) role[i] = 0;
  return long;
}

function countDays(role: Uint8Array<ArrayBuffer>, start: Uint32Array, days: number): number[] {
  const words = fourAtOnce(role);
  const counts = new Array<number>(days).fill(0);
  for (let day = 0; day < days; day++) {
    const end = start[day + 1]!;
    let i = start[day]!;
    let n = 0;
    for (; i < end && (i & 3) !== 0; i++) n += role[i]! & COUNTED;
    // Four rows at a time, and no byte of the sum overflows.
    while (i + 4 <= end) {
      const stop = Math.min(end - 3, i + 4 * 255);
      let sums = 0;
      for (; i < stop; i += 4) sums += words[i >>> 2]! & FOUR_COUNTED;
      n += (sums & 255) + ((sums >>> 8) & 255) + ((sums >>> 16) & 255) + (sums >>> 24);
    }
    for (; i < end; i++) n += role[i]! & COUNTED;
    counts[day] = n;
  }
  return counts;
}

/** COUNTED in each of four roles that are read as one number. */
export const FOUR_COUNTED = COUNTED * 0x01010101;
export const fourAtOnce = (role: Uint8Array<ArrayBuffer>): Int32Array =>
  new Int32Array(role.buffer, 0, role.length >>> 2);

const ONCE = COUNTED | IN_HOURS | IN_PLACES;
const LEFT_OUT = UNDISCOVERED | WITHOUT_HOUR;

/**
 * Lets each group count once: changes the roles of its rows, each as if it counted for itself, to what the group counts.
 * That is its first row that qualifies, and in categories its first row of each; a group is left out only if none of its
 * rows is selected.
 *
 * @param groups  [start, end) each, of `role` and `category`
 */
export function settleGroups(role: Uint8Array, category: Uint8Array, groups: Uint32Array): void {
  // Per category the last group that had it; the upper half takes what isn't in categories, to spare a branch.
  const seen = new Int32Array(512).fill(-1);
  for (let g = 0; g < groups.length; g += 2) {
    const end = groups[g + 1]!;
    let done = 0;
    for (let i = groups[g]!; i < end; i++) {
      const bits = role[i]!;
      const inCategories = bits & IN_CATEGORIES;
      const place = category[i]! | ((inCategories ^ IN_CATEGORIES) << 6);
      const again = seen[place] === g ? IN_CATEGORIES : 0;
      seen[place] = g;
      role[i] = (bits & ~done & (ONCE | LEFT_OUT)) | (bits & UNDRAWN) | (inCategories & ~again);
      done |= bits;
    }
    if ((done & LEFT_OUT) !== 0 && (done & COUNTED) !== 0) for (let i = groups[g]!; i < end; i++) role[i]! &= ~LEFT_OUT;
  }
}
