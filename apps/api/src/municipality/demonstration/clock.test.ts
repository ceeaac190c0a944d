import { describe, expect, it } from 'vitest';
import { dayNumber, dayText, lastSundayBefore, stockholmDay, stockholmToUtc, weekday } from './clock.ts';

/** Wall-clock minutes since 1970. */
const minutes = (text: string): number => Date.parse(`${text}Z`) / 60_000;

describe('the clock of Stockholm', () => {
  it.each([
    ['2026-01-15T12:00', '2026-01-15T11:00:00Z'],
    ['2026-07-15T12:00', '2026-07-15T10:00:00Z'],
    ['2026-03-29T01:59', '2026-03-29T00:59:00Z'], // the last minute of winter time
    ['2026-03-29T03:00', '2026-03-29T01:00:00Z'], // the first of summer time
    ['2026-03-29T02:30', '2026-03-29T01:30:00Z'], // doesn't exist: an hour later
    ['2026-10-25T02:30', '2026-10-25T00:30:00Z'], // comes twice: the first
    ['2026-10-25T01:59', '2026-10-24T23:59:00Z'],
    ['2026-10-25T03:00', '2026-10-25T02:00:00Z'],
  ])('reads %s as %s', (local, utc) => {
    expect(new Date(stockholmToUtc(minutes(local))).toISOString()).toBe(new Date(utc).toISOString());
  });

  it('agrees with the platform on the day, every six hours for five years', () => {
    const day = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Stockholm' });
    for (let ms = Date.parse('2021-11-22T00:30:00Z'); ms < Date.parse('2026-11-22T00:00:00Z'); ms += 6 * 3_600_000)
      expect(dayText(stockholmDay(ms))).toBe(day.format(ms));
  });

  it('knows Mondays, and the Sunday that the last whole week ended on', () => {
    expect(weekday(dayNumber('1970-01-01'))).toBe(3); // a Thursday
    expect(weekday(dayNumber('2026-11-23'))).toBe(0);
    expect(dayText(lastSundayBefore(dayNumber('2026-11-23')))).toBe('2026-11-22');
    expect(dayText(lastSundayBefore(dayNumber('2026-11-22')))).toBe('2026-11-15');
  });
});
