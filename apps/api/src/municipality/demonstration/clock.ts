const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

/** Days since 1970-01-01 (a Thursday) of a calendar day written YYYY-MM-DD. */
export const dayNumber = (text: string): number => Math.floor(Date.parse(`${text}T00:00:00Z`) / DAY_MS);

export const dayText = (day: number): string => new Date(day * DAY_MS).toISOString().slice(0, 10);

/** 0 = Monday. */
export const weekday = (day: number): number => (((day + 3) % 7) + 7) % 7;

/** Day of the year as a share of it, 0…1. */
export function yearShare(day: number): number {
  const date = new Date(day * DAY_MS);
  const start = Date.UTC(date.getUTCFullYear(), 0, 1);
  return (day * DAY_MS - start) / (366 * DAY_MS);
}

/** The last Sunday that a whole week before `today` ends on. */
export const lastSundayBefore = (today: number): number => today - 1 - weekday(today);

/**
 * Wall-clock minutes since 1970 in Stockholm → milliseconds, UTC. Summer time by the rule of the European Union
 * (last Sundays of March and October, 01:00 UTC), which has held since 1996. The hour that comes twice in October is
 * the first of the two; the one that March leaves out is the hour after it.
 */
export function stockholmToUtc(minutes: number): number {
  const summer = minutes * 60_000 - 2 * HOUR_MS;
  return isSummer(summer) ? summer : summer + HOUR_MS;
}

/** Milliseconds, UTC → the calendar day in Stockholm. */
export function stockholmDay(ms: number): number {
  const offset = isSummer(ms) ? 2 : 1;
  return Math.floor((ms + offset * HOUR_MS) / DAY_MS);
}

function isSummer(ms: number): boolean {
  const year = new Date(ms).getUTCFullYear();
  return ms >= lastSunday(year, 2) && ms < lastSunday(year, 9);
}

/** 01:00 UTC on the last Sunday of a month with 31 days. */
function lastSunday(year: number, month: number): number {
  const last = Math.floor(Date.UTC(year, month, 31) / DAY_MS);
  return (last - ((weekday(last) + 1) % 7)) * DAY_MS + HOUR_MS;
}
