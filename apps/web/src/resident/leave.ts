import type { Shelf } from './kept.ts';

const TWICE_MS = 1000;
/** Erasing takes a few milliseconds; a phone that hangs mustn't keep anybody here. */
const ERASING_MS = 500;

/**
 * Away, at once: the page is empty before anything else is done, and the browser's Back doesn't lead here again, because the page
 * has one entry in its history and that one is replaced. What was being told is erased first: leaving would cut that off.
 *
 * @param to  where the operator wants it to lead; nothing at all without
 */
export async function leave(shelf: Shelf, area: string, to: string | null): Promise<void> {
  document.body.replaceChildren();
  const late = new Promise((done) => setTimeout(done, ERASING_MS));
  await Promise.race([shelf.forgetDraft(area).catch(() => {}), late]);
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
