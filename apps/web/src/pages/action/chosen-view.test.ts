import type { Action, ActionWork } from '@lagesbild/contract';
import { expect, test } from 'vitest';
import { isLate, readView, shownBy, writeView } from './chosen-view.ts';

const TODAY = '2026-11-27';
const action = (work: Partial<ActionWork> = {}, status: Action['status'] = 'planned'): Action =>
  ({
    ...{ action_id: JSON.stringify([work, status]), status },
    work: { owner: '', focus_area: null, starts_on: null, ends_on: null, due: false, ...work },
  }) as Action;

test('what an address says of a view is read as it was written, and the usual isn’t written', () => {
  const chosen = { view: 'board', focus: '2/organised_crime', owner: 'Polisen', status: 'planned', late: '1' } as const;
  expect(readView(new URLSearchParams(writeView(chosen) as Record<string, string>))).toEqual(chosen);
  const usual = readView(new URLSearchParams());
  expect(usual).toEqual({ view: 'list', focus: '', owner: '', status: '', late: '' });
  expect(Object.values(writeView(usual)).every((value) => value === undefined)).toBe(true);
});

test('what nobody knows is left out', () => {
  expect(readView(new URLSearchParams('view=wall&status=lost&late=yes'))).toMatchObject({
    ...{ view: 'list', status: '', late: '' },
  });
});

test('actions are chosen by what their work says, all of it at once', () => {
  const police = action({ owner: 'Polisen', focus_area: { agreement_id: 2, code: 'organised_crime' } }, 'under_way');
  const actions = [police, action({ owner: 'Polisen' }), action({ owner: 'Skolan' }, 'done')];
  const all = readView(new URLSearchParams());
  expect(shownBy(actions, all, TODAY)).toEqual(actions);
  expect(shownBy(actions, { ...all, owner: 'Polisen' }, TODAY)).toHaveLength(2);
  expect(shownBy(actions, { ...all, owner: 'Polisen', status: 'under_way' }, TODAY)).toEqual([police]);
  expect(shownBy(actions, { ...all, focus: '2/organised_crime' }, TODAY)).toEqual([police]);
  expect(shownBy(actions, { ...all, focus: '1/organised_crime' }, TODAY)).toEqual([]);
});

test('late is what should have begun, ended or been followed up; what is done or stopped isn’t', () => {
  const yesterday = '2026-11-26';
  expect(isLate(action({ starts_on: yesterday }), TODAY)).toBe(true);
  expect(isLate(action({ starts_on: yesterday }, 'under_way'), TODAY)).toBe(false);
  expect(isLate(action({ ends_on: yesterday }, 'under_way'), TODAY)).toBe(true);
  expect(isLate(action({ ends_on: TODAY }, 'under_way'), TODAY)).toBe(false);
  expect(isLate(action({ ends_on: yesterday }, 'done'), TODAY)).toBe(false);
  expect(isLate(action({ due: true }, 'done'), TODAY)).toBe(true);
});
