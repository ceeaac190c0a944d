import { PROGRAM } from '../audit/entry.ts';
import type { Database } from '../db/database.ts';
import { EveryDay } from '../every-day.ts';
import { disposeBy } from './dispose.ts';
import { disposeOwn } from './installation.ts';
import { readOwnRules } from './installation-rule.ts';
import { readRules } from './rule.ts';

/** After a start others come first. */
const FIRST_MS = 10 * 60 * 1000;

/** Carries out the rules of all areas, and of what belongs to none, once a day. */
export class RetentionSchedule {
  readonly #data_dir: string;
  readonly #onTrouble: (sentence: string) => void;
  readonly #day: EveryDay;

  constructor({ data_dir }: { data_dir: string }, onTrouble: (sentence: string) => void) {
    this.#data_dir = data_dir;
    this.#onTrouble = onTrouble;
    this.#day = new EveryDay(
      (database) => this.run(database),
      (error) => this.#said(error),
    );
  }

  start(database: Database): void {
    this.#day.start(database, FIRST_MS);
  }

  /** What is under way ends with its chunk, or with the database. */
  stop(): void {
    this.#day.stop();
  }

  /** One rule that can't be carried out keeps none of the others from it. */
  async run(database: Database): Promise<void> {
    for (const rule of await readRules(database.knex, null)) {
      if (this.#day.stopped) return;
      await disposeBy(database, rule, PROGRAM, this.#data_dir).catch((error: Error) => this.#said(error));
    }
    for (const { subject, ...rule } of await readOwnRules(database.knex)) {
      if (this.#day.stopped) return;
      await disposeOwn(database, subject, rule, PROGRAM, this.#data_dir).catch((error: Error) => this.#said(error));
    }
  }

  #said(error: Error): void {
    if (!this.#day.stopped) this.#onTrouble(`What is to go by the rules of retention is still there: ${error.message}`);
  }
}
