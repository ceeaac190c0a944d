import { useEffect, useRef } from 'react';
import { bareKeys, isWriting } from '../../shell/bare-keys.ts';
import { ACTS, type ActName } from './acts.ts';

export interface KeyActs {
  move: (by: 1 | -1) => void;
  select: (whole: boolean) => void;
  act: (act: ActName) => void;
  undo: () => void;
  help: () => void;
  /** Out of a form, or out of a selection. */
  escape: () => void;
}

/** Where arrows mean something else: a map, a list of choices, a dialog. */
const ELSEWHERE = '.maplibregl-map, [role=dialog], fieldset, form';

/** Listens for the page's keys. */
export function useKeys(acts: KeyActs): void {
  const now = useRef(acts);
  now.current = acts;
  useEffect(() => {
    const key = (event: KeyboardEvent): void => {
      const { target } = event;
      if (event.ctrlKey || event.metaKey || event.altKey || isWriting(target)) return;
      if (target instanceof Element && target.closest('[role=dialog]') !== null) return;
      const done = pressed(event, now.current);
      if (done) event.preventDefault();
    };
    addEventListener('keydown', key);
    return () => removeEventListener('keydown', key);
  }, []);
}

/** @returns whether the key was one of ours */
function pressed(event: KeyboardEvent, acts: KeyActs): boolean {
  const does = meaningOf(event, acts);
  does?.();
  return does !== null;
}

function meaningOf({ key, shiftKey, target }: KeyboardEvent, acts: KeyActs): (() => void) | null {
  if (key === 'Escape') return acts.escape;
  const elsewhere = target instanceof Element && target.closest(ELSEWHERE) !== null;
  const step = { ArrowDown: 1, ArrowUp: -1 }[key] as 1 | -1 | undefined;
  if (step !== undefined) return elsewhere ? null : () => acts.move(step);
  if (!bareKeys()) return null;
  if (key === '?') return acts.help;
  const letter = key.toLowerCase();
  if (letter === 'x') return () => acts.select(shiftKey);
  if (shiftKey) return null;
  if (letter === 'j') return () => acts.move(1);
  if (letter === 'k') return () => acts.move(-1);
  if (letter === 'u') return acts.undo;
  const found = ACTS.find((act) => act.key === letter);
  return found === undefined ? null : () => acts.act(found.act);
}
