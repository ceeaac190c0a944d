import { lazyRouteComponent } from '@tanstack/react-router';
import { unreachable } from '../api.ts';

const wanted: (() => Promise<unknown>)[] = [];

/**
 * A part of the program that is fetched when it is first looked at. One that can't be fetched is a lost connection like any
 * other: the router's own answer to that, reloading the page, would throw away what somebody typed and end where nothing is.
 */
export function codeOf<T>(load: () => Promise<T>): () => Promise<T> {
  const careful = () =>
    load().catch((error: unknown) => {
      throw unreachable(error);
    });
  wanted.push(careful);
  return careful;
}

/** The same, as what a route shows. */
export const pageOf = <T extends Record<string, unknown>, K extends keyof T & string>(
  load: () => Promise<T>,
  name: K,
) => lazyRouteComponent(codeOf(load) as () => Promise<never>, name as never);

const QUIET_MS = 3_000;

/** Fetches all of it, one after the other, once what was asked for is shown: then every page opens without contact too. */
export function fetchTheRest(): () => void {
  const timer = setTimeout(async () => {
    for (const load of wanted) await load().catch(() => {});
  }, QUIET_MS);
  return () => clearTimeout(timer);
}
