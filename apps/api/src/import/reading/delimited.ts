import { ReadingError } from './faults.ts';
import type { Limits, RawRow } from './source-file.ts';

const BATCH = 4096;
const QUOTE = 34;
const CARRIAGE_RETURN = 13;

/**
 * Splits delimited text into rows (RFC 4180, and what people write instead): a quote opens a field only at its start;
 * `""` is a quote; a quote inside a field that no delimiter follows is kept as it stands. Lines without a quote take
 * a path of two `indexOf` and one `split`.
 *
 * Empty lines give no row but count, so that `row` is the number a spreadsheet shows.
 *
 * @throws {ReadingError} unclosed_quote with the row it opens in; long_row
 *
 * Constant memory: at most one row and one chunk are held.
 */
export async function* splitRows(
  text: AsyncIterable<string>,
  delimiter: string,
  lineBreak: '\n' | '\r',
  limits: Limits,
): AsyncGenerator<RawRow[], void, undefined> {
  let rest = '';
  let row = 0;
  let batch: RawRow[] = [];
  const split = createSplitter(delimiter, lineBreak);

  for await (const chunk of text) {
    rest = rest === '' ? chunk : rest + chunk;
    let from = 0;
    let quote = rest.indexOf('"');
    for (;;) {
      const end = rest.indexOf(lineBreak, from);
      if (end === -1) break;
      if (quote !== -1 && quote < from) quote = rest.indexOf('"', from);
      let next: number;
      let values: string[];
      if (quote === -1 || quote > end) {
        const stop = rest.charCodeAt(end - 1) === CARRIAGE_RETURN && end > from ? end - 1 : end;
        next = end + 1;
        if (stop - from > limits.rowLength)
          throw new ReadingError('long_row', { row: row + 1, limit: limits.rowLength });
        values = stop === from ? [] : rest.slice(from, stop).split(delimiter);
      } else {
        const record = split(rest, from, false, row + 1);
        if (record === null) break;
        next = record.next;
        values = record.values;
        if (next - from > limits.rowLength)
          throw new ReadingError('long_row', { row: row + 1, limit: limits.rowLength });
      }
      from = next;
      row++;
      if (values.length > 0) batch.push({ row, values });
      if (batch.length >= BATCH) {
        yield batch;
        batch = [];
      }
    }
    rest = from === 0 ? rest : rest.slice(from);
    if (rest.length > limits.rowLength) {
      const quoted = split(rest, 0, false, row + 1) === null && opensQuote(rest, delimiter);
      if (quoted) throw new ReadingError('unclosed_quote', { row: row + 1 });
      throw new ReadingError('long_row', { row: row + 1, limit: limits.rowLength });
    }
  }
  while (rest !== '') {
    const record = split(rest, 0, true, row + 1);
    if (record === null) throw new ReadingError('unclosed_quote', { row: row + 1 });
    row++;
    if (record.values.length > 1 || record.values[0] !== '') batch.push({ row, values: record.values });
    rest = rest.slice(record.next);
  }
  if (batch.length > 0) yield batch;
}

interface Split {
  values: string[];
  next: number;
}

/** @returns the record that starts at `from`, or null when `text` ends inside it */
function createSplitter(delimiter: string, lineBreak: string) {
  const separator = delimiter.charCodeAt(0);
  const newline = lineBreak.charCodeAt(0);

  return (text: string, from: number, last: boolean, row: number): Split | null => {
    const values: string[] = [];
    let at = from;
    for (;;) {
      let value: string;
      if (text.charCodeAt(at) === QUOTE) {
        const field = quotedField(text, at, separator, newline, last, row);
        if (field === null) return null;
        value = field.value;
        at = field.end;
      } else {
        let end = at;
        let code = text.charCodeAt(end);
        while (end < text.length && code !== separator && code !== newline) code = text.charCodeAt(++end);
        if (end === text.length && !last) return null;
        const bare = code !== separator && end > at && text.charCodeAt(end - 1) === CARRIAGE_RETURN ? end - 1 : end;
        value = text.slice(at, bare);
        at = end;
      }
      values.push(value);
      if (at >= text.length) return { values, next: at };
      if (text.charCodeAt(at) === newline) return { values, next: at + 1 };
      at++;
      if (at === text.length && !last) return null;
    }
  };
}

/** @returns the field's text and where its separator stands, or null when `text` ends inside it */
function quotedField(
  text: string,
  open: number,
  separator: number,
  newline: number,
  last: boolean,
  row: number,
): { value: string; end: number } | null {
  let from = open + 1;
  let value = '';
  for (;;) {
    const quote = text.indexOf('"', from);
    if (quote === -1) return null;
    let after = quote + 1;
    if (after >= text.length && !last) return null;
    const code = text.charCodeAt(after);
    if (code === QUOTE) {
      value += text.slice(from, after);
      from = after + 1;
      continue;
    }
    if (code === CARRIAGE_RETURN && (after + 1 >= text.length || text.charCodeAt(after + 1) === newline)) after++;
    if (after >= text.length || text.charCodeAt(after) === separator || text.charCodeAt(after) === newline) {
      return { value: value + text.slice(from, quote), end: after };
    }
    // Text after the closing quote: a bare quote within one line is the writer's; across lines one was never closed.
    if (value.includes('\n') || text.slice(from, quote).includes('\n'))
      throw new ReadingError('unclosed_quote', { row });
    value += text.slice(from, after);
    from = after;
  }
}

function opensQuote(text: string, delimiter: string): boolean {
  return text.charCodeAt(0) === QUOTE || text.includes(`${delimiter}"`);
}
