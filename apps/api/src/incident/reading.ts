import type { Columns, Days } from '@lagesbild/incidents';
import { Client, type ClientConfig } from 'pg';
import { type AreaShape, readAreaShape, readUnlistedCodes, readVersion } from './area-shape.ts';
import { findChanges, type KnownImport, type Origins, readKnownImports, withoutReadAgain } from './changes.ts';
import { type ReadRows, type RowSource, readColumnRows } from './column-rows.ts';

export interface LoadTask {
  /** where to read, in this order; only the last one is never behind */
  connections: readonly ClientConfig[];
  municipality_id: number;
  /** sources whose rows aren't read */
  hidden: readonly number[];
  /** a reader that hasn't got this data version yet isn't asked for the rows */
  version: number;
  /** what was loaded last, to read only what has changed since; null: everything */
  before: Before | null;
}

/** Of a load, what the next one goes on from. All its arrays are shared memory. */
export interface Before {
  area: AreaShape;
  columns: Columns;
  days: Days;
  origins: Origins;
  imports: KnownImport[];
  /** of each block of the column file */
  digests: string[];
}

/** After this many loads that a write overtook, one is made in a transaction of its own. */
const TRIES = 3;
const CATCH_UP_MS = 1_000;
const CATCH_UP_STEP_MS = 50;
/** A transverse Mercator of Sweden has no answer in Tennessee: positions further off than this have none here. */
const TRUSTED_DEGREES = 25;

/** What one reading gave. */
export interface Read {
  area: AreaShape;
  rows: ReadRows;
  /** rows of before that aren't there any more; null: `rows` are all there are */
  gone: Uint8Array | null;
  categories: readonly string[];
  imports: KnownImport[];
}

/** The rows from the first connection that has them: a replica that is behind or breaks off is passed over. */
export async function readFromFirst(task: LoadTask): Promise<(Read & { reader: number }) | null> {
  const { connections, municipality_id, version } = task;
  for (const [reader, connection] of connections.entries()) {
    const isLast = reader === connections.length - 1;
    const client = new Client(connection);
    // Its end is told to whoever waits for an answer; without a listener it would also end this thread.
    client.on('error', () => {});
    try {
      await client.connect();
      await client.query('set jit = off'); // forty statements would each be compiled, for longer than they run
      if (!isLast && !(await catchesUp(client, municipality_id, version))) continue;
      const read = await readConsistently(client, task);
      // A replica may not know of a new area yet.
      if (read !== null || isLast) return read && { ...read, reader };
    } catch (error) {
      if (isLast) throw error;
    } finally {
      await client.end().catch(() => {});
    }
  }
  return null;
}

/** A replica is usually some milliseconds behind the write we heard of. */
async function catchesUp(client: Client, municipality_id: number, version: number): Promise<boolean> {
  for (const until = performance.now() + CATCH_UP_MS; ; ) {
    if ((await readVersion(client, municipality_id)) >= version) return true;
    if (performance.now() >= until) return false;
    await new Promise((resolve) => setTimeout(resolve, CATCH_UP_STEP_MS));
  }
}

/**
 * Rows of one data version. A write and its version are one transaction, so rows read in pieces between two equal
 * versions belong together, without a long transaction that would keep others waiting on the embedded engine.
 */
async function readConsistently(client: Client, { municipality_id, hidden, before }: LoadTask): Promise<Read | null> {
  for (let attempt = 1; ; attempt++) {
    if (attempt === TRIES) await client.query('begin isolation level repeatable read read only');
    const area = await readAreaShape(client, municipality_id);
    if (area === null) return null;
    const imports = await readKnownImports(client, municipality_id, hidden);
    const changed = before === null ? null : await readChanged(client, area, hidden, imports, before);
    const read = changed ?? { ...(await readListed(client, area, hidden)), gone: null };
    if (attempt === TRIES) await client.query('commit');
    if (attempt === TRIES || (await readVersion(client, municipality_id)) === area.version)
      return { area, imports, ...read };
  }
}

/** What has changed since. @returns null when rows would now be read otherwise than they were, or have been exchanged */
async function readChanged(
  client: Client,
  area: AreaShape,
  hidden: readonly number[],
  imports: KnownImport[],
  before: Before,
): Promise<Pick<Read, 'rows' | 'gone' | 'categories'> | null> {
  const { categories, row } = before.columns;
  if (area.version < before.area.version || !isReadAlike(area, before.area)) return null;
  if (area.categories.join() !== categories.join()) return null;
  const held = { imports: before.imports, origins: before.origins, row };
  const changes = await findChanges(client, area.municipality_id, held, imports);
  if (changes === null) return null;
  const rows = await readColumnRows(client, sourceOf(area, hidden, categories), changes.read);
  return rows.unlisted ? null : { rows, gone: withoutReadAgain(changes.gone, row, rows), categories };
}

const isReadAlike = (one: AreaShape, other: AreaShape): boolean =>
  one.time_zone === other.time_zone &&
  one.srid === other.srid &&
  one.proj4 === other.proj4 &&
  one.bounds.join() === other.bounds.join();

async function readListed(
  client: Client,
  area: AreaShape,
  hidden: readonly number[],
): Promise<Pick<Read, 'rows' | 'categories'>> {
  let categories = area.categories;
  let rows = await readColumnRows(client, sourceOf(area, hidden, categories));
  if (rows.unlisted) {
    categories = [...categories, ...(await readUnlistedCodes(client, area.municipality_id, hidden, categories))];
    rows = await readColumnRows(client, sourceOf(area, hidden, categories));
  }
  return { rows, categories };
}

function sourceOf(area: AreaShape, hidden: readonly number[], categories: readonly string[]): RowSource {
  const lon = (area.bounds[0] + area.bounds[2]) / 2;
  const trusted = [lon - TRUSTED_DEGREES, -85, lon + TRUSTED_DEGREES, 85] as const;
  const { municipality_id, time_zone, srid } = area;
  return { municipality_id, hidden, time_zone, srid, trusted, categories };
}
