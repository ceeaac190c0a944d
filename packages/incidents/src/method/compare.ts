import { poissonInterval, type Season, sameSeason } from '@lagesbild/analysis';
import { dayOf, NO_DAY } from '../columns.ts';
import { type Criteria, isoDay } from '../criteria.ts';
import type { Store } from '../store.ts';
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
/** Without a first day these last days are compared. */
const USUAL_DAYS = 28;
/** Where fewer of them have a day of registration, equal ages would compare what is left by chance. */
const REGISTERED_LEAST = 0.95;

/**
 * Is this more than in the same weeks a year before? Of all that are selected, wherever they were. The period ends with the filter's last
 * day, or with the last there are data for: days that nobody has reported from yet would look like a fall.
 */
export function* compare(question: Question, { years, level }: CompareParameters): Work<CompareAnswer> {
  const { store, criteria } = question;
  const [from, to] = comparedDays(store, criteria);
  const [first, last] = daysOf(store) ?? [from, from];
  const shifts = [0, ...Array.from({ length: years }, (_, at) => weeksBefore(at + 1))];
  const reached = shifts.filter((shift) => shift === 0 || (from <= last && from - shift >= first));
  yield { done: 0, of: 1 };

  // A period at a time: the first row of a report that counts is looked for in each, as the page's own counts do.
  const rows = reached.flatMap((shift) =>
    Array.from(store.select({ ...criteria, from_day: from - shift, to_day: to - shift }).index),
  );
  const { minute, registered } = store.columns;
  const day = rows.map((row) => dayOf(minute[row]!));
  const since = rows.map((row) => (registered[row] === NO_DAY ? Number.NaN : registered[row]!));
  const usable = since.filter((value, at) => value >= day[at]!).length;
  const equal_age = rows.length > 0 && usable >= REGISTERED_LEAST * rows.length;
  const asOf = equal_age ? lastRegistered(store) : Number.NaN;
  const found =
    reached.length > 1
      ? sameSeason(day, {
          ...{ from, to, level, years: reached.length - 1 },
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

/** First and last day that are compared: the filter's, as far as there are data. */
export function comparedDays(store: Store, { from_day, to_day }: Criteria): readonly [from: number, to: number] {
  const [, last] = daysOf(store) ?? [0, to_day ?? USUAL_DAYS - 1];
  const from = from_day ?? Math.min(to_day ?? last, last) - USUAL_DAYS + 1;
  const to = Math.min(to_day ?? last, last);
  return [from, to < from ? (to_day ?? from) : to];
}

/** As `sameSeason` has it: the nearest whole weeks to so many years. */
const weeksBefore = (years: number): number => 7 * Math.round((365.2425 * years) / 7);

function lastRegistered({ columns: { registered } }: Store): number {
  let last = NO_DAY;
  for (let i = 0; i < registered.length; i++) if (registered[i]! > last) last = registered[i]!;
  return last;
}
