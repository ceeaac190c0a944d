import type { Shelf } from './kept.ts';

const TWICE_MS = 1000;

/**
 * Away, at once: the page is empty before anything is fetched, and the browser's Back doesn't lead here again, because the page
 * has one entry in its history and that one is replaced. What was being told goes with it.
 *
 * @param to  where the operator wants it to lead; nothing at all without
 */
export function leave(shelf: Shelf | null, area: string, to: string | null): void {
  document.body.replaceChildren();
  void shelf?.forgetDraft(area);
  location.replace(to ?? 'about:blank');
}

/** Escape pressed twice within a second. @returns what ends it */
export function onEscapeTwice(act: () => void): () => void {
  let last = Number.NEGATIVE_INFINITY;
  const listen = ({ key, timeStamp, repeat }: KeyboardEvent): void => {
    if (key !== 'Escape' || repeat) return;
    if (timeStamp - last < TWICE_MS) act();
    last = timeStamp;
  };
  document.addEventListener('keydown', listen);
  return () => document.removeEventListener('keydown', listen);
}
