import { unzipSync } from 'fflate';
import type { SqlValue } from 'sql.js';
import { openAttributes } from '../../zone/reading/attribute-table.ts';
import { envelopeOf, withFeatures } from '../../zone/reading/geopackage.ts';
import { recordsOf, unpackShapefile } from '../../zone/reading/shapefile.ts';
import { ROWS_MAX, type SquareTable } from './row.ts';

/** What is unpacked of a zip at most, whatever it claims. */
const UNPACKED_MAX_BYTES = 200 * 1024 ** 2;

/** The features of a GeoPackage: its columns, and the extents of its shapes. @throws as `withFeatures` */
export const readPackage = (file: Uint8Array): Promise<SquareTable> =>
  withFeatures(file, ({ columns, geometry, srid, read }) => {
    const headers = columns.filter((name) => name !== geometry);
    const rows = read([geometry, ...headers], ROWS_MAX + 1).map(([shape, ...cells], at) => ({
      row: at + 1,
      cells: cells.map(asText),
      box: envelopeOf(shape),
    }));
    return { headers, rows, srid: srid === 0 ? null : srid };
  });

const asText = (cell: SqlValue): string =>
  cell === null ? '' : cell instanceof Uint8Array ? '' : typeof cell === 'number' ? String(cell) : cell;

/** A GeoPackage in a zip, as SCB gives it; or a shapefile. null: neither. @throws {RangeError, TypeError} */
export async function readZip(zip: Uint8Array): Promise<SquareTable | null> {
  let left = UNPACKED_MAX_BYTES;
  const packages = unzipSync(zip, {
    filter: ({ name, originalSize }) => {
      if (!/\.gpkg$/i.test(name) || name.startsWith('__MACOSX')) return false;
      left -= originalSize;
      if (left < 0) throw new RangeError('unpacks to too much');
      return true;
    },
  });
  const [first] = Object.values(packages);
  if (first !== undefined) return readPackage(first);
  const files = unpackShapefile(zip, UNPACKED_MAX_BYTES);
  const [shp, dbf] = [files.get('shp'), files.get('dbf')];
  if (shp === undefined || dbf === undefined) return null;
  const { fields, rows, read } = openAttributes(dbf, files.get('cpg'));
  const shapes = recordsOf(shp);
  return {
    headers: fields.map(({ name }) => name),
    rows: Array.from({ length: Math.min(rows, shapes.length, ROWS_MAX + 1) }, (_, at) => ({
      row: at + 1,
      cells: fields.map((field) => read(at, field)),
      box: boxOf(shapes[at]!),
    })),
    srid: null,
  };
}

function boxOf(rings: number[][][] | null): [number, number, number, number] | null {
  const corners = rings?.[0] ?? [];
  if (corners.length === 0 || corners.length > 64) return null;
  const [x, y] = [corners.map(([east]) => east!), corners.map(([, north]) => north!)];
  return [Math.min(...x), Math.min(...y), Math.max(...x), Math.max(...y)];
}
