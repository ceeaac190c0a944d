import { LRUCache } from 'lru-cache';
import { atMost } from '../at-most.ts';
import { hashOfToken, newToken } from './token.ts';

/** Long enough to find a phone, a card or a password elsewhere. */
const ATTEMPT_MS = 10 * 60_000;
const KEPT_MAX = 20_000;

/**
 * What a browser has begun and must bring back: once, in ten minutes, and with the cookie that only it has. Held in memory,
 * since anybody may begin: a stranger fills no table.
 */
export class Attempts<Held extends object> {
  #held: LRUCache<string, Held>;

  constructor(kept_ms = ATTEMPT_MS) {
    this.#held = new LRUCache({ ...atMost(KEPT_MAX), ttl: kept_ms });
  }

  /** @returns the token for the browser's cookie */
  begin(held: Held): string {
    const token = newToken();
    this.#held.set(hashOfToken(token), held);
    return token;
  }

  /** What was held under the token, which is worth nothing afterwards; null when it is too old, used, or never was. */
  take(token: string | undefined): Held | null {
    if (token === undefined) return null;
    const name = hashOfToken(token);
    const held = this.#held.get(name);
    this.#held.delete(name);
    return held ?? null;
  }
}
