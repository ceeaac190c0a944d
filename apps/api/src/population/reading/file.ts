import { readFile } from 'node:fs/promises';
import { ProblemError } from '../../errors.ts';
import { readDelimited } from './delimited.ts';
import { readGeojson } from './geojson.ts';
import { readPackage, readZip } from './packed.ts';
import { ROWS_MAX, type SquareTable } from './row.ts';
import { type Squares, squaresOf } from './squares.ts';

/** A file of squares: the whole country's at a kilometre is some thirty. */
export const POPULATION_FILE_MAX_MB = 60;

/** A file that is there, and what the person calls it. */
export interface SquareFile {
  readonly path: string;
  readonly file_name: string;
}

/**
 * The squares of a file: a GeoPackage (in a zip too), a zipped shapefile, GeoJSON, CSV or a workbook, told by what is in it.
 *
 * @throws {ProblemError} population_file_unreadable, population_file_long, population_file_empty; as `squaresOf`
 */
export async function readSquares({ path, file_name: file }: SquareFile, area: { srid: number }): Promise<Squares> {
  const table = await tableOf(path, file).catch((error: unknown) => {
    // Whatever a reader stumbles on, the file is at fault.
    throw error instanceof ProblemError ? error : new ProblemError('population_file_unreadable', { file });
  });
  if (table.rows.length === 0) throw new ProblemError('population_file_empty', { file });
  if (table.rows.length > ROWS_MAX) throw new ProblemError('population_file_long', { file, max: ROWS_MAX });
  return squaresOf(file, table, area);
}

async function tableOf(path: string, file: string): Promise<SquareTable> {
  const bytes = await readFile(path);
  if (bytes.subarray(0, 15).toString('latin1') === 'SQLite format 3') return readPackage(bytes);
  if (bytes.subarray(0, 2).toString('latin1') === 'PK') return (await readZip(bytes)) ?? readDelimited(path, file);
  const start = bytes
    .subarray(0, 64)
    .toString()
    .replace(/^\ufeff/, '')
    .trimStart();
  return start.startsWith('{') ? readGeojson(bytes.toString('utf8').replace(/^\ufeff/, '')) : readDelimited(path, file);
}
