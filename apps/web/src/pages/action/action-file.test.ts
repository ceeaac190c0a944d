import type { Action } from '@lagesbild/contract';
import { expect, test } from 'vitest';
import { type ActionColumn, actionFile } from './action-file.ts';

const action = (title: string, owner: string, ends_on: string | null): Action =>
  ({ title, work: { owner, ends_on } }) as Action;
const COLUMNS: readonly ActionColumn[] = [
  ['Rubrik', ({ title }) => title],
  ['Ansvarig, organisation', ({ work }) => work.owner],
  ['Slutar', ({ work }) => work.ends_on],
];

test('actions are a line each, a day that isn’t set is empty, and nothing becomes a formula', () => {
  const actions = [action('Ljus', 'Sigtuna kommun', '2026-03-01'), action('=HYPERLINK("x")', 'A, B', null)];
  expect(actionFile(actions, COLUMNS)).toBe(
    '\ufeffRubrik,"Ansvarig, organisation",Slutar\r\nLjus,Sigtuna kommun,2026-03-01\r\n"\'=HYPERLINK(""x"")","A, B",\r\n',
  );
  expect(actionFile([], COLUMNS)).toBe('\ufeffRubrik,"Ansvarig, organisation",Slutar\r\n');
});
