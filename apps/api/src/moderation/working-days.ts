/** Days are local ones, yyyy-mm-dd; arithmetic is on noon UTC, which no change of clocks moves. */
const DAY_MS = 86_400_000;
const at = (day: string): number => Date.parse(`${day}T12:00:00Z`);
const text = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

/** Sunday of Easter, by the Gregorian rule (Meeus, Astronomical Algorithms, chapter 8). */
function easter(year: number): number {
  const a = year % 19;
  const [b, c] = [Math.floor(year / 100), year % 100];
  const f = Math.floor((b + 8) / 25);
  const h = (19 * a + b - Math.floor(b / 4) - Math.floor((b - f + 1) / 3) + 15) % 30;
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const n = h + l - 7 * m + 114;
  return Date.UTC(year, Math.floor(n / 31) - 1, (n % 31) + 1, 12);
}

/** Red days by law (1989:253), and the three eves on which no office is open. */
function swedishHolidays(year: number): Set<string> {
  const fixed = ['01-01', '01-06', '05-01', '06-06', '12-24', '12-25', '12-26', '12-31'];
  const sunday = easter(year);
  // Good Friday, Easter Monday, Ascension Day.
  const moving = [-2, 1, 39].map((days) => text(sunday + days * DAY_MS));
  // Midsummer Eve: the Friday from the 19th to the 25th of June.
  const nineteenth = Date.UTC(year, 5, 19, 12);
  const eve = nineteenth + ((5 - new Date(nineteenth).getUTCDay() + 7) % 7) * DAY_MS;
  return new Set([...fixed.map((day) => `${year}-${day}`), ...moving, text(eve)]);
}

const known = new Map<number, Set<string>>();

/** Is anybody at work, where Swedish holidays hold or don't? */
function isWorkingDay(ms: number, swedish: boolean): boolean {
  const weekday = new Date(ms).getUTCDay();
  if (weekday === 0 || weekday === 6) return false;
  if (!swedish) return true;
  const year = new Date(ms).getUTCFullYear();
  const holidays = known.get(year) ?? swedishHolidays(year);
  known.set(year, holidays);
  return !holidays.has(text(ms));
}

/**
 * How many working days have come after `from`, up to and with `to`? What came on a Friday and is read on Monday has waited one.
 * @returns 0 when `to` isn't later
 */
export function workingDaysBetween(from: string, to: string, swedish: boolean): number {
  let n = 0;
  for (let ms = at(from) + DAY_MS; ms <= at(to); ms += DAY_MS) if (isWorkingDay(ms, swedish)) n++;
  return n;
}

/** The day by which so many working days have come after `from`. */
export function workingDayAfter(from: string, days: number, swedish: boolean): string {
  let ms = at(from);
  for (let n = 0; n < days; ) {
    ms += DAY_MS;
    if (isWorkingDay(ms, swedish)) n++;
  }
  return text(ms);
}
