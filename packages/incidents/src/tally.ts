import { type Criteria, HOURS, isoDay } from './criteria.ts';
import { TRAIT_GROUPED } from './kind.ts';
import { COUNTED, IN_CATEGORIES, IN_HOURS, IN_PLACES, UNDISCOVERED, UNDRAWN, WITHOUT_HOUR } from './limits.ts';
import type { StoreParts } from './parts.ts';
import { longRows, moveRange, type Range, rangeOf } from './range.ts';
import type { Roles } from './role.ts';

/**
 * Counts under criteria, in the contract's shape. Each breakdown leaves out the limits on its own axis. Days and hours
 * are of the row that counts, so they add up to n where that axis isn't limited. Categories and places are what choosing
 * that one alone would give: a report of a theft and an assault is in both. A report is left out for a reason when that
 * reason alone keeps it from being counted.
 */
export interface TallyCounts {
  data_version: number;
  total: number;
  n: number;
  mapped: number;
  left_out: { discovery: number; hourless: number; coarse: number };
  first_day: string | null;
  days: number[];
  hours: number[];
  categories: Record<string, number>;
  places: Record<string, number>;
}

/**
 * Rows in the brushed days, by kind. It keeps the last brush: one that moves by a week adds a week of rows and takes one
 * away, whatever its width, and a change of anything but the days costs no look at these rows at all.
 */
export class TallySums {
  private readonly parts: StoreParts;
  private readonly rows: Int32Array;
  private range: Range = { start: 0, end: 0 };

  constructor(parts: StoreParts) {
    this.parts = parts;
    this.rows = new Int32Array(parts.kinds.what.length);
  }

  /** O(rows that entered or left since the last call + kinds + rows in groups). */
  tally(criteria: Criteria, roles: Roles): TallyCounts {
    const { parts, rows } = this;
    const range = rangeOf(criteria, parts);
    moveRange(this.range, range, this.add, () => rows.fill(0));
    this.range = range;

    const sums = new Sums(parts);
    const { what, hour, trait } = parts.kinds;
    const apart = criteria.unit === 'report' ? TRAIT_GROUPED : 0;
    for (let kind = 0; kind < rows.length; kind++) {
      const n = rows[kind]!;
      if (n === 0) continue;
      const w = what[kind]!;
      if ((trait[w]! & apart) === 0) sums.add(roles.ofKind[kind]!, n, w, hour[kind]!);
    }
    this.addGroups(criteria, roles, range, sums);
    return sums.read(criteria, roles);
  }

  private readonly add = (start: number, end: number, sign: 1 | -1): void => {
    const { rows } = this;
    const { kind } = this.parts.kinds;
    for (let i = start; i < end; i++) rows[kind[i]!]! += sign;
  };

  /** Rows of groups count or not by their group, and those of groups over several days by a day of their own. */
  private addGroups(criteria: Criteria, roles: Roles, range: Range, sums: Sums): void {
    const { kind, what, hour } = this.parts.kinds;
    const { short, long } = this.parts.groups;
    const add = (row: number, role: number, n: number): void => sums.add(role, n, what[kind[row]!]!, hour[kind[row]!]!);
    if (criteria.unit === 'report') {
      sums.addGroups(roles.role, short, firstGroup(short, range.start), firstGroup(short, range.end));
    } else {
      for (let g = firstGroup(long, range.start); g < long.length && long[g]! < range.end; g += 2)
        for (let i = long[g]!; i < long[g + 1]!; i++) add(i, roles.ofKind[kind[i]!]!, -1); // counted by kind above
    }
    longRows(criteria, roles, this.parts, (row, role) => add(row, role, 1));
  }
}

/** The first group that starts at `row` or after. */
function firstGroup(groups: Uint32Array, row: number): number {
  let from = 0;
  let to = groups.length >>> 1;
  while (from < to) {
    const middle = (from + to) >>> 1;
    if (groups[middle * 2]! < row) from = middle + 1;
    else to = middle;
  }
  return from * 2;
}

class Sums {
  private readonly parts: StoreParts;
  private readonly byRole = new Int32Array(128);
  private readonly byHour = new Int32Array(256);
  private readonly byCategory = new Int32Array(256);
  private readonly byZone: Int32Array;

  constructor(parts: StoreParts) {
    this.parts = parts;
    this.byZone = new Int32Array(parts.zones.length);
  }

  add(role: number, n: number, what: number, hour: number): void {
    this.byRole[role]! += n;
    if ((role & IN_HOURS) !== 0) this.byHour[hour]! += n;
    if ((role & IN_CATEGORIES) !== 0) this.byCategory[this.parts.kinds.category[what]!]! += n;
    if ((role & IN_PLACES) !== 0) this.byZone[this.parts.kinds.zone[what]!]! += n;
  }

  /** The same for each row of the groups at [from, to), with its settled role. */
  addGroups(role: Uint8Array, groups: Uint32Array, from: number, to: number): void {
    const { byRole, byHour, byCategory, byZone } = this;
    const { kind, what, hour, category, zone } = this.parts.kinds;
    for (let g = from; g < to; g += 2) {
      const end = groups[g + 1]!;
      for (let i = groups[g]!; i < end; i++) {
        const bits = role[i]!;
        if (bits === 0) continue;
        byRole[bits]!++;
        if ((bits & IN_HOURS) !== 0) byHour[hour[kind[i]!]!]!++;
        if ((bits & IN_CATEGORIES) !== 0) byCategory[category[what[kind[i]!]!]!]!++;
        if ((bits & IN_PLACES) !== 0) byZone[zone[what[kind[i]!]!]!]!++;
      }
    }
  }

  read(criteria: Criteria, roles: Roles): TallyCounts {
    const { columns, slugs, zones, days, groups } = this.parts;
    const having = (bits: number, without = 0): number =>
      this.byRole.reduce((sum, n, role) => ((role & bits) === bits && (role & without) === 0 ? sum + n : sum), 0);
    const places = new Array<number>(slugs.length).fill(0);
    zones.forEach((polygons, zone) => {
      for (const polygon of polygons) places[polygon]! += this.byZone[zone]!;
    });
    return {
      data_version: columns.dataVersion,
      total: columns.count - (criteria.unit === 'report' ? groups.repeats : 0),
      n: having(COUNTED),
      mapped: having(COUNTED, UNDRAWN),
      left_out: {
        discovery: having(UNDISCOVERED),
        hourless: having(WITHOUT_HOUR),
        coarse: having(COUNTED | UNDRAWN),
      },
      first_day: columns.count === 0 ? null : isoDay(days.first),
      days: roles.days.slice(),
      hours: Array.from(this.byHour.subarray(0, HOURS)),
      categories: Object.fromEntries(columns.categories.map((code, i) => [code, this.byCategory[i]!])),
      places: Object.fromEntries(slugs.map((slug, i) => [slug, places[i]!])),
    };
  }
}
