import type { NewFlag } from '@lagesbild/contract';
import { type PublicDatabase, publicly } from '../db/public-side.ts';

export interface Background {
  municipality_id: number;
  quarter: string;
  /** Slug of the built-up area; empty outside all of them. */
  area: string;
  about: NonNullable<NewFlag['about']>;
}

/** So many wait in memory before they are counted, so that none is written together with its flag. */
const BATCH = 10;
const LATEST_MS = 6 * 3600_000;

const ADD = `
  insert into flag.background as b (municipality_id, quarter, area, age_band, gender, n)
  select a.municipality_id, a.quarter, a.area, a.age_band, a.gender, count(*)
  from jsonb_to_recordset(cast(:added as jsonb)) as a(municipality_id integer, quarter date, area text, age_band text, gender text)
  where exists (select from flag.area f where f.municipality_id = a.municipality_id)
  group by 1, 2, 3, 4, 5 order by 1, 2, 3, 4, 5
  on conflict (municipality_id, quarter, area, age_band, gender) do update set n = b.n + excluded.n`;

/**
 * Counts who said what age and gender they are, apart from what they sent. Rows written in one transaction can be told by it, so
 * the counts wait in memory until there are ten, or some hours have gone; those of a killed process are lost.
 */
export class BackgroundCounts {
  readonly #opened: Promise<PublicDatabase>;
  readonly #onTrouble: (error: unknown) => void;
  #waiting: Background[] = [];
  #later: NodeJS.Timeout | undefined;

  constructor(opened: Promise<PublicDatabase>, onTrouble: (error: unknown) => void) {
    this.#opened = opened;
    this.#onTrouble = onTrouble;
  }

  add(one: Background): void {
    if (one.about.age_band === null && one.about.gender === null) return;
    this.#waiting.push(one);
    if (this.#waiting.length >= BATCH) void this.write();
    else this.#later ??= setTimeout(() => void this.write(), LATEST_MS).unref();
  }

  /** Counts those that wait; at the end of the process too. */
  async write(): Promise<void> {
    clearTimeout(this.#later);
    this.#later = undefined;
    const added = this.#waiting.splice(0).map(({ about, ...of }) => ({
      ...of,
      age_band: about.age_band ?? '',
      gender: about.gender ?? '',
    }));
    if (added.length === 0) return;
    try {
      await publicly(await this.#opened, (trx) => trx.raw(ADD, { added: JSON.stringify(added) }));
    } catch (error) {
      this.#onTrouble(error);
    }
  }
}
