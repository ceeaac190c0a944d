import { expect, it } from 'vitest';
import { freeName } from './free-name.ts';

it('a name that is taken gets the first number that is free, and stays within eighty letters', () => {
  expect(freeName('Torget', [])).toBe('Torget');
  expect(freeName('Torget', ['Torget', 'Torget 2'])).toBe('Torget 3');
  const long = 'å'.repeat(90);
  expect(freeName(long, [])).toHaveLength(80);
  expect(freeName(long, ['å'.repeat(80)])).toBe(`${'å'.repeat(78)} 2`);
});
