/** Months by the first letters of their names, Swedish and English. */
const MONTHS: Readonly<Record<string, number>> = {
  jan: 1,
  feb: 2,
  mar: 3,
  apr: 4,
  maj: 5,
  may: 5,
  jun: 6,
  jul: 7,
  aug: 8,
  sep: 9,
  okt: 10,
  oct: 10,
  nov: 11,
  dec: 12,
};
const NAMES =
  'januari|january|februari|february|mars|march|april|maj|may|juni|june|juli|july|augusti|august|september|oktober|october|november|december';
const SHORT = 'sept|jan|feb|mar|apr|maj|may|jun|jul|aug|sep|okt|oct|nov|dec';

/** Matches a month's name, whole or shortened, with or without a full stop. */
export const MONTH_NAME = `(?:${NAMES}|(?:${SHORT})\\.?)`;

/** @returns 1–12, or 0 when it is no month's name */
export function monthByName(name: string): number {
  return MONTHS[name.slice(0, 3).toLowerCase()] ?? 0;
}

/** Proleptic Gregorian; month 1–12. */
export function daysInMonth(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** Milliseconds of a civil date as if UTC, without the cost of a Date (Hinnant, days_from_civil). */
export function civilMs(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yoe = y - era * 400;
  const doy = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const doe = yoe * 365 + Math.floor(yoe / 4) - Math.floor(yoe / 100) + doy;
  return (era * 146_097 + doe - 719_468) * 86_400_000;
}

/** @param localMs  wall-clock time as if UTC */
export function dayText(localMs: number): string {
  return new Date(localMs).toISOString().slice(0, 10);
}
