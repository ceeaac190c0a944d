import { LRUCache } from 'lru-cache';

/** What the database forgets when a flag has been answered. */
export interface Kept {
  received_on: string;
  burst: number | null;
  /** working days until it was answered, as they were counted in the month */
  waited: number;
  month: string;
}

/**
 * What was forgotten with a decision, for as long as a slip of the hand is noticed: in memory only, so that nothing on the disk says
 * afterwards on which day a flag came.
 */
export type Forgotten = LRUCache<number, Kept>;

const KEPT_MAX = 5_000;
const KEPT_MS = 3_600_000;

export const nothingForgotten = (): Forgotten => new LRUCache({ max: KEPT_MAX, ttl: KEPT_MS });

/** @param decision_id  number of the decision that made the database forget it */
export const remember = (forgotten: Forgotten, decision_id: number, kept: Kept): void => {
  forgotten.set(decision_id, kept);
};
