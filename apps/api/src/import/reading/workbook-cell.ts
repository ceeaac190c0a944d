import { wellFormed } from './well-formed.ts';

/**
 * A cell as text. Formulas arrive as their last result; what looks like one in a text cell is text.
 * A date is a wall-clock time: Excel knows no zones. A time without a day (serial below 1) is `HH:MM`.
 */
export function cellText(cell: unknown): string {
  if (cell === null || cell === undefined) return '';
  if (cell instanceof Date) return dateText(cell);
  return wellFormed(String(cell));
}

/** Both of Excel's epochs, 1900 and 1904, put a bare time of day before this. */
const FIRST_REAL_YEAR = 1905;

function dateText(date: Date): string {
  // Serials are binary fractions of a day: 08:30 arrives as 08:29:59.999.
  const iso = new Date(Math.round(date.getTime() / 1000) * 1000).toISOString();
  const time = iso.slice(11, iso.endsWith(':00.000Z') ? 16 : 19);
  if (date.getUTCFullYear() < FIRST_REAL_YEAR) return time;
  return time === '00:00' ? iso.slice(0, 10) : `${iso.slice(0, 10)} ${time}`;
}
