import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { pipeline, Transform } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { ReadingError } from './faults.ts';
import type { Limits } from './source-file.ts';

const MEGABYTE = 1024 ** 2;
const CHUNK = 256 * 1024;
/** Below this a high ratio is harmless: an empty-looking table of zeros shrinks well too. */
const BOMB_FREE = 10 * MEGABYTE;

/** A file's bytes, unpacked when it is a gzip, readable any number of times. */
export interface Bytes {
  size: number;
  compressed: boolean;
  /** The first 64 kB, unpacked. */
  head: Buffer;
  /** @throws {ReadingError} bomb, unpacked_too_big, broken_gzip */
  read(signal?: AbortSignal): AsyncGenerator<Buffer, void, undefined>;
  /** Bytes on disk used by the newest `read`. */
  used(): number;
}

export async function openBytes(path: string, fileName: string, limits: Limits): Promise<Bytes> {
  const file = await stat(path);
  if (!file.isFile()) throw new ReadingError('not_a_file', { file: fileName });
  if (file.size === 0) throw new ReadingError('empty_file', { file: fileName });
  if (file.size > limits.fileBytes) {
    const found = Math.ceil(file.size / MEGABYTE);
    throw new ReadingError('too_big', { file: fileName, found, limit: Math.round(limits.fileBytes / MEGABYTE) });
  }
  const compressed = await startsWithGzip(path);
  let used = 0;

  async function* read(signal?: AbortSignal): AsyncGenerator<Buffer, void, undefined> {
    used = 0;
    let unpacked = 0;
    const source = createReadStream(path, { highWaterMark: CHUNK });
    const counted = new Transform({
      transform(chunk: Buffer, _encoding, done) {
        used += chunk.length;
        done(null, chunk);
      },
    });
    // The callback keeps a failed stream from throwing past us; the reader below sees the same failure.
    const stream = compressed
      ? pipeline(source, counted, createGunzip({ chunkSize: CHUNK }), () => {})
      : pipeline(source, counted, () => {});
    try {
      for await (const chunk of stream as AsyncIterable<Buffer>) {
        signal?.throwIfAborted();
        unpacked += chunk.length;
        if (compressed && unpacked > BOMB_FREE && unpacked > file.size * limits.ratio) {
          throw new ReadingError('bomb', { file: fileName, limit: limits.ratio });
        }
        if (unpacked > limits.unpackedBytes) {
          throw new ReadingError('unpacked_too_big', {
            file: fileName,
            limit: Math.round(limits.unpackedBytes / MEGABYTE),
          });
        }
        yield chunk;
      }
    } catch (error) {
      if (compressed && isZlibError(error)) throw new ReadingError('broken_gzip', { file: fileName });
      throw error;
    } finally {
      source.destroy();
    }
  }

  return { size: file.size, compressed, head: await firstBytes(read()), read, used: () => used };
}

async function startsWithGzip(path: string): Promise<boolean> {
  const handle = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(2), 0, 2, 0);
    return bytesRead === 2 && buffer[0] === 0x1f && buffer[1] === 0x8b;
  } finally {
    await handle.close();
  }
}

async function firstBytes(chunks: AsyncIterable<Buffer>): Promise<Buffer> {
  const taken: Buffer[] = [];
  let length = 0;
  for await (const chunk of chunks) {
    taken.push(chunk);
    length += chunk.length;
    if (length >= 65_536) break;
  }
  return Buffer.concat(taken).subarray(0, 65_536);
}

/** zlib's own codes, and the code Node gives a stream that ends in the middle. */
function isZlibError(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return code.startsWith('Z_') || code === 'ERR_STREAM_PREMATURE_CLOSE';
}
