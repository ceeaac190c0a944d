import { PROGRAM } from '../audit/entry.ts';
import type { Database } from '../db/database.ts';
import { disposeBy } from './dispose.ts';
import { disposeOwn } from './installation.ts';
import { readOwnRules } from './installation-rule.ts';
import { readRules } from './rule.ts';

const DAY_MS = 24 * 3600 * 1000;
/** After a start others come first. */
const FIRST_MS = 10 * 60 * 1000;

/** Carries out the rules of all areas, and of what belongs to none, once a day. */
export class RetentionSchedule {
  readonly #data_dir: string;
  readonly #onTrouble: (sentence: string) => void;
  #timer: NodeJS.Timeout | undefined;
  #stopped = false;

  constructor({ data_dir }: { data_dir: string }, onTrouble: (sentence: string) => void) {
    this.#data_dir = data_dir;
    this.#onTrouble = onTrouble;
  }

  start(database: Database): void {
    this.#again(database, FIRST_MS);
  }

  /** What is under way ends with its chunk, or with the database. */
  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
  }

  /** One rule that can't be carried out keeps none of the others from it. */
  async run(database: Database): Promise<void> {
    for (const rule of await readRules(database.knex, null)) {
      if (this.#stopped) return;
      await disposeBy(database, rule, PROGRAM, this.#data_dir).catch((error: Error) => this.#said(error));
    }
    for (const { subject, ...rule } of await readOwnRules(database.knex)) {
      if (this.#stopped) return;
      await disposeOwn(database, subject, rule, PROGRAM, this.#data_dir).catch((error: Error) => this.#said(error));
    }
  }

  #again(database: Database, after_ms: number): void {
    if (this.#stopped) return;
    this.#timer = setTimeout(() => {
      void this.run(database)
        .catch((error: Error) => this.#said(error))
        .finally(() => this.#again(database, DAY_MS));
    }, after_ms).unref();
  }

  #said(error: Error): void {
    if (!this.#stopped) this.#onTrouble(`What is to go by the rules of retention is still there: ${error.message}`);
  }
}
