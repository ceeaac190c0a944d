import * as vocabulary from '@lagesbild/contract';
import { type Filter, formatFilter } from '@lagesbild/contract';
import {
  type Criteria,
  CriteriaError,
  type PolygonCm,
  polygonCm,
  resolveCriteria,
  Store,
  studyRegion,
} from '@lagesbild/incidents';
import type { FastifyBaseLogger } from 'fastify';
import { LRUCache } from 'lru-cache';
import { Compressed, type Encoding } from '../compressed.ts';
import type { Database } from '../db/database.ts';
import { findMunicipality, listMunicipalities } from '../db/municipality.ts';
import type { Beholder, SourceViewers } from '../db/source-viewers.ts';
import { ProblemError } from '../errors.ts';
import { type Loaded, polygonsOf, toCmOf } from './load-worker.ts';
import type { MethodQuestion, Question } from './question-worker.ts';
import type { Before } from './reading.ts';
import './sentences.ts';
import { Threads } from './threads.ts';

/** Rows kept in memory over all municipalities, about 100 bytes each; the least recently asked go first. */
const ROWS_MAX = 12_000_000;
const RETRY_MS = 5_000;
/** How long an answer waits for rows that were written a moment ago, before it gives the ones it has. */
const FRESH_WAIT_MS = 20_000;
const CHECKED_KEPT = 500;

/** A filter that can be answered: in the text that is equal for equal filters, and as numbers. */
export interface CheckedFilter {
  readonly text: string;
  readonly criteria: Criteria;
}

/**
 * One municipality's incidents at one data version, ready to be asked: all, or those without some sources. Immutable: a newer
 * one takes its place.
 */
export class HeldIncidents {
  readonly area: Loaded['area'];
  readonly fingerprint: string;
  readonly count: number;
  readonly parts: Loaded['parts'];
  readonly municipality_id: number;
  /** sources whose rows aren't among them, because whoever asks may not see them */
  readonly hidden: readonly number[];
  /** names what later versions of this take the place of */
  readonly shelf: string;
  /** names this very data among all that a thread or a cache has seen */
  readonly key: string;
  /** bytes of the column file before compression */
  readonly bytes: number;
  /** what the next load goes on from */
  readonly before: Before;
  private readonly polygons: ReadonlyMap<string, PolygonCm>;
  private readonly encoded: readonly Uint8Array[];
  private readonly packed = new Map<Encoding, Compressed>();
  private readonly checked = new LRUCache<string, CheckedFilter>({ max: CHECKED_KEPT });
  /** for what takes less time than the way to a thread and back */
  private readonly store: Store;

  /** @param former  what this was loaded on from: its file has the blocks that were not written again */
  constructor(
    { area, parts, encoded, blocks_kept, fingerprint, before }: Loaded,
    hidden: readonly number[] = [],
    former: HeldIncidents | null = null,
  ) {
    this.area = area;
    this.parts = parts;
    this.fingerprint = fingerprint;
    this.before = before;
    this.encoded = [encoded[0]!, ...(former?.encoded.slice(1, 1 + blocks_kept) ?? []), ...encoded.slice(1)];
    this.count = parts.columns.count;
    this.municipality_id = area.municipality_id;
    this.hidden = hidden;
    this.shelf = shelfOf(`${area.municipality_id}`, hidden);
    this.key = `${area.municipality_id}-${area.version}-${fingerprint}`;
    this.bytes = this.encoded.reduce((sum, piece) => sum + piece.length, 0);
    this.polygons = polygonsOf(area);
    this.store = Store.fromParts(parts);
  }

  /** The column file as browsers fetch it, compressed once. */
  file(encoding: Encoding): Compressed {
    let packed = this.packed.get(encoding);
    if (packed === undefined) this.packed.set(encoding, (packed = new Compressed(this.encoded, encoding)));
    return packed;
  }

  /** Where a method looks under this filter, and what else it is told of the area. */
  ground(filter: Filter): MethodQuestion['ground'] {
    const { area, polygons } = this;
    const studied = new Map(
      area.polygons.map(({ slug, by_default }) => [slug, { polygon: polygons.get(slug)!, by_default }]),
    );
    const region = studyRegion(filter, studied, polygonCm(area.outline, toCmOf(area)));
    return { region, time_zone: area.time_zone, harm: area.harm };
  }

  /**
   * The filter, once it is known that it can be answered.
   * @throws {ProblemError} when it asks for a category or place that isn't here
   */
  check(filter: Filter): CheckedFilter {
    const text = formatFilter(filter).toString();
    let checked = this.checked.get(text);
    if (checked === undefined) this.checked.set(text, (checked = { text, criteria: this.resolve(filter) }));
    return checked;
  }

  /** A tile in a fraction of a millisecond; null where it may take longer, and a thread should be asked. */
  quickTile({ criteria }: CheckedFilter, z: number, x: number, y: number): Uint8Array | null {
    return this.store.quickTile(criteria, z, x, y);
  }

  private resolve(filter: Filter): Criteria {
    const { categories } = this.parts.columns;
    try {
      return resolveCriteria(filter, { categories, polygons: this.polygons, vocabulary });
    } catch (error) {
      if (!(error instanceof CriteriaError)) throw error;
      throw unknownIn(error, categories, [...this.polygons.keys()]);
    }
  }
}

function unknownIn({ field, value }: CriteriaError, categories: readonly string[], slugs: readonly string[]): Error {
  const listed = (known: readonly string[]): string => `${known.slice(0, 6).join(', ')}${known.length > 6 ? ' …' : ''}`;
  if (field === 'categories') return new ProblemError('category_unknown', { value, known: listed(categories) || '–' });
  const code = field === 'places' ? 'place_unknown' : field === 'areas' ? 'area_unknown' : `filter_${field}`;
  return new ProblemError(code, { value, known: listed(slugs) || '–' });
}

/** Those who may see different sources look at different shelves; usually there is one. */
const shelfOf = (area: string, hidden: readonly number[]): string =>
  hidden.length === 0 ? area : `${area} ${hidden.join()}`;

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
  private readonly threads = new Threads();
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
