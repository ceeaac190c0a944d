/** Local calendar days as whole numbers: 1970-01-01 is 0. Days have no clock here, so summer time can't touch them. */

const DAY_MS = 86_400_000;

/** Day number of a yyyy-mm-dd. */
export const dayNumber = (day: string): number => Date.parse(`${day}T00:00:00Z`) / DAY_MS;

/** yyyy-mm-dd of a day number. */
export const dayText = (day: number): string => new Date(day * DAY_MS).toISOString().slice(0, 10);

const parts = (day: number): [year: number, month: number, date: number] => {
  const date = new Date(day * DAY_MS);
  return [date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()];
};
const numberOf = (year: number, month: number, date: number): number => Date.UTC(year, month, date) / DAY_MS;

/** ISO weekday, 1 = Monday. 1970-01-01 was a Thursday. */
export const isoWeekday = (day: number): number => ((((day + 3) % 7) + 7) % 7) + 1;

export const weekStart = (day: number): number => day - isoWeekday(day) + 1;

export const monthStart = (day: number): number => {
  const [year, month] = parts(day);
  return numberOf(year, month, 1);
};

export const yearStart = (day: number): number => numberOf(parts(day)[0], 0, 1);

/** The same date so many months away; the last day of the month where that month is shorter. */
export function addMonths(day: number, months: number): number {
  const [year, month, date] = parts(day);
  const first = numberOf(year, month + months, 1);
  const last = numberOf(year, month + months + 1, 1) - 1;
  return Math.min(first + date - 1, last);
}

export const dayOfMonth = (day: number): number => parts(day)[2];

export type Unit = 'day' | 'week' | 'month' | 'year';

/** First day of the unit that a day is in. */
export const startOf = (day: number, unit: Unit): number =>
  unit === 'day' ? day : unit === 'week' ? weekStart(day) : unit === 'month' ? monthStart(day) : yearStart(day);

/** First day of the unit so many steps away from the one a day is in. */
export const step = (day: number, unit: Unit, n: number): number =>
  unit === 'day'
    ? day + n
    : unit === 'week'
      ? weekStart(day) + 7 * n
      : addMonths(startOf(day, unit), unit === 'month' ? n : 12 * n);
