import { isDrawn } from './build.ts';
import { type Allocate, allocateOwn, type Columns, dayOf, NO_REPORT } from './columns.ts';
import { hourOfWeek } from './criteria.ts';
import { mortonHigh, mortonLow } from './morton.ts';
import { orderBy } from './order.ts';
import type { PolygonCm } from './polygon.ts';
import type { ToMercator } from './projection.ts';
import { assignZones } from './zone.ts';

/**
 * Everything a Store computes once per data version, as plain typed arrays: made in one thread, shared with the others
 * (give `allocate` a maker of SharedArrayBuffers).
 */
export interface StoreParts {
  readonly columns: Columns;
  /** slugs of the polygons, and per zone which of them cover it */
  readonly slugs: readonly string[];
  readonly zones: readonly (readonly number[])[];
  /** per row: hourOfWeek code, trait (see below), zone */
  readonly hour: Uint8Array;
  readonly trait: Uint8Array;
  readonly zone: Uint16Array;
  /** local day of the first row, and per day from it (and one past the last) the first row whose group starts there */
  readonly first_day: number;
  readonly last_day: number;
  readonly day_start: Uint32Array;
  /** [start, end) of groups of more than one row: those on one day, and those on several */
  readonly groups: Uint32Array;
  readonly long_groups: Uint32Array;
  /** the drawn rows again, in Morton order of Web Mercator */
  readonly drawn: Drawn;
}

export interface Drawn {
  readonly x: Uint32Array;
  readonly y: Uint32Array;
  readonly row: Uint32Array;
  readonly day: Int32Array;
  readonly hour: Uint8Array;
  readonly trait: Uint8Array;
  readonly zone: Uint16Array;
  readonly category: Uint8Array;
}

/** The trait byte: discovery (2 bits), precision (3), whether drawn, whether one of several rows of its group, whether the first of those. */
export const TRAIT_PRECISION_SHIFT = 2;
export const TRAIT_DRAWN = 32;
export const TRAIT_GROUPED = 64;
export const TRAIT_HEAD = 128;

export interface StoreContext {
  readonly polygons: ReadonlyMap<string, PolygonCm>;
  readonly toMercator: ToMercator;
  readonly allocate?: Allocate;
}

/** O(rows log rows) once per data version: about a second for a million. */
export function buildParts(columns: Columns, context: StoreContext): StoreParts {
  const allocate = context.allocate ?? allocateOwn;
  const { count, minute, precision, time_precision, discovery, x, y } = columns;
  const hour = new Uint8Array(allocate(count));
  const trait = new Uint8Array(allocate(count));
  for (let i = 0; i < count; i++) {
    hour[i] = hourOfWeek(minute[i]!, time_precision[i]!);
    trait[i] =
      (discovery[i]! & 3) |
      ((precision[i]! & 7) << TRAIT_PRECISION_SHIFT) |
      (isDrawn(x[i]!, precision[i]!) ? TRAIT_DRAWN : 0);
  }
  const { groups, long } = findGroups(columns, trait);
  const days = indexDays(columns, long, allocate);
  const isRowDrawn = (i: number): boolean => (trait[i]! & TRAIT_DRAWN) !== 0;
  const zone = new Uint16Array(allocate(count * 2));
  const zones = assignZones(x, y, isRowDrawn, [...context.polygons.values()], zone).polygons;
  return {
    columns,
    slugs: [...context.polygons.keys()],
    zones,
    hour,
    trait,
    zone,
    ...days,
    groups: share(groups, allocate),
    long_groups: share(long, allocate),
    drawn: drawnRows(columns, hour, trait, zone, context.toMercator, allocate),
  };
}

/** Marks rows of groups in their traits, and lists the groups. */
function findGroups(columns: Columns, trait: Uint8Array): { groups: number[]; long: number[] } {
  const { count, report, x, y, minute } = columns;
  const groups: number[] = [];
  const long: number[] = [];
  for (let start = 0, end = 1; start < count; start = end++) {
    const same = (i: number): boolean =>
      report[i] === report[start] &&
      x[i] === x[start] &&
      y[i] === y[start] &&
      ((trait[i]! ^ trait[start]!) & TRAIT_DRAWN) === 0;
    if (report[start] === NO_REPORT) continue;
    while (end < count && same(end)) end++;
    if (end === start + 1) continue;
    for (let i = start; i < end; i++) trait[i]! |= TRAIT_GROUPED;
    trait[start]! |= TRAIT_HEAD;
    (dayOf(minute[start]!) === dayOf(minute[end - 1]!) ? groups : long).push(start, end);
  }
  return { groups, long };
}

function indexDays(
  columns: Columns,
  long: readonly number[],
  allocate: Allocate,
): { first_day: number; last_day: number; day_start: Uint32Array } {
  const { count, minute } = columns;
  if (count === 0) return { first_day: 0, last_day: -1, day_start: share([0], allocate) };
  const first_day = dayOf(minute[0]!);
  let last_day = first_day;
  for (let i = 0; i < count; i++) last_day = Math.max(last_day, dayOf(minute[i]!));
  const day_start = new Uint32Array(allocate((last_day - first_day + 2) * 4));
  let day = first_day;
  let next = 0; // in `long`: rows of a group over several days stay with its first day
  for (let i = 0; i < count; i++) {
    if (long[next + 1] !== undefined && i >= long[next + 1]!) next += 2;
    const own = long[next] !== undefined && i > long[next]! ? day : dayOf(minute[i]!);
    while (day < own) day_start[++day - first_day] = i;
  }
  while (day <= last_day) day_start[++day - first_day] = count;
  return { first_day, last_day, day_start };
}

function drawnRows(
  columns: Columns,
  hour: Uint8Array,
  trait: Uint8Array,
  zone: Uint16Array,
  toMercator: ToMercator,
  allocate: Allocate,
): Drawn {
  const all = new Uint32Array(trait.length);
  let n = 0;
  for (let i = 0; i < trait.length; i++) if ((trait[i]! & TRAIT_DRAWN) !== 0) all[n++] = i;
  const rows = all.subarray(0, n);
  const mercator = toMercator(pick(rows, columns.x, new Int32Array(n)), pick(rows, columns.y, new Int32Array(n)));
  const high = new Uint32Array(n);
  const low = new Uint32Array(n);
  for (let i = 0; i < n; i++) {
    high[i] = mortonHigh(mercator.x[i]!, mercator.y[i]!);
    low[i] = mortonLow(mercator.x[i]!, mercator.y[i]!);
  }
  const order = orderBy(n, [high, low]);
  const row = pick(order, rows, new Uint32Array(allocate(n * 4)));
  const day = pick(row, columns.minute, new Int32Array(allocate(n * 4)));
  for (let i = 0; i < n; i++) day[i] = dayOf(day[i]!);
  return {
    x: pick(order, mercator.x, new Uint32Array(allocate(n * 4))),
    y: pick(order, mercator.y, new Uint32Array(allocate(n * 4))),
    row,
    day,
    hour: pick(row, hour, new Uint8Array(allocate(n))),
    trait: pick(row, trait, new Uint8Array(allocate(n))),
    zone: pick(row, zone, new Uint16Array(allocate(n * 2))),
    category: pick(row, columns.category, new Uint8Array(allocate(n))),
  };
}

function pick<Into extends Int32Array | Uint32Array | Uint16Array | Uint8Array>(
  at: Uint32Array,
  from: ArrayLike<number>,
  into: Into,
): Into {
  for (let i = 0; i < at.length; i++) into[i] = from[at[i]!]!;
  return into;
}

function share(values: ArrayLike<number>, allocate: Allocate): Uint32Array {
  const shared = new Uint32Array(allocate(values.length * 4));
  shared.set(values);
  return shared;
}
