import { type Bytes, openBytes } from './bytes.ts';
import { splitRows } from './delimited.ts';
import { chooseDelimiter, DELIMITERS, findTop } from './dialect.ts';
import { ReadingError } from './faults.ts';
import { type Element, readElements } from './json-elements.ts';
import { isPoliceUkHeader } from './police-uk.ts';
import { recordShape } from './records.ts';
import { type Detected, LIMITS, type Limits, type OpenOptions, type RawRow, type SourceFile } from './source-file.ts';
import { decodeText, detectEncoding, type Encoding } from './text.ts';
import { findWide, melt, meltedHeaders, type Wide } from './wide.ts';
import { readWorkbookFile, type Sheet } from './workbook.ts';

const SAMPLE_FIRST = 1000;
const SAMPLE_EVERY = 100;
const SAMPLE_UNTIL = 100_000;
const BATCH = 4096;

type ReadRows = (signal?: AbortSignal) => AsyncGenerator<RawRow[], void, undefined>;

/**
 * What is this file, and how are its rows read?
 *
 * @param path      where it lies; read again for each `rows()`, so it must stay until the import is over
 * @param fileName  what the person calls it; names it in sentences, never decides the format
 * @throws {ReadingError} one sentence for whatever makes the file unreadable
 *
 * Reads the file once for its encoding and 100,000 rows of it for the sample; a workbook is held in memory.
 */
export async function openFile(path: string, fileName: string, options: OpenOptions = {}): Promise<SourceFile> {
  const limits: Limits = { ...LIMITS, ...options.limits };
  const bytes = await openBytes(path, fileName, limits);
  const { head } = bytes;
  if (head.length === 0) throw new ReadingError('empty_file', { file: fileName });
  refuseForeign(head, fileName);
  const signature = head.length < 4 ? 0 : head.readUInt32LE(0);
  if (signature === 0x04034b50 || signature === 0x06054b50) {
    return openWorkbook(path, fileName, bytes, options, limits);
  }
  const encoding = await detectEncoding(bytes, fileName, options.encoding);
  const start = await firstCharacters(bytes, encoding);
  if (start.trim() === '' && bytes.head.length < 65_536) throw new ReadingError('empty_file', { file: fileName });
  const isJson = /^\s*(\{|\[\s*[{[\]])/.test(start);
  return isJson
    ? openJson(path, fileName, bytes, encoding, start, limits)
    : openDelimited(path, fileName, bytes, encoding, start, options, limits);
}

/** Formats that people drop by mistake and that would otherwise be read as strange text. */
function refuseForeign(head: Buffer, fileName: string): void {
  const starts = (hex: string) => head.subarray(0, hex.length / 2).equals(Buffer.from(hex, 'hex'));
  if (starts('d0cf11e0a1b11ae1')) throw new ReadingError('old_workbook', { file: fileName });
  const archive = ['1f8b', '377abcaf271c', '52617221', 'fd377a585a00', '425a68', '28b52ffd'];
  if (archive.some(starts) || head.toString('latin1', 257, 262) === 'ustar') {
    throw new ReadingError('archive', { file: fileName });
  }
  // PNG, JPEG, GIF, PDF, TIFF, SQLite: pictures and documents, however few bytes of them there are.
  const others = ['89504e47', 'ffd8ff', '47494638', '25504446', '49492a00', '4d4d002a', '53514c69746520666f726d6174'];
  if (others.some(starts)) throw new ReadingError('binary', { file: fileName });
}

async function firstCharacters(bytes: Bytes, encoding: Encoding): Promise<string> {
  for await (const text of decodeText(bytes, encoding)) return text.slice(0, 65_536);
  return '';
}

async function openDelimited(
  path: string,
  fileName: string,
  bytes: Bytes,
  encoding: Encoding,
  start: string,
  options: OpenOptions,
  limits: Limits,
): Promise<SourceFile> {
  const lineBreak = start.includes('\n') || !start.includes('\r') ? '\n' : '\r';
  const stated = /^sep=(.)\r?\n/i.exec(start);
  const read = (delimiter: string): ReadRows => {
    return (signal) => splitRows(decodeText(bytes, encoding, signal), delimiter, lineBreak, limits);
  };
  const firstRows = async (delimiter: string) => {
    const rows = await take(read(delimiter), 100);
    return rows.filter((row) => !(stated && row.row === 1)).map((row) => row.values);
  };
  const candidates = new Map<string, string[][]>();
  for (const candidate of DELIMITERS) {
    // Under a wrong delimiter an honest quote may seem unclosed; the right one meets its own faults below.
    candidates.set(candidate, await firstRows(candidate).catch(() => []));
  }
  const delimiter = options.delimiter ?? stated?.[1] ?? chooseDelimiter((candidate) => candidates.get(candidate) ?? []);
  const rows = await firstRows(delimiter);
  const top = findTop(rows);
  if (top.headers.length > limits.columns) {
    throw new ReadingError('too_many_columns', { found: top.headers.length, limit: limits.columns });
  }
  if (rows.length <= top.skip) {
    throw new ReadingError(rows.length === 0 ? 'empty_file' : 'header_only', { file: fileName });
  }
  if (top.headers.length < 2) {
    throw new ReadingError('one_column', { file: fileName, header: (top.headers[0] ?? '').slice(0, 80) });
  }
  const skip = top.skip + (stated ? 1 : 0);
  const detected: Detected = { encoding, delimiter, compressed: bytes.compressed, header: top.header };
  const readData: ReadRows = (signal) => dropFirst(read(delimiter)(signal), skip);
  const table = asRows(top.headers, rows, top.skip, readData);
  return {
    path,
    fileName,
    format: isPoliceUkHeader(top.headers) ? 'police_uk' : 'csv',
    headers: table.headers,
    titles: table.titles,
    bytes: bytes.size,
    rowsTotal: null,
    sample: await takeSample(table.rows),
    detected: { ...detected, ...(table.wide && { wide: table.wide }) },
    rows: table.rows,
    bytesRead: bytes.used,
  };
}

/** A table with one row a thing; one with periods or categories as columns is turned into that. */
function asRows(headers: string[], first: readonly string[][], skip: number, read: ReadRows) {
  const titles = first.slice(0, Math.max(0, skip - 1));
  const wide: Wide | null = findWide(headers, first.slice(skip), titles);
  if (wide === null) return { headers, titles, wide, rows: read };
  const rows: ReadRows = (signal) => melt(read(signal), headers, wide);
  return { headers: meltedHeaders(headers, wide), titles, wide, rows };
}

async function openJson(
  path: string,
  fileName: string,
  bytes: Bytes,
  encoding: Encoding,
  start: string,
  limits: Limits,
): Promise<SourceFile> {
  const elements = (signal?: AbortSignal) => readElements(decodeText(bytes, encoding, signal), fileName, limits);
  const first: Element[] = [];
  for await (const batch of elements()) {
    first.push(...batch);
    if (first.length >= SAMPLE_FIRST) break;
  }
  if (first.length === 0) throw new ReadingError('header_only', { file: fileName });
  const shape = recordShape(first, fileName);
  if (shape.headers.length > limits.columns) {
    throw new ReadingError('too_many_columns', { found: shape.headers.length, limit: limits.columns });
  }
  const crs = /"crs"\s*:[^}]*?EPSG:{1,2}(\d{4,6})"/.exec(start);
  const rows: ReadRows = async function* (signal) {
    for await (const batch of elements(signal)) {
      yield batch.map(({ row, value }) => ({ row, values: shape.values(value) }));
    }
  };
  return {
    path,
    fileName,
    format: shape.format,
    headers: shape.headers,
    titles: [],
    bytes: bytes.size,
    rowsTotal: null,
    sample: await takeSample(rows),
    detected: { encoding, compressed: bytes.compressed, header: true, ...(crs && { srid: Number(crs[1]) }) },
    rows,
    bytesRead: bytes.used,
  };
}

async function openWorkbook(
  path: string,
  fileName: string,
  bytes: Bytes,
  options: OpenOptions,
  limits: Limits,
): Promise<SourceFile> {
  const sheets = await readWorkbookFile(bytes, fileName, limits);
  const sheet = options.sheet === undefined ? biggest(sheets) : sheets.find(({ name }) => name === options.sheet);
  if (!sheet) {
    const names = sheets.map(({ name }) => name).join(', ');
    throw new ReadingError('no_such_sheet', { file: fileName, sheet: options.sheet ?? '', sheets: names });
  }
  const numbered = sheet.rows.map((values, i): RawRow => ({ row: i + 1, values }));
  const filled = numbered.filter(({ values }) => values.some((value) => value !== ''));
  if (filled.length === 0) throw new ReadingError('empty_file', { file: fileName });
  const top = findTop(filled.slice(0, 100).map(({ values }) => values));
  if (top.headers.length > limits.columns) {
    throw new ReadingError('too_many_columns', { found: top.headers.length, limit: limits.columns });
  }
  const data = filled.slice(top.skip);
  if (data.length === 0) throw new ReadingError('header_only', { file: fileName });
  let given = 0;
  const rows: ReadRows = async function* (signal) {
    for (given = 0; given < data.length; ) {
      signal?.throwIfAborted();
      const batch = data.slice(given, given + BATCH);
      given += batch.length;
      yield batch;
    }
  };
  const values = filled.slice(0, 100).map((row) => row.values);
  const table = asRows(top.headers, values, top.skip, rows);
  return {
    path,
    fileName,
    format: isPoliceUkHeader(top.headers) ? 'police_uk' : 'xlsx',
    headers: table.headers,
    titles: table.titles,
    bytes: bytes.size,
    rowsTotal: table.wide === null ? data.length : null,
    sample: await takeSample(table.rows),
    detected: {
      sheet: sheet.name,
      sheets: sheets.map(({ name }) => name),
      compressed: bytes.compressed,
      header: top.header,
      ...(table.wide && { wide: table.wide }),
    },
    rows: table.rows,
    bytesRead: () => Math.round((bytes.size * given) / data.length),
  };
}

function biggest(sheets: readonly Sheet[]): Sheet | undefined {
  return sheets.reduce<Sheet | undefined>((best, sheet) => {
    return best && best.rows.length >= sheet.rows.length ? best : sheet;
  }, undefined);
}

async function take(read: ReadRows, count: number): Promise<RawRow[]> {
  const taken: RawRow[] = [];
  for await (const batch of read()) {
    taken.push(...batch.slice(0, count - taken.length));
    if (taken.length >= count) break;
  }
  return taken;
}

async function* dropFirst(batches: AsyncIterable<RawRow[]>, count: number): AsyncGenerator<RawRow[], void, undefined> {
  let left = count;
  for await (const batch of batches) {
    if (left === 0) yield batch;
    else {
      const kept = batch.slice(left);
      left -= batch.length - kept.length;
      if (kept.length > 0) yield kept;
    }
  }
}

async function takeSample(read: ReadRows): Promise<RawRow[]> {
  const sample: RawRow[] = [];
  let seen = 0;
  for await (const batch of read()) {
    for (const row of batch) {
      if (seen < SAMPLE_FIRST || seen % SAMPLE_EVERY === 0) sample.push(row);
      seen++;
    }
    if (seen >= SAMPLE_UNTIL) break;
  }
  return sample;
}
