import { Readable } from 'node:stream';
import type { Language } from '@lagesbild/contract';
import { stringify } from 'csv-stringify';
import type { Knex } from 'knex';
import { ProblemError } from '../errors.ts';
import { sentence } from '../sentence.ts';
import { SPREADSHEET } from '../spreadsheet.ts';
import { reasonInWords } from './reading/reading.ts';

const PIECE = 5_000;

interface Rejected {
  row_number: number;
  part: number;
  reason: string;
  field: string | null;
  value: string;
}

/**
 * The rows of an import that were refused, as a CSV file that a spreadsheet opens safely: UTF-8 with its mark, and no
 * cell can be a formula.
 *
 * @throws {ProblemError} import_unknown
 */
export async function rejectionCsv(knex: Knex, language: Language, id: string): Promise<Readable> {
  const { rows } = await knex.raw<{ rows: { municipality_id: number; import_id: number }[] }>(
    'select municipality_id, import_id from staff.import where public_id = cast(:id as uuid)',
    { id },
  );
  const which = rows[0];
  if (!which) throw new ProblemError('import_unknown', { id });
  const columns = ['row', 'field', 'value', 'reason'].map((name) => sentence(language, `import_column_${name}`));
  const cells = async function* (): AsyncGenerator<(string | number)[]> {
    yield columns;
    for (let after = { row: -1, part: 0 }; ; ) {
      const found = await knex.raw<{ rows: Rejected[] }>(READ, { ...which, ...after, limit: PIECE });
      for (const { row_number, field, value, reason } of found.rows)
        yield [row_number, field ?? '', value, reasonInWords(language, reason)];
      if (found.rows.length < PIECE) return;
      const last = found.rows.at(-1)!;
      after = { row: last.row_number, part: last.part };
    }
  };
  return Readable.from(cells()).pipe(stringify({ bom: true, ...SPREADSHEET }));
}

/** In: the import, the last row read and its part. Out: the rows after it. */
const READ = `
  select row_number, part, reason, field, value from staff.import_rejection
  where municipality_id = :municipality_id and import_id = :import_id
    and (row_number, part) > (cast(:row as integer), cast(:part as smallint))
  order by row_number, part
  limit :limit`;
