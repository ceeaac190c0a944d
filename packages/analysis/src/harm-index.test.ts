import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { harmIndex } from './harm-index.ts';

describe('the harm index', () => {
  test('adds up weights, and tells what has none instead of taking it for harmless', () => {
    const seen = harmIndex([0, 0, 1, 2, 0, -1], [0, 1, 2, 2, 2, 1], [100, 5, Number.NaN], 4);
    expect([...seen.harm]).toEqual([105, Number.NaN, Number.NaN, 0]);
    expect([...seen.weighted]).toEqual([2, 0, 0, 0]);
    expect([...seen.unweighted]).toEqual([1, 1, 1, 0]);
    expect([...seen.unweightedByCategory]).toEqual([0, 0, 3]);
    expect(seen.outside).toBe(1);
  });

  test('takes a weight of 0 for what it is', () => {
    expect([...harmIndex([0], [0], [0], 1).harm]).toEqual([0]);
  });

  test('keeps every incident, is a count with weights of 1, and scales with them', () => {
    const row = fc.tuple(fc.integer({ min: -1, max: 4 }), fc.nat(3));
    fc.assert(
      fc.property(fc.array(row, { maxLength: 80 }), fc.nat(50), (rows, factor) => {
        const [place, category] = [rows.map(([at]) => at), rows.map(([, of]) => of)];
        const counted = harmIndex(place, category, [1, 1, 1, 1], 5);
        expect(counted.harm).toEqual(counted.weighted);
        const seen = harmIndex(place, category, [2, 3, Number.NaN, 7], 5);
        const scaled = harmIndex(
          place.toReversed(),
          category.toReversed(),
          [2, 3, Number.NaN, 7].map((w) => w * factor),
          5,
        );
        expect(scaled.harm).toEqual(seen.harm.map((harm) => harm * factor));
        const all = [...seen.weighted, ...seen.unweighted].reduce((a, b) => a + b, seen.outside);
        expect(all).toBe(rows.length);
      }),
    );
  });

  test('of nothing is 0, and what fits nothing is refused by its value', () => {
    expect([...harmIndex([], [], [], 2).harm]).toEqual([0, 0]);
    expect(() => harmIndex([1], [], [1], 2)).toThrow('1 places and 0 categories');
    for (const place of [2, -2, 0.5, Number.NaN])
      expect(() => harmIndex([place], [0], [1], 2)).toThrow(`incident 0 is in place ${place} of 2`);
    for (const category of [1, -1, 0.5, Number.NaN])
      expect(() => harmIndex([0], [category], [1], 2)).toThrow(`incident 0 is of category ${category} of 1`);
    for (const weight of [-1, Infinity])
      expect(() => harmIndex([0], [0], [weight], 1)).toThrow(`category 0 has a weight of ${weight}`);
  });
});
