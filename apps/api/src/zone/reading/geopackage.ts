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

/**
 * The geometries of a GeoPackage's first table of features. It is read by SQLite in WebAssembly, which can't get out; and only
 * tables are asked, since a view may never end.
 *
 * @throws whatever SQLite throws; {TypeError, RangeError} when it isn't one
 */
export async function readGeopackage(file: Uint8Array): Promise<PackedZone[]> {
  const { Database } = await initSqlJs();
  const database = new Database(file);
  try {
    const ask = (sql: string, values: SqlValue[] = []): Record<string, SqlValue>[] => {
      const [answer] = database.exec(sql, values);
      return (answer?.values ?? []).map((row) =>
        Object.fromEntries(row.map((value, i) => [answer!.columns[i]!, value])),
      );
    };
    const tables = new Set(
      ask(`select name from sqlite_schema where type = 'table' and sql not like 'create virtual%'`).map(
        ({ name }) => name,
      ),
    );
    const known = ['gpkg_geometry_columns', 'gpkg_spatial_ref_sys'];
    if (!known.every((table) => tables.has(table))) throw new TypeError('no geopackage');
    const [of] = ask('select table_name, column_name, srs_id from gpkg_geometry_columns order by table_name limit 1');
    if (of === undefined || !tables.has(of.table_name!)) throw new TypeError('no table of features');
    const [system] = ask(
      `select organization_coordsys_id as srid from gpkg_spatial_ref_sys where srs_id = ? and upper(organization) = 'EPSG'`,
      [of.srs_id!],
    );
    const table = quoted(of.table_name!);
    const columns = ask(`select * from ${table} limit 0`, []);
    const names =
      database.exec(`pragma table_info(${table})`)[0]?.values.map(([, name]) => String(name)) ?? columns.map(String);
    const named = names.find((name) => NAME.test(name));
    const rows = ask(
      `select ${named === undefined ? "''" : quoted(named)} as name, ${quoted(of.column_name!)} as shape from ${table} limit ${ROWS_MAX}`,
    );
    return rows.map(({ name, shape }) => ({
      name: typeof name === 'string' ? name : '',
      wkb: wkbOf(shape),
      srid: Number(system?.srid ?? 0),
    }));
  } finally {
    database.close();
  }
}

const quoted = (name: SqlValue): string => `"${String(name).replaceAll('"', '""')}"`;

/** Without the head that a GeoPackage puts before it: 8 bytes and an envelope, by the kind that its flags say. */
function wkbOf(shape: SqlValue | undefined): Buffer {
  if (!(shape instanceof Uint8Array) || shape.length < 13 || shape.length > GEOMETRY_MAX_BYTES)
    throw new RangeError('a geometry too short or too long');
  if (shape[0] !== 0x47 || shape[1] !== 0x50) throw new TypeError('no geometry of a geopackage');
  const envelope = [0, 32, 48, 48, 64][(shape[3]! >> 1) & 7];
  if (envelope === undefined) throw new RangeError('an envelope of no kind');
  return Buffer.from(shape.subarray(8 + envelope));
}
