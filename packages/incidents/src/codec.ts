import { BLOCK_ROWS, blockBytesMax, decodeBlock, encodeBlock } from './block.ts';
import { ByteQueue } from './byte-queue.ts';
import { checksum } from './checksum.ts';
import { CodecError } from './codec-error.ts';
import { type Allocate, allocateOwn, type ColumnHeader, type Columns, emptyColumns } from './columns.ts';

/**
 * The file a browser fetches once per data version (all numbers little-endian, unsigned 32 bit):
 *
 *   magic "LBCO", FORMAT_VERSION, bytes of header, checksum of header, header (JSON)
 *   then per block of 65,536 rows: rows, bytes, checksum, the block (see block.ts)
 *
 * Headers and blocks are padded with zeros to whole words. The header says how many rows there are in all, so that
 * a file that ends early, or doesn't end, is refused.
 */
export const FORMAT_VERSION = 1;
const MAGIC = 0x4f43424c;
const HEADER_BYTES_MAX = 1 << 20;

/** More rows than this are refused before memory is taken for them: all of Sweden has about this many. */
export const ROWS_MAX = 10_000_000;

/**
 * @param firstBlock  leave out the blocks before this one: their rows are those of a file written before
 * @returns the file in pieces: its head, then one piece per block
 */
export function encodeColumns(columns: Columns, firstBlock = 0): Uint8Array[] {
  const { count, dataVersion, srid, proj4, categories } = columns;
  const header = padded(new TextEncoder().encode(JSON.stringify({ count, dataVersion, srid, proj4, categories })));
  const pieces = [join(Uint32Array.of(MAGIC, FORMAT_VERSION, header.bytes, checksum(header.words)), header.words)];
  for (let from = firstBlock * BLOCK_ROWS; from < count; from += BLOCK_ROWS) {
    const to = Math.min(from + BLOCK_ROWS, count);
    const block = padded(encodeBlock(columns, from, to));
    pieces.push(join(Uint32Array.of(to - from, block.bytes, checksum(block.words)), block.words));
  }
  return pieces;
}

export interface DecodeOptions {
  /** called after the header and after each block; `columns` are filled up to `decoded` */
  onProgress?(decoded: number, total: number, columns: Columns): void;
  /** memory for the columns; own by default */
  allocate?: Allocate;
  /** rows at most, ROWS_MAX by default */
  rowsMax?: number;
}

/**
 * Columns from the bytes of a file as they arrive, cut anywhere.
 *
 * @throws {CodecError} when the bytes are no column file, of another format version, damaged, too large, or end too
 *   early or too late; the message names both numbers
 */
export async function decodeColumns(chunks: AsyncIterable<Uint8Array>, options: DecodeOptions = {}): Promise<Columns> {
  const input = new ByteQueue(chunks);
  try {
    return await read(input, options);
  } finally {
    await input.close();
  }
}

async function read(input: ByteQueue, options: DecodeOptions): Promise<Columns> {
  const [magic, version] = (await input.words(2, 'the head')) as unknown as [number, number];
  if (magic !== MAGIC) throw new CodecError(`starts with ${hex(magic)}, a column file with ${hex(MAGIC)}`);
  if (version !== FORMAT_VERSION) throw new CodecError(`format version ${version}, this reads ${FORMAT_VERSION}`);
  const [headerBytes, headerSum] = (await input.words(2, 'the head')) as unknown as [number, number];
  if (headerBytes > HEADER_BYTES_MAX)
    throw new CodecError(`a header of ${headerBytes} bytes, ${HEADER_BYTES_MAX} at most`);
  const words = await input.words(Math.ceil(headerBytes / 4), 'the header');
  compare('header', checksum(words), headerSum);
  const rowsMax = options.rowsMax ?? ROWS_MAX;
  const { count, ...header } = readHeader(new Uint8Array(words.buffer, 0, headerBytes));
  if (count > rowsMax) throw new CodecError(`${count} rows, ${rowsMax} at most`);

  const columns = emptyColumns(count, header, options.allocate ?? allocateOwn);
  options.onProgress?.(0, count, columns);
  for (let from = 0, block = 1; from < count; block++) {
    const what = `block ${block} of ${Math.ceil(count / BLOCK_ROWS)}`;
    const [rows, bytes, sum] = (await input.words(3, what)) as unknown as [number, number, number];
    const expected = Math.min(BLOCK_ROWS, count - from);
    if (rows !== expected) throw new CodecError(`${what} has ${rows} rows, ${expected} expected`);
    if (bytes > blockBytesMax(rows)) throw new CodecError(`${what} has ${bytes} bytes, ${blockBytesMax(rows)} at most`);
    const body = await input.words(Math.ceil(bytes / 4), what);
    compare(what, checksum(body), sum);
    decodeBlock(new Uint8Array(body.buffer, 0, bytes), columns, from, rows);
    from += rows;
    for (let i = from - rows; i < from; i++)
      if (columns.category[i]! >= header.categories.length)
        throw new CodecError(`${what} has category ${columns.category[i]} of ${header.categories.length}`);
    options.onProgress?.(from, count, columns);
  }
  const extra = await input.rest();
  if (extra > 0) throw new CodecError(`${extra} bytes after the last of ${count} rows, 0 expected`);
  return columns;
}

function readHeader(bytes: Uint8Array): ColumnHeader & { count: number } {
  let header: Partial<ColumnHeader & { count: number }>;
  try {
    header = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as typeof header;
  } catch {
    throw new CodecError(`a header of ${bytes.length} bytes that can't be read`);
  }
  const { count, dataVersion, srid, proj4, categories } = header ?? {};
  const whole = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;
  if (!whole(count) || !whole(dataVersion) || !whole(srid) || typeof proj4 !== 'string' || !Array.isArray(categories))
    throw new CodecError('a header without count, dataVersion, srid, proj4 and categories');
  if (categories.length > 256 || categories.some((code) => typeof code !== 'string'))
    throw new CodecError(`a header with ${categories.length} categories, 256 codes at most`);
  return { count, dataVersion, srid, proj4, categories };
}

function compare(what: string, found: number, expected: number): void {
  if (found !== expected) throw new CodecError(`${what} has checksum ${hex(found)}, ${hex(expected)} expected`);
}

const hex = (word: number): string => `0x${word.toString(16).padStart(8, '0')}`;

/** The bytes in whole words of their own; every machine this runs on is little-endian. */
function padded(bytes: Uint8Array): { words: Uint32Array; bytes: number } {
  const words = new Uint32Array(Math.ceil(bytes.length / 4));
  new Uint8Array(words.buffer).set(bytes);
  return { words, bytes: bytes.length };
}

function join(head: Uint32Array, body: Uint32Array): Uint8Array {
  const all = new Uint32Array(head.length + body.length);
  all.set(head);
  all.set(body, head.length);
  return new Uint8Array(all.buffer);
}
