import { expect, it } from 'vitest';
import { Newest } from './newest.ts';

it('does one thing at a time, then the newest, and never what it overtook', async () => {
  const newest = new Newest();
  const done: string[] = [];
  const ends: (() => void)[] = [];
  const work = (name: string) => (): Promise<void> => {
    done.push(name);
    return new Promise((resolve) => ends.push(resolve));
  };
  const all = newest.ask(work('first'));
  void newest.ask(work('second'));
  void newest.ask(work('third'));
  expect([done, newest.overtaken]).toEqual([['first'], true]);
  ends[0]!();
  await Promise.resolve();
  expect([done, newest.overtaken]).toEqual([['first', 'third'], false]);
  ends[1]!();
  await all;
  void newest.ask(work('fourth'));
  expect(done).toEqual(['first', 'third', 'fourth']);
});
