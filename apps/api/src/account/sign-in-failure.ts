import type { Database } from '../db/database.ts';
import { accountNamed } from './account.ts';

interface KnownAccount {
  account_id: string;
  login: string;
}

const TOGETHER_MS = 60_000;

/**
 * Failed sign-ins on their way into the log: the first of an account at once, those that follow within a minute as one entry with
 * their number, so that whoever guesses can't fill the disk. Names that nobody has count as one: what was typed may be a password in
 * the wrong field, and is kept nowhere.
 *
 * Nobody waits for it, or the time an answer takes would tell which names there are.
 */
export class SignInFailures {
  #database: Pick<Database, 'knex' | 'record'>;
  #onTrouble: (error: unknown) => void;
  #counted = new Map<string, { account: KnownAccount | null; n: number; timer: NodeJS.Timeout }>();
  #writing: Promise<void> = Promise.resolve();

  constructor(database: Pick<Database, 'knex' | 'record'>, onTrouble: (error: unknown) => void) {
    this.#database = database;
    this.#onTrouble = onTrouble;
  }

  add(account: KnownAccount | null): void {
    const key = account?.account_id ?? '';
    const counted = this.#counted.get(key);
    if (counted) counted.n++;
    else {
      this.#counted.set(key, { account, n: 0, timer: setTimeout(() => this.#end(key), TOGETHER_MS).unref() });
      this.#write(account, 1);
    }
  }

  /** Writes what was only counted so far. */
  async close(): Promise<void> {
    for (const key of [...this.#counted.keys()]) this.#end(key);
    await this.#writing;
  }

  #end(key: string): void {
    const { account, n, timer } = this.#counted.get(key)!;
    clearTimeout(timer);
    this.#counted.delete(key);
    if (n > 0) this.#write(account, n);
  }

  #write(account: KnownAccount | null, n: number): void {
    const object = account ? { object: accountNamed(account) } : {};
    const entry = { act: 'sign_in_failed', who: { kind: 'nobody' }, area: null, ...object, details: { n } } as const;
    this.#writing = this.#writing
      .then(() => this.#database.record(this.#database.knex, entry))
      .catch((error: unknown) => this.#onTrouble(error));
  }
}
