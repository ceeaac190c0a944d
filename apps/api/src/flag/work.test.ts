import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { WORK, Work, worked, zeroBits } from './work.ts';

const KEY = '5a'.repeat(32);
const AREA = 7;

async function solved(task: string, resend_key: string): Promise<number> {
  for (let answer = 0; ; answer++)
    if (zeroBits(await worked(task, answer, resend_key)) >= WORK.zero_bits) return answer;
}

test('work is good for its task, its flag and its area, for ten minutes, in whatever process has the key', async () => {
  let now = Date.parse('2026-11-26T12:00:00Z');
  const here = new Work(KEY, () => now);
  const elsewhere = new Work(KEY, () => now);
  const { task } = here.task(AREA);
  const mine = randomUUID();
  const work = { task, answer: await solved(task, mine) };
  expect(await here.isDone(AREA, work, mine)).toBe(true);
  expect(await elsewhere.isDone(AREA, work, mine)).toBe(true);
  expect(await here.isDone(AREA + 1, work, mine)).toBe(false);
  expect(await here.isDone(AREA, work, null)).toBe(false);
  expect(await new Work('6b'.repeat(32), () => now).isDone(AREA, work, mine)).toBe(false);
  now += 10 * 60_000 + 1;
  expect(await here.isDone(AREA, work, mine)).toBe(false);
  now -= 20 * 60_000;
  expect(await here.isDone(AREA, work, mine)).toBe(false);
});

test('of a hundred other flags, the same work is good for a few at most', async () => {
  const work = new Work(KEY);
  const { task } = work.task(AREA);
  const answer = await solved(task, randomUUID());
  let taken = 0;
  for (let i = 0; i < 100; i++) taken += Number(await work.isDone(AREA, { task, answer }, randomUUID()));
  // One in 64 by chance: 15 of 100 would be one in ten thousand million.
  expect(taken).toBeLessThan(15);
});

test('what is no task of ours is refused before anything is worked out', async () => {
  const work = new Work(KEY);
  const { task } = work.task(AREA);
  for (const other of ['', 'x', task.slice(1), `${task}x`, task.replace('.', ' '), 'ö'.repeat(60), '\u0000'])
    expect(await work.isDone(AREA, { task: other, answer: 1 }, randomUUID())).toBe(false);
});

test('zero bits are counted from the front', () => {
  expect(zeroBits(Buffer.from([0, 0b00010000, 0, 0, 0]))).toBe(11);
  expect(zeroBits(Buffer.from([255, 0, 0, 0]))).toBe(0);
});
