import { isUtf8 } from 'node:buffer';
import { StringDecoder } from 'node:string_decoder';
import type { Mapping } from '@lagesbild/contract';
import iconv from 'iconv-lite';
import type { Bytes } from './bytes.ts';
import { ReadingError } from './faults.ts';

export type Encoding = NonNullable<Mapping['encoding']>;

/**
 * Which encoding is the file written in? A byte order mark decides; else UTF-8 if every byte of the whole file obeys
 * it (one pass, about 1 GB/s), else Windows-1252, which has a character for every byte.
 *
 * @throws {ReadingError} binary, when it holds more NUL or other control characters than a slip would leave; encoding, when `wanted` can't be
 */
export async function detectEncoding(bytes: Bytes, fileName: string, wanted?: Encoding): Promise<Encoding> {
  const { head } = bytes;
  const marked = markedEncoding(head);
  if (marked === 'utf-16le' || marked === 'utf-16be') return marked;
  if (wanted === 'utf-16le' || wanted === 'utf-16be') return wanted;
  let nul = 0;
  for (const byte of head) if (byte === 0) nul++;
  if (nul > 8 && nul > head.length / 100) {
    // Every other byte of Western text in UTF-16 is 0; which half tells the order.
    const even = everyOther(head, 0);
    const odd = everyOther(head, 1);
    if (odd > 0.3 && even < 0.02) return 'utf-16le';
    if (even > 0.3 && odd < 0.02) return 'utf-16be';
    throw new ReadingError('binary', { file: fileName });
  }
  const controls = controlCharacters(head);
  if (controls > 3 && controls > head.length / 50) throw new ReadingError('binary', { file: fileName });
  if (wanted === 'windows-1252') return wanted;
  const invalid = await firstInvalidUtf8(bytes);
  if (invalid === null) return 'utf-8';
  if (wanted === 'utf-8' || marked === 'utf-8') {
    throw new ReadingError('encoding', { file: fileName, encoding: 'UTF-8', byte: invalid });
  }
  return 'windows-1252';
}

/** The file's text in pieces, without a byte order mark. Expects an encoding from `detectEncoding`. */
export async function* decodeText(
  bytes: Bytes,
  encoding: Encoding,
  signal?: AbortSignal,
): AsyncGenerator<string, void, undefined> {
  // StringDecoder is several times faster than iconv and TextDecoder, and the bytes are known to be valid.
  const decoder =
    encoding === 'utf-8'
      ? new StringDecoder('utf8')
      : encoding === 'utf-16le'
        ? new StringDecoder('utf16le')
        : iconv.getDecoder(encoding, { stripBOM: false });
  let first = true;
  for await (const chunk of bytes.read(signal)) {
    let text = decoder.write(chunk);
    if (text === '') continue;
    if (first && text.charCodeAt(0) === 0xfeff) text = text.slice(1);
    first = false;
    yield text;
  }
  const last = decoder.end();
  if (last) yield last;
}

function markedEncoding(head: Buffer): Encoding | null {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return 'utf-8';
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  return null;
}

/** Bytes that no table holds in any encoding here: control characters but tab, line breaks and form feed, and NUL apart. */
function controlCharacters(head: Buffer): number {
  let found = 0;
  for (const byte of head) if ((byte < 0x20 && byte !== 0 && (byte < 0x09 || byte > 0x0d)) || byte === 0x7f) found++;
  return found;
}

function everyOther(head: Buffer, from: number): number {
  let zero = 0;
  for (let i = from; i < head.length; i += 2) if (head[i] === 0) zero++;
  return zero / (head.length / 2);
}

/** @returns position of the first chunk-wise invalid byte run, null if all is UTF-8 */
async function firstInvalidUtf8(bytes: Bytes): Promise<number | null> {
  let carry = Buffer.alloc(0);
  let at = 0;
  for await (const chunk of bytes.read()) {
    const joined = carry.length > 0 ? Buffer.concat([carry, chunk]) : chunk;
    const whole = joined.length - unfinishedTail(joined);
    if (!isUtf8(joined.subarray(0, whole))) return at + invalidWithin(joined.subarray(0, whole));
    at += whole;
    carry = Buffer.from(joined.subarray(whole));
  }
  return isUtf8(carry) ? null : at;
}

/** How many bytes at the end start a character that the next chunk finishes. */
function unfinishedTail(buffer: Buffer): number {
  for (let back = 1; back <= 3 && back <= buffer.length; back++) {
    const byte = buffer[buffer.length - back] as number;
    if (byte < 0x80) return 0;
    if (byte >= 0xc0) {
      const needs = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
      return back < needs ? back : 0;
    }
  }
  return 0;
}

function invalidWithin(buffer: Buffer): number {
  let low = 0;
  let high = buffer.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    const end = middle - unfinishedTail(buffer.subarray(0, middle));
    if (isUtf8(buffer.subarray(0, end))) low = middle;
    else high = middle;
  }
  return low;
}
