import { expect, test } from 'vitest';
import { NO_POSITION } from '../columns.ts';
import { dayNumber } from '../criteria.ts';
import { answerTo, town } from './town.testing.ts';

const at = (day: string, minute: number): number => dayNumber('from', day)! * 1440 + minute;
const row = (minute: number, duration_min: number, time_precision = 0) => ({
  ...town(1, 0, [0, 0])[0]!,
  ...{ minute, duration_min, time_precision },
});

test('an interval is shared among its hours, and hours nobody knows are told', () => {
  // Ratcliffe's 10:55–11:55, a Wednesday; one without an end; one known to the day; one longer than a week.
  const rows = [
    row(at('2026-06-10', 655), 60),
    { ...row(at('2026-06-11', 60), 0), x: NO_POSITION, y: NO_POSITION, precision: 4 },
    row(at('2026-06-10', 0), 0, 2),
    row(at('2026-06-01', 0), 10 * 1440),
  ];
  const { n, refused, week, day, without_end, over_a_week } = answerTo('hours', {}, rows);
  expect([n, refused.hourless, without_end, over_a_week]).toEqual([3, 1, 1, 1]);
  expect(week[2 * 24 + 10]! - 1 / 168).toBeCloseTo(5 / 60, 12);
  expect(week[2 * 24 + 11]! - 1 / 168).toBeCloseTo(55 / 60, 12);
  expect(day[1]! - 1 / 24).toBeCloseTo(1, 12);
  for (const weights of [week, day]) expect(weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(n, 12);
});

test('the night the clock goes back has its hour twice, and the one it goes on none', () => {
  // Six real hours from midnight: in autumn they end at five on the clock, in spring at seven.
  const autumn = answerTo('hours', {}, [row(at('2026-10-25', 0), 360)]).day;
  expect(Array.from(autumn.slice(0, 7), (weight) => weight * 6)).toEqual([1, 1, 2, 1, 1, 0, 0]);
  const spring = answerTo('hours', {}, [row(at('2026-03-29', 0), 360)]).day;
  expect(Array.from(spring.slice(0, 8), (weight) => weight * 6)).toEqual([1, 1, 0, 1, 1, 1, 1, 0]);
});
