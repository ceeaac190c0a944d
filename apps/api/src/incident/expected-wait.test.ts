import { expect, test } from 'vitest';
import { ExpectedWait } from './expected-wait.ts';

/** Answers that took `ms` each, with so many in line before them. */
function after(places: number, answers: readonly { waiting: number; ms: number }[]): ExpectedWait {
  const wait = new ExpectedWait(places);
  for (const { waiting, ms } of answers) {
    let now = 0;
    const answered = wait.begin(waiting, () => now);
    now = ms;
    answered();
  }
  return wait;
}
const many = (waiting: number, ms: number) => Array.from({ length: 100 }, () => ({ waiting, ms }));

test('a line that moves fast may be long, and a slow one not', () => {
  expect(after(1, many(0, 2)).isTooLong(200)).toBe(false);
  expect(after(1, many(0, 2)).isTooLong(300)).toBe(true);
  expect(after(1, many(0, 40)).isTooLong(12)).toBe(false);
  expect(after(1, many(0, 40)).isTooLong(13)).toBe(true);
});

test('what somebody waited in line is shared by those before: 20 of 10 ms each are as fast as one of 10 ms', () => {
  expect(after(1, many(19, 200)).isTooLong(45)).toBe(false);
  expect(after(1, many(19, 200)).isTooLong(55)).toBe(true);
});

test('several places make a line move as many times as fast', () => {
  expect(after(4, many(0, 40)).isTooLong(49)).toBe(false);
  expect(after(4, many(0, 40)).isTooLong(51)).toBe(true);
});

test('a few may always wait, and nothing is known before the first answer', () => {
  expect(after(1, many(0, 60_000)).isTooLong(7)).toBe(false);
  expect(new ExpectedWait(1).isTooLong(10_000)).toBe(false);
});
