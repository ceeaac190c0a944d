import type { EventEmitter } from 'node:events';
import autocannon from 'autocannon';
import { seededRandom } from '../apps/api/src/municipality/demonstration/random.ts';
import { pause } from './stage.ts';

/** What staff ask while they work, in the proportions they do: mostly tiles, then counts, all of them filtered anew. */
export function mixedPaths(seed: number, n = 400): string[] {
  const random = seededRandom(seed);
  const whole = (from: number, to: number): number => Math.floor(random.between(from, to + 1));
  const filter = (): string =>
    `from=2026-0${whole(1, 4)}-01&to=2026-0${whole(5, 9)}-28&hours=${whole(0, 11)}-${whole(12, 23)}`;
  const kinds: (() => string)[] = [
    () => {
      const z = whole(8, 14);
      const [x, y] = [0.549444, 0.289].map((part) => Math.floor(part * 2 ** z) + whole(-1, 1)) as [number, number];
      return `/tiles/sigtuna/incidents/${z}/${x}/${y}.mvt?${filter()}`;
    },
    () => `/api/sigtuna/incidents/tally?${filter()}`,
    () => '/api/sigtuna',
    () => '/api/sigtuna/places',
    () => `/api/sigtuna/incidents/${whole(1, 1000)}`,
    () => '/login',
  ];
  return Array.from({ length: n }, () => kinds[random.pick([60, 20, 6, 4, 6, 4])]!());
}

interface Head {
  statusCode: number;
  /** name, value, name, value … */
  headers: string[];
}

export interface Traffic {
  answered: number;
  /** Milliseconds of every answer that wasn't a refusal, and of every 503. */
  served_ms: number[];
  turnedAway_ms: number[];
  /** 503 without a word of when to come back. */
  without_retry: number;
  /** Statuses from 500 on, but for 503. */
  failures: number;
  /** Connections that broke, and answers that never came. */
  errors: number;
}

/** Loads that begin after one another within a second: one alone sends everything in the same moment of every second. */
const PARTS = 25;

/**
 * Sends requests at a rate, whether or not they are answered: so many connections that none waits for another, each sending
 * one a second.
 *
 * @param rate a second; a multiple of 25
 */
export async function send(
  url: string,
  { rate, seconds, seed }: { rate: number; seconds: number; seed: number },
): Promise<Traffic> {
  const traffic: Traffic = { answered: 0, served_ms: [], turnedAway_ms: [], without_retry: 0, failures: 0, errors: 0 };
  const requests = mixedPaths(seed).map((path) => ({ method: 'GET' as const, path }));
  const own = Math.min(requests.length, seconds + 5);
  const parts = Math.min(PARTS, rate);
  let turn = 0;
  const sent = Array.from({ length: parts }, async (_, part) => {
    await pause((part * 1000) / parts);
    return autocannon({
      ...{ url, connections: rate / parts, overallRate: rate / parts, duration: seconds, timeout: 20 },
      setupClient: (client) => {
        // Each begins elsewhere in the list, or all would ask for the same at once; and has no more of it than it will send:
        // making them takes the load's own process seconds, in which it hears no answer.
        const at = (turn++ * 7) % requests.length;
        client.setRequests([...requests, ...requests].slice(at, at + own));
        // Not among its types.
        (client as unknown as EventEmitter).on('headers', ({ statusCode, headers }: Head) => {
          const hasRetry = headers.some((name, i) => i % 2 === 0 && name.toLowerCase() === 'retry-after');
          if (statusCode === 503 && !hasRetry) traffic.without_retry++;
        });
        client.on('response', (status, _, ms) => {
          traffic.answered++;
          if (status === 503) traffic.turnedAway_ms.push(ms);
          else if (status >= 500) traffic.failures++;
          else traffic.served_ms.push(ms);
        });
      },
    });
  });
  for (const { errors, timeouts } of await Promise.all(sent)) traffic.errors += errors + timeouts;
  return traffic;
}
