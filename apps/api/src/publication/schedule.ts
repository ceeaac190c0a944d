import { PROGRAM } from '../audit/entry.ts';
import type { Database } from '../db/database.ts';
import { listMunicipalities } from '../db/municipality.ts';
import { EveryDay } from '../every-day.ts';
import { missing, readCalendar } from './ground.ts';
import type { ReleaseWorks } from './works.ts';

/** After a start others come first. */
const FIRST_MS = 15 * 60 * 1000;

/** Makes what is due in all areas, once a day. */
export class ReleaseSchedule {
  readonly #works: ReleaseWorks;
  readonly #onTrouble: (sentence: string) => void;
  readonly #day: EveryDay;

  constructor(works: ReleaseWorks, onTrouble: (sentence: string) => void) {
    this.#works = works;
    this.#onTrouble = onTrouble;
    this.#day = new EveryDay(
      (database) => this.run(database),
      (error) => onTrouble(`No releases were made: ${error.message}`),
    );
  }

  start(database: Database): void {
    this.#day.start(database, FIRST_MS);
  }

  stop(): void {
    this.#day.stop();
  }

  /** One area whose release was stopped keeps none of the others from theirs. */
  async run(database: Database): Promise<void> {
    for (const area of await listMunicipalities(database.knex)) {
      if (this.#day.stopped) return;
      await this.#make(database, area).catch((error: Error) =>
        this.#onTrouble(`No release of ${area.slug} was made: ${error.message}`),
      );
    }
  }

  async #make(database: Database, area: Awaited<ReturnType<typeof listMunicipalities>>[number]): Promise<void> {
    if (missing(await readCalendar(database, area)).length === 0) return;
    const work = this.#works.start(database, 'make', area, PROGRAM);
    await work.settled;
    if (work.problem !== null) throw work.problem;
  }
}
