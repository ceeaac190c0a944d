import { type Criteria, HOURS, isoDay } from './criteria.ts';
import type { StoreParts } from './parts.ts';
import { longRows, moveRange, type Range, rangeOf } from './range.ts';
import {
  COUNTED,
  IN_CATEGORIES,
  IN_HOURS,
  IN_PLACES,
  type Roles,
  UNDISCOVERED,
  UNDRAWN,
  WITHOUT_HOUR,
} from './role.ts';

/** Counts under criteria, in the contract's shape (its Tally says what each figure means). */
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
 * Adds up roles over days. It keeps the sums of the last brush: a brush that moves by a week adds a week of rows and
 * takes one away, whatever its width.
 */
export class TallySums {
  private readonly parts: StoreParts;
  private roles: Roles | null = null;
  private range: Range = { start: 0, end: 0 };
  /** rows per role */
  private readonly byRole = new Int32Array(256);
  /** per value; in the upper half those that count (the lower half takes the rest, which spares a branch per row) */
  private readonly byHour = new Int32Array(512);
  private readonly byCategory = new Int32Array(512);
  private readonly byZone: Int32Array;

  constructor(parts: StoreParts) {
    this.parts = parts;
    this.byZone = new Int32Array(parts.zones.length * 2);
  }

  /** O(rows that entered or left since the last call); O(rows in range) when the roles are new. */
  tally(criteria: Criteria, roles: Roles): TallyCounts {
    const range = rangeOf(criteria, this.parts);
    if (this.roles !== roles) {
      this.restart();
      this.roles = roles;
      this.range = { start: 0, end: 0 };
    }
    moveRange(this.range, range, (start, end, sign) => this.add(start, end, sign, roles.role), this.restart);
    this.range = range;
    const long: [number, number][] = [];
    longRows(criteria, roles, this.parts, (row, role) => long.push([row, role]));
    for (const [row, role] of long) this.addRow(row, role, 1);
    const counts = this.read(criteria, roles);
    for (const [row, role] of long) this.addRow(row, role, -1);
    return counts;
  }

  private readonly restart = (): void => {
    for (const sums of [this.byRole, this.byHour, this.byCategory, this.byZone]) sums.fill(0);
  };

  private add(start: number, end: number, sign: 1 | -1, role: Uint8Array): void {
    const { byRole, byHour, byCategory, byZone } = this;
    const { hour, zone } = this.parts;
    const { category } = this.parts.columns;
    const zones = byZone.length >>> 1;
    for (let i = start; i < end; i++) {
      const bits = role[i]!;
      byRole[bits]! += sign;
      byHour[((bits & IN_HOURS) << 7) | hour[i]!]! += sign;
      byCategory[((bits & IN_CATEGORIES) << 6) | category[i]!]! += sign;
    }
    if (zones > 1) for (let i = start; i < end; i++) byZone[((role[i]! & IN_PLACES) >>> 3) * zones + zone[i]!]! += sign;
  }

  private addRow(row: number, bits: number, sign: 1 | -1): void {
    const { hour, zone, columns, zones } = this.parts;
    this.byRole[bits]! += sign;
    this.byHour[((bits & IN_HOURS) << 7) | hour[row]!]! += sign;
    this.byCategory[((bits & IN_CATEGORIES) << 6) | columns.category[row]!]! += sign;
    this.byZone[((bits & IN_PLACES) >>> 3) * zones.length + zone[row]!]! += sign;
  }

  private read(criteria: Criteria, roles: Roles): TallyCounts {
    const { columns, slugs, zones, first_day, groups, long_groups } = this.parts;
    const having = (bits: number, without = 0): number =>
      this.byRole.reduce((sum, rows, role) => ((role & bits) === bits && (role & without) === 0 ? sum + rows : sum), 0);
    const places = new Array<number>(slugs.length).fill(0);
    zones.forEach((polygons, zone) => {
      for (const polygon of polygons) places[polygon]! += this.byZone[zones.length + zone]!;
    });
    const repeats = (list: Uint32Array): number => {
      let rows = 0;
      for (let g = 0; g < list.length; g += 2) rows += list[g + 1]! - list[g]! - 1;
      return rows;
    };
    const total = columns.count - (criteria.unit === 'report' ? repeats(groups) + repeats(long_groups) : 0);
    return {
      data_version: columns.dataVersion,
      total,
      n: having(COUNTED),
      mapped: having(COUNTED, UNDRAWN),
      left_out: {
        discovery: having(UNDISCOVERED),
        hourless: having(WITHOUT_HOUR),
        coarse: having(COUNTED | UNDRAWN),
      },
      first_day: columns.count === 0 ? null : isoDay(first_day),
      days: roles.days.slice(),
      hours: Array.from(this.byHour.subarray(256, 256 + HOURS)),
      categories: Object.fromEntries(columns.categories.map((code, i) => [code, this.byCategory[256 + i]!])),
      places: Object.fromEntries(slugs.map((slug, i) => [slug, places[i]!])),
    };
  }
}
