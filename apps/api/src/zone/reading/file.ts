import { randomUUID } from 'node:crypto';
import {
  plainLineOf,
  type ReadZones,
  ZONE_CORNERS_MAX,
  ZONE_RINGS_MAX,
  ZONES_MAX,
  type Zone,
  ZoneOutline,
} from '@lagesbild/contract';
import type { Knex } from 'knex';
import type { MunicipalityRow } from '../../db/municipality.ts';
import { ProblemError } from '../../errors.ts';
import { checkOutlines, storable } from '../outline.ts';
import type { FoundZones } from './found.ts';
import { readGeojson } from './geojson.ts';
import { type PackedZone, readGeopackage } from './geopackage.ts';
import { readMarkup } from './markup.ts';
import { readShapefile } from './shapefile.ts';

/** A file of zones: thousands of corners in each, and nothing that takes long to read. */
export const ZONE_FILE_MAX_MB = 5;

interface ZoneFileGiven {
  name: string;
  bytes: Buffer;
}

// in: well-known binary, srid; out: its polygons in degrees, or null where it has none
const UNPACK = `
  select case when geometrytype(g.shape) in ('POLYGON', 'MULTIPOLYGON')
    then cast(st_asgeojson(st_multi(st_transform(st_force2d(g.shape), 4326)), 7) as json) -> 'coordinates' end as parts
  from (select st_setsrid(st_geomfromwkb(:wkb), cast(:srid as integer)) as shape) as g`;

/**
 * The polygons of a file as zones that nobody has saved: GeoJSON, GPX, KML, a zipped shapefile or a GeoPackage, told by what is in it.
 *
 * @throws {ProblemError} zone_file_unknown, zone_file_unreadable, zone_file_empty, zone_file_many, zone_file_degrees,
 *   zone_file_shape; as `checkOutlines`
 */
export async function readZoneFile(trx: Knex, area: MunicipalityRow, file: ZoneFileGiven): Promise<ReadZones> {
  const { format, zones } = await foundIn(trx, file).catch((error: unknown) => {
    // Whatever a reader stumbles on, the file is at fault.
    throw error instanceof ProblemError ? error : new ProblemError('zone_file_unreadable', { file: file.name });
  });
  if (zones.found.length === 0) throw new ProblemError('zone_file_empty', { file: file.name, n: zones.left_out });
  if (zones.found.length > ZONES_MAX)
    throw new ProblemError('zone_file_many', { file: file.name, n: zones.found.length, max: ZONES_MAX });
  const names = new Set<string>();
  const read = zones.found.map(({ name, parts }, i): Zone => {
    const called = distinct(plainLineOf(name, 70) || `${plainLineOf(file.name, 60)} ${i + 1}`, names);
    const outline = outlineOf(called, parts);
    return { zone_id: randomUUID(), name: called, outline, origin: 'file', why: '' };
  });
  await checkOutlines(trx, area, read);
  return { file: file.name, format, zones: read, left_out: zones.left_out };
}

async function foundIn(
  trx: Knex,
  { name, bytes }: ZoneFileGiven,
): Promise<Pick<ReadZones, 'format'> & { zones: FoundZones }> {
  if (bytes.subarray(0, 15).toString('latin1') === 'SQLite format 3')
    return { format: 'geopackage', zones: await unpacked(trx, await readGeopackage(bytes)) };
  if (bytes.subarray(0, 2).toString('latin1') === 'PK') return { format: 'shapefile', zones: readShapefile(bytes) };
  const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes).trimStart(); // takes a mark of byte order away
  if (text.startsWith('{')) return { format: 'geojson', zones: readGeojson(text) };
  if (text.startsWith('<')) return readMarkup(text);
  throw new ProblemError('zone_file_unknown', { file: name });
}

async function unpacked(trx: Knex, packed: readonly PackedZone[]): Promise<FoundZones> {
  const zones: FoundZones = { found: [], left_out: 0 };
  for (const { name, wkb, srid } of packed) {
    const { rows } = await trx.raw<{ rows: { parts: number[][][][] | null }[] }>(UNPACK, { wkb, srid });
    const parts = rows[0]!.parts;
    if (parts === null) zones.left_out++;
    else zones.found.push({ name, parts });
  }
  return zones;
}

/** Two that are called the same are told apart by a number. */
function distinct(name: string, names: Set<string>): string {
  let called = name;
  for (let n = 2; names.has(called); n++) called = `${name} (${n})`;
  names.add(called);
  return called;
}

/** @throws {ProblemError} zone_file_degrees, zone_file_shape */
function outlineOf(name: string, parts: unknown): ZoneOutline {
  const corners = (Array.isArray(parts) ? parts : []).flat(2);
  if (corners.length > ZONE_CORNERS_MAX || (Array.isArray(parts) ? parts.flat(1).length : 0) > ZONE_RINGS_MAX)
    throw new ProblemError('zone_too_detailed', { name, n: corners.length, max: ZONE_CORNERS_MAX });
  const strange = corners.find((at) => Array.isArray(at) && (Math.abs(at[0]) > 180 || Math.abs(at[1]) > 90));
  if (Array.isArray(strange))
    throw new ProblemError('zone_file_degrees', { name, value: `${strange[0]}, ${strange[1]}` });
  const flat = (Array.isArray(parts) ? parts : []).map((rings: unknown) =>
    (Array.isArray(rings) ? rings : []).map((ring: unknown) =>
      (Array.isArray(ring) ? ring : []).map((at: unknown) => (Array.isArray(at) ? at.slice(0, 2) : at)),
    ),
  );
  const outline = ZoneOutline.safeParse({ type: 'MultiPolygon', coordinates: flat });
  if (!outline.success) throw new ProblemError('zone_file_shape', { name });
  return storable(outline.data);
}
