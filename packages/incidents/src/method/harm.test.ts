import { expect, test } from 'vitest';
import { CATEGORIES } from '../testing.ts';
import { answerTo, town } from './town.testing.ts';

test('harm is counted by weight, and what has none is named and left out of it', () => {
  const rows = town(400, 100, [50_000, 0]);
  const { n, categories, harm, weighted, unweighted } = answerTo('harm', { cell_m: 200 }, rows);
  const counted = CATEGORIES.map((_, category) => rows.filter((row) => row.category === category).length);
  const of = (code: string) => categories.find(({ category }) => category === code)!;
  expect(of('assault')).toEqual({ category: 'assault', count: counted[1], weight: 100, harm: 100 * counted[1]! });
  expect(of('fire')).toEqual({ category: 'fire', count: counted[3], weight: null, harm: null });
  expect(categories.map(({ category }) => category).slice(0, 2)).toEqual(['assault', 'theft']);
  const sum = (values: Float64Array): number => values.reduce((total, value) => total + (value || 0), 0);
  expect(sum(harm)).toBe(100 * counted[1]! + 3 * counted[0]!);
  expect([sum(weighted) + sum(unweighted), n]).toEqual([400, 400]);
  for (const [cell, value] of harm.entries())
    expect(Number.isNaN(value)).toBe(weighted[cell] === 0 && unweighted[cell]! > 0);
});
