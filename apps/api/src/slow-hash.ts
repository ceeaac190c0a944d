import { type Algorithm, hash, verify } from '@node-rs/argon2';
import { ProblemError } from './errors.ts';
import { turns } from './turn.ts';

/** OWASP's recommendation for Argon2id: 19 MiB, two passes, one lane. About 25 ms. */
const COST = { algorithm: 2 as Algorithm.Argon2id, memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Hashes that cost whoever guesses as much as whoever knows. */
export interface SlowHashes {
  of(text: string): Promise<string>;
  /** Is it the text of this hash? Without one the answer is no, after the same time. */
  isOf(text: string, hashed: string | null): Promise<boolean>;
}

/**
 * Each takes 19 MiB and a processor: a crowd at one door must leave some for those inside, and for other doors.
 *
 * @param at_once how many are made at the same time; up to `waiting` more wait for their turn
 */
export function slowHashes(at_once: number, waiting: number): SlowHashes {
  const inTurn = turns(at_once, waiting, () => new ProblemError('busy', { seconds: 2 }, { 'retry-after': '2' }));
  /** A hash nobody knows the text of, made with the same cost. */
  let nobodys: Promise<string> | undefined;
  return {
    of: (text) => inTurn(() => hash(text, COST)),
    async isOf(text, hashed) {
      nobodys ??= hash(`${Math.random()}`, COST);
      const against = hashed ?? (await nobodys);
      const right = await inTurn(() => verify(against, text));
      return right && hashed !== null;
    },
  };
}
