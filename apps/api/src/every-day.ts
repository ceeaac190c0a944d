import type { Database } from './db/database.ts';

const DAY_MS = 24 * 3600 * 1000;

/** Work that is done once a day; the first time some while after the start, when others come first. */
export class EveryDay {
  readonly #work: (database: Database) => Promise<void>;
  readonly #onTrouble: (error: Error) => void;
  #timer: NodeJS.Timeout | undefined;
  #stopped = false;

  constructor(work: (database: Database) => Promise<void>, onTrouble: (error: Error) => void) {
    this.#work = work;
    this.#onTrouble = onTrouble;
  }

  /** Work that is made of parts looks here between two of them. */
  get stopped(): boolean {
    return this.#stopped;
  }

  start(database: Database, first_ms: number): void {
    this.#again(database, first_ms);
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
  }

  #again(database: Database, after_ms: number): void {
    if (this.#stopped) return;
    this.#timer = setTimeout(() => {
      void this.#work(database)
        .catch((error: Error) => this.#stopped || this.#onTrouble(error))
        .finally(() => this.#again(database, DAY_MS));
    }, after_ms).unref();
  }
}
