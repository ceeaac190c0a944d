/** A quarter or a year that is released: what it is called, from when to when, and from which day on it may be made. */
export interface Period {
  kind: 'quarter' | 'year';
  /** 4 · year + 0…3, or the year */
  period: number;
  release: string;
  /** first day, and the day after the last */
  from: string;
  to: string;
  /** 30 days after a quarter, 60 after a year */
  frozen_on: string;
}

const DAY_MS = 86_400_000;
const WAIT_DAYS = { quarter: 30, year: 60 } as const;
/** What is released of the past the first time. */
const FIRST_YEARS = 3;

const day = (year: number, month: number, plus = 0): string =>
  new Date(Date.UTC(year, month, 1) + plus * DAY_MS).toISOString().slice(0, 10);

export function quarterPeriod(period: number): Period {
  const [year, quarter] = [Math.floor(period / 4), period % 4];
  const [from, to] = [day(year, quarter * 3), day(year, quarter * 3 + 3)];
  const frozen_on = day(year, quarter * 3 + 3, WAIT_DAYS.quarter);
  return { kind: 'quarter', period, release: `quarter-${year}-${quarter + 1}`, from, to, frozen_on };
}

export const yearPeriod = (year: number): Period => ({
  ...{ kind: 'year', period: year, release: `year-${year}`, from: day(year, 0), to: day(year + 1, 0) },
  frozen_on: day(year + 1, 0, WAIT_DAYS.year),
});

export const quarterOf = (date: string): number =>
  4 * Number(date.slice(0, 4)) + Math.floor((Number(date.slice(5, 7)) - 1) / 3);
export const yearOf = (date: string): number => Number(date.slice(0, 4));

/** The periods that may be made on a day and are worth it: from the first record on, three years back at most; oldest first. */
export function duePeriods(today: string, first: string | null): Period[] {
  if (first === null) return [];
  const due: Period[] = [];
  const start = Math.max(yearOf(first), yearOf(today) - FIRST_YEARS);
  for (let year = start; year <= yearOf(today); year++) {
    for (let q = 0; q < 4; q++) due.push(quarterPeriod(4 * year + q));
    due.push(yearPeriod(year));
  }
  return due.filter(({ frozen_on, to }) => frozen_on <= today && to > first);
}

/** The quarter and the year that can be made next, soonest first. */
export function nextPeriods(today: string): Period[] {
  const later = ({ frozen_on }: Period): boolean => frozen_on > today;
  const before = quarterOf(today) - 2; // it may still be waiting
  const quarter = [0, 1, 2].map((i) => quarterPeriod(before + i)).find(later)!;
  const year = [-1, 0].map((i) => yearPeriod(yearOf(today) + i)).find(later)!;
  return [quarter, year].sort((a, b) => (a.frozen_on < b.frozen_on ? -1 : 1));
}

/**
 * The period that a record counts in: its own, unless that was released before the record came; then the next that
 * wasn't. So a closed period never changes, and nothing is lost.
 *
 * @param made  when each period was released, milliseconds
 * @param came  when the record came, milliseconds
 */
export function countedIn(own: number, came: number, made: ReadonlyMap<number, number>): number {
  let period = own;
  while ((made.get(period) ?? Number.POSITIVE_INFINITY) < came) period++;
  return period;
}
