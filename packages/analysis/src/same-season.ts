import { type RateRatio, rateRatio } from './rate-ratio.ts';

export interface SameSeasonOptions {
  /** first and last day asked about, day numbers; at most 364 days */
  readonly from: number;
  readonly to: number;
  /** how many years to look back; default 1 */
  readonly years?: number;
  /** the periods to compare with, where whole weeks aren't the measure: as many days as months have */
  readonly before?: readonly { readonly from: number; readonly to: number }[];
  /** share of intervals that hold the true ratio; default 0.95 */
  readonly level?: number;
  /** compare at equal registration age: n days of registration, and the day up to which this period's are known */
  readonly registration?: { readonly day: ArrayLike<number>; readonly asOf: number };
}

/** A period with its count. */
export interface Season {
  readonly from: number;
  readonly to: number;
  readonly count: number;
}

export interface SameSeason {
  readonly now: Season;
  /** the same weeks one, two … years before, and how many times each its rate is now */
  readonly before: readonly (Season & RateRatio)[];
  /** in one of the periods, but without a day of registration from its own day on: not counted, if that was asked for */
  readonly withoutRegistration: number;
}

const DAYS_A_YEAR = 365.2425;

/**
 * Is this more than in the same weeks a year before? Whole weeks before, so that weekdays agree: 364 days, or 728, 1099
 * … the nearest to so many years.
 *
 * With registrations, a report counts in a period before only if it was registered as soon after as this period's could be:
 * otherwise the last weeks always look like a fall.
 *
 * @param day  n days on which incidents occurred, as day numbers
 * @returns counts, and this period's rate per each before with interval and p
 * @throws {RangeError} when the period is backwards or longer than 364 days (366 beside given periods), or days and registrations disagree on n
 *
 * O(n × years).
 */
export function sameSeason(day: ArrayLike<number>, options: SameSeasonOptions): SameSeason {
  const { from, to, years = 1, level = 0.95, registration } = options;
  const longest = options.before === undefined ? 364 : 366;
  if (!(Number.isSafeInteger(from) && Number.isSafeInteger(to) && from <= to && to - from < longest))
    throw new RangeError(`a period from day ${from} to day ${to}: it must be 1 to ${longest} days long`);
  if (!(Number.isSafeInteger(years) && years >= 1)) throw new RangeError(`${years} years back`);
  if (registration !== undefined && registration.day.length !== day.length)
    throw new RangeError(`${day.length} days and ${registration.day.length} registrations`);
  let withoutRegistration = 0;
  const counted = (season: { readonly from: number; readonly to: number }): Season => {
    let count = 0;
    for (let i = 0; i < day.length; i++) {
      if (!(day[i]! >= season.from && day[i]! <= season.to)) continue;
      if (registration === undefined) count++;
      else if (!(registration.day[i]! >= day[i]!)) withoutRegistration++;
      else if (registration.day[i]! <= registration.asOf - (from - season.from)) count++;
    }
    return { from: season.from, to: season.to, count };
  };
  const weeksBefore = Array.from({ length: years }, (_, i) => {
    const shift = 7 * Math.round((DAYS_A_YEAR * (i + 1)) / 7);
    return { from: from - shift, to: to - shift };
  });
  const now = counted({ from, to });
  const before = (options.before ?? weeksBefore).map((period) => {
    const season = counted(period);
    return { ...season, ...rateRatio(now.count, season.count, { level }) };
  });
  return { now, before, withoutRegistration };
}
