import { afterEach, expect, test, vi } from 'vitest';
import type { Database } from './db/database.ts';
import { EveryDay } from './every-day.ts';

afterEach(() => void vi.useRealTimers());
const database = {} as Database;
const DAY_MS = 86_400_000;

test('it is done some while after the start, then a day after it ended, also when it failed', async () => {
  vi.useFakeTimers();
  const troubles: string[] = [];
  let times = 0;
  const work = async () => {
    times++;
    if (times === 1) throw new Error('no room');
  };
  const day = new EveryDay(work, (error) => troubles.push(error.message));
  day.start(database, 1000);
  await vi.advanceTimersByTimeAsync(999);
  expect(times).toBe(0);
  await vi.advanceTimersByTimeAsync(1);
  expect([times, troubles]).toEqual([1, ['no room']]);
  await vi.advanceTimersByTimeAsync(DAY_MS);
  expect([times, troubles]).toEqual([2, ['no room']]);
});

test('stopped, it isn’t begun again, and what fails then is told to nobody', async () => {
  vi.useFakeTimers();
  const troubles: string[] = [];
  let give: (error: Error) => void = () => {};
  let times = 0;
  const work = () => {
    times++;
    return new Promise<void>((_, reject) => (give = reject));
  };
  const day = new EveryDay(work, (error) => troubles.push(error.message));
  day.start(database, 1000);
  await vi.advanceTimersByTimeAsync(1000);
  day.stop();
  expect(day.stopped).toBe(true);
  give(new Error('the database is closed'));
  await vi.advanceTimersByTimeAsync(3 * DAY_MS);
  expect([times, troubles]).toEqual([1, []]);
});
