import { type Filter, formatFilter, type ProposalKind, type ProposalWeight } from '@lagesbild/contract';

/** What the form holds: the question but for its filter, which is the page's own. */
export interface Wish {
  readonly kind: ProposalKind;
  readonly weight_by: ProposalWeight;
  readonly by: 'zones' | 'minutes';
  readonly zones: number;
  readonly minutes: number;
  /** metres from the middle of a zone to its edge, where they cover */
  readonly radius_m: number;
  /** of the mean work, where they are balanced */
  readonly tolerance: number;
  readonly visit_min: number;
}

export const FIRST_WISH: Wish = {
  ...{ kind: 'covering', weight_by: 'incidents', by: 'zones', zones: 3, minutes: 600 },
  ...{ radius_m: 250, tolerance: 0.1, visit_min: 13 },
};

/** The address that answers a wish under a filter. */
export function proposalPath(slug: string, wish: Wish, filter: Filter): string {
  const query = formatFilter(filter);
  if (wish.by === 'zones') query.set('zones', String(wish.zones));
  else query.set('minutes', String(wish.minutes));
  if (wish.weight_by !== 'incidents') query.set('weight_by', wish.weight_by);
  query.set('visit_min', String(wish.visit_min));
  if (wish.kind === 'covering') query.set('radius_m', String(wish.radius_m));
  else query.set('tolerance', String(wish.tolerance));
  return `/api/${slug}/zone-proposals/${wish.kind}?${query}`;
}
