import { type Progress, Stopped, TooManyPairs } from '@lagesbild/analysis';
import * as vocabulary from '@lagesbild/contract';
import { type IncidentList, parseFilter } from '@lagesbild/contract';
import {
  type AreaHistoryAsked,
  type Criteria,
  countAreas,
  type DensitySpec,
  featuresOf,
  finish,
  type Grid,
  gridOf,
  type LikeAreasAsked,
  type Listing,
  likeAreas,
  type Method,
  type Question as MethodAsked,
  type Methods,
  proposalGround,
  resolveCriteria,
  type Step,
  Store,
  type StoreParts,
  startMethod,
} from '@lagesbild/incidents';
import { LRUCache } from 'lru-cache';
import { move } from 'piscina';
import proj4 from 'proj4';
import { yieldToOthers } from '../thread-priority.ts';
import { countByMonth } from './month-counts.ts';
import { packTile } from './packed-tile.ts';

/**
 * A question to one municipality's store. It crosses to a thread for every tile, so it is small: the filter goes as the
 * text it has in a URL (checked before), and becomes numbers there.
 */
export type Question = { filter: string } & (
  | { kind: 'tally' }
  | { kind: 'tile'; z: number; x: number; y: number }
  | { kind: 'density'; spec: DensitySpec; format: 'json' | 'float32'; watch: Watch }
  | { kind: 'select' }
  | { kind: 'list'; bounds: [number, number, number, number] | null; limit: number }
  | { kind: 'months' }
  | ({ kind: 'areas' } & AreaHistoryAsked)
  | ({ kind: 'like' } & LikeAreasAsked)
  | { kind: 'proposal-ground'; region: MethodAsked['region']; cell_m: number; harm: MethodAsked['harm'] | null }
  | MethodQuestion
);

/** A method, where it looks, and what it tells while it works. */
export interface MethodQuestion {
  kind: 'method';
  method: Method;
  parameters: Methods[Method]['parameters'];
  /** where it looks, and what else it is told of the area */
  ground: Omit<MethodAsked, 'store' | 'criteria' | 'progress'>;
  format: 'json' | 'geojson' | 'grid';
  watch: Watch;
}

/** Polygons as text, and what they are of. */
export interface Drawn extends Pick<Grid, 'n' | 'refused'> {
  features: string;
}

/** What a method found. */
export interface MethodAnswer {
  /** as JSON, whatever was asked for */
  json: string;
  /** GeoJSON features, layers of cells with their names, or values alone; null when JSON was asked for */
  shaped: Drawn | Grid | { values: Float32Array } | null;
}

/** Shared with whoever waits: how far it is (done, of), and whether it is still wanted. */
export type Watch = Int32Array<SharedArrayBuffer>;
export const DONE = 0;
export const OF = 1;
export const UNWANTED = 2;
/** Parts that a step is told in. */
export const PER_STEP = 1000;

export interface QuestionTask {
  /** of the municipality and its data version */
  key: string;
  /** what the key is the newest of: a municipality, or a part of one */
  shelf: string;
  /** only when the thread said that it doesn't have them */
  parts?: StoreParts;
  question: Question;
}

/** This thread has no such store: ask again with its parts. */
export const MISSING = 'missing';

/** Municipalities a thread keeps the running sums of; their rows are shared memory and cost it nothing. */
const STORES_MAX = 16;

const CRITERIA_KEPT = 200;

interface Held {
  key: string;
  store: Store;
  /** slugs of polygons; only their names are asked for */
  polygons: Map<string, never>;
  criteria: LRUCache<string, Criteria>;
}
const stores = new Map<string, Held>();

yieldToOthers();

/** The entry of the answering threads. Tiles are packed here, once, so that the event loop only hands them out. */
export default function answer({ key, shelf, parts, question }: QuestionTask): unknown {
  let held = stores.get(shelf);
  if (held?.key !== key) {
    if (parts === undefined) return MISSING;
    const polygons = new Map(parts.slugs.map((slug) => [slug, undefined as never]));
    held = { key, store: Store.fromParts(parts), polygons, criteria: new LRUCache({ max: CRITERIA_KEPT }) };
  }
  stores.delete(shelf);
  stores.set(shelf, held);
  for (const oldest of stores.keys()) {
    if (stores.size <= STORES_MAX) break;
    stores.delete(oldest);
  }
  return solve(held.store, criteriaOf(held, question.filter), question);
}

function criteriaOf({ store, polygons, criteria }: Held, filter: string): Criteria {
  let resolved = criteria.get(filter);
  if (resolved === undefined) {
    const { categories } = store.columns;
    resolved = resolveCriteria(parseFilter(new URLSearchParams(filter)), { categories, polygons, vocabulary });
    criteria.set(filter, resolved);
  }
  return resolved;
}

function solve(store: Store, criteria: Criteria, question: Question): unknown {
  switch (question.kind) {
    case 'tally':
      return JSON.stringify(store.tally(criteria));
    case 'tile':
      return move(own(packTile(store.tile(criteria, question.z, question.x, question.y))));
    case 'list': {
      const { bounds, limit } = question;
      const list = bounds === null ? store.listLatest(criteria, limit) : store.listWithin(criteria, bounds, limit);
      return listInWords(list, store.columns.dataVersion);
    }
    case 'select': {
      const { index } = store.select(criteria);
      const { row } = store.columns;
      return move(Int32Array.from(index, (i) => row[i]!));
    }
    case 'method': {
      const { method, parameters, ground, format, watch } = question;
      const { next, progress } = toldTo(watch);
      const work = startMethod(method, { store, criteria, ...ground, progress }, parameters);
      return unlessStopped(() => {
        const answer = finish(work, next);
        return answer === null ? null : answered(answer, format, store.columns.proj4);
      });
    }
    case 'proposal-ground':
      return proposalGround({ store, criteria, region: question.region }, question.cell_m, question.harm);
    case 'months':
      return move(countByMonth(store, criteria));
    case 'areas':
      return countAreas(store, criteria, question);
    case 'like':
      return likeAreas(store, criteria, question);
    case 'density': {
      const { spec, format, watch } = question;
      return unlessStopped(() => surface(store, criteria, { ...spec, progress: toldTo(watch).progress }, format));
    }
  }
}

/** How a watch is told of steps, and of parts of one; both answer false when nobody wants the work any more. */
function toldTo(watch: Watch): { next: (step: Step) => boolean; progress: Progress } {
  let step: Step = { done: 0, of: 1 };
  const tell = (within: number): boolean => {
    Atomics.store(watch, DONE, Math.floor((step.done + within) * PER_STEP));
    Atomics.store(watch, OF, step.of * PER_STEP);
    return Atomics.load(watch, UNWANTED) === 0;
  };
  return {
    next: (next) => {
      step = next;
      return tell(0);
    },
    progress: (done, of) => tell(of > 0 ? Math.min(1, done / of) : 0),
  };
}

/** What a method would take too much for, which shows only while it works: a sentence's code, and what stands in it. */
export interface MethodRefusal {
  refusal: { code: string; [value: string]: string | number };
}

function unlessStopped(work: () => MethodAnswer | null): MethodAnswer | MethodRefusal | null {
  try {
    return work();
  } catch (error) {
    if (error instanceof Stopped) return null;
    if (error instanceof TooManyPairs)
      return { refusal: { code: 'pairs_too_many', reach_m: error.reach, limit: error.limit } };
    throw error;
  }
}

function surface(store: Store, criteria: Criteria, spec: DensitySpec, format: 'json' | 'float32'): MethodAnswer {
  const { density, method, outside: _, n, ...field } = store.density(criteria, spec);
  let peak = 0;
  for (let i = 0; i < density.length; i++) peak = Math.max(peak, density[i]!);
  const coarse = store.select(criteria).index.length - n;
  const head = { n, refused: { coarse }, ...field, computed: method, peak };
  if (format === 'float32') return { json: JSON.stringify(head), shaped: { values: Float32Array.from(density) } };
  // Four significant digits are beyond what the method knows.
  const values = Array.from(density, (value) => Number(value.toPrecision(4)));
  return { json: JSON.stringify({ ...head, values }), shaped: null };
}

function answered(answer: Methods[Method]['answer'], format: MethodQuestion['format'], crs: string): MethodAnswer {
  const json = JSON.stringify(answer, plainly);
  if (format === 'json') return { json, shaped: null };
  if (format === 'grid') return { json, shaped: gridOf(answer) };
  const converter = proj4('EPSG:4326', crs);
  const toDegrees = (x: number, y: number): [number, number] => converter.inverse([x, y]) as [number, number];
  const { n, refused } = answer;
  return { json, shaped: { n, refused, features: JSON.stringify(featuresOf(answer, toDegrees)) } };
}

/** Numbers as JSON has them: arrays as arrays, and what is undefined as null. */
const plainly = (_key: string, value: unknown): unknown =>
  ArrayBuffer.isView(value) ? Array.from(value as Float64Array) : value;

/** Bytes that fill their buffer, so that it can be handed over whole. */
const own = (bytes: Uint8Array): Uint8Array =>
  bytes.byteLength === bytes.buffer.byteLength ? bytes : Uint8Array.prototype.slice.call(bytes);

function listInWords({ incidents, n }: Listing, data_version: number): string {
  const told: IncidentList['incidents'] = incidents.map(
    ({ minute, time_precision, precision, discovery, ...incident }) => ({
      ...incident,
      occurred: new Date(minute * 60_000).toISOString().slice(0, 16),
      time_precision: vocabulary.TIME_PRECISIONS[time_precision]!,
      precision: vocabulary.PRECISIONS[precision]!,
      discovery: vocabulary.DISCOVERIES[discovery]!,
    }),
  );
  return JSON.stringify({ data_version, n, incidents: told } satisfies IncidentList);
}
