import { MINUTES_PER_DAY } from './columns.ts';
import { CATEGORY, COARSE, type Criteria, DISCOVERY, HOUR, HOURLESS, HOURS, PLACE } from './criteria.ts';
import { limitsOf } from './limits.ts';
import type { StoreParts } from './parts.ts';

/**
 * What a row counts for under criteria, once the days are left aside: one bit per breakdown. Only the days change while
 * a person drags the time brush, so roles are computed once and the brush just adds them up.
 */
export const COUNTED = 1; // n
export const IN_HOURS = 2; // the hour breakdown, which ignores the limits on hours
export const IN_CATEGORIES = 4; // the category breakdown, which ignores the limits on categories
export const IN_PLACES = 8; // the place breakdown, which ignores the limits on places
export const UNDISCOVERED = 16; // left out by discovery alone
export const WITHOUT_HOUR = 32; // left out for want of an hour alone
export const UNDRAWN = 64; // coarse: never drawn

const ROLE_OF = Uint8Array.from({ length: 256 }, (_, failure) => {
  const fails = failure & ~COARSE;
  const but = (axes: number): boolean => (fails & ~axes) === 0;
  return (
    (but(0) ? COUNTED : 0) |
    (but(HOUR) ? IN_HOURS : 0) |
    (but(CATEGORY) ? IN_CATEGORIES : 0) |
    (but(PLACE) ? IN_PLACES : 0) |
    (fails === DISCOVERY ? UNDISCOVERED : 0) |
    (fails === HOURLESS ? WITHOUT_HOUR : 0) |
    (failure & COARSE ? UNDRAWN : 0)
  );
});

/** Rows without a known hour aren't in the hour breakdown. */
const KNOWN = Uint8Array.from({ length: 256 }, (_, code) => (code < HOURS ? 255 : 255 & ~IN_HOURS));

export interface Roles {
  readonly criteria: Criteria;
  /** per row; 0 for rows of groups over several days */
  readonly role: Uint8Array;
  /** of the rows of groups over several days, in their order, as if each counted for itself */
  readonly long_role: Uint8Array;
  /** incidents per day from the first, whatever the limits on days */
  readonly days: number[];
}

/** O(rows); 1 M rows take about 5 ms. */
export function rolesOf(criteria: Criteria, parts: StoreParts): Roles {
  const { hour, trait, zone, columns, groups, long_groups, day_start, first_day, last_day } = parts;
  const { category, minute } = columns;
  const limits = limitsOf(criteria, parts);
  const { hours, categories, zones, traits } = limits;
  const role = new Uint8Array(columns.count);
  for (let i = 0; i < role.length; i++)
    role[i] =
      ROLE_OF[hours[hour[i]!]! | categories[category[i]!]! | zones[zone[i]!]! | traits[trait[i]!]!]! & KNOWN[hour[i]!]!;

  const days = new Array<number>(Math.max(0, last_day - first_day + 1)).fill(0);
  const long: number[] = [];
  if (criteria.unit === 'report') {
    const group = new GroupRoles();
    for (let g = 0; g < groups.length; g += 2) group.settle(role, category, groups[g]!, groups[g + 1]!);
    for (let g = 0; g < long_groups.length; g += 2)
      for (let i = long_groups[g]!; i < long_groups[g + 1]!; i++) {
        long.push(role[i]!);
        role[i] = 0;
      }
  }
  for (let day = 0; day < days.length; day++) {
    let n = 0;
    for (let i = day_start[day]!, end = day_start[day + 1]!; i < end; i++) n += role[i]! & COUNTED;
    days[day] = n;
  }
  for (let g = 0, k = 0; g < long_groups.length; g += 2) {
    const start = long_groups[g]!;
    const first = long.slice(k, (k += long_groups[g + 1]! - start)).findIndex((bits) => (bits & COUNTED) !== 0);
    if (first >= 0) days[Math.floor(minute[start + first]! / MINUTES_PER_DAY) - first_day]!++;
  }
  return { criteria, role, long_role: Uint8Array.from(long), days };
}

/** Lets each group count once: its first row that qualifies, in categories its first row of each category. */
export class GroupRoles {
  private readonly seen = new Int32Array(256).fill(-1);
  private groups = 0;

  /** Changes the roles of rows [start, end), each as if it counted for itself, to what the group counts. */
  settle(role: Uint8Array, category: Uint8Array, start: number, end: number, categoryStart = start): void {
    const group = this.groups++;
    let done = 0;
    for (let i = start; i < end; i++) {
      const bits = role[i]!;
      let keep = bits & ~done & (COUNTED | IN_HOURS | IN_PLACES);
      done |= keep;
      const code = category[categoryStart + i - start]!;
      if ((bits & IN_CATEGORIES) !== 0 && this.seen[code] !== group) {
        this.seen[code] = group;
        keep |= IN_CATEGORIES;
      }
      role[i] = keep | (bits & (UNDISCOVERED | WITHOUT_HOUR | UNDRAWN));
    }
    let left = (done & COUNTED) === 0 ? UNDISCOVERED | WITHOUT_HOUR : 0;
    for (let i = start; i < end; i++) {
      const bits = role[i]!;
      role[i] = (bits & ~(UNDISCOVERED | WITHOUT_HOUR)) | (bits & left);
      left &= ~bits;
    }
  }
}
