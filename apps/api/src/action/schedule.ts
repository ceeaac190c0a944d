import { PROGRAM } from '../audit/entry.ts';
import type { Database } from '../db/database.ts';
import { listMunicipalities } from '../db/municipality.ts';
import { ProblemError } from '../errors.ts';
import { EveryDay } from '../every-day.ts';
import { conclude, dueIn, type Evaluators } from './conclude.ts';
import { BY_ITSELF } from './who.ts';

/** After a start others come first. */
const FIRST_MS = 5 * 60 * 1000;

/** Evaluates actions whose follow-up date has come; what came due while nothing ran is due at the next start. */
export class EvaluationSchedule {
  readonly #with: Omit<Evaluators, 'database'>;
  readonly #onTrouble: (sentence: string) => void;
  readonly #day: EveryDay;

  constructor(evaluators: Omit<Evaluators, 'database'>, onTrouble: (sentence: string) => void) {
    this.#with = evaluators;
    this.#onTrouble = onTrouble;
    this.#day = new EveryDay(
      (database) => this.run(database),
      (error) => this.#said(error),
    );
  }

  start(database: Database): void {
    this.#day.start(database, FIRST_MS);
  }

  stop(): void {
    this.#day.stop();
  }

  /** What waits for data or for a survey's second round waits on; one that can't be evaluated keeps none of the others from it. */
  async run(database: Database): Promise<void> {
    for (const area of await listMunicipalities(database.knex))
      for (const { action_id, title } of await dueIn(database.knex, area.municipality_id)) {
        if (this.#day.stopped) return;
        await conclude({ ...this.#with, database }, area, { action_id, title, by: BY_ITSELF, who: PROGRAM }).catch(
          (error: Error) => {
            if (!(error instanceof ProblemError)) this.#said(error);
          },
        );
      }
  }

  #said(error: Error): void {
    if (!this.#day.stopped) this.#onTrouble(`An action that is due was not evaluated: ${error.message}`);
  }
}
