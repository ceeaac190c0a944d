import { expect, test } from 'vitest';
import { workingDayAfter, workingDaysBetween } from './working-days.ts';

test.each([
  ['2026-11-26', 3, '2026-12-01'], // Thursday: Friday, Monday, Tuesday
  ['2026-11-28', 1, '2026-11-30'], // a Saturday's first is Monday
  ['2026-12-23', 1, '2026-12-28'], // Christmas Eve to Boxing Day, then Sunday
  ['2026-04-02', 1, '2026-04-07'], // over Easter, 5 April 2026
  ['2026-06-18', 1, '2026-06-22'], // over Midsummer Eve, Friday 19 June 2026
  ['2026-05-13', 1, '2026-05-15'], // over Ascension Day, Thursday 14 May 2026
])('after %s, %i working days are over on %s', (from, days, day) => {
  expect(workingDayAfter(from, days, true)).toBe(day);
  expect(workingDaysBetween(from, day, true)).toBe(days);
});

test('where Swedish holidays don’t hold, only weekends are free', () => {
  expect(workingDayAfter('2026-12-23', 1, false)).toBe('2026-12-24');
});

test('the same day, or an earlier one, is no wait', () => {
  expect(workingDaysBetween('2026-11-26', '2026-11-26', true)).toBe(0);
  expect(workingDaysBetween('2026-11-26', '2026-11-20', true)).toBe(0);
});
