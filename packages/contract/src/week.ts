/** Weeks by their Monday, and the minutes of one as the clock on the wall shows them. */

const DAY_MS = 24 * 3600_000;
const MINUTE_MS = 60_000;
export const WEEKDAYS = [0, 1, 2, 3, 4, 5, 6] as const;

const utcOf = (day: string): number => Date.parse(`${day}T00:00:00Z`);
const dayOf = (utc: number): string => new Date(utc).toISOString().slice(0, 10);

export const addDays = (day: string, n: number): string => dayOf(utcOf(day) + n * DAY_MS);

/** 0 is Monday. */
export const weekdayOf = (day: string): number => (new Date(utcOf(day)).getUTCDay() + 6) % 7;

/** The Monday of the week that a day lies in. */
export const mondayOf = (day: string): string => addDays(day, -weekdayOf(day));

/** Its number after ISO 8601: the week belongs to the year that its Thursday lies in, which has 52 of them or 53. */
export function isoWeekOf(monday: string): { year: number; week: number } {
  const year = Number(addDays(monday, 3).slice(0, 4));
  const first = mondayOf(`${year}-01-04`);
  return { year, week: Math.round((utcOf(monday) - utcOf(first)) / (7 * DAY_MS)) + 1 };
}

const clocks = new Map<string, Intl.DateTimeFormat>();

/** What the wall shows in a zone at an instant, as if that were UTC. */
function wallAt(instant: number, time_zone: string): number {
  let clock = clocks.get(time_zone);
  if (clock === undefined) {
    const two = '2-digit';
    clock = new Intl.DateTimeFormat('en-US', {
      ...{ timeZone: time_zone, hourCycle: 'h23', calendar: 'gregory', numberingSystem: 'latn' },
      ...{ year: 'numeric', month: two, day: two, hour: two, minute: two },
    });
    clocks.set(time_zone, clock);
  }
  const of: Record<string, number> = {};
  for (const { type, value } of clock.formatToParts(instant)) of[type] = Number(value);
  return Date.UTC(of.year!, of.month! - 1, of.day!, of.hour!, of.minute!);
}

/**
 * The instant at which the wall shows a minute of a day. An hour that is left out in spring begins where it would have, and of an
 * hour that comes twice in autumn the first one counts.
 *
 * @param minute  from the day's midnight; past 1440 in the days after
 * @returns milliseconds since 1970 in UTC
 */
export function instantOf(day: string, minute: number, time_zone: string): number {
  const wall = utcOf(day) + minute * MINUTE_MS;
  // The offset a day earlier and a day later: where they differ, the earlier one is tried first.
  const before = wall - (wallAt(wall - DAY_MS, time_zone) - (wall - DAY_MS));
  if (wallAt(before, time_zone) === wall) return before;
  const after = wall - (wallAt(wall + DAY_MS, time_zone) - (wall + DAY_MS));
  return wallAt(after, time_zone) === wall ? after : before;
}

/** The day and its minute that the wall shows at an instant. */
export function wallClock(instant: number, time_zone: string): { day: string; minute: number } {
  const wall = wallAt(instant, time_zone);
  return { day: dayOf(wall), minute: Math.floor((wall % DAY_MS) / MINUTE_MS) };
}
