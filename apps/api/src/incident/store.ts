import type { FastifyBaseLogger } from 'fastify';
import type { Database } from '../db/database.ts';
import { findMunicipality, listMunicipalities } from '../db/municipality.ts';
import type { Beholder, SourceViewers } from '../db/source-viewers.ts';
import { HeldIncidents, shelfOf } from './held.ts';
import type { Question } from './question-worker.ts';
import { Threads } from './threads.ts';

/** Rows kept in memory over all municipalities, about 100 bytes each; the least recently asked go first. */
const ROWS_MAX = 12_000_000;
const RETRY_MS = 5_000;
/** How long an answer waits for rows that were written a moment ago, before it gives the ones it has. */
const FRESH_WAIT_MS = 20_000;

const waited = (): Promise<null> => new Promise((resolve) => setTimeout(resolve, FRESH_WAIT_MS, null).unref());

interface Slot {
  slug: string;
  hidden: readonly number[];
  municipality_id: number;
  held: HeldIncidents | null;
  /** the newest data version heard of */
  wanted: number;
  loading: Promise<HeldIncidents> | null;
}

/** What a room asks of the store. */
export type Incidents = Pick<IncidentStores, 'of' | 'freshOf' | 'renewed' | 'ask' | 'close'>;

/**
 * The incidents of every municipality that was asked for. The first question loads them; after a write the old ones
 * keep answering until the new ones are there. Writes that come in a burst are loaded together. Somebody who may not see
 * all of an area's sources gets rows of their own, that never held the others: nothing has to be taken out of an answer.
 */
export class IncidentStores {
  private readonly slots = new Map<string, Slot>();
  private readonly threads: Threads;
  private readonly database: Database;
  private readonly viewers: SourceViewers;
  private readonly log: FastifyBaseLogger;
  private stopListening: () => void = () => {};
  private closed = false;

  constructor(options: {
    database: Database;
    opened: Promise<Database>;
    viewers: SourceViewers;
    log: FastifyBaseLogger;
  }) {
    this.database = options.database;
    this.viewers = options.viewers;
    this.log = options.log;
    this.threads = new Threads((error) => this.log.error(`A thread of the incidents fell: ${error.message}`));
    options.opened.then(
      (open) => {
        if (this.closed) return;
        this.stopListening = open.onDataVersion((id, version) => this.heard(id, version));
        void this.openDefault(open);
      },
      () => {},
    );
  }

  /**
   * What this person may see of the municipality, in memory, loaded first if need be.
   * @throws {ProblemError} municipality_unknown
   */
  async of(slug: string, who: Beholder): Promise<HeldIncidents> {
    return this.without(slug, await this.viewers.hiddenFrom(slug, who));
  }

  /** The same, but not older than the database is now: for a reader who has just seen a write succeed. */
  async freshOf(slug: string, who: Beholder): Promise<HeldIncidents> {
    const held = await this.of(slug, who);
    const { municipality_id, version } = await findMunicipality(this.database.knex, slug);
    if (municipality_id === held.municipality_id && version <= held.area.version) return held;
    this.heard(held.municipality_id, version);
    const newer = this.settled(shelfOf(slug, held.hidden)).then(() => this.of(slug, who));
    return (await Promise.race([newer, waited()])) ?? held;
  }

  /** Waits until nobody is answered by rows of the area that are older than the database is now. */
  async renewed(slug: string): Promise<void> {
    const { municipality_id, version } = await findMunicipality(this.database.knex, slug);
    this.heard(municipality_id, version);
    const names = [...this.slots].filter(([, slot]) => slot.municipality_id === municipality_id).map(([name]) => name);
    await Promise.race([Promise.all(names.map((name) => this.settled(name))), waited()]);
  }

  ask<T>(held: HeldIncidents, question: Question): Promise<T> {
    return this.threads.ask(held, question);
  }

  async close(): Promise<void> {
    this.closed = true;
    this.stopListening();
    await this.threads.close();
  }

  private async settled(name: string): Promise<void> {
    for (let slot = this.slots.get(name); slot?.loading; slot = this.slots.get(name)) await slot.loading;
  }

  private async without(slug: string, hidden: readonly number[]): Promise<HeldIncidents> {
    const name = shelfOf(slug, hidden);
    const slot = this.slots.get(name);
    if (slot?.held) {
      // Map order is order of use, for `makeRoom`.
      this.slots.delete(name);
      this.slots.set(name, slot);
      return slot.held;
    }
    return slot?.loading ?? this.open(slug, hidden);
  }

  /** The first page will ask for it: have it ready. */
  private async openDefault({ knex }: Database): Promise<void> {
    try {
      const [first] = await listMunicipalities(knex);
      if (first !== undefined) await this.without(first.slug, []);
    } catch (error) {
      if (!this.closed) this.log.warn({ err: error }, 'the default area could not be loaded yet');
    }
  }

  private async open(slug: string, hidden: readonly number[]): Promise<HeldIncidents> {
    const { municipality_id, version } = await findMunicipality(this.database.knex, slug);
    const name = shelfOf(slug, hidden);
    const other = this.slots.get(name); // opened while we asked
    if (other?.held) return other.held;
    if (other?.loading) return other.loading;
    const slot: Slot = { slug, hidden, municipality_id, held: null, wanted: version, loading: null };
    this.slots.set(name, slot);
    return this.load(name, slot);
  }

  private heard(municipality_id: number, version: number): void {
    for (const [name, slot] of this.slots) {
      if (slot.municipality_id !== municipality_id) continue;
      slot.wanted = Math.max(slot.wanted, version);
      if (slot.held !== null && slot.loading === null && slot.wanted > slot.held.area.version)
        this.load(name, slot).catch(() => {});
    }
  }

  private load(name: string, slot: Slot): Promise<HeldIncidents> {
    slot.loading = this.loadOnce(name, slot).finally(() => {
      slot.loading = null;
      // A write came in meanwhile: one more load covers all of them.
      if (slot.held !== null && slot.wanted > slot.held.area.version && this.slots.get(name) === slot && !this.closed)
        this.load(name, slot).catch(() => {});
    });
    return slot.loading;
  }

  private async loadOnce(name: string, slot: Slot): Promise<HeldIncidents> {
    const { slug, hidden, municipality_id } = slot;
    try {
      const connections = await this.database.readers();
      const former = slot.held;
      const before = former?.before ?? null;
      const loaded = await this.threads.load({ connections, municipality_id, hidden, version: slot.wanted, before });
      if (loaded === null || loaded.area.slug !== slug) {
        this.slots.delete(name);
        await findMunicipality(this.database.knex, slug); // throws: it was removed or renamed
        return this.open(slug, hidden);
      }
      slot.held = new HeldIncidents(loaded, hidden, former);
      slot.wanted = Math.max(slot.wanted, loaded.area.version);
      const { count, bytes } = slot.held;
      this.log.info(
        {
          slug,
          version: loaded.area.version,
          rows: count,
          read: loaded.rows_read,
          bytes,
          reader: loaded.reader,
          ...loaded.timings,
        },
        'incidents loaded',
      );
      this.makeRoom();
      return slot.held;
    } catch (error) {
      if (this.closed) throw error;
      if (slot.held === null) this.slots.delete(name);
      else {
        // The old rows go on answering; try again in a while.
        this.log.error({ err: error, slug }, 'incidents could not be reloaded');
        const { held, wanted } = slot;
        slot.wanted = held.area.version;
        setTimeout(() => this.heard(municipality_id, wanted), RETRY_MS).unref();
      }
      throw error;
    }
  }

  private makeRoom(): void {
    let rows = 0;
    for (const slot of this.slots.values()) rows += slot.held?.count ?? 0;
    for (const [name, slot] of [...this.slots].slice(0, -1)) {
      if (rows <= ROWS_MAX) return;
      if (slot.loading !== null) continue;
      rows -= slot.held?.count ?? 0;
      this.slots.delete(name);
    }
  }
}
