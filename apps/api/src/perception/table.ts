import { readFile, stat } from 'node:fs/promises';
import { ProblemError } from '../errors.ts';
import { openFile, ReadingError } from '../import/reading/reading.ts';
import { COLUMNS, type Column, folded } from './words.ts';
import './sentences.ts';

/** A row of a file: its cells by what their column means, and the shape that GeoJSON gave it. */
export interface TableRow {
  /** as a spreadsheet numbers it; a feature's place in its collection */
  readonly row: number;
  readonly cells: Readonly<Partial<Record<Column, string>>>;
  readonly shape: unknown;
}

/** Rows a meeting or a survey has, many times over. */
const ROWS_MAX = 20_000;
const JSON_BYTES_MAX = 20 * 1024 * 1024;

/**
 * The rows of a CSV file, a workbook or a GeoJSON collection.
 * @param needed  columns that a file must have; each may be one of several
 * @throws {ProblemError} in a sentence, when the file can't be read or lacks one
 */
export async function readTable(
  file: { path: string; file_name: string },
  needed: readonly (readonly Column[])[],
): Promise<TableRow[]> {
  try {
    const rows = (await isJson(file.path)) ? await features(file) : await cells(file, needed);
    if (rows.length === 0) throw new ProblemError('perception_file_empty', { file: file.file_name });
    return rows;
  } catch (error) {
    if (!(error instanceof ReadingError)) throw error;
    throw new ProblemError(`reading_${error.code}`, { ...error.params });
  }
}

async function isJson(path: string): Promise<boolean> {
  const { size } = await stat(path);
  if (size > JSON_BYTES_MAX) return false;
  return /^\s*\{/.test(
    (await readFile(path))
      .subarray(0, 64)
      .toString()
      .replace(/^\ufeff/, ''),
  );
}

const MEANS = new Map(
  Object.entries(COLUMNS).flatMap(([column, names]) =>
    [column, ...names].map((name) => [folded(name), column as Column] as const),
  ),
);

async function cells(
  { path, file_name }: { path: string; file_name: string },
  needed: readonly (readonly Column[])[],
): Promise<TableRow[]> {
  const file = await openFile(path, file_name);
  const columns = file.headers.map((header) => MEANS.get(folded(header)));
  const missing = needed.filter((some) => !some.some((column) => columns.includes(column)));
  if (missing.length > 0)
    throw new ProblemError('perception_file_columns', {
      file: file_name,
      missing: missing.map((some) => COLUMNS[some[0]!][0]).join(', '),
      found: file.headers.join(', '),
    });
  const rows: TableRow[] = [];
  for await (const batch of file.rows())
    for (const { row, values } of batch) {
      if (rows.length === ROWS_MAX)
        throw new ProblemError('perception_file_long', { file: file_name, limit: ROWS_MAX });
      const known = columns.flatMap((column, at) => (column === undefined ? [] : [[column, values[at]?.trim() ?? '']]));
      rows.push({ row, cells: Object.fromEntries(known), shape: null });
    }
  return rows;
}

/** Features keep their shapes, which rows of text don't have. */
async function features({ path, file_name }: { path: string; file_name: string }): Promise<TableRow[]> {
  let read: unknown;
  try {
    read = JSON.parse((await readFile(path, 'utf8')).replace(/^\ufeff/, ''));
  } catch {
    throw new ProblemError('perception_file_json', { file: file_name });
  }
  const found = (read as { features?: unknown }).features;
  if (!Array.isArray(found)) throw new ProblemError('perception_file_json', { file: file_name });
  if (found.length > ROWS_MAX) throw new ProblemError('perception_file_long', { file: file_name, limit: ROWS_MAX });
  return found.map((feature: { properties?: unknown; geometry?: unknown } | null, at) => {
    const given = Object.entries((feature?.properties ?? {}) as Record<string, unknown>);
    const known = given.flatMap(([name, value]) => {
      const column = MEANS.get(folded(name));
      return column === undefined || value === null ? [] : [[column, String(value).trim()] as const];
    });
    return { row: at + 1, cells: Object.fromEntries(known), shape: feature?.geometry ?? null };
  });
}
