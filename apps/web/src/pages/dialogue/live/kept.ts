import type { Dialogue, NewDialogue } from '@lagesbild/contract';
import { type Keys, memoryTables, openTables, type Tables } from '../../../offline/tables.ts';
import type { Draft } from './draft.ts';

/** Whose it is here: another person at the same browser neither sees nor sends it. */
interface Owned {
  area: string;
  whose: string;
}

/** A meeting on its way: what is sent, the key by which it is sent once, and the draft, should it come back. */
export interface Outgoing extends Owned {
  key: string;
  dialogue: NewDialogue;
  draft: Draft;
  /** What the api said no with; null while it may still be sent. */
  refused: string | null;
}

interface KeptDraft extends Owned {
  id: string;
  draft: Draft;
}

interface Rows {
  outgoing: Outgoing;
  drafts: KeptDraft;
}

const KEYS: Keys<Rows> = { outgoing: 'key', drafts: 'id' };

/** What this browser keeps of meetings until they have arrived. */
export interface Shelf {
  /** false: only as long as the page lasts. */
  readonly lasting: boolean;
  draft(owned: Owned): Promise<Draft | null>;
  keepDraft(owned: Owned, draft: Draft): Promise<void>;
  forgetDraft(owned: Owned): Promise<void>;
  outgoing(owned: Owned): Promise<Outgoing[]>;
  keepOutgoing(one: Outgoing): Promise<void>;
  /** A draft becomes a meeting on its way. */
  dispatch(one: Outgoing): Promise<void>;
  /** What was refused is the draft again. */
  reopen(one: Outgoing): Promise<void>;
  forgetOutgoing(key: string): Promise<void>;
  /** Everything of one person: how many meetings haven't arrived. */
  unsent(whose: string): Promise<number>;
  forgetAll(whose: string): Promise<void>;
}

const idOf = ({ area, whose }: Owned): string => `${area} ${whose}`;

export const openShelf = async (): Promise<Shelf> => shelfOver(await openTables('meetings', KEYS));

export const memoryShelf = (): Shelf => shelfOver(memoryTables(KEYS));

function shelfOver(tables: Tables<Rows>): Shelf {
  const rowOf = ({ area, whose }: Owned, draft: Draft): KeptDraft => ({
    ...{ id: idOf({ area, whose }), area, whose, draft },
  });
  const of = async <Name extends keyof Rows>(table: Name, whose: string): Promise<Rows[Name][]> =>
    (await tables.all(table)).filter((row) => row.whose === whose);
  return {
    lasting: tables.lasting,
    draft: async (owned) => (await tables.get('drafts', idOf(owned)))?.draft ?? null,
    keepDraft: (owned, draft) => tables.put('drafts', rowOf(owned, draft)),
    forgetDraft: (owned) => tables.delete('drafts', idOf(owned)),
    outgoing: async ({ area, whose }) => (await of('outgoing', whose)).filter((one) => one.area === area),
    keepOutgoing: (one) => tables.put('outgoing', one),
    dispatch: (one) => tables.exchange({ table: 'outgoing', row: one }, { table: 'drafts', key: idOf(one) }),
    reopen: (one) =>
      tables.exchange({ table: 'drafts', row: rowOf(one, one.draft) }, { table: 'outgoing', key: one.key }),
    forgetOutgoing: (key) => tables.delete('outgoing', key),
    unsent: async (whose) => (await of('outgoing', whose)).length + (await of('drafts', whose)).length,
    async forgetAll(whose) {
      for (const { key } of await of('outgoing', whose)) await tables.delete('outgoing', key);
      for (const { id } of await of('drafts', whose)) await tables.delete('drafts', id);
    },
  };
}

/** A meeting that has arrived, as the page tells of it. */
export type Arrived = Pick<Dialogue, 'held_on' | 'group'> & { marks: number };
