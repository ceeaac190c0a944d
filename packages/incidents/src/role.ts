import { dayOf } from './columns.ts';
import type { Criteria } from './criteria.ts';
import { COUNTED, IN_CATEGORIES, IN_HOURS, IN_PLACES, rolesOfKinds, UNDISCOVERED, WITHOUT_HOUR } from './limits.ts';
import type { StoreParts } from './parts.ts';

/** Criteria applied to every row, but for their days: computed when anything but the days changes. */
export interface Roles {
  readonly criteria: Criteria;
  /** per kind, as if every row counted for itself */
  readonly ofKind: Uint8Array;
  /** per row, groups settled; 0 for rows of groups over several days */
  readonly role: Uint8Array;
  /** of the rows of groups over several days, in their order, as if each counted for itself */
  readonly long: Uint8Array;
  /** incidents per day from the first, whatever the limits on days */
  readonly days: readonly number[];
}

/** O(rows); 1 M rows take about 4 ms. */
export function rolesOf(criteria: Criteria, parts: StoreParts): Roles {
  const { columns, kinds, groups, days } = parts;
  const ofKind = rolesOfKinds(criteria, parts);
  const { kind } = kinds;
  const role = new Uint8Array(columns.count);
  for (let i = 0; i < role.length; i++) role[i] = ofKind[kind[i]!]!;

  const { short, long } = groups;
  const once = criteria.unit === 'report';
  const settle = groupSettler();
  for (let g = 0; once && g < short.length; g += 2) settle(role, columns.category, short[g]!, short[g + 1]!, 0);
  const ofLong: number[] = [];
  for (let g = 0; g < long.length; g += 2)
    for (let i = long[g]!; i < long[g + 1]!; i++) {
      ofLong.push(role[i]!);
      role[i] = 0;
    }

  const perDay = countDays(role, days.start, Math.max(0, days.last - days.first + 1));
  for (let g = 0, k = 0; g < long.length; g += 2)
    for (let i = long[g]!, counts = true; i < long[g + 1]!; i++, k++)
      if (counts && (ofLong[k]! & COUNTED) !== 0) {
        perDay[dayOf(columns.minute[i]!) - days.first]!++;
        counts = !once;
      }
  return { criteria, ofKind, role, long: Uint8Array.from(ofLong), days: perDay };
}

function countDays(role: Uint8Array, start: Uint32Array, days: number): number[] {
  const counts = new Array<number>(days).fill(0);
  for (let day = 0; day < days; day++) {
    let n = 0;
    for (let i = start[day]!, end = start[day + 1]!; i < end; i++) n += role[i]! & COUNTED;
    counts[day] = n;
  }
  return counts;
}

/**
 * @returns a function that lets a group count once: it changes the roles of rows [start, end), each as if it counted for
 *   itself, to what the group counts. That is its first row that qualifies, and in categories its first row of each;
 *   it is left out only if none of its rows is selected. `offset` leads from a row to its place in `category`.
 */
export function groupSettler(): (
  role: Uint8Array,
  category: Uint8Array,
  start: number,
  end: number,
  offset: number,
) => void {
  const seen = new Int32Array(256).fill(-1); // per category, the last group that had it
  let group = 0;
  return (role, category, start, end, offset) => {
    group++;
    let done = 0;
    for (let i = start; i < end; i++) {
      const bits = role[i]!;
      const first = bits & ~done & (COUNTED | IN_HOURS | IN_PLACES);
      done |= first;
      let keep = first | (bits & ~(COUNTED | IN_HOURS | IN_PLACES | IN_CATEGORIES));
      const code = category[i + offset]!;
      if ((bits & IN_CATEGORIES) !== 0 && seen[code] !== group) {
        seen[code] = group;
        keep |= IN_CATEGORIES;
      }
      role[i] = keep;
    }
    let left = (done & COUNTED) === 0 ? UNDISCOVERED | WITHOUT_HOUR : 0;
    for (let i = start; i < end; i++) {
      const bits = role[i]!;
      role[i] = (bits & ~(UNDISCOVERED | WITHOUT_HOUR)) | (bits & left);
      left &= ~bits;
    }
  };
}
