import { expect, test } from 'vitest';
import { mostHours } from './most-hours.ts';

const week = (at: Record<number, number>) => Array.from({ length: 168 }, (_, hour) => at[hour] ?? 0);

test('the four hours that hold most are told, past midnight on a Sunday too', () => {
  expect(mostHours(week({ 116: 9, 119: 8, 3: 5 }))).toEqual({ weekday: 4, from: 20, to: 0, incidents: 17 });
  expect(mostHours(week({ 166: 6, 1: 6 }))).toEqual({ weekday: 6, from: 22, to: 2, incidents: 12 });
});

test('few incidents say nothing of hours', () => {
  expect(mostHours(week({ 100: 9 }))).toBeNull();
  expect(mostHours(week({}))).toBeNull();
});
