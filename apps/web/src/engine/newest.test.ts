import { expect, it } from 'vitest';
import { Newest } from './newest.ts';

it('asks one at a time, the newest next, and tells those between null at once', async () => {
  const asked: number[] = [];
  const answers: (() => void)[] = [];
  const newest = new Newest<number, string>((question) => {
    asked.push(question);
    return new Promise((resolve) => answers.push(() => resolve(`${question}`)));
  });
  const [one, two, three] = [newest.answer(1), newest.answer(2), newest.answer(3)];
  expect(await two).toBeNull();
  expect(asked).toEqual([1]);
  answers[0]!();
  expect(await one).toBe('1');
  await Promise.resolve();
  expect(asked).toEqual([1, 3]);
  answers[1]!();
  expect(await three).toBe('3');
});

it('goes on after a question that failed', async () => {
  const newest = new Newest<number, number>(async (question) => {
    if (question === 1) throw new Error('no');
    return question;
  });
  await expect(newest.answer(1)).rejects.toThrow('no');
  expect(await newest.answer(2)).toBe(2);
});
