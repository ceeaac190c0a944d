import { Readable } from 'node:stream';
import type { AuditQuery, Language } from '@lagesbild/contract';
import { stringify } from 'csv-stringify';
import type { Knex } from 'knex';
import { sentence } from '../sentence.ts';
import { SPREADSHEET } from '../spreadsheet.ts';
import { actInWords, whoInWords } from './in-words.ts';
import { listEntries, type Place, type Readable as Whose } from './list.ts';

const PIECE = 2_000;
const COLUMNS = ['at', 'who', 'what', 'act', 'object_kind', 'object', 'area', 'entry_no'];

/** The log as a CSV file that a spreadsheet opens safely: UTF-8 with its mark, times in UTC, no cell that runs. */
export function entryCsv(knex: Knex, language: Language, whose: Whose, query: AuditQuery): Readable {
  const cells = async function* (): AsyncGenerator<(string | number)[]> {
    yield COLUMNS.map((name) => sentence(language, `audit_column_${name}`));
    for (let before: Place | null = null; ; ) {
      const entries = await listEntries(knex, whose, query, { before, limit: PIECE });
      for (const entry of entries) {
        const { at, act, object_kind, object, area, entry_no } = entry;
        const words = [whoInWords(language, entry), actInWords(language, entry)];
        yield [at.toISOString(), ...words, act, object_kind ?? '', object, area ?? '', entry_no];
      }
      if (entries.length < PIECE) return;
      before = entries.at(-1)!;
    }
  };
  return Readable.from(cells()).pipe(stringify({ bom: true, ...SPREADSHEET }));
}
