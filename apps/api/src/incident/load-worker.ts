import { createHash } from 'node:crypto';
import {
  arrangeColumns,
  BLOCK_ROWS,
  createProjectionGrid,
  encodeColumns,
  mergeColumns,
  type PolygonCm,
  polygonCm,
  Store,
  type StoreParts,
} from '@lagesbild/incidents';
import { move, transferableSymbol, valueSymbol } from 'piscina';
import proj4 from 'proj4';
import type { AreaShape } from './area-shape.ts';
import type { Origins } from './changes.ts';
import { type Before, type LoadTask, type Read, readFromFirst } from './reading.ts';

/** A municipality's incidents at one data version, in memory that all threads share. */
export interface Loaded {
  area: AreaShape;
  parts: StoreParts;
  /** of the column file: its head, and its blocks but for the first `blocks_kept`, which are those of the file before */
  encoded: Uint8Array[];
  blocks_kept: number;
  /** names this very data in ETags */
  fingerprint: string;
  before: Before;
  /** which of the connections it was read from */
  reader: number;
  /** how many rows were read for it */
  rows_read: number;
  timings: { read_ms: number; build_ms: number; encode_ms: number };
}

const allocate = (bytes: number): SharedArrayBuffer => new SharedArrayBuffer(bytes);

/** The entry of the loading thread: read an area's rows, sort and index them, and write the file browsers fetch. */
export default async function load(task: LoadTask): Promise<Loaded | null> {
  const started = performance.now();
  const read = await readFromFirst(task);
  if (read === null) return null;
  const { area, rows, imports, reader } = read;
  const readAt = performance.now();
  const { columns, origins, unchanged } = arrange(read, task.before);
  const converter = proj4('EPSG:4326', area.proj4);
  const toMercator = createProjectionGrid((x, y) => converter.inverse([x / 100, y / 100]) as [number, number]);
  const parts = Store.build(columns, { polygons: polygonsOf(area), toMercator, allocate }).parts();
  const builtAt = performance.now();
  const blocks_kept = Math.floor(unchanged / BLOCK_ROWS);
  const encoded = encodeColumns(columns, blocks_kept);
  const digests = [...(task.before?.digests.slice(0, blocks_kept) ?? []), ...encoded.slice(1).map(digestOf)];
  const timings = {
    read_ms: readAt - started,
    build_ms: builtAt - readAt,
    encode_ms: performance.now() - builtAt,
  };
  const loaded: Loaded = {
    ...{ area, parts, encoded, blocks_kept, reader, timings },
    fingerprint: digestOf(Buffer.from([digestOf(encoded[0]!), ...digests].join())).slice(0, 16),
    before: { area, columns, days: parts.days, origins, imports, digests },
    rows_read: rows.import_id.length,
  };
  return move({
    [transferableSymbol]: encoded.map((piece) => piece.buffer),
    [valueSymbol]: loaded,
  } as never) as never;
}

const digestOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('base64url');

/** Columns of what was read; or of what was there before, with what was read and without what is gone. */
function arrange({ area, rows, gone, categories }: Read, before: Before | null) {
  const header = { dataVersion: area.version, srid: area.srid, proj4: area.proj4, categories };
  const { columns, from, unchanged } =
    gone === null || before === null
      ? { ...arrangeColumns(rows.rows, header, allocate), unchanged: 0 }
      : mergeColumns(
          { columns: before.columns, days: before.days, reportKey: before.origins.report_key },
          gone,
          { rows: rows.rows, reportKey: rows.report_key },
          header,
          allocate,
        );
  const former = gone === null || before === null ? null : before.origins;
  const origins: Origins = {
    import_id: new Int32Array(allocate(columns.count * 4)),
    report_key: new Float64Array(allocate(columns.count * 8)),
  };
  const offset = former?.import_id.length ?? 0;
  for (let k = 0; k < from.length; k++) {
    const at = from[k]!;
    const [of, place] = at < offset ? [former!, at] : [rows, at - offset];
    origins.import_id[k] = of.import_id[place]!;
    origins.report_key[k] = of.report_key[place]!;
  }
  return { columns, origins, unchanged };
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
