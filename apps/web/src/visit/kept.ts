import type { NewVisit, UnitPage } from '@lagesbild/contract';
import { type DBSchema, openDB } from 'idb';
import type { Waiting } from '../offline/outbox.ts';

/** A visit on its way. */
export interface OutgoingVisit extends Waiting {
  key: string;
  area: string;
  /** the unit that was signed in here when it was logged; another one's phone doesn't send it */
  unit_id: string;
  visit: NewVisit;
  zone_name: string;
}

/** What this page keeps on the phone: what waits, and what the unit is to do; both go when the unit leaves. */
export interface Shelf {
  outgoing(area: string): Promise<OutgoingVisit[]>;
  keep(one: OutgoingVisit): Promise<void>;
  forget(key: string): Promise<void>;
  page(area: string): Promise<UnitPage | null>;
  keepPage(area: string, page: UnitPage): Promise<void>;
  forgetPage(area: string): Promise<void>;
}

interface Tables extends DBSchema {
  outgoing: { key: string; value: OutgoingVisit };
  pages: { key: string; value: { area: string; page: UnitPage } };
}

/** In IndexedDB, where a killed tab leaves it. @throws where the browser forbids that: nothing is logged that would be lost */
export async function openShelf(): Promise<Shelf> {
  const database = await openDB<Tables>('visits', 1, {
    upgrade(made) {
      made.createObjectStore('outgoing', { keyPath: 'key' });
      made.createObjectStore('pages', { keyPath: 'area' });
    },
  });
  return {
    outgoing: async (area) => (await database.getAll('outgoing')).filter((one) => one.area === area),
    keep: async (one) => void (await database.put('outgoing', one)),
    forget: (key) => database.delete('outgoing', key),
    page: async (area) => (await database.get('pages', area))?.page ?? null,
    keepPage: async (area, page) => void (await database.put('pages', { area, page })),
    forgetPage: (area) => database.delete('pages', area),
  };
}
