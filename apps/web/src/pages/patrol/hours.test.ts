import { expect, it } from 'vitest';
import { busiestHours } from './hours.ts';

const hours = (at: Record<number, number>): number[] => Array.from({ length: 24 }, (_, hour) => at[hour] ?? 0);

it('finds the hours that hold most, also over midnight', () => {
  expect(busiestHours(hours({ 20: 3, 21: 4, 9: 5 }), 3)).toEqual({ from: 19, to: 22, n: 7 });
  expect(busiestHours(hours({ 23: 2, 0: 2, 1: 2, 12: 5 }), 3)).toEqual({ from: 23, to: 2, n: 6 });
});

it('has nothing to tell of hours without anything', () => {
  expect(busiestHours(hours({}), 3)).toEqual({ from: 0, to: 3, n: 0 });
});
