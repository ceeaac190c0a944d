import { createHash } from 'node:crypto';
import {
  buildColumns,
  createProjectionGrid,
  encodeColumns,
  type PolygonCm,
  polygonCm,
  Store,
  type StoreParts,
} from '@lagesbild/incidents';
import { Client, type ClientConfig } from 'pg';
import { move, transferableSymbol, valueSymbol } from 'piscina';
import proj4 from 'proj4';
import { type AreaShape, readAreaShape, readUnlistedCodes, readVersion } from './area-shape.ts';
import { readColumnRows } from './column-rows.ts';

export interface LoadTask {
  /** where to read, in this order; only the last one is never behind */
  connections: readonly ClientConfig[];
  municipality_id: number;
  /** a reader that hasn't got this data version yet isn't asked for the rows */
  version: number;
}

/** A municipality's incidents at one data version, in memory that all threads share. */
export interface Loaded {
  area: AreaShape;
  parts: StoreParts;
  /** the column file, in pieces; and a digest of it that names this very data in ETags */
  encoded: Uint8Array[];
  fingerprint: string;
  /** which of the connections it was read from */
  reader: number;
  timings: { read_ms: number; build_ms: number; encode_ms: number };
}

/** After this many loads that a write overtook, one is made in a transaction of its own. */
const TRIES = 3;
const CATCH_UP_MS = 1_000;
const CATCH_UP_STEP_MS = 50;
/** A transverse Mercator of Sweden has no answer in Tennessee: positions further off than this have none here. */
const TRUSTED_DEGREES = 25;

/** The entry of the loading thread: read an area's rows, sort and index them, and write the file browsers fetch. */
export default async function load(task: LoadTask): Promise<Loaded | null> {
  const started = performance.now();
  const read = await readFromFirst(task);
  if (read === null) return null;
  const { area, rows, categories, reader } = read;
  const readAt = performance.now();
  const allocate = (bytes: number): SharedArrayBuffer => new SharedArrayBuffer(bytes);
  const header = { dataVersion: area.version, srid: area.srid, proj4: area.proj4, categories };
  const columns = buildColumns(rows, header, allocate);
  const converter = proj4('EPSG:4326', area.proj4);
  const toMercator = createProjectionGrid((x, y) => converter.inverse([x / 100, y / 100]) as [number, number]);
  const parts = Store.build(columns, { polygons: polygonsOf(area), toMercator, allocate }).parts();
  const builtAt = performance.now();
  const encoded = encodeColumns(columns);
  const digest = createHash('sha256');
  for (const piece of encoded) digest.update(piece);
  const timings = {
    read_ms: readAt - started,
    build_ms: builtAt - readAt,
    encode_ms: performance.now() - builtAt,
  };
  const loaded: Loaded = {
    area,
    parts,
    encoded,
    fingerprint: digest.digest('base64url').slice(0, 16),
    reader,
    timings,
  };
  return move({
    [transferableSymbol]: encoded.map((piece) => piece.buffer),
    [valueSymbol]: loaded,
  } as never) as never;
}

/** From degrees to the municipality's own centimetres, by the same steps as in a browser. */
export function toCmOf({ proj4: crs }: Pick<AreaShape, 'proj4'>): (lon: number, lat: number) => [number, number] {
  const converter = proj4('EPSG:4326', crs);
  return (lon, lat) => {
    const [x, y] = converter.forward([lon, lat]) as [number, number];
    return [x * 100, y * 100];
  };
}

/** The municipality's polygons in its own centimetres. */
export function polygonsOf(area: Pick<AreaShape, 'proj4' | 'polygons'>): Map<string, PolygonCm> {
  const toCm = toCmOf(area);
  return new Map(area.polygons.map(({ slug, geometry }) => [slug, polygonCm(geometry, toCm)]));
}

/** The rows from the first connection that has them: a replica that is behind or breaks off is passed over. */
async function readFromFirst({ connections, municipality_id, version }: LoadTask) {
  for (const [reader, connection] of connections.entries()) {
    const isLast = reader === connections.length - 1;
    const client = new Client(connection);
    // Its end is told to whoever waits for an answer; without a listener it would also end this thread.
    client.on('error', () => {});
    try {
      await client.connect();
      if (!isLast && !(await catchesUp(client, municipality_id, version))) continue;
      const read = await readConsistently(client, municipality_id);
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
async function readConsistently(client: Client, municipality_id: number) {
  for (let attempt = 1; ; attempt++) {
    if (attempt === TRIES) await client.query('begin isolation level repeatable read read only');
    const area = await readAreaShape(client, municipality_id);
    if (area === null) return null;
    const read = await readListed(client, area);
    if (attempt === TRIES) await client.query('commit');
    if (attempt === TRIES || (await readVersion(client, municipality_id)) === area.version) return { area, ...read };
  }
}

async function readListed(client: Client, area: AreaShape) {
  const lon = (area.bounds[0] + area.bounds[2]) / 2;
  const trusted = [lon - TRUSTED_DEGREES, -85, lon + TRUSTED_DEGREES, 85] as const;
  const { municipality_id, time_zone, srid } = area;
  let categories = area.categories;
  let read = await readColumnRows(client, { municipality_id, time_zone, srid, trusted, categories });
  if (read.unlisted) {
    categories = [...categories, ...(await readUnlistedCodes(client, municipality_id, categories))];
    read = await readColumnRows(client, { municipality_id, time_zone, srid, trusted, categories });
  }
  return { rows: read.rows, categories };
}
