/**
 * Undo for one value. A drag changes `present` many times and is one step to undo: passing values move `present` only,
 * the first settled value records where the drag began.
 */
export interface History<T> {
  readonly past: readonly T[];
  /** The last settled value: where undo returns to from a passing one. */
  readonly settled: T;
  readonly present: T;
  readonly future: readonly T[];
}

const DEPTH = 100;

/** A history that begins here, with nothing to undo. */
export const begin = <T>(present: T): History<T> => ({ past: [], settled: present, present, future: [] });

/** A value on the way: shown, not remembered. */
export const pass = <T>(history: History<T>, next: T): History<T> => ({ ...history, present: next });

/** A value a person settled on: one step to undo. An equal value settles without a step. */
export function settle<T>(history: History<T>, next: T, equal: (a: T, b: T) => boolean): History<T> {
  if (equal(history.settled, next)) return { ...history, settled: next, present: next };
  return { past: [...history.past, history.settled].slice(-DEPTH), settled: next, present: next, future: [] };
}

/** The last step is on its way again: what settles next takes its place. The same history when there is none. */
export function reopen<T>(history: History<T>): History<T> {
  const previous = history.past.at(-1);
  if (previous === undefined) return history;
  return { ...history, past: history.past.slice(0, -1), settled: previous };
}

/** One step back: from a passing value to where it set out. The same history when there is none. */
export function undo<T>(history: History<T>): History<T> {
  if (history.present !== history.settled) return { ...history, present: history.settled };
  const previous = history.past.at(-1);
  if (previous === undefined) return history;
  return {
    past: history.past.slice(0, -1),
    settled: previous,
    present: previous,
    future: [history.settled, ...history.future],
  };
}

/** One step forward again; the same history when nothing was undone. */
export function redo<T>(history: History<T>): History<T> {
  const next = history.future[0];
  if (next === undefined) return history;
  return { past: [...history.past, history.settled], settled: next, present: next, future: history.future.slice(1) };
}
