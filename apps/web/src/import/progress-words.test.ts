import { expect, it } from 'vitest';
import { bytesIn, shareDone, tenth, timeLeft } from './progress-words.ts';

const progress = { rows_read: 30, rows_total: 120 as number | null, taken: 0, added: 0, updated: 0, unchanged: 0 };
const rest = { rejected: 0, skipped: 0, seconds_left: null };

it('knows how much is done only when the whole is known', () => {
  expect(shareDone({ ...progress, ...rest })).toBe(0.25);
  expect(shareDone({ ...progress, ...rest, rows_total: null })).toBeNull();
  expect(shareDone({ ...progress, ...rest, rows_total: 0 })).toBeNull();
  expect(shareDone({ ...progress, ...rest, rows_read: 130 })).toBe(1);
});

it('says the time left in steps that do not flicker', () => {
  expect(timeLeft(null)).toBeNull();
  expect(timeLeft(3)).toEqual({ key: 'left.soon' });
  expect(timeLeft(11)).toEqual({ key: 'left.seconds', count: 15 });
  expect(timeLeft(55)).toEqual({ key: 'left.minutes', count: 1 });
  expect(timeLeft(170)).toEqual({ key: 'left.minutes', count: 3 });
});

it('reads aloud each tenth', () => {
  expect([null, 0, 0.19, 0.2, 1].map(tenth)).toEqual([0, 0, 10, 20, 100]);
});

it('chooses the unit of bytes', () => {
  expect(bytesIn(999)).toEqual({ n: 999, unit: 'byte', digits: 0 });
  expect(bytesIn(45_300)).toEqual({ n: 45.3, unit: 'kilobyte', digits: 0 });
  expect(bytesIn(2_500_000)).toEqual({ n: 2.5, unit: 'megabyte', digits: 1 });
  expect(bytesIn(3e9).unit).toBe('gigabyte');
});
