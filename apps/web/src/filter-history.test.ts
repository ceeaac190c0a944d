import { expect, it } from 'vitest';
import { begin, pass, redo, reopen, settle, undo } from './filter-history.ts';

const same = (a: number, b: number): boolean => a === b;

it('undoes a whole drag in one step, back to where it began', () => {
  let history = settle(begin(0), 1, same);
  for (const passing of [2, 3, 4]) history = pass(history, passing);
  history = settle(history, 4, same);
  expect(history.present).toBe(4);
  expect(undo(history).present).toBe(1);
  expect(undo(undo(history)).present).toBe(0);
});

it('undoes a drag that is still under way to where it set out', () => {
  const history = pass(settle(begin(0), 1, same), 7);
  expect(undo(history).present).toBe(1);
  expect(undo(undo(history)).present).toBe(0);
});

it('goes on with the last step as the same step', () => {
  let history = settle(begin(0), 1, same);
  history = settle(pass(reopen(history), 2), 3, same);
  expect(history.present).toBe(3);
  expect(undo(history).present).toBe(0);
  expect(reopen(begin(5))).toEqual(begin(5));
});

it('forgets the undone once something new is done', () => {
  let history = settle(settle(begin('a'), 'b', Object.is), 'c', Object.is);
  history = undo(history);
  expect(redo(history).present).toBe('c');
  history = settle(history, 'd', Object.is);
  expect(redo(history)).toBe(history);
  expect(undo(history).present).toBe('b');
});

it('makes no step of a drag that ends where it began', () => {
  const history = settle(pass(begin(1), 5), 1, same);
  expect(history.present).toBe(1);
  expect(history.past).toEqual([]);
});

it('stays where it is with nothing to undo or redo', () => {
  const history = begin(7);
  expect(undo(history)).toBe(history);
  expect(redo(history)).toBe(history);
});

it('remembers a hundred steps and no more', () => {
  let history = begin(0);
  for (let i = 1; i <= 150; i++) history = settle(history, i, same);
  expect(history.past).toHaveLength(100);
  expect(history.past[0]).toBe(50);
});
