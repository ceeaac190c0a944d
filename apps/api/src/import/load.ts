import { DEFAULT_DISCOVERIES, type Discovery, type Mapping } from '@lagesbild/contract';
import type { Client } from 'pg';
import { AreaCounts } from './area-count-writer.ts';
import { createArrayWriter } from './array-writer.ts';
import { Content } from './content.ts';
import { createCopyWriter } from './copy-writer.ts';
import { createIdentify } from './identity.ts';
import { readKnownRows } from './known-rows.ts';
import { Ordinals } from './ledger.ts';
import { type Draft, type Outcome, UNCLASSIFIED } from './reading/draft.ts';
import { Rejections } from './rejection-writer.ts';
import { Words } from './words.ts';
import type { Destination } from './writer.ts';

/** Everything a load needs to know; plain data, so that it crosses into a thread. */
export interface LoadPlan extends Destination {
  engine: 'embedded' | 'server';
  /** The installation's import key. */
  key: string;
  mapping: Mapping;
  headers: string[];
  /** The area's categories, each with the discovery of a row that says nothing about it. */
  discoveries: Record<string, Discovery>;
}

/** A row on its way in; `values` as written, empty where nothing was read from text. */
export interface Row {
  values: readonly string[];
}

export interface Counts {
  rows_read: number;
  added: number;
  updated: number;
  unchanged: number;
  rejected: number;
  skipped: number;
  /** Of the counts of areas: those that the source withholds. */
  withheld: number;
  /** Of the rows taken: found by police or partners, which no view counts unless it is asked to. */
  unasked: number;
  /** Of the rows taken: known to an area or coarser, which are counted and never drawn. */
  coarse: number;
}

export const NO_COUNTS: Counts = {
  rows_read: 0,
  added: 0,
  updated: 0,
  unchanged: 0,
  rejected: 0,
  skipped: 0,
  withheld: 0,
  unasked: 0,
  coarse: 0,
};

/**
 * Loads the rows of a file under an import that nobody sees yet. Each row is new, changed (the former row is superseded
 * by this import, which counts only once it is done) or unchanged (remembered as seen). Chunks are committed one by one
 * while the next is being prepared; a second load of the same area must not run meanwhile.
 *
 * Memory doesn't grow with the file but for the ledgers: 24 bytes a row of the file, 30 a visible row of its source.
 *
 * @throws whatever reading or the database throws, `signal.reason` when cancelled: what was written is then removed by
 *   `removeUnfinished`
 */
export async function load<R extends Row>(
  client: Client,
  plan: LoadPlan,
  batches: AsyncIterable<R[]> | Iterable<R[]>,
  read: (row: R) => Outcome,
  { signal, onProgress = () => {} }: { signal?: AbortSignal; onProgress?: (counts: Counts) => void } = {},
): Promise<Counts> {
  const counts: Counts = { ...NO_COUNTS };
  const identify = createIdentify(plan.key, plan.mapping, plan.headers);
  const contents = new Content();
  const words = new Words();
  const ordinals = new Ordinals();
  const { known, lastId } = await readKnownRows(client, plan);
  const writer = plan.engine === 'server' ? createCopyWriter(client, plan) : createArrayWriter(client, plan);
  const rejections = new Rejections(client, plan);
  const areaCounts = new AreaCounts(client, plan);
  let superseded: number[] = [];
  let seen: number[] = [];
  let part = 0;
  let nextId = lastId + 1;
  let underWay: Promise<void> = Promise.resolve();

  const take = (draft: Draft, values: readonly string[]): void => {
    if (!Object.hasOwn(plan.discoveries, draft.category)) draft.category = UNCLASSIFIED;
    const discovery = draft.discovery ?? plan.discoveries[draft.category] ?? 'unknown';
    if (!DEFAULT_DISCOVERIES.includes(discovery)) counts.unasked++;
    if (draft.precision !== 'point' && draft.precision !== 'segment') counts.coarse++;
    if (draft.source_category !== null) draft.source_category = words.storable(draft.source_category);
    const report = draft.report === null || draft.report === '' ? null : identify.report(draft.report);
    const name = identify.name(draft, values);
    const identity = identify.identity(name, ordinals.next(name));
    const content = contents.of(draft, discovery, report);
    const met = known.compare(identity, content);
    if (met > 0) {
      counts.unchanged++;
      seen.push(met);
      return;
    }
    if (met < 0) {
      counts.updated++;
      superseded.push(-met);
    } else counts.added++;
    writer.add(nextId++, identity, content, draft, discovery, report);
  };

  const send = async (): Promise<void> => {
    await underWay;
    signal?.throwIfAborted();
    const [old, met, number] = [superseded, seen, part++];
    superseded = [];
    seen = [];
    const where = [plan.municipality_id, plan.import_id];
    underWay = (async () => {
      await writer.send();
      if (old.length > 0) await client.query(SUPERSEDE, [...where, old]);
      if (met.length > 0) await client.query(REMEMBER_SEEN, [...where, number, met]);
      await rejections.send();
      await areaCounts.send();
    })();
    // A failure is met at the next await; without this it would be "unhandled" until then.
    underWay.catch(() => {});
    onProgress({ ...counts });
  };

  for await (const batch of batches) {
    signal?.throwIfAborted();
    for (const row of batch) {
      const outcome = read(row);
      counts.rows_read++;
      if (outcome.kind === 'incident') take(outcome, row.values);
      else if (outcome.kind === 'area_count') {
        counts.added++;
        if (outcome.n === null) counts.withheld++;
        if (!Object.hasOwn(plan.discoveries, outcome.category)) outcome.category = UNCLASSIFIED;
        areaCounts.add(outcome);
      } else if (outcome.kind === 'rejection') {
        counts.rejected++;
        rejections.add(outcome);
      } else counts.skipped++;
      const full = superseded.length + seen.length + rejections.size + areaCounts.size;
      if (writer.size >= writer.chunk || full >= MEMOS) await send();
    }
    onProgress({ ...counts });
  }
  await send();
  await underWay;
  await areaCounts.compare(counts);
  onProgress({ ...counts });
  return counts;
}

/** Rows that are only noted down (unchanged, superseded, rejected, counts of areas) before they are sent. */
const MEMOS = 10_000;

/** In: municipality_id, import_id, incident_ids. */
const SUPERSEDE = `
  update staff.incident set superseded_by = $2 where municipality_id = $1 and incident_id = any ($3::integer[])`;

/** In: municipality_id, import_id, part, incident_ids. */
const REMEMBER_SEEN = `
  insert into staff.import_sighting (municipality_id, import_id, part, incident_ids) values ($1, $2, $3, $4::integer[])`;
