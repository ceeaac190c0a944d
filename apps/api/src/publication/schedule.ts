import { PROGRAM } from '../audit/entry.ts';
import type { Database } from '../db/database.ts';
import { listMunicipalities } from '../db/municipality.ts';
import { makeReleases } from './make.ts';

const DAY_MS = 24 * 3600 * 1000;
/** After a start others come first. */
const FIRST_MS = 15 * 60 * 1000;

/** Makes what is due in all areas, once a day. */
export class ReleaseSchedule {
  readonly #onTrouble: (sentence: string) => void;
  #timer: NodeJS.Timeout | undefined;
  #stopped = false;

  constructor(onTrouble: (sentence: string) => void) {
    this.#onTrouble = onTrouble;
  }

  start(database: Database): void {
    this.#again(database, FIRST_MS);
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
  }

  /** One area whose release was stopped keeps none of the others from theirs. */
  async run(database: Database): Promise<void> {
    for (const area of await listMunicipalities(database.knex)) {
      if (this.#stopped) return;
      await makeReleases(database, area, PROGRAM).catch((error: Error) =>
        this.#onTrouble(`No release of ${area.slug} was made: ${error.message}`),
      );
    }
  }

  #again(database: Database, after_ms: number): void {
    if (this.#stopped) return;
    this.#timer = setTimeout(() => {
      void this.run(database)
        .catch((error: Error) => this.#onTrouble(`No releases were made: ${error.message}`))
        .finally(() => this.#again(database, DAY_MS));
    }, after_ms).unref();
  }
}
