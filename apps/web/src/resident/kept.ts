import type { NewFlag } from '@lagesbild/contract';
import { type Keys, memoryTables, openTables, type Tables } from '../offline/tables.ts';
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

interface Rows {
  outgoing: Outgoing;
  drafts: KeptDraft;
  codes: KeptCode;
}

const KEYS: Keys<Rows> = { outgoing: 'key', drafts: 'area', codes: 'code' };

export const openShelf = async (): Promise<Shelf> => shelfOver(await openTables('places', KEYS));

export const memoryShelf = (): Shelf => shelfOver(memoryTables(KEYS));

function shelfOver(tables: Tables<Rows>): Shelf {
  return {
    outgoing: async (area) => (await tables.all('outgoing')).filter((one) => one.area === area),
    keepOutgoing: (one) => tables.put('outgoing', one),
    dispatch: (one) => tables.exchange({ table: 'outgoing', row: one }, { table: 'drafts', key: one.area }),
    forgetOutgoing: (key) => tables.delete('outgoing', key),
    draft: (area) => tables.get('drafts', area),
    keepDraft: (one) => tables.put('drafts', one),
    forgetDraft: (area) => tables.delete('drafts', area),
    codes: async (area) => (await tables.all('codes')).filter((one) => one.area === area),
    keepCode: (one) => tables.put('codes', one),
    forgetCode: (code) => tables.delete('codes', code),
  };
}
