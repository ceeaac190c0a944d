import { createHmac, randomBytes } from 'node:crypto';
import { isIPv6 } from 'node:net';

const DAY_MS = 24 * 3600_000;

/**
 * Tells one network from another without keeping its address: a keyed hash, in memory only, whose key is thrown away each day.
 * What was counted under yesterday's key can't be found again.
 */
export class NetworkKeys {
  #key = randomBytes(32);
  #keyed_at = 0;
  #now: () => number;

  /** @param now milliseconds; a parameter so that a test needn't wait */
  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  /** @param purpose two purposes have two keys for one address */
  of(purpose: string, address: string, ...more: string[]): string {
    return this.hash(purpose, networkOf(address), ...more);
  }

  /** The same for what isn't an address. */
  hash(...parts: string[]): string {
    if (this.#now() - this.#keyed_at > DAY_MS) {
      this.#key = randomBytes(32);
      this.#keyed_at = this.#now();
    }
    return createHmac('sha256', this.#key).update(JSON.stringify(parts)).digest('base64url').slice(0, 22);
  }
}

/** A household gets a whole /64 of IPv6: it counts as one. */
const networkOf = (address: string): string => {
  if (!isIPv6(address) || address.startsWith('::ffff:')) return address;
  const [head = '', tail] = address.split('::');
  const groups = head.split(':').filter(Boolean);
  const after = (tail ?? '').split(':').filter(Boolean);
  const filled =
    tail === undefined ? groups : [...groups, ...Array(8 - groups.length - after.length).fill('0'), ...after];
  return filled.slice(0, 4).join(':');
};
