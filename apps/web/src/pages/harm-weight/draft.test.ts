import type { HarmWeight } from '@lagesbild/contract';
import { describe, expect, test } from 'vitest';
import { type Draft, differencesOf, typedOf, withFile, withSharedSource } from './draft.ts';

const SAVED: HarmWeight[] = [
  { code: 'arson', weight: 40.5, source: 'A' },
  { code: 'robbery', weight: 365, source: 'A' },
  { code: 'theft', weight: null, source: null },
];
const swedish = (weight: number): string => String(weight).replace('.', ',');
const typed = (...entries: [string, string, string?][]): Draft =>
  new Map(entries.map(([code, weight, source = '']) => [code, { weight, source }]));
const told = (draft: Draft, shared = 'B') =>
  differencesOf(SAVED, draft, shared).map(({ after: { code, weight, source }, fault }) => [
    code,
    weight,
    source,
    fault,
  ]);

describe('what would be saved', () => {
  test('is what was typed otherwise than it is', () => {
    expect(told(typed(['arson', '40,5', 'A'], ['theft', '2 000.5']))).toEqual([['theft', 2000.5, 'B', null]]);
    expect(told(typed(['arson', '40,5', 'C'], ['robbery', '', 'A'], ['theft', ' ']))).toEqual([
      ['arson', 40.5, 'C', null],
      ['robbery', null, null, null],
    ]);
    expect(told(new Map())).toEqual([]);
  });

  test('names what can’t be, and never a weight without a source', () => {
    expect(told(typed(['arson', '-1', 'A'], ['robbery', '1e3', 'A'], ['theft', '7']), ' ')).toEqual([
      ['arson', Number.NaN, 'A', 'number'],
      ['robbery', Number.NaN, 'A', 'number'],
      ['theft', 7, '', 'source'],
    ]);
    expect(told(typed(['theft', '7']), '2020')[0]![3]).toBe('source');
    expect(told(typed(['theft', '1000001']))[0]![3]).toBe('number');
  });

  test('after a file is what it says, and what was typed of categories that it doesn’t name', () => {
    const file = [{ code: 'theft', weight: 7.25, source: null }];
    expect(told(withFile(typed(['arson', '1', 'C'], ['theft', '9', 'C']), file, swedish))).toEqual([
      ['arson', 1, 'C', null],
      ['theft', 7.25, 'B', null],
    ]);
  });

  test('with one source for all are the weights that there are', () => {
    expect(told(withSharedSource(typed(['theft', '3', 'C']), SAVED, swedish))).toEqual([
      ['arson', 40.5, 'B', null],
      ['robbery', 365, 'B', null],
      ['theft', 3, 'B', null],
    ]);
    expect(told(withSharedSource(new Map(), SAVED, swedish)).map(([code]) => code)).toEqual(['arson', 'robbery']);
  });

  test('is nothing when what is saved is typed again', () => {
    expect(told(new Map(SAVED.map((one) => [one.code, typedOf(one, swedish)])))).toEqual([]);
  });
});
