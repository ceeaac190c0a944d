import { poissonInterval, rateRatio } from '@lagesbild/analysis';
import { expect, test } from 'vitest';
import { NO_DAY } from '../columns.ts';
import { dayNumber, isoDay } from '../criteria.ts';
import { criteriaOf, EVERYTHING } from '../testing.ts';
import { answerTo, onDays, questionOf, town } from './town.testing.ts';

const NOW = dayNumber('from', '2026-06-01')!;
const FILTER = { ...EVERYTHING, from: '2026-06-01', to: '2026-06-28' };
const PARAMETERS = { years: 3, level: 0.95 };

/** 22 reports in these weeks, 34 in those a year before; each registered `lag` days after it happened. */
const rows = (lag: (i: number) => number) =>
  onDays(town(56, 0, [0, 0]), (i) => (i < 22 ? NOW + (i % 28) : NOW - 364 + (i % 28))).map((row, i) => ({
    ...row,
    registered: Math.floor(row.minute / 1440) + lag(i),
  }));

/** One before there would be a year to compare with, and one after the period: data reach from the one to the other. */
const around = [NOW - 400, NOW + 40].flatMap((day) =>
  onDays(town(1, 0, [0, 0]), () => day).map((row) => ({ ...row, registered: day })),
);

test('this period stands against the same weeks a year before, by the exact test, as far back as there are data', () => {
  const { n, now, before, equal_age, as_of } = answerTo('compare', PARAMETERS, [...rows(() => 0), ...around], FILTER);
  expect([n, now.count, before.length, equal_age, as_of]).toEqual([22, 22, 1, true, '2026-07-11']);
  const alone = poissonInterval(22);
  expect([now.low, now.high]).toEqual([alone.low, alone.high]);
  const { ratio, low, high, p } = rateRatio(22, 34);
  expect(before[0]).toEqual({ ...{ from: isoDay(NOW - 364), to: '2025-06-29', count: 34 }, ratio, low, high, p });
});

test('at equal registration age: what was registered later last year than it could be this year doesn’t count', () => {
  const late = rows((i) => (i >= 45 ? 300 : 0));
  const { before, refused } = answerTo('compare', PARAMETERS, [...late, ...around], FILTER);
  expect([before[0]!.count, refused.unregistered]).toEqual([23, 0]);
});

test('without registrations all count, and it says so; a period that data don’t reach back from stands alone', () => {
  const bare = rows(() => 0).map((row) => ({ ...row, registered: NO_DAY }));
  const { equal_age, as_of, before } = answerTo('compare', PARAMETERS, [...bare, ...around], FILTER);
  expect([equal_age, as_of, before[0]!.count]).toEqual([false, null, 34]);
  const alone = answerTo('compare', PARAMETERS, bare, { ...FILTER, from: '2026-05-25', to: '2026-06-21' });
  expect(alone).toMatchObject({ equal_age: false, before: [] });
});

test('days that nobody has reported from yet don’t look like a fall', () => {
  const { now } = answerTo(
    'compare',
    PARAMETERS,
    rows(() => 0),
    { ...FILTER, to: '2026-08-31' },
  );
  expect(now).toMatchObject({ from: '2026-06-01', to: '2026-06-22', count: 22 });
  const after = answerTo(
    'compare',
    PARAMETERS,
    rows(() => 0),
    { ...EVERYTHING, from: '2027-01-01', to: '2027-01-31' },
  );
  expect(after).toMatchObject({ now: { from: '2027-01-01', to: '2027-01-31', count: 0 }, before: [] });
});

test('counts what the page counts: one of each report and place in each period', () => {
  const filter = { from: '2026-06-01', to: '2026-06-28' };
  const shared = rows(() => 0).map((row, i) => ({ ...row, report: i % 4, discovery: 0, x: 0, y: 0 }));
  const { now } = answerTo('compare', PARAMETERS, shared, filter);
  expect(now.count).toBe(questionOf(shared).store.tally(criteriaOf(filter)).n);
  expect(now.count).toBe(4);
});

test('what is known only to the month is compared month by month', () => {
  const month = (year: number, at: number): number => Date.UTC(year, at, 1) / 86_400_000;
  const known = (day: number, n: number) =>
    onDays(town(n, 0, [0, 0]), () => day).map((row) => ({ ...row, time_precision: 3, registered: NO_DAY }));
  // Weeks before March are most of April: its first is among them, and the first of March isn't.
  const monthly = [
    ...known(month(2025, 0), 1),
    ...known(month(2025, 2), 34),
    ...known(month(2025, 3), 5),
    ...known(month(2026, 2), 22),
  ];
  const march = { ...EVERYTHING, from: '2026-03-01', to: '2026-03-31' };
  const { now, before } = answerTo('compare', PARAMETERS, monthly, march);
  expect(now).toMatchObject({ from: '2026-03-01', to: '2026-03-31', count: 22 });
  expect(before).toMatchObject([{ from: '2025-03-01', to: '2025-03-31', count: 34 }]);
  expect(answerTo('compare', PARAMETERS, monthly).now).toMatchObject({ from: '2026-03-01', count: 22 });
});

test('a hot spot stands against the same weeks at the same age as all the rest', () => {
  const planted = (day: number, n: number, lag: (i: number) => number) =>
    onDays(town(n, n, [0, 0], 4), () => day).map((row, i) => ({ ...row, registered: day + lag(i) }));
  const of = (lag: (i: number) => number) => {
    const all = [...planted(NOW, 60, () => 0), ...planted(NOW - 364, 50, lag), ...around];
    const { spots } = answerTo('gistar', { cell_m: 200, reach_m: 200, fdr: 0.05 }, all, FILTER);
    return spots.reduce((sum, { before }) => sum + before!, 0);
  };
  // As of 40 days after the period's first: ten of fifty were registered later than that.
  expect([of(() => 0), of((i) => (i < 10 ? 100 : 0))]).toEqual([50, 40]);
});
