import { poissonInterval, type Season, sameSeason } from '@lagesbild/analysis';
import { dayOf, NO_DAY } from '../columns.ts';
import { isoDay } from '../criteria.ts';
import { comparedDays, registeredUpTo, yearsBefore } from './season.ts';
import { type Dated, daysOf, finite, type Question, type Refused, type Work } from './study.ts';

export interface CompareParameters {
  readonly years: number;
  readonly level: number;
}

/** A period with its count. */
export interface Period extends Dated {
  readonly count: number;
}

/** An earlier period, and how many times its rate is that of now. */
export interface Earlier extends Period {
  /** null where there were none then: no number of times */
  readonly ratio: number | null;
  readonly low: number;
  /** null where it has no end */
  readonly high: number | null;
  readonly p: number;
}

export interface CompareAnswer {
  readonly n: number;
  readonly refused: Refused & {
    /** of one of the periods, but without a usable day of registration; only when compared at equal age */
    readonly unregistered: number;
  };
  /** with the exact interval of the count it would have on average */
  readonly now: Period & { readonly low: number; readonly high: number };
  /** one year back, two, …: as many as there are data for */
  readonly before: readonly Earlier[];
  /** whether a report counts in a period before only if it was registered as soon after as this period's could be */
  readonly equal_age: boolean;
  /** last day of which registrations are known, null when ages weren't made equal */
  readonly as_of: string | null;
}

/** A year of whole weeks: the longest period that has its own weeks in each year. */
export const PERIOD_DAYS_MAX = 364;
/**
 * Is this more than in the same weeks a year before? Of all that are selected, wherever they were. The period ends with the filter's last
 * day, or with the last there are data for: days that nobody has reported from yet would look like a fall.
 */
export function* compare(question: Question, { years, level }: CompareParameters): Work<CompareAnswer> {
  const { store, criteria } = question;
  const compared = comparedDays(store, criteria);
  const { from, to } = compared;
  const [first, last] = daysOf(store) ?? [from, from];
  const seasons = Array.from({ length: years }, (_, at) => yearsBefore(compared, at + 1));
  const reached = seasons.filter((season) => from <= last && season.from >= first);
  yield { done: 0, of: 1 };

  // A period at a time: the first row of a report that counts is looked for in each, as the page's own counts do.
  const rows = [{ from, to }, ...reached].flatMap((days) =>
    Array.from(store.select({ ...criteria, from_day: days.from, to_day: days.to }).index),
  );
  const { minute, registered } = store.columns;
  const day = rows.map((row) => dayOf(minute[row]!));
  const since = rows.map((row) => (registered[row] === NO_DAY ? Number.NaN : registered[row]!));
  const asOf = registeredUpTo(store, rows);
  const equal_age = !Number.isNaN(asOf);
  const found =
    reached.length > 0
      ? sameSeason(day, {
          ...{ from, to, level, before: reached },
          ...(equal_age ? { registration: { day: since, asOf } } : {}),
        })
      : null;
  const now = found?.now ?? { from, to, count: day.length };
  const counted = poissonInterval(now.count, { level });
  return {
    n: now.count,
    refused: { coarse: 0, outside: 0, dayless: 0, unregistered: found?.withoutRegistration ?? 0 },
    now: { ...periodOf(now), low: counted.low, high: counted.high },
    before: (found?.before ?? []).map(({ ratio, low, high, p, ...season }) => ({
      ...{ ...periodOf(season), ratio: finite(ratio), low, high: finite(high), p },
    })),
    equal_age: equal_age && found !== null,
    as_of: equal_age && found !== null ? isoDay(asOf) : null,
  };
}

const periodOf = ({ from, to, count }: Season): Period => ({ from: isoDay(from), to: isoDay(to), count });
