import { unzipSync } from 'fflate';
import proj4 from 'proj4';
import { openAttributes } from './attribute-table.ts';
import { type FoundZones, nested } from './found.ts';

/** What is unpacked of a zip at most, whatever it claims: the rest is never inflated. */
const UNPACKED_MAX_BYTES = 20 * 1024 ** 2;
/** Polygons, polygons with measures, and with heights. */
const POLYGONS = [5, 15, 25];
/** What a polygon may be called by, and the character fields of a table before anything else. */
const NAME = /^(name|namn|title|label|omrade|område)/i;

/**
 * The polygons of a zipped shapefile, in degrees. The three files are read here, since the libraries that do it follow the lengths
 * that a file claims: one that is negative never ends.
 *
 * @throws {RangeError, TypeError} when it isn't one, claims more than it holds, or doesn't say what its coordinates are
 */
export function readShapefile(zip: Uint8Array): FoundZones {
  const files = unpackShapefile(zip, UNPACKED_MAX_BYTES);
  const shp = files.get('shp');
  if (shp === undefined) throw new TypeError('no .shp');
  const names = files.has('dbf') ? namesOf(files.get('dbf')!, files.get('cpg')) : [];
  const projection = files.get('prj');
  const toDegrees = projection === undefined ? null : proj4(Buffer.from(projection).toString('latin1').trim(), 'WGS84');
  const zones: FoundZones = { found: [], left_out: 0 };
  recordsOf(shp).forEach((rings, i) => {
    if (rings === null) zones.left_out++;
    else {
      const degrees = toDegrees === null ? rings : rings.map((ring) => ring.map((at) => toDegrees.forward(at)));
      zones.found.push({ name: names[i] ?? '', parts: nested(degrees) });
    }
  });
  return zones;
}

/** The files of the first shapefile in a zip, by their endings. @throws {RangeError} when they unpack to more than `most` bytes */
export function unpackShapefile(zip: Uint8Array, most: number): Map<string, Uint8Array> {
  let left = most;
  const unpacked = unzipSync(zip, {
    filter: ({ name, originalSize }) => {
      if (!/\.(shp|dbf|prj|cpg)$/i.test(name) || name.startsWith('__MACOSX')) return false;
      left -= originalSize;
      if (left < 0) throw new RangeError('unpacks to too much');
      return true;
    },
  });
  const [first] = Object.keys(unpacked).filter((name) => /\.shp$/i.test(name));
  const stem = first?.slice(0, -4);
  return new Map(
    Object.entries(unpacked).flatMap(([name, bytes]) =>
      name.slice(0, -4) === stem ? [[name.slice(-3).toLowerCase(), bytes] as const] : [],
    ),
  );
}

/** The rings of each record; null for one that is no polygon. @throws {RangeError, TypeError} */
export function recordsOf(shp: Uint8Array): (number[][][] | null)[] {
  const view = new DataView(shp.buffer, shp.byteOffset, shp.byteLength);
  if (view.getInt32(0) !== 9994) throw new TypeError('no shapefile');
  const records: (number[][][] | null)[] = [];
  for (let at = 100; at + 8 <= view.byteLength; ) {
    const bytes = view.getInt32(at + 4) * 2;
    if (bytes < 4 || at + 8 + bytes > view.byteLength) throw new RangeError('a record longer than the file');
    records.push(ringsOf(new DataView(shp.buffer, shp.byteOffset + at + 8, bytes)));
    at += 8 + bytes;
  }
  return records;
}

function ringsOf(record: DataView): number[][][] | null {
  if (!POLYGONS.includes(record.getInt32(0, true))) return null;
  const [parts, points] = [record.getInt32(36, true), record.getInt32(40, true)];
  if (parts < 1 || points < 4 || 44 + parts * 4 + points * 16 > record.byteLength)
    throw new RangeError('more corners than the record holds');
  const starts = Array.from({ length: parts }, (_, part) => record.getInt32(44 + part * 4, true));
  const from = 44 + parts * 4;
  return starts.map((start, part) => {
    const end = starts[part + 1] ?? points;
    if (start < 0 || end > points || start >= end) throw new RangeError('a ring out of order');
    return Array.from({ length: end - start }, (_, i) => {
      const at = from + (start + i) * 16;
      return [record.getFloat64(at, true), record.getFloat64(at + 8, true)];
    });
  });
}

/** What each row of the table is called. */
function namesOf(dbf: Uint8Array, cpg: Uint8Array | undefined): string[] {
  const { fields, rows, read } = openAttributes(dbf, cpg);
  const texts = fields.filter(({ text }) => text);
  const field = texts.find(({ name }) => NAME.test(name)) ?? texts[0];
  return field === undefined ? [] : Array.from({ length: rows }, (_, row) => read(row, field));
}
