import { METHODS, type MethodName } from '@lagesbild/contract';
import { expect, test } from 'vitest';
import type { ExhibitAnswer } from './answer.ts';
import { SECTION } from './answer.ts';
import { findingsOf } from './findings.ts';

const head = (method: MethodName, found: object): ExhibitAnswer => ({
  ...{ method, parameters: {}, filter: '', data_version: 1, n: 20 },
  ...{ refused: { coarse: 0, outside: 0, dayless: 0 } },
  ...found,
});

test('every method is told in the page of methods', () => {
  expect(Object.keys(SECTION).sort()).toEqual([...Object.keys(METHODS), 'density', 'action'].sort());
});

test('near repeats are told band by band, the distance first', () => {
  const findings = findingsOf(
    head('near-repeat', {
      ...{ distances: [0, 100, 200], days: [0, 7, 14], permutations: 99 },
      ...{ observed: [4, 3, 2, 1], expected: [2, 3, null, 1], ratio: [2, 1, null, 1], p: [0.01, 0.5, null, 1] },
    }),
  )!;
  expect(findings.columns).toEqual(['distance', 'days', 'pairs', 'expected', 'ratio', 'p']);
  expect(findings.rows[1]).toEqual([
    { kind: 'text', text: '0–100' },
    { kind: 'text', text: '7–14' },
    { kind: 'count', value: 3 },
    { kind: 'number', value: 3 },
    { kind: 'number', value: 1 },
    { kind: 'p', value: 0.5 },
  ]);
  expect(findings.rows[2]?.[3]).toEqual({ kind: 'number', value: null });
});

test('a comparison has this period first, and an interval without an end keeps its other one', () => {
  const { rows } = findingsOf(
    head('compare', {
      ...{ refused: { coarse: 0, outside: 0, dayless: 0, unregistered: 0 }, equal_age: true, as_of: '2026-11-22' },
      now: { from: '2026-10-01', to: '2026-10-28', count: 3 },
      before: [{ from: '2025-10-02', to: '2025-10-29', count: 0, ratio: null, low: 1.2, high: null, p: 0.2 }],
    }),
  )!;
  expect(rows.map(([period]) => period)).toEqual([
    { kind: 'days', from: '2026-10-01', to: '2026-10-28' },
    { kind: 'days', from: '2025-10-02', to: '2025-10-29' },
  ]);
  expect(rows[1]?.[3]).toEqual({ kind: 'interval', low: 1.2, high: null });
});

test('an exhibit from before answers had all they have now shows what it has', () => {
  const findings = findingsOf(head('gistar', { spots: [{ cells: [3], count: 9, expected: 2.5 }] }))!;
  expect(findings.rows).toEqual([
    [
      { kind: 'count', value: 1 },
      { kind: 'count', value: 9 },
      { kind: 'number', value: 2.5 },
      { kind: 'p', value: null },
    ],
  ]);
});

test('an answer of another shape, or of no method, is left to its file', () => {
  expect(findingsOf(head('trend', {}))).toBeNull();
  expect(findingsOf({ ...head('trend', {}), method: 'oracle' })).toBeNull();
});
