import { LRUCache } from 'lru-cache';
import { atMost } from '../at-most.ts';
import { NetworkKeys } from '../network-key.ts';

/** A wrong password costs the next attempt this long: nothing for the first few, then twice as much each time. */
export const REFUSED = { free: 3, first_s: 1, most_s: 60 };
/** One address that tries many names. */
const ADDRESS = { free: 10, first_s: 1, most_s: 60 };
/** Many addresses that try one name: its owner, who comes from elsewhere, waits a moment and is let in. */
const HELD = { free: 10, first_s: 0.25, most_s: 4 };
const FORGOTTEN_MS = 15 * 60_000;
const KEPT_MAX = 50_000;

interface Failures {
  n: number;
  last: number;
}

/**
 * What slows down whoever guesses passwords, and locks nobody out: attempts are spaced apart by name and address, never
 * refused for good, and an account's owner is only ever held for four seconds by what others try.
 *
 * Held in memory only. Addresses are kept as keyed hashes whose key is thrown away each day.
 */
export class Delays {
  #failures = new LRUCache<string, Failures>({ ...atMost(KEPT_MAX), ttl: FORGOTTEN_MS });
  #networks: NetworkKeys;
  #now: () => number;

  /** @param now milliseconds; a parameter so that a test needn't wait */
  constructor(now: () => number = Date.now) {
    this.#now = now;
    this.#networks = new NetworkKeys(now);
  }

  /**
   * @returns `refused_s` > 0: come back after so many seconds; `held_s`: wait this long before looking
   */
  before(login: string, address: string): { refused_s: number; held_s: number } {
    const { pair, from, name } = this.#keys(login, address);
    const refused_s = Math.max(this.#left(pair, REFUSED), this.#left(from, ADDRESS));
    return { refused_s: Math.ceil(refused_s), held_s: Math.max(0, costOf(this.#failures.get(name)?.n ?? 0, HELD)) };
  }

  /** An attempt, as long as nobody says that it succeeded. */
  failed(login: string, address: string): void {
    for (const key of Object.values(this.#keys(login, address))) {
      const n = (this.#failures.get(key)?.n ?? 0) + 1;
      this.#failures.set(key, { n, last: this.#now() });
    }
  }

  /** It was the right password after all. What others try of this name goes on counting. */
  succeeded(login: string, address: string): void {
    const { pair, from, name } = this.#keys(login, address);
    this.#failures.delete(pair);
    this.#failures.delete(from);
    const failures = this.#failures.get(name);
    if (failures) this.#failures.set(name, { ...failures, n: failures.n - 1 });
  }

  #left(key: string, rule: typeof REFUSED): number {
    const { n, last } = this.#failures.get(key) ?? { n: 0, last: 0 };
    return Math.max(0, costOf(n, rule) - (this.#now() - last) / 1000);
  }

  #keys(login: string, address: string): { pair: string; from: string; name: string } {
    return {
      pair: this.#networks.of('pair', address, login),
      from: this.#networks.of('from', address),
      name: this.#networks.hash('name', login),
    };
  }
}

const costOf = (n: number, { free, first_s, most_s }: typeof REFUSED): number =>
  n < free ? 0 : Math.min(most_s, first_s * 2 ** Math.min(30, n - free));
