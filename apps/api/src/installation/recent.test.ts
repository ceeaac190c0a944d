import { expect, test, vi } from 'vitest';
import { Recent } from './recent.ts';

const heldBack = <T>() => {
  const held: { give: (answer: T) => void; fail: (error: Error) => void }[] = [];
  const question = vi.fn(() => new Promise<T>((give, fail) => held.push({ give, fail })));
  return { question, held };
};
const settled = () => new Promise((done) => setTimeout(done));

test('what comes at once is what is told, every time', async () => {
  let n = 0;
  const recent = new Recent(async () => ++n);
  expect([await recent.get(), await recent.get()]).toEqual([1, 2]);
});

test('while the database is slow the last answer stands in, and one question at a time is under way', async () => {
  const { question, held } = heldBack<string>();
  const recent = new Recent(question, () => 0);
  const first = recent.get();
  await settled();
  held[0]!.give('first');
  expect(await first).toBe('first');
  expect(await Promise.all([recent.get(), recent.get(), recent.get()])).toEqual(['first', 'first', 'first']);
  expect(question).toHaveBeenCalledTimes(2);
  held[1]!.give('second');
  await settled();
  expect(await recent.get()).toBe('second');
});

test('an answer older than the deadline stands for nothing: whoever asks waits, and hears of the failure', async () => {
  const { question, held } = heldBack<string>();
  let now = 0;
  const recent = new Recent(question, () => now);
  const first = recent.get();
  await settled();
  held[0]!.give('first');
  await first;
  now = 5000;
  const late = recent.get();
  await settled();
  held[1]!.fail(new Error('nobody there'));
  await expect(late).rejects.toThrow('nobody there');
});

test('a question that throws at once is asked again by the next', async () => {
  const question = vi.fn<() => Promise<string>>(() => {
    throw new Error('not open yet');
  });
  const recent = new Recent(question);
  await expect(recent.get()).rejects.toThrow('not open yet');
  question.mockImplementation(async () => 'open');
  expect(await recent.get()).toBe('open');
});
