import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';

export const WORD_CHANNEL = 'passing_word';
/** A notification of PostgreSQL holds less than 8,000 bytes. */
const WORD_MAX_BYTES = 7_900;

type Hearing = (said: unknown, from: string) => void;

/**
 * What processes of one installation say to each other and nobody keeps: who looks at a queue now, what an answer made the tables
 * forget. It goes by NOTIFY, so it is in no table, no backup and no write-ahead log; a process that isn't there doesn't hear it.
 * Where there is one process only, nothing is said.
 */
export class PassingWords {
  readonly #self = randomUUID();
  readonly #hearers = new Map<string, Set<Hearing>>();
  readonly #alone: boolean;

  constructor({ alone }: { alone: boolean }) {
    this.#alone = alone;
  }

  /** @param about what is spoken of: others that listen to the same hear it @returns stops listening */
  on(about: string, hearing: Hearing): () => void {
    const hearers = this.#hearers.get(about) ?? new Set();
    this.#hearers.set(about, hearers.add(hearing));
    return () => hearers.delete(hearing);
  }

  /** Says it to the other processes when the caller's transaction commits. @throws {RangeError} where it is too long */
  async pass(trx: Knex, about: string, said: object): Promise<void> {
    if (this.#alone) return;
    const word = JSON.stringify({ about, from: this.#self, said });
    const bytes = Buffer.byteLength(word);
    if (bytes > WORD_MAX_BYTES) throw new RangeError(`a word of ${bytes} bytes: at most ${WORD_MAX_BYTES}`);
    await trx.raw('select pg_notify(:channel, :word)', { channel: WORD_CHANNEL, word });
  }

  hear(channel: string, payload: string): void {
    if (channel !== WORD_CHANNEL) return;
    const { about, from, said } = JSON.parse(payload) as { about: string; from: string; said: unknown };
    if (from === this.#self) return;
    for (const hearing of this.#hearers.get(about) ?? []) hearing(said, from);
  }
}
