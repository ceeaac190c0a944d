import { openDB } from 'idb';

/** Rows that this browser keeps, by table and key. */
export interface Tables<Rows> {
  /** In IndexedDB, where a killed tab leaves them; otherwise in memory only, as long as the page lasts. */
  readonly lasting: boolean;
  all<Name extends keyof Rows & string>(table: Name): Promise<Rows[Name][]>;
  get<Name extends keyof Rows & string>(table: Name, key: string): Promise<Rows[Name] | null>;
  put<Name extends keyof Rows & string>(table: Name, row: Rows[Name]): Promise<void>;
  delete(table: keyof Rows & string, key: string): Promise<void>;
  /** A row comes to one table and another goes, both or neither: a tab killed in between leaves nothing to send twice. */
  exchange<Name extends keyof Rows & string>(
    come: { table: Name; row: Rows[Name] },
    go: { table: keyof Rows & string; key: string },
  ): Promise<void>;
}

/** Which field of a row is its key, per table. */
export type Keys<Rows> = { readonly [Name in keyof Rows & string]: keyof Rows[Name] & string };

/** In IndexedDB; in memory where the browser forbids that. */
export async function openTables<Rows>(name: string, keys: Keys<Rows>): Promise<Tables<Rows>> {
  try {
    return await databaseTables(name, keys);
  } catch {
    return memoryTables(keys);
  }
}

async function databaseTables<Rows>(name: string, keys: Keys<Rows>): Promise<Tables<Rows>> {
  const database = await openDB(name, 1, {
    upgrade(made) {
      for (const [table, keyPath] of Object.entries<string>(keys)) made.createObjectStore(table, { keyPath });
    },
  });
  return {
    lasting: true,
    all: (table) => database.getAll(table),
    get: async (table, key) => (await database.get(table, key)) ?? null,
    put: async (table, row) => void (await database.put(table, row)),
    delete: (table, key) => database.delete(table, key),
    async exchange(come, go) {
      const both = database.transaction([come.table, go.table], 'readwrite');
      await Promise.all([
        both.objectStore(come.table).put(come.row),
        both.objectStore(go.table).delete(go.key),
        both.done,
      ]);
    },
  };
}

export function memoryTables<Rows>(keys: Keys<Rows>): Tables<Rows> {
  const tables = new Map(Object.keys(keys).map((table) => [table, new Map<string, unknown>()]));
  const rows = <Name extends keyof Rows & string>(table: Name): Map<string, Rows[Name]> =>
    tables.get(table) as Map<string, Rows[Name]>;
  const put = <Name extends keyof Rows & string>(table: Name, row: Rows[Name]): void => {
    rows(table).set(String(row[keys[table]]), row);
  };
  return {
    lasting: false,
    all: async (table) => [...rows(table).values()],
    get: async (table, key) => rows(table).get(key) ?? null,
    put: async (table, row) => put(table, row),
    delete: async (table, key) => void rows(table).delete(key),
    async exchange(come, go) {
      put(come.table, come.row);
      rows(go.table).delete(go.key);
    },
  };
}
