import { expect, test } from 'vitest';
import { createClock } from './clock.ts';

const stockholm = createClock('Europe/Stockholm');
const utc = (local: string, clock = stockholm) => new Date(clock.toUtc(Date.parse(`${local}Z`))).toISOString();

test('summer and winter time are obeyed on both sides of the changes', () => {
  expect(utc('2026-01-15T12:00')).toBe('2026-01-15T11:00:00.000Z');
  expect(utc('2026-07-15T12:00')).toBe('2026-07-15T10:00:00.000Z');
  expect(utc('2026-03-29T01:59')).toBe('2026-03-29T00:59:00.000Z');
  expect(utc('2026-03-29T03:00')).toBe('2026-03-29T01:00:00.000Z');
});

test('an hour the spring change skips is read an hour later, and known as skipped', () => {
  expect(utc('2026-03-29T02:30')).toBe('2026-03-29T01:30:00.000Z');
  expect(stockholm.isSkipped(Date.parse('2026-03-29T02:30Z'))).toBe(true);
  expect(stockholm.isSkipped(Date.parse('2026-03-29T03:30Z'))).toBe(false);
});

test('of an hour the autumn change repeats the first is taken', () => {
  expect(utc('2026-10-25T02:30')).toBe('2026-10-25T00:30:00.000Z');
  expect(utc('2026-10-25T03:00')).toBe('2026-10-25T02:00:00.000Z');
});

test('wall clock and instant lead to each other through every hour of three years in five zones', () => {
  for (const zone of ['Europe/Stockholm', 'America/Chicago', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'UTC']) {
    const clock = createClock(zone);
    for (let at = Date.UTC(2024, 11, 30); at < Date.UTC(2027, 0, 3); at += 3_600_000) {
      const back = clock.toUtc(clock.toLocal(at));
      // The second pass of a repeated hour comes back as the first.
      if (back !== at) expect(clock.toLocal(back)).toBe(clock.toLocal(at));
    }
  }
});

test('a zone that does not exist is refused by name', () => {
  expect(() => createClock('Europe/Märsta')).toThrow(/Europe\/Märsta/);
});
