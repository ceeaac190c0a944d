import fc from 'fast-check';
import { expect, test } from 'vitest';
import { civilMs, dayText } from './calendar.ts';
import { type DateOrder, readDate, readTime } from './date.ts';

function written(value: string, order: DateOrder = 'ymd'): string {
  const date = readDate(value, order);
  if (typeof date === 'string') return date;
  const offset = date.offset === null ? '' : ` ${date.offset / 3_600_000}`;
  return `${new Date(date.local).toISOString().slice(0, 19)} ${date.precision}${offset}`;
}

test.each([
  ['2026-01-02', '2026-01-02T00:00:00 day'],
  ['2026-01', '2026-01-01T00:00:00 month'],
  ['2026-01-02 03:04', '2026-01-02T03:04:00 minute'],
  ['2026-01-02T03:04:05Z', '2026-01-02T03:04:05 minute 0'],
  ['2026-01-02T03:04:05.678+01:00', '2026-01-02T03:04:05 minute 1'],
  ['2026-01-02 8:14:05 +02:00', '2026-01-02T08:14:05 minute 2'],
  ['2026-01-02 23.15', '2026-01-02T23:15:00 minute'],
  ['2026-01-02 kl 23:15', '2026-01-02T23:15:00 minute'],
  ['2026-01-02T23', '2026-01-02T23:00:00 hour'],
  ['2026-01-02 24:00', '2026-01-03T00:00:00 minute'],
  ['2016-12-31T23:59:60Z', '2016-12-31T23:59:59 minute 0'],
  ['2026/1/2', '2026-01-02T00:00:00 day'],
  ['20260102', '2026-01-02T00:00:00 day'],
  ['20260102T0304', '2026-01-02T03:04:00 minute'],
  ['2.1.2026', '2026-01-02T00:00:00 day'],
  ['02.01.26 03:04', '2026-01-02T03:04:00 minute'],
  ['2 januari 2026 kl. 03:04', '2026-01-02T03:04:00 minute'],
  ['2 okt. 2026', '2026-10-02T00:00:00 day'],
  ['2-May-2026', '2026-05-02T00:00:00 day'],
  ['May 2nd, 2026 3:04 pm', '2026-05-02T15:04:00 minute'],
  ['maj 2026', '2026-05-01T00:00:00 month'],
  ['2026-02-30', 'impossible_date'],
  ['2026-13-01', 'impossible_date'],
  ['2025-02-29 10:00', 'impossible_date'],
  ['0000-01-01', 'date_out_of_range'],
  ['9999-12-31', 'date_out_of_range'],
  ['2026-01-02 25:00', 'bad_time'],
  ['2026-01-02 12:61', 'bad_time'],
  ['igår', 'bad_date'],
  ['', 'bad_date'],
  ['45000', 'bad_date'],
])('%s is %s', (value, expected) => {
  expect(written(value)).toBe(expected);
});

test('the order decides what 3/4/2026 and a bare number are', () => {
  expect(written('3/4/2026', 'dmy')).toBe('2026-04-03T00:00:00 day');
  expect(written('3/4/2026 11:30 PM', 'mdy')).toBe('2026-03-04T23:30:00 minute');
  expect(written('46023', 'excel')).toBe('2026-01-01T00:00:00 day');
  expect(written('46023,5', 'excel')).toBe('2026-01-01T12:00:00 minute');
  expect(written('1767225600', 'epoch_s')).toBe('2026-01-01T00:00:00 minute 0');
  expect(written('1767225600000', 'epoch_ms')).toBe('2026-01-01T00:00:00 minute 0');
});

test('times of a column of their own', () => {
  const minutes = (value: string) => {
    const time = readTime(value);
    return typeof time === 'object' && time ? time.ms / 60_000 : time;
  };
  expect(['08:30', '8.30', '0830', '8:30 pm', '8', '0,354166667', ''].map(minutes)).toEqual([
    510,
    510,
    510,
    1230,
    480,
    510,
    null,
  ]);
  expect(['25:00', 'kväll', '8:75'].map(minutes)).toEqual(['bad_time', 'bad_time', 'bad_time']);
});

test('every day of 1900–2100 is read as the day it is', () => {
  const day = fc.integer({ min: Date.UTC(1900, 0, 1) / 86_400_000, max: Date.UTC(2100, 11, 31) / 86_400_000 });
  fc.assert(
    fc.property(day, (number) => {
      const iso = new Date(number * 86_400_000).toISOString().slice(0, 10);
      const [year, month, date] = iso.split('-').map(Number) as [number, number, number];
      expect(civilMs(year, month, date)).toBe(number * 86_400_000);
      expect(readDate(iso, 'ymd')).toMatchObject({ local: number * 86_400_000 });
      expect(dayText(number * 86_400_000)).toBe(iso);
    }),
  );
});

test('no text makes the reader throw or answer with anything but a date or a reason', () => {
  const orders = fc.constantFrom<DateOrder>('ymd', 'dmy', 'mdy', 'excel', 'epoch_s', 'epoch_ms');
  fc.assert(
    fc.property(
      fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom(...'0123456789-/.: TZ+apm') })),
      orders,
      (text, order) => {
        const date = readDate(text, order);
        if (typeof date === 'object') expect(Number.isInteger(date.local)).toBe(true);
      },
    ),
    { numRuns: 3000 },
  );
});
