import type { Filter, Tally } from '@lagesbild/contract';

/** The limits a filter can set, as a person thinks of them. */
export const LIMITS = ['period', 'week', 'categories', 'places', 'areas', 'discovery', 'precision'] as const;
export type Limit = (typeof LIMITS)[number];

const FIELDS: Record<Limit, readonly (keyof Filter)[]> = {
  period: ['from', 'to'],
  week: ['hours', 'weekdays'],
  categories: ['categories'],
  places: ['places'],
  areas: ['areas'],
  discovery: ['discovery'],
  precision: ['precision'],
};

/** Which limits does this filter set? */
export const limitsOf = (filter: Filter): Limit[] =>
  LIMITS.filter((limit) => FIELDS[limit].some((field) => filter[field] !== undefined));

/** The filter without one of its limits. */
export function without(filter: Filter, limit: Limit): Filter {
  const rest = { ...filter };
  for (const field of FIELDS[limit]) delete rest[field];
  return rest;
}

const any = (counts: readonly number[]): boolean => counts.some((n) => n > 0);

/**
 * When nothing is selected: which limits would let something through if each alone were taken away? Every breakdown of
 * a tally ignores its own limit, so the answer is already there; a limit that stands alone needs none.
 */
export function culprits(filter: Filter, tally: Tally): Limit[] {
  const limits = limitsOf(filter);
  if (limits.length === 1) return limits;
  return limits.filter((limit) => {
    switch (limit) {
      case 'period':
        return any(tally.days);
      case 'week':
        return any(tally.hours) || tally.left_out.hourless > 0;
      case 'categories':
        return any(Object.values(tally.categories));
      case 'places':
        return any(Object.values(tally.places));
      case 'discovery':
        return tally.left_out.discovery > 0;
      default:
        return false;
    }
  });
}
