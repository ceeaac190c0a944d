import { type DBSchema, type IDBPDatabase, openDB } from 'idb';

/** The encoded rows of one municipality, as this browser keeps them between visits. */
export interface KeptColumns {
  municipality: string;
  etag: string;
  bytes: Blob;
}

interface Shelf extends DBSchema {
  columns: { key: string; value: KeptColumns };
}

const opened = (): Promise<IDBPDatabase<Shelf>> =>
  openDB<Shelf>('lagesbild', 1, {
    upgrade: (database) => {
      database.createObjectStore('columns', { keyPath: 'municipality' });
    },
  });

let shelf: Promise<IDBPDatabase<Shelf>> | undefined;

/**
 * Storage may be forbidden (private windows), full, or taken away while the page runs. None of that may cost an answer:
 * the rows are then fetched again next time.
 */
async function trying<T>(task: (database: IDBPDatabase<Shelf>) => Promise<T>): Promise<T | undefined> {
  try {
    shelf ??= opened();
    return await task(await shelf);
  } catch (error) {
    shelf = undefined;
    console.info(`columns are not kept: ${error}`);
    return undefined;
  }
}

/** What was kept of this municipality at the last visit, if anything. */
export const keptColumns = (municipality: string): Promise<KeptColumns | undefined> =>
  trying((database) => database.get('columns', municipality));

/** Keep these rows instead of older ones: one version per municipality. */
export async function keepColumns(columns: KeptColumns): Promise<void> {
  await trying((database) => database.put('columns', columns));
}

/** For the next person at this browser. */
export async function forgetAllColumns(): Promise<void> {
  await trying((database) => database.clear('columns'));
}

export async function forgetColumns(municipality: string): Promise<void> {
  await trying((database) => database.delete('columns', municipality));
}
