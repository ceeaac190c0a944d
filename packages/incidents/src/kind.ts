import { type Allocate, COARSEST_DRAWN_PRECISION, type Columns, NO_POSITION } from './columns.ts';
import { hourOfWeek } from './criteria.ts';
import { orderBy } from './order.ts';

/**
 * Everything a filter asks of a row but its day, as one number. A municipality has a few categories, hours of the
 * week, places and ways of discovery, so a million rows are of some ten thousand kinds: criteria are resolved once per
 * kind, and a row costs one look at a table.
 */
export interface Kinds {
  /** per row */
  readonly kind: Uint32Array;
  /** per kind, in order: what it is, and its hourOfWeek code */
  readonly what: Uint32Array;
  readonly hour: Uint8Array;
  /** per what: the rest of the question */
  readonly category: Uint8Array;
  readonly trait: Uint8Array;
  readonly zone: Uint16Array;
}

/**
 * The trait byte: discovery (2 bits), precision (3), whether drawn, whether one of several rows of a group, whether the
 * first of those.
 */
export const TRAIT_PRECISION_SHIFT = 2;
export const TRAIT_DRAWN = 32;
export const TRAIT_GROUPED = 64;
export const TRAIT_HEAD = 128;

/** Whether a row is known well enough to be drawn: a position, and to a segment at least. */
export const isDrawn = (x: number, precision: number): boolean =>
  precision <= COARSEST_DRAWN_PRECISION && x !== NO_POSITION;

/** Traits without the marks of groups. */
export function traitsOf(columns: Columns): Uint8Array {
  const { count, x, precision, discovery } = columns;
  const trait = new Uint8Array(count);
  for (let i = 0; i < count; i++)
    trait[i] =
      (discovery[i]! & 3) |
      ((precision[i]! & 7) << TRAIT_PRECISION_SHIFT) |
      (isDrawn(x[i]!, precision[i]!) ? TRAIT_DRAWN : 0);
  return trait;
}

/** O(rows). */
export function findKinds(columns: Columns, trait: Uint8Array, zone: Uint16Array, allocate: Allocate): Kinds {
  const { count, category, minute, time_precision } = columns;
  const key = new Uint32Array(count); // zone, category, trait
  const hour = new Uint32Array(count);
  for (let i = 0; i < count; i++) {
    key[i] = ((zone[i]! << 16) | (category[i]! << 8) | trait[i]!) >>> 0;
    hour[i] = hourOfWeek(minute[i]!, time_precision[i]!);
  }
  const order = orderBy(count, [key, hour]);
  const kind = new Uint32Array(allocate(count * 4));
  const keys: number[] = [];
  const whats: number[] = [];
  const hours: number[] = [];
  for (let k = 0; k < count; k++) {
    const i = order[k]!;
    const newWhat = keys.length === 0 || keys[keys.length - 1] !== key[i];
    if (newWhat) keys.push(key[i]!);
    if (newWhat || hours[hours.length - 1] !== hour[i]) {
      whats.push(keys.length - 1);
      hours.push(hour[i]!);
    }
    kind[i] = hours.length - 1;
  }
  const bytes = (values: number[]): Uint8Array => {
    const shared = new Uint8Array(allocate(values.length));
    shared.set(values);
    return shared;
  };
  const what = new Uint32Array(allocate(whats.length * 4));
  what.set(whats);
  const zones = new Uint16Array(allocate(keys.length * 2));
  zones.set(keys.map((value) => value >>> 16));
  return {
    kind,
    what,
    hour: bytes(hours),
    category: bytes(keys.map((value) => (value >>> 8) & 255)),
    trait: bytes(keys.map((value) => value & 255)),
    zone: zones,
  };
}
