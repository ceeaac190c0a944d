import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { FlagWork, NewFlag } from '@lagesbild/contract';
import { type Algorithm, hashRaw } from '@node-rs/argon2';

/** Small enough for an old telephone: about 64 hashes of some 15 ms there, one of a millisecond here. */
export const WORK = { memory_kib: 1024, passes: 1, zero_bits: 6 } as const;
const VALID_MS = 10 * 60_000;
const TASK = /^[a-z0-9]{1,12}\.[A-Za-z0-9_-]{16}\.[A-Za-z0-9_-]{32}$/;

/**
 * Work that a sender does while many flags come at once. Nothing is kept of a task: it is signed and says when it was given, and
 * the work is done over the flag's Idempotency-Key, which is good for one flag whatever process it reaches.
 */
export class Work {
  readonly #key: Buffer;
  readonly #now: () => number;

  constructor(key: string, now: () => number = Date.now) {
    this.#key = createHmac('sha256', Buffer.from(key, 'hex')).update('work').digest();
    this.#now = now;
  }

  task(area: number): FlagWork {
    const given = `${this.#now().toString(36)}.${randomBytes(12).toString('base64url')}`;
    return { task: `${given}.${this.#sealOf(area, given)}`, ...WORK };
  }

  /** Is this the work of a task that was given for the area a moment ago, done for the flag with this key? */
  async isDone(area: number, work: NewFlag['work'], resend_key: string | null): Promise<boolean> {
    if (work == null || resend_key === null || !TASK.test(work.task)) return false;
    const cut = work.task.lastIndexOf('.');
    const [given, seal] = [work.task.slice(0, cut), work.task.slice(cut + 1)];
    if (!timingSafeEqual(Buffer.from(seal), Buffer.from(this.#sealOf(area, given)))) return false;
    const age_ms = this.#now() - Number.parseInt(given, 36);
    return (
      age_ms >= 0 && age_ms <= VALID_MS && zeroBits(await worked(work.task, work.answer, resend_key)) >= WORK.zero_bits
    );
  }

  #sealOf(area: number, given: string): string {
    return createHmac('sha256', this.#key).update(`${area} ${given}`).digest('base64url').slice(0, 32);
  }
}

/** The hash that an answer is judged by, as `FlagWork` of the contract describes it. */
export const worked = (task: string, answer: number, resend_key: string): Promise<Buffer> =>
  hashRaw(String(answer), {
    algorithm: 2 as Algorithm.Argon2id,
    memoryCost: WORK.memory_kib,
    timeCost: WORK.passes,
    parallelism: 1,
    outputLen: 32,
    salt: Buffer.from(`${task} ${resend_key.toLowerCase()}`),
  });

/** How many bits are zero before the first that isn't, of the first 32. */
export const zeroBits = (hash: Buffer): number => Math.clz32(hash.readUInt32BE(0));
