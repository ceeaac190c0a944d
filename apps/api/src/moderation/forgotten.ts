import type { Knex } from 'knex';
import { LRUCache } from 'lru-cache';
import type { PassingWords } from '../db/passing-word.ts';

/** What the database forgets when a flag has been answered. */
export interface Kept {
  received_on: string;
  burst: number | null;
  /** working days until it was answered, as they were counted in the month */
  waited: number;
  month: string;
}

type Said = [decision_id: number, received_on: string, burst: number | null, waited: number, month: string];

const ABOUT = 'forgotten';
const KEPT_MAX = 5_000;
const KEPT_MS = 3_600_000;

/**
 * What was forgotten with a decision, for as long as a slip of the hand is noticed: in memory only, so that nothing on the disk says
 * afterwards on which day a flag came. The other processes are told, so that the decision can be taken back wherever that is asked.
 */
export class Forgotten {
  readonly #kept = new LRUCache<number, Kept>({ max: KEPT_MAX, ttl: KEPT_MS });
  #words: PassingWords | null = null;

  listen(words: PassingWords): void {
    this.#words = words;
    words.on(ABOUT, (said) => {
      for (const [decision_id, received_on, burst, waited, month] of said as Said[])
        this.#kept.set(decision_id, { received_on, burst, waited, month });
    });
  }

  /** @param forgotten by the number of the decision: at most as many as one decides about, which fit in one word */
  async remember(trx: Knex, forgotten: ReadonlyMap<number, Kept>): Promise<void> {
    if (forgotten.size === 0) return;
    for (const [decision_id, kept] of forgotten) this.#kept.set(decision_id, kept);
    const said = [...forgotten].map(
      ([decision_id, { received_on, burst, waited, month }]): Said => [decision_id, received_on, burst, waited, month],
    );
    await this.#words?.pass(trx, ABOUT, said);
  }

  /** @returns undefined after an hour, and where this process wasn't there to hear of it */
  of(decision_id: number): Kept | undefined {
    return this.#kept.get(decision_id);
  }
}
