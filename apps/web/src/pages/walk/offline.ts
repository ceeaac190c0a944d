import { keepOffline } from '../../offline/register.ts';
import { openShelf } from './kept.ts';

/** As the worker calls it. */
const DATA = 'walk-data';
const answersOf = (area: string): string[] => [
  ...['/api/session', '/api/installation', `/api/${area}`, `/api/${area}/places`, `/api/${area}/flags/form`],
  ...[`/api/${area}/walks`, `/api/${area}/walk-managers`],
];

/** From now on the pages of walks open without contact, with what they showed last. */
export async function openWithoutContact(area: string): Promise<void> {
  keepOffline(area, 'vandringar');
  // The worker keeps answers that go through it; this page may have been opened from another, past it.
  if (globalThis.caches !== undefined && navigator.onLine) await (await caches.open(DATA)).addAll(answersOf(area));
}

/** For another person, or nobody: answers and walks go. What hasn't been sent stays its owner's. */
export async function forgetWalks(): Promise<void> {
  await globalThis.caches?.delete(DATA);
  await (await openShelf()).forgetWalks();
}

/** How much of what somebody saw at walks is only here. */
export const unsentObservations = async (whose: string): Promise<number> => (await openShelf()).unsent(whose);

export const forgetObservations = async (whose: string): Promise<void> => (await openShelf()).forgetAll(whose);
