import { keepOffline } from '../../../offline/register.ts';
import { openShelf } from './kept.ts';

/** As the worker calls it. */
const DATA = 'meeting-data';
const answersOf = (area: string): string[] => [
  ...['/api/session', '/api/installation', `/api/${area}`, `/api/${area}/places`, `/api/${area}/flags/form`],
];

/** From now on the page opens without contact, with what it showed last: its code, and the few answers that it needs. */
export async function openWithoutContact(area: string): Promise<void> {
  keepOffline(area, 'dialog');
  // The worker keeps answers that go through it; this page may have been opened from another, past it.
  if (globalThis.caches !== undefined && navigator.onLine) await (await caches.open(DATA)).addAll(answersOf(area));
}

/** For another person, or nobody: the answers go. What hasn't been sent stays its owner's. */
export async function forgetAnswers(): Promise<void> {
  await globalThis.caches?.delete(DATA);
}

/** How many meetings of somebody are only here. */
export const unsentMeetings = async (whose: string): Promise<number> => (await openShelf()).unsent(whose);

export const forgetMeetings = async (whose: string): Promise<void> => (await openShelf()).forgetAll(whose);
