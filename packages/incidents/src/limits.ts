import { AREA, CATEGORY, COARSE, type Criteria, DISCOVERY, PLACE, PRECISION } from './criteria.ts';
import { type StoreParts, TRAIT_DRAWN, TRAIT_PRECISION_SHIFT } from './parts.ts';

/**
 * Criteria as four small tables: a row fails on the axes in
 * `hours[hour] | categories[category] | zones[zone] | traits[trait]`, and is selected when only COARSE may be left.
 */
export interface Limits {
  readonly hours: Uint8Array;
  readonly categories: Uint8Array;
  readonly zones: Uint8Array;
  readonly traits: Uint8Array;
}

export function limitsOf(criteria: Criteria, parts: Pick<StoreParts, 'slugs' | 'zones'>): Limits {
  const inside = (slugs: readonly string[] | null, zone: readonly number[]): boolean =>
    slugs === null || zone.some((polygon) => slugs.includes(parts.slugs[polygon]!));
  return {
    hours: criteria.hours,
    categories: criteria.categories.map((passes) => (passes === 1 ? 0 : CATEGORY)),
    zones: Uint8Array.from(
      parts.zones,
      (zone) => (inside(criteria.places, zone) ? 0 : PLACE) | (inside(criteria.areas, zone) ? 0 : AREA),
    ),
    traits: Uint8Array.from({ length: 256 }, (_, trait) => {
      const discovery = (criteria.discoveries >>> (trait & 3)) & 1;
      const precision = (criteria.precisions >>> ((trait >>> TRAIT_PRECISION_SHIFT) & 7)) & 1;
      return (discovery === 1 ? 0 : DISCOVERY) | (precision === 1 ? 0 : PRECISION) | (trait & TRAIT_DRAWN ? 0 : COARSE);
    }),
  };
}
