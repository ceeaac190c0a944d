import { findCellRuns } from './cell-run.ts';
import { type Allocate, allocateOwn, type Columns, dayOf } from './columns.ts';
import { findGroups, type Groups } from './group.ts';
import { findKinds, type Kinds, TRAIT_DRAWN, traitsOf } from './kind.ts';
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
  readonly kinds: Kinds;
  readonly groups: Groups;
  readonly days: Days;
  readonly drawn: Drawn;
}

/** Local days first to last; `start` says per day, and one past the last, the first row whose group begins there. */
export interface Days {
  readonly first: number;
  readonly last: number;
  readonly start: Uint32Array;
}

/** The drawn rows again, in Morton order of Web Mercator: what a tile reads lies side by side. */
export interface Drawn {
  readonly x: Uint32Array;
  readonly y: Uint32Array;
  /** place in the columns */
  readonly row: Uint32Array;
  readonly incident_id: Int32Array;
  readonly day: Int32Array;
  /** hourOfWeek code, and the rest of the row's kind */
  readonly hour: Uint8Array;
  readonly what: Uint32Array;
  /** see findCellRuns */
  readonly cells: readonly Uint32Array[];
}

export interface StoreContext {
  readonly polygons: ReadonlyMap<string, PolygonCm>;
  readonly toMercator: ToMercator;
  readonly allocate?: Allocate;
}

/** O(rows) once per data version: about a second for a million. */
export function buildParts(columns: Columns, context: StoreContext): StoreParts {
  const allocate = context.allocate ?? allocateOwn;
  const trait = traitsOf(columns);
  const groups = findGroups(columns, trait, allocate);
  const zone = new Uint16Array(columns.count);
  const isRowDrawn = (i: number): boolean => (trait[i]! & TRAIT_DRAWN) !== 0;
  const zones = assignZones(columns.x, columns.y, isRowDrawn, [...context.polygons.values()], zone);
  const kinds = findKinds(columns, trait, zone, allocate);
  return {
    columns,
    slugs: [...context.polygons.keys()],
    zones,
    kinds,
    groups,
    days: indexDays(columns, groups.long, allocate),
    drawn: drawnRows(columns, trait, kinds, context.toMercator, allocate),
  };
}

/** Rows of a group over several days stay with its first day. */
function indexDays(columns: Columns, long: Uint32Array, allocate: Allocate): Days {
  const { count, minute } = columns;
  if (count === 0) return { first: 0, last: -1, start: new Uint32Array(allocate(4)) };
  const first = dayOf(minute[0]!);
  let last = first;
  for (let i = 0; i < count; i++) last = Math.max(last, dayOf(minute[i]!));
  const start = new Uint32Array(allocate((last - first + 2) * 4));
  let day = first;
  for (let i = 0, g = 0; i < count; i++) {
    if (g < long.length && i >= long[g + 1]!) g += 2;
    if (g < long.length && i > long[g]!) continue;
    const own = dayOf(minute[i]!);
    while (day < own) start[++day - first] = i;
  }
  while (day <= last) start[++day - first] = count;
  return { first, last, start };
}

function drawnRows(
  columns: Columns,
  trait: Uint8Array,
  kinds: Kinds,
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
  const int = (): ArrayBufferLike => allocate(n * 4);
  const x = pick(order, mercator.x, new Uint32Array(int()));
  const y = pick(order, mercator.y, new Uint32Array(int()));
  const what = pick(row, kinds.kind, new Uint32Array(int()));
  const hour = pick(what, kinds.hour, new Uint8Array(allocate(n)));
  for (let i = 0; i < n; i++) what[i] = kinds.what[what[i]!]!;
  const incident_id = pick(row, columns.row, new Int32Array(int()));
  return { x, y, row, incident_id, day, hour, what, cells: findCellRuns({ x, y }, allocate) };
}

function pick<Into extends Int32Array | Uint32Array | Uint8Array>(
  at: Uint32Array,
  from: ArrayLike<number>,
  into: Into,
): Into {
  for (let i = 0; i < at.length; i++) into[i] = from[at[i]!]!;
  return into;
}
