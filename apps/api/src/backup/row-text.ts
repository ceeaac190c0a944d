import { quoted, type Table } from './table.ts';

/**
 * A row as text, the same on both engines and every version: CSV as PostgreSQL's COPY reads it. NULL is nothing between
 * two commas, an empty text is "". Written by SQL, so that one query gives finished lines.
 */

/** Their text never holds a comma, a quote or a line break. Everything else stands in quotes. */
const BARE = /^(smallint|integer|bigint|real|double precision|numeric.*|boolean|date|timestamp.*|uuid|.*geometry.*)$/;

/** What the text of a value depends on, in force for the transaction. */
export const TEXT_SETTINGS = `
  select set_config('timezone', 'UTC', true), set_config('datestyle', 'ISO, YMD', true),
    set_config('intervalstyle', 'postgres', true), set_config('extra_float_digits', '1', true),
    set_config('bytea_output', 'hex', true), set_config('search_path', 'public, pg_catalog', true)`;

/** The first line of a table's file. */
export const headerOf = (table: Table): string => `${table.columns.map(({ name }) => name).join(',')}\n`;

/**
 * The next rows of a table in the order of its key, which is the same whatever the database's collation.
 *
 * @returns in: the last row's key, if there was one, then the most rows wanted; out: `line`, then the key as text
 */
export function pageQuery(table: Table, after: boolean): string {
  const types = new Map(table.columns.map(({ name, type }) => [name, type]));
  const key = table.key.map((name) => `${quoted(name)}${isText(types.get(name)!) ? ' collate "C"' : ''}`);
  const given = table.key.map((name) => `cast(? as ${types.get(name)})`);
  return `
    select ${lineOf(table)} as line, ${table.key.map((name, i) => `cast(${quoted(name)} as text) as k${i}`).join(', ')}
    from ${quoted(table.name)}
    ${after ? `where (${key.join(', ')}) > (${given.join(', ')})` : ''}
    order by ${key.join(', ')}
    limit ?`;
}

const isText = (type: string): boolean => /^(text|character|"char"|name)/.test(type);

const lineOf = ({ columns }: Table): string =>
  columns
    .map(({ name, type }) => {
      const text = `cast(${quoted(name)} as text)`;
      return BARE.test(type) ? `coalesce(${text}, '')` : `coalesce('"' || replace(${text}, '"', '""') || '"', '')`;
    })
    .join(` || ',' || `);

/** Text that isn't what we write. */
export class RowTextError extends Error {}

type Row = (string | null)[];

/**
 * The rows of a table's file, without its header, some at a time.
 *
 * @param width columns in each row
 * @throws {RowTextError} on a row of another width, a lost quote, or an end in the middle of a row
 */
export async function* readRows(chunks: AsyncIterable<Uint8Array>, width: number): AsyncGenerator<Row[]> {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  let text = '';
  let header = true;
  for await (const chunk of chunks) {
    text += decoder.decode(chunk, { stream: true });
    const { rows, end } = wholeRows(text, width);
    text = text.slice(end);
    if (header && rows.length > 0) {
      rows.shift();
      header = false;
    }
    if (rows.length > 0) yield rows;
  }
  if (text + decoder.decode() !== '' || header) throw new RowTextError('the last row is not whole');
}

/** @returns the whole rows at the start of `text`, and where the first one that isn't whole begins */
function wholeRows(text: string, width: number): { rows: Row[]; end: number } {
  const rows: Row[] = [];
  let row: Row = [];
  let end = 0;
  for (let at = 0; at < text.length; ) {
    const value = valueAt(text, at);
    if (value === null) break;
    row.push(value.value);
    at = value.end + 1;
    if (text[value.end] === ',') continue;
    if (row.length !== width) throw new RowTextError(`a row has ${row.length} values, the table has ${width} columns`);
    rows.push(row);
    row = [];
    end = at;
  }
  return { rows, end };
}

/** @returns the value that begins at `from` and the index of the mark after it; null while that isn't there yet */
function valueAt(text: string, from: number): { value: string | null; end: number } | null {
  if (text[from] !== '"') {
    let end = from;
    while (end < text.length && text[end] !== ',' && text[end] !== '\n') end++;
    return end === text.length ? null : { value: end === from ? null : text.slice(from, end), end };
  }
  for (let quote = text.indexOf('"', from + 1); quote >= 0; quote = text.indexOf('"', quote + 2)) {
    const mark = text[quote + 1];
    if (mark === undefined) return null;
    if (mark === '"') continue;
    if (mark !== ',' && mark !== '\n') throw new RowTextError('a quote stands inside a value');
    return { value: text.slice(from + 1, quote).replaceAll('""', '"'), end: quote + 1 };
  }
  return null;
}
