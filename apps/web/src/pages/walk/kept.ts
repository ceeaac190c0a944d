import { type NewWalkObservation, Walk, type WalkRevisit } from '@lagesbild/contract';
import { type Keys, memoryTables, openTables, type Tables } from '../../offline/tables.ts';
import type { Draft } from './draft.ts';

/** Whose it is here: another person at the same browser neither sees nor sends it. */
interface Owned {
  area: string;
  whose: string;
}

/** Of which walk. */
export interface OfWalk extends Owned {
  walk_id: string;
}

/** What was seen, on its way: what is sent, the key by which it is sent once, its photos, and the draft, should it come back. */
interface OutgoingObservation {
  kind: 'observation';
  observation: NewWalkObservation;
  photos: readonly Photo[];
  draft: Draft;
}

/** How something is now, on its way. */
interface OutgoingRevisit {
  kind: 'revisit';
  observation_id: string;
  revisit: WalkRevisit;
}

export type Outgoing = OfWalk & {
  key: string;
  /** What the api said no with; null while it may still be sent. */
  refused: string | null;
} & (OutgoingObservation | OutgoingRevisit);

/** A photo as it will be sent: without what a camera writes into it, faces and plates made unreadable. */
export interface Photo {
  key: string;
  picture: Blob;
}

interface Rows {
  outgoing: Outgoing;
  drafts: OfWalk & { id: string; draft: Draft };
  walks: OfWalk & { id: string; walk: Walk };
}

const KEYS: Keys<Rows> = { outgoing: 'key', drafts: 'id', walks: 'id' };

/** What this browser keeps of walks: those that were opened here, and what was seen until it has arrived. */
export interface Shelf {
  /** false: only as long as the page lasts. */
  readonly lasting: boolean;
  walk(of: OfWalk): Promise<Walk | null>;
  keepWalk(of: OfWalk, walk: Walk): Promise<void>;
  draft(of: OfWalk): Promise<Draft | null>;
  keepDraft(of: OfWalk, draft: Draft): Promise<void>;
  forgetDraft(of: OfWalk): Promise<void>;
  outgoing(owned: Owned): Promise<Outgoing[]>;
  keepOutgoing(one: Outgoing): Promise<void>;
  /** A draft becomes an observation on its way. */
  dispatch(one: Outgoing): Promise<void>;
  /** What was refused is the draft again. */
  reopen(one: Outgoing & { kind: 'observation' }): Promise<void>;
  forgetOutgoing(key: string): Promise<void>;
  /** Everything of one person: how much hasn't arrived. */
  unsent(whose: string): Promise<number>;
  forgetAll(whose: string): Promise<void>;
  /** The walks that were opened here, whosever. */
  forgetWalks(): Promise<void>;
}

const idOf = ({ area, whose, walk_id }: OfWalk): string => `${area} ${whose} ${walk_id}`;

export const openShelf = async (): Promise<Shelf> => shelfOver(await openTables('walks', KEYS));

export const memoryShelf = (): Shelf => shelfOver(memoryTables(KEYS));

function shelfOver(tables: Tables<Rows>): Shelf {
  const named = ({ area, whose, walk_id }: OfWalk) => ({ id: idOf({ area, whose, walk_id }), area, whose, walk_id });
  const of = async <Name extends keyof Rows>(table: Name, whose: string): Promise<Rows[Name][]> =>
    (await tables.all(table)).filter((row) => row.whose === whose);
  return {
    lasting: tables.lasting,
    async walk(one) {
      // Kept by an older page, perhaps: one that isn't what this page reads is none.
      const kept = Walk.safeParse((await tables.get('walks', idOf(one)))?.walk);
      return kept.success ? kept.data : null;
    },
    keepWalk: (one, walk) => tables.put('walks', { ...named(one), walk }),
    draft: async (one) => (await tables.get('drafts', idOf(one)))?.draft ?? null,
    keepDraft: (one, draft) => tables.put('drafts', { ...named(one), draft }),
    forgetDraft: (one) => tables.delete('drafts', idOf(one)),
    outgoing: async ({ area, whose }) => (await of('outgoing', whose)).filter((one) => one.area === area),
    keepOutgoing: (one) => tables.put('outgoing', one),
    dispatch: (one) => tables.exchange({ table: 'outgoing', row: one }, { table: 'drafts', key: idOf(one) }),
    reopen: (one) =>
      tables.exchange(
        { table: 'drafts', row: { ...named(one), draft: one.draft } },
        { table: 'outgoing', key: one.key },
      ),
    forgetOutgoing: (key) => tables.delete('outgoing', key),
    unsent: async (whose) => (await of('outgoing', whose)).length + (await of('drafts', whose)).length,
    async forgetAll(whose) {
      for (const { key } of await of('outgoing', whose)) await tables.delete('outgoing', key);
      for (const { id } of await of('drafts', whose)) await tables.delete('drafts', id);
    },
    async forgetWalks() {
      for (const { id } of await tables.all('walks')) await tables.delete('walks', id);
    },
  };
}
