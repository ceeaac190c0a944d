import { addDays } from '@lagesbild/contract';
import { expect, it } from 'vitest';
import { standingOf } from './permit-standing.ts';

const TODAY = '2026-11-27';
const until = (days: number) => standingOf({ valid_from: '2026-01-01', valid_to: addDays(TODAY, days) }, TODAY);

it('counts the days that are left from ninety on, holds on its last day and not on the next', () => {
  expect([until(90), until(89), until(0), until(-1)]).toEqual([
    ...[{ kind: 'valid' }, { kind: 'ending', days: 89 }, { kind: 'ending', days: 0 }, { kind: 'over' }],
  ]);
});

it('is early before its first day', () => {
  expect(standingOf({ valid_from: '2026-11-28', valid_to: '2029-11-27' }, TODAY)).toEqual({ kind: 'early' });
});
