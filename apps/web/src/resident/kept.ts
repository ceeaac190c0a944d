import type { NewFlag } from '@lagesbild/contract';
import { type DBSchema, openDB } from 'idb';
import type { Draft, Step } from './draft.ts';

/** A flag on its way: what is sent, and the key by which it is sent once. */
export interface Outgoing {
  key: string;
  area: string;
  flag: NewFlag;
  /** What the api said no with; null while it may still be sent. */
  refused: string | null;
}

/** A code that somebody chose to keep here. */
export interface KeptCode {
  code: string;
  area: string;
  /** The month it was kept in, YYYY-MM. */
  month: string;
}

export interface KeptDraft {
  area: string;
  draft: Draft;
  step: Step;
  /** The day it was last touched, YYYY-MM-DD. */
  day: string;
}

/** What this page keeps on the phone, and nowhere else. */
export interface Shelf {
  outgoing(area: string): Promise<Outgoing[]>;
  keepOutgoing(one: Outgoing): Promise<void>;
  /** A draft becomes a flag on its way, both or neither: a tab killed in between leaves nothing to send twice. */
  dispatch(one: Outgoing): Promise<void>;
  forgetOutgoing(key: string): Promise<void>;
  draft(area: string): Promise<KeptDraft | null>;
  keepDraft(one: KeptDraft): Promise<void>;
  forgetDraft(area: string): Promise<void>;
  codes(area: string): Promise<KeptCode[]>;
  keepCode(one: KeptCode): Promise<void>;
  forgetCode(code: string): Promise<void>;
}

interface Tables extends DBSchema {
  outgoing: { key: string; value: Outgoing };
  drafts: { key: string; value: KeptDraft };
  codes: { key: string; value: KeptCode };
}

/** In IndexedDB, where a killed tab leaves it; in memory where the browser forbids that. */
export async function openShelf(): Promise<Shelf> {
  try {
    return await databaseShelf();
  } catch {
    return memoryShelf();
  }
}

async function databaseShelf(): Promise<Shelf> {
  const database = await openDB<Tables>('places', 1, {
    upgrade(made) {
      made.createObjectStore('outgoing', { keyPath: 'key' });
      made.createObjectStore('drafts', { keyPath: 'area' });
      made.createObjectStore('codes', { keyPath: 'code' });
    },
  });
  return {
    outgoing: async (area) => (await database.getAll('outgoing')).filter((one) => one.area === area),
    keepOutgoing: async (one) => void (await database.put('outgoing', one)),
    async dispatch(one) {
      const both = database.transaction(['outgoing', 'drafts'], 'readwrite');
      await Promise.all([
        both.objectStore('outgoing').put(one),
        both.objectStore('drafts').delete(one.area),
        both.done,
      ]);
    },
    forgetOutgoing: (key) => database.delete('outgoing', key),
    draft: async (area) => (await database.get('drafts', area)) ?? null,
    keepDraft: async (one) => void (await database.put('drafts', one)),
    forgetDraft: (area) => database.delete('drafts', area),
    codes: async (area) => (await database.getAll('codes')).filter((one) => one.area === area),
    keepCode: async (one) => void (await database.put('codes', one)),
    forgetCode: (code) => database.delete('codes', code),
  };
}

export function memoryShelf(): Shelf {
  const outgoing = new Map<string, Outgoing>();
  const drafts = new Map<string, KeptDraft>();
  const codes = new Map<string, KeptCode>();
  return {
    outgoing: async (area) => [...outgoing.values()].filter((one) => one.area === area),
    keepOutgoing: async (one) => void outgoing.set(one.key, one),
    async dispatch(one) {
      outgoing.set(one.key, one);
      drafts.delete(one.area);
    },
    forgetOutgoing: async (key) => void outgoing.delete(key),
    draft: async (area) => drafts.get(area) ?? null,
    keepDraft: async (one) => void drafts.set(one.area, one),
    forgetDraft: async (area) => void drafts.delete(area),
    codes: async (area) => [...codes.values()].filter((one) => one.area === area),
    keepCode: async (one) => void codes.set(one.code, one),
    forgetCode: async (code) => void codes.delete(code),
  };
}
