import { setTimeout } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { Attempts } from './attempt.ts';

test('what was begun is brought back once, by whoever has the token', () => {
  const attempts = new Attempts<{ n: number }>();
  const [one, two] = [attempts.begin({ n: 1 }), attempts.begin({ n: 2 })];
  expect(attempts.take(two)).toEqual({ n: 2 });
  expect(attempts.take(two)).toBeNull();
  expect(attempts.take(one.slice(0, -1))).toBeNull();
  expect(attempts.take(undefined)).toBeNull();
  expect(attempts.take(one)).toEqual({ n: 1 });
});

test('it is forgotten after its time', async () => {
  const attempts = new Attempts<{ n: number }>(1);
  const token = attempts.begin({ n: 1 });
  await setTimeout(20);
  expect(attempts.take(token)).toBeNull();
});
