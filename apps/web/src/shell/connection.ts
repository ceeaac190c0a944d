import { Health } from '@lagesbild/contract';
import { BY_ITSELF } from '../account/lost.ts';

/**
 * Whether what a person does reaches the server and is kept. `lost`: it can't be reached. `starting`: it opens its database, or
 * reads a backup in. `disk_full`, `read_only`: it answers, and stores nothing.
 */
export type Standing = 'ok' | 'lost' | 'starting' | 'disk_full' | 'read_only';

/** Refusals that are about everybody and everything, not about what was asked. */
const MEANS: Readonly<Record<string, Standing>> = {
  starting: 'starting',
  restoring: 'starting',
  disk_full: 'disk_full',
  read_only: 'read_only',
};

/** Looked for again after so long, then less often: a server that comes back is met by its pages one by one. */
const WAITS_MS = [1_000, 2_000, 4_000, 8_000, 15_000, 30_000];
const PROBE_MS = 8_000;

interface Connection {
  standing: Standing;
  /** When it is looked for next, as `Date.now()` tells it; null while it is, or while nothing is wrong. */
  next_at: number | null;
}

let now: Connection = { standing: 'ok', next_at: null };
let tries = 0;
let timer: ReturnType<typeof setTimeout> | undefined;
const listeners = new Set<() => void>();

function change(next: Connection): void {
  now = next;
  for (const listener of listeners) listener();
}

/** Called when it changes. Outside React: requests find it out. */
export const onConnection = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};
export const connection = (): Connection => now;

function enter(standing: Standing): void {
  clearTimeout(timer);
  if (standing === 'ok') {
    tries = 0;
    if (now.standing !== 'ok') change({ standing, next_at: null });
    return;
  }
  if (standing !== now.standing) tries = 0;
  const jitter = 0.8 + Math.random() * 0.4;
  const wait = WAITS_MS[Math.min(tries, WAITS_MS.length - 1)]! * jitter;
  change({ standing, next_at: Date.now() + wait });
  timer = setTimeout(() => void lookAgain(), wait);
}

/** A request came to nothing: no answer at all. */
export const lostContact = (): void => {
  if (now.standing !== 'lost') enter('lost');
};

/** The server said no; some codes say it of everything. */
export const refusedBy = (code: string): void => {
  const standing = MEANS[code];
  if (standing !== undefined && standing !== now.standing) enter(standing);
  else if (now.standing === 'lost') void lookAgain();
};

/** An answer came, perhaps to something that was kept: then it may be that nothing is wrong any more. */
export const answeredBy = (wrote: boolean): void => {
  if (now.standing === 'lost' || (wrote && now.standing !== 'ok')) void lookAgain();
};

/** Asks at once how it is. */
export async function lookAgain(): Promise<void> {
  clearTimeout(timer);
  tries++;
  change({ ...now, next_at: null });
  const signal = AbortSignal.timeout(PROBE_MS);
  const standing = await fetch('/api/health', { cache: 'no-store', headers: BY_ITSELF, signal })
    .then(async (answer): Promise<Standing> => standingOf(Health.safeParse(await answer.json())))
    .catch((): Standing => 'lost');
  enter(standing);
}

type Read = ReturnType<typeof Health.safeParse>;
/** Something else that answers in its place, such as a proxy, is no contact. */
const standingOf = ({ success, data }: Read): Standing =>
  !success ? 'lost' : data.status === 'ok' ? (data.writes ?? 'ok') : 'starting';

/** From the first page on: the browser knows sooner than a request when its network goes or comes. */
export function watchConnection(): void {
  addEventListener('offline', lostContact);
  addEventListener('online', () => void lookAgain());
  void lookAgain();
}
