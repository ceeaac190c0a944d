import * as vocabulary from '@lagesbild/contract';
import { type Filter, formatFilter } from '@lagesbild/contract';
import {
  type Criteria,
  CriteriaError,
  NO_LISTS,
  type PolygonCm,
  perceptionReports,
  polygonCm,
  resolveCriteria,
  Store,
  studyRegion,
} from '@lagesbild/incidents';
import { LRUCache } from 'lru-cache';
import { Compressed, type Encoding } from '../compressed.ts';
import { ProblemError } from '../errors.ts';
import { type Loaded, polygonsOf, toCmOf } from './load-worker.ts';
import type { MethodQuestion } from './question-worker.ts';
import type { Before } from './reading.ts';
import './sentences.ts';

const CHECKED_KEPT = 500;
const NO_REPORTS = perceptionReports(NO_LISTS);

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
    const perception = { reports: NO_REPORTS, polygons };
    return { region, time_zone: area.time_zone, harm: area.harm, perception };
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
export const shelfOf = (area: string, hidden: readonly number[]): string =>
  hidden.length === 0 ? area : `${area} ${hidden.join()}`;
