import type { Database } from '../db/database.ts';
import { ProblemError } from '../errors.ts';
import type { Desk } from './desk.ts';
import { importEvents, type PolisenOptions } from './polisen.ts';

/** New events come a few times a day; a call each ten minutes and area is far inside the rules. */
const EVERY_MS = 10 * 60_000;
/** Between two areas. */
const APART_MS = 11_000;

/** Swedish municipalities here, as polisen.se names them. */
export async function polisenAreas({ knex }: Database): Promise<{ slug: string; place: string }[]> {
  const { rows } = await knex.raw<{ rows: { slug: string; place: string }[] }>(
    "select slug, names ->> 'sv' as place from staff.municipality where code is not null order by slug",
  );
  return rows;
}

/**
 * Fetches for every Swedish municipality here, again and again, until stopped. A call that isn't allowed yet or fails is
 * told and tried again in its next turn.
 *
 * @returns stops
 */
export function startPolisen(
  database: Database,
  desk: Desk,
  options: PolisenOptions,
  onTrouble: (sentence: string) => void,
): () => void {
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  const after = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      timer = setTimeout(resolve, ms).unref();
    });
  const round = async (): Promise<void> => {
    for (const area of await polisenAreas(database)) {
      if (stopped) return;
      await importEvents(database, desk, area, options).catch((error: Error) => {
        if (!(error instanceof ProblemError && error.code === 'polisen_wait')) onTrouble(error.message);
      });
      await after(options.apart_ms ?? APART_MS);
    }
  };
  void (async () => {
    while (!stopped) {
      await round().catch((error: Error) => onTrouble(error.message));
      await after(options.every_ms ?? EVERY_MS);
    }
  })();
  return () => {
    stopped = true;
    clearTimeout(timer);
  };
}
