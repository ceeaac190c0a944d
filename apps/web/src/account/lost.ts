/** Whether the server has said that nobody is signed in any more. Outside React: a request or a worker finds it out. */
let lost = false;
const listeners = new Set<() => void>();

const set = (next: boolean): void => {
  if (lost === next) return;
  lost = next;
  for (const listener of listeners) listener();
};

export const loseSession = (): void => set(true);
/** Somebody signed in again: what waits may ask again. */
export const findSession = (): void => set(false);
export const isSessionLost = (): boolean => lost;

/** Called when the session is lost, and when it is back. */
export const onSessionLost = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** Refusals that mean so; a wrong password is another. */
export const saysLost = (code: string): boolean => code === 'session_over' || code === 'sign_in_needed';

/** What a page asks by itself bears this header, and keeps no session alive. */
export const BY_ITSELF = { 'Lagesbild-Background': '1' } as const;
