import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays, instantOf, isoWeekOf, mondayOf, wallClock, weekdayOf } from './week.ts';

const STOCKHOLM = 'Europe/Stockholm';
const day = fc.integer({ min: 0, max: 60_000 }).map((n) => addDays('1970-01-01', n));
const at = (text: string): number => Date.parse(text);

test('a week has one Monday, whichever of its days is asked, and its days follow each other', () => {
  fc.assert(
    fc.property(day, fc.integer({ min: 0, max: 6 }), (any, n) => {
      const monday = mondayOf(any);
      expect(weekdayOf(monday)).toBe(0);
      expect(mondayOf(addDays(monday, n))).toBe(monday);
      expect(weekdayOf(addDays(monday, n))).toBe(n);
    }),
  );
});

// date -d 2026-12-28 +%G-W%V, and so on
test.each([
  ['2026-12-28', 2026, 53],
  ['2027-01-04', 2027, 1],
  ['2024-12-30', 2025, 1],
  ['2026-11-23', 2026, 48],
  ['2020-12-28', 2020, 53],
])('the week of Monday %s is week %i %i after ISO 8601', (monday, year, week) => {
  expect(isoWeekOf(monday)).toEqual({ year, week });
});

test('an instant is where the wall shows it: summer, winter, and past midnight into the next day', () => {
  expect(instantOf('2026-07-01', 18 * 60, STOCKHOLM)).toBe(at('2026-07-01T16:00:00Z'));
  expect(instantOf('2026-12-31', 25 * 60, STOCKHOLM)).toBe(at('2027-01-01T00:00:00Z'));
});

test('the hour that comes twice is its first, and the hour that is left out moves on', () => {
  expect(instantOf('2026-10-25', 150, STOCKHOLM)).toBe(at('2026-10-25T00:30:00Z'));
  expect(instantOf('2026-10-25', 180, STOCKHOLM)).toBe(at('2026-10-25T02:00:00Z'));
  expect(instantOf('2026-03-29', 150, STOCKHOLM)).toBe(at('2026-03-29T01:30:00Z'));
  expect(wallClock(at('2026-03-29T01:30:00Z'), STOCKHOLM)).toEqual({ day: '2026-03-29', minute: 210 });
});

test('what the wall shows at an instant leads back to it, but for the hour that comes twice', () => {
  fc.assert(
    fc.property(day, fc.integer({ min: 0, max: 1439 }), (any, minute) => {
      const instant = instantOf(any, minute, STOCKHOLM);
      const wall = wallClock(instant, STOCKHOLM);
      expect(instantOf(wall.day, wall.minute, STOCKHOLM)).toBe(instant);
    }),
  );
});
