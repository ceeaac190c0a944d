import { randomInt } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { atMost } from '../at-most.ts';
import { NetworkKeys } from '../network-key.ts';
import { Allowances, type Rate } from '../rate-limit.ts';

/** Flags about one place that come so close together are taken for one group's, whoever sends them. */
const TOGETHER_MS = 10 * 60_000;
const DAY_MS = 24 * 3600_000;
const KEPT_MAX = 100_000;
/** How much of an area's flood one network may be: a school behind one address is not one. */
const NETWORK_PART = 3;
/** A flood is over when as many as may come at once could have come in so long. */
const REFILL_S = 3600;
/** Receipts are looked up now and then; whoever guesses does it much oftener. */
const LOOKUPS: Rate = { burst: 20, a_second: 1 / 10 };
const BURST_MAX = 2 ** 31 - 1;

/** What is told of a flag by those that came before it. */
export interface Meeting {
  /** Number of the group that it came with: random, and its own when it came alone. */
  burst: number;
  /** The same network has told of the same place today. */
  repeated: boolean;
  /** Many come at once. */
  flood: boolean;
  /** It wasn't stored after all. */
  forget(): void;
}

/**
 * Tells senders apart without knowing them: keyed hashes of their networks, in memory only, whose key is thrown away each day.
 * What leaves this file is a random number and two answers, never a hash. Each process knows only those it has met itself.
 */
export class Senders {
  readonly #networks: NetworkKeys;
  readonly #allowances: Allowances;
  readonly #told: LRUCache<string, true>;
  readonly #bursts: LRUCache<string, number>;
  readonly #area: Rate;
  readonly #network: Rate;

  /**
   * @param flood_at flags of an area at once, and again each hour, after which more are a flood
   * @param now milliseconds; a parameter so that a test needn't wait
   */
  constructor(flood_at: number, now: () => number = Date.now) {
    this.#area = { burst: flood_at, a_second: flood_at / REFILL_S };
    const part = Math.ceil(flood_at / NETWORK_PART);
    this.#network = { burst: part, a_second: part / REFILL_S };
    this.#networks = new NetworkKeys(now);
    this.#allowances = new Allowances(now);
    const kept = { ...atMost(KEPT_MAX), perf: { now }, ttlResolution: 0 };
    this.#told = new LRUCache({ ...kept, ttl: DAY_MS });
    this.#bursts = new LRUCache({ ...kept, ttl: TOGETHER_MS });
  }

  /** Do so many come, from this network or to this area, that the next has to be worked for? */
  isFlood(area: number, address: string): boolean {
    return this.#counted(area, address).some(([who, rate]) => this.#allowances.wait(who, rate) > 0);
  }

  /** @param where the place or cell, as a text @param day as the area's calendar has it */
  meet(area: number, address: string, where: string, day: string): Meeting {
    const flood = this.isFlood(area, address);
    for (const [who, rate] of this.#counted(area, address)) this.#allowances.spend(who, rate);
    const told = this.#networks.of('told', address, String(area), where, day);
    const repeated = this.#told.has(told);
    this.#told.set(told, true);
    const [of_place, of_network] = [
      this.#networks.hash('place', String(area), where),
      this.#networks.of('network', address, String(area), day),
    ];
    const own = this.#bursts.get(of_network);
    const joined = own === undefined ? this.#bursts.get(of_place) : undefined;
    const burst = own ?? joined ?? randomInt(1, BURST_MAX);
    this.#bursts.set(of_place, burst);
    // Who joins a group at one place isn't of it at the next.
    if (joined === undefined) this.#bursts.set(of_network, burst, { ttl: DAY_MS });
    return { burst, repeated, flood, forget: () => void (repeated || this.#told.delete(told)) };
  }

  /** @returns seconds until this network may look up another receipt; 0: now, and it is counted */
  lookUp(address: string): number {
    const who = this.#networks.of('lookup', address);
    const seconds = this.#allowances.wait(who, LOOKUPS);
    if (seconds === 0) this.#allowances.spend(who, LOOKUPS);
    return seconds;
  }

  #counted(area: number, address: string): [string, Rate][] {
    return [
      [`area ${area}`, this.#area],
      [this.#networks.of('flood', address, String(area)), this.#network],
    ];
  }
}
