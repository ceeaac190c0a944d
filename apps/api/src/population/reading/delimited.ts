import { ProblemError } from '../../errors.ts';
import { openFile, ReadingError } from '../../import/reading/reading.ts';
import { ROWS_MAX, type SquareRow, type SquareTable } from './row.ts';

/** The rows of a CSV file or a workbook. @throws {ProblemError} population_file_long, and whatever makes such a file unreadable */
export async function readDelimited(path: string, name: string): Promise<SquareTable> {
  try {
    const file = await openFile(path, name);
    const rows: SquareRow[] = [];
    for await (const batch of file.rows())
      for (const { row, values } of batch) {
        if (rows.length === ROWS_MAX) throw new ProblemError('population_file_long', { file: name, max: ROWS_MAX });
        rows.push({ row, cells: values, box: null });
      }
    return { headers: file.headers, rows, srid: null };
  } catch (error) {
    if (error instanceof ReadingError) throw new ProblemError(`reading_${error.code}`, { ...error.params });
    throw error;
  }
}
