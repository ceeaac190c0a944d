import type { AreaCountDraft, Draft } from './draft.ts';

const DAY_MS = 86_400_000;
/** An interval that is written in months ends with the month it is in. */
const INTERVAL_MS = 31 * DAY_MS;

/**
 * Until when a row may have happened: a day after now, so that a wrong time zone or a slow clock refuses nothing that is
 * only a few hours ahead.
 */
export const latestAt = (now: number): number => now + DAY_MS;

/** Which end of it lies after what can have happened by now, if one does? A slip of the pen (2062) is a row nobody sees again. */
export function aheadOf(
  draft: Draft | AreaCountDraft,
  latest: number,
): 'occurred_from' | 'occurred_to' | 'period' | null {
  if (draft.kind === 'area_count') return Date.parse(draft.period_from) > latest ? 'period' : null;
  if (draft.occurred_from > latest) return 'occurred_from';
  return draft.occurred_to !== null && draft.occurred_to > latest + INTERVAL_MS ? 'occurred_to' : null;
}
