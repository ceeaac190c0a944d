import type { PermitArea } from '@lagesbild/contract';

/** An application takes time: from so many days before its end a permit says how many are left. */
export const NOTICE_DAYS = 90;

const DAY_MS = 24 * 3600_000;

/** How a permit stands on a day. */
export type PermitStanding =
  /** it doesn't hold yet */
  | { kind: 'early' }
  | { kind: 'valid' }
  /** it holds, and ends within `NOTICE_DAYS`: 0 is its last day */
  | { kind: 'ending'; days: number }
  | { kind: 'over' };

export function standingOf(
  { valid_from, valid_to }: Pick<PermitArea, 'valid_from' | 'valid_to'>,
  today: string,
): PermitStanding {
  if (valid_to < today) return { kind: 'over' };
  if (today < valid_from) return { kind: 'early' };
  const days = (Date.parse(valid_to) - Date.parse(today)) / DAY_MS;
  return days < NOTICE_DAYS ? { kind: 'ending', days } : { kind: 'valid' };
}
