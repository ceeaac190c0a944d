import {
  AREA,
  CATEGORY,
  COARSE,
  type Criteria,
  DISCOVERY,
  HOUR,
  HOURLESS,
  HOURS,
  PLACE,
  PRECISION,
} from './criteria.ts';
import { TRAIT_DRAWN, TRAIT_PRECISION_SHIFT } from './kind.ts';
import type { StoreParts } from './parts.ts';

/**
 * What a row counts for under criteria, once the days are left aside: one bit per breakdown. Only the days change while
 * a person drags the time brush.
 */
export const COUNTED = 1; // n
export const IN_HOURS = 2; // the hour breakdown, which ignores the limits on hours; known hours only
export const IN_CATEGORIES = 4; // the category breakdown, which ignores the limits on categories
export const IN_PLACES = 8; // the place breakdown, which ignores the limits on places
export const UNDISCOVERED = 16; // left out by discovery alone
export const WITHOUT_HOUR = 32; // left out for want of an hour alone
export const UNDRAWN = 64; // coarse: never drawn

/** From the axes a row fails on to its role. */
const ROLE = Uint8Array.from({ length: 256 }, (_, failure) => {
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

/** The axes that rows of each `what` fail on, hours left aside. O(whats). */
export function failuresOfWhats(criteria: Criteria, parts: Pick<StoreParts, 'slugs' | 'zones' | 'kinds'>): Uint8Array {
  const { category, trait, zone } = parts.kinds;
  const inside = (slugs: readonly string[] | null, polygons: readonly number[]): boolean =>
    slugs === null || polygons.some((polygon) => slugs.includes(parts.slugs[polygon]!));
  const zones = parts.zones.map(
    (polygons) => (inside(criteria.places, polygons) ? 0 : PLACE) | (inside(criteria.areas, polygons) ? 0 : AREA),
  );
  const failures = new Uint8Array(trait.length);
  for (let w = 0; w < failures.length; w++) {
    const bits = trait[w]!;
    const discovery = (criteria.discoveries >>> (bits & 3)) & 1;
    const precision = (criteria.precisions >>> ((bits >>> TRAIT_PRECISION_SHIFT) & 7)) & 1;
    failures[w] =
      (discovery === 1 ? 0 : DISCOVERY) |
      (precision === 1 ? 0 : PRECISION) |
      ((bits & TRAIT_DRAWN) !== 0 ? 0 : COARSE) |
      (criteria.categories[category[w]!] === 1 ? 0 : CATEGORY) |
      zones[zone[w]!]!;
  }
  return failures;
}

/** The role of each kind of row, as if every row counted for itself. O(kinds). */
export function rolesOfKinds(criteria: Criteria, parts: Pick<StoreParts, 'slugs' | 'zones' | 'kinds'>): Uint8Array {
  const { what, hour } = parts.kinds;
  const whats = failuresOfWhats(criteria, parts);
  const { hours } = criteria;
  const roles = new Uint8Array(what.length);
  for (let kind = 0; kind < roles.length; kind++) {
    const role = ROLE[whats[what[kind]!]! | hours[hour[kind]!]!]!;
    roles[kind] = hour[kind]! < HOURS ? role : role & ~IN_HOURS;
  }
  return roles;
}
