import type { Config } from '../config.ts';
import type { Database } from '../db/database.ts';
import { checkLog } from './check.ts';
import { headsOf, keepLastHead } from './head.ts';
import { verdictInWords } from './in-words.ts';
import type { Verdict } from './verify.ts';

const LOOK_MS = 60_000;
/** Not at once: a start has enough to do. */
const FIRST_MS = 5 * 60_000;
const DAY_MS = 24 * 3600_000;

/**
 * Keeps in the data folder how far the log has come, so that a missing end is noticed also between two backups, and checks the
 * whole log once a day.
 */
export class LogWatch {
  readonly #config: Pick<Config, 'backup'>;
  readonly #onTrouble: (sentence: string) => void;
  #timers: NodeJS.Timeout[] = [];
  #kept = '';
  #working: Promise<void> = Promise.resolve();
  #last: { verdict: Verdict; at: Date } | null = null;

  constructor(config: Pick<Config, 'backup'>, onTrouble: (sentence: string) => void) {
    this.#config = config;
    this.#onTrouble = onTrouble;
  }

  start(database: Database): void {
    const check = (): void => void this.check(database).catch((error: Error) => this.#onTrouble(error.message));
    this.#timers = [
      setInterval(() => void this.keep(database), LOOK_MS).unref(),
      setTimeout(check, FIRST_MS).unref(),
      setInterval(check, DAY_MS).unref(),
    ];
  }

  async stop(database: Database): Promise<void> {
    for (const timer of this.#timers) clearInterval(timer);
    await this.keep(database);
  }

  /** Keeps the head, if the log has gone on since. */
  keep(database: Database): Promise<void> {
    this.#working = this.#working
      .then(async () => {
        const heads = JSON.stringify(await headsOf(database.knex));
        if (heads === this.#kept || heads === '[]') return;
        await keepLastHead(database.knex, database.data_dir);
        this.#kept = heads;
      })
      .catch((error: Error) => this.#onTrouble(`How far the log has come could not be kept: ${error.message}`));
    return this.#working;
  }

  async check(database: Database): Promise<Verdict> {
    const { knex, data_dir } = database;
    const verdict = await checkLog(knex, { data_dir, backup: this.#config.backup });
    this.#last = { verdict, at: new Date() };
    if (verdict.state === 'broken') this.#onTrouble(verdictInWords('en', verdict, new Map())[0]!);
    return verdict;
  }

  /** What the last check found, if there was one since the start. */
  get last(): { verdict: Verdict; at: Date } | null {
    return this.#last;
  }
}
