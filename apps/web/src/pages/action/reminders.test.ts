import type { Action, ActionWork, Pledge } from '@lagesbild/contract';
import { expect, test } from 'vitest';
import { remindersOf } from './reminders.ts';

const TODAY = '2026-03-10';
const OUTCOME = {} as ActionWork['outcome'];
const action = (work: Partial<ActionWork>, status: Action['status'] = 'planned'): Action =>
  ({
    status,
    work: {
      ...{ starts_on: null, ends_on: null, registered_on: null, evaluates_on: null, outcome: null, due: false },
      ...work,
    },
  }) as Action;
const said = (actions: Action[], pledges: Pledge[] = []) =>
  remindersOf(actions, pledges, TODAY).map(({ what, day }) => [what, day]);

test('an action that starts soon and isn’t registered is told, until it is too late to register', () => {
  const starting = (starts_on: string, more: Partial<ActionWork> = {}) =>
    said([action({ starts_on, outcome: OUTCOME, ...more })]);
  expect(starting('2026-03-11')).toEqual([['unregistered', '2026-03-11']]);
  expect(starting('2026-03-24')).toEqual([['unregistered', '2026-03-24']]);
  for (const far of ['2026-03-25', '2026-03-10', '2026-03-01']) expect(starting(far)).toEqual([]);
  expect(starting('2026-03-11', { registered_on: '2026-03-01' })).toEqual([]);
  expect(starting('2026-03-11', { outcome: null })).toEqual([]);
});

test('a follow-up to come is told, one that is due stands elsewhere', () => {
  const registered = { registered_on: '2025-01-01', evaluates_on: '2026-03-20' };
  expect(said([action(registered, 'done')])).toEqual([['follow_up', '2026-03-20']]);
  expect(said([action({ ...registered, due: true }, 'done')])).toEqual([]);
});

test('what should have ended, and a pledge that has without a word, the earliest first', () => {
  const pledge = { outcome: 'open', period_to: '2026-01-31' } as Pledge;
  expect(said([action({ ends_on: '2026-03-09' }, 'under_way')], [pledge])).toEqual([
    ['pledge', '2026-01-31'],
    ['overdue', '2026-03-09'],
  ]);
  expect(said([action({ ends_on: '2026-03-09' }, 'done')], [{ ...pledge, outcome: 'kept' }])).toEqual([]);
});
