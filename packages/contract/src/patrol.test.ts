import { expect, test } from 'vitest';
import { Week } from './patrol.ts';

test('a week is its Monday; another day, and what is no day, are refused and break nothing', () => {
  const taken = (value: string): boolean => Week.safeParse(value).success;
  expect(['2026-11-23', '2026-11-24', '2026-13-45', '{{7*7}}', ''].map(taken)).toEqual([
    true,
    false,
    false,
    false,
    false,
  ]);
});
