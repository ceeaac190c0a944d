import initSqlJs, { type SqlValue } from 'sql.js';

/** A polygon of a GeoPackage: well-known binary, which PostGIS reads, in a system by its EPSG code. */
export interface PackedZone {
  name: string;
  wkb: Buffer;
  srid: number;
}

/** Bytes of one geometry: more than a zone's corners take. */
const GEOMETRY_MAX_BYTES = 256 * 1024;
const NAME = /^(name|namn|title|label|omrade|område)/i;
/** What a table of features lists, one more than may be read. */
const ROWS_MAX = 1_000;

/** The first table of features of a GeoPackage. */
interface FeatureTable {
  readonly columns: readonly string[];
  /** the column of geometries */
  readonly geometry: string;
  /** EPSG code of its system; 0: another register's */
  readonly srid: number;
  /** Cells of some columns, so many rows of them at most. */
  read(columns: readonly string[], limit: number): SqlValue[][];
}

/**
 * A GeoPackage's first table of features, while `work` reads it. It is read by SQLite in WebAssembly, which can't get out; and only
 * tables are asked, since a view may never end.
 *
 * @throws whatever SQLite throws; {TypeError} when it isn't one
 */
export async function withFeatures<T>(file: Uint8Array, work: (table: FeatureTable) => T): Promise<T> {
  const { Database } = await initSqlJs();
  const database = new Database(file);
  try {
    const ask = (sql: string, values: SqlValue[] = []): SqlValue[][] => database.exec(sql, values)[0]?.values ?? [];
    const tables = new Set(
      ask(`select name from sqlite_schema where type = 'table' and sql not like 'create virtual%'`).map(
        ([name]) => name!,
      ),
    );
    const known = ['gpkg_geometry_columns', 'gpkg_spatial_ref_sys'];
    if (!known.every((table) => tables.has(table))) throw new TypeError('no geopackage');
    const [of] = ask('select table_name, column_name, srs_id from gpkg_geometry_columns order by table_name limit 1');
    if (of === undefined || !tables.has(of[0]!)) throw new TypeError('no table of features');
    const [system] = ask(
      `select organization_coordsys_id from gpkg_spatial_ref_sys where srs_id = ? and upper(organization) = 'EPSG'`,
      [of[2]!],
    );
    const table = quoted(of[0]!);
    return work({
      columns: ask(`pragma table_info(${table})`).map(([, name]) => String(name)),
      geometry: String(of[1]),
      srid: Number(system?.[0] ?? 0),
      read: (columns, limit) => ask(`select ${columns.map(quoted).join()} from ${table} limit ${limit}`),
    });
  } finally {
    database.close();
  }
}

/** The geometries of a GeoPackage's first table of features. @throws as `withFeatures`; {RangeError} */
export const readGeopackage = (file: Uint8Array): Promise<PackedZone[]> =>
  withFeatures(file, ({ columns, geometry, srid, read }) => {
    const named = columns.find((name) => NAME.test(name));
    return read(named === undefined ? [geometry] : [geometry, named], ROWS_MAX).map(([shape, name]) => ({
      name: typeof name === 'string' ? name : '',
      wkb: wkbOf(shape),
      srid,
    }));
  });

const quoted = (name: SqlValue): string => `"${String(name).replaceAll('"', '""')}"`;

/** Without the head that a GeoPackage puts before it: 8 bytes and an envelope, by the kind that its flags say. */
function wkbOf(shape: SqlValue | undefined): Buffer {
  if (!(shape instanceof Uint8Array) || shape.length > GEOMETRY_MAX_BYTES)
    throw new RangeError('a geometry too short or too long');
  return Buffer.from(shape.subarray(8 + envelopeBytes(shape)));
}

function envelopeBytes(shape: Uint8Array): number {
  if (shape.length < 13) throw new RangeError('a geometry too short or too long');
  if (shape[0] !== 0x47 || shape[1] !== 0x50) throw new TypeError('no geometry of a geopackage');
  const bytes = [0, 32, 48, 48, 64][(shape[3]! >> 1) & 7];
  if (bytes === undefined) throw new RangeError('an envelope of no kind');
  return bytes;
}

/** [west, south, east, north] that the head of a geometry tells; null where it doesn't. @throws as `readGeopackage` */
export function envelopeOf(shape: SqlValue | undefined): readonly [number, number, number, number] | null {
  if (!(shape instanceof Uint8Array)) return null;
  const bytes = envelopeBytes(shape);
  if (bytes === 0 || shape.length < 8 + bytes) return null;
  const view = new DataView(shape.buffer, shape.byteOffset + 8, 32);
  const at = (n: number): number => view.getFloat64(8 * n, (shape[3]! & 1) === 1);
  return [at(0), at(2), at(1), at(3)];
}
