/**
 * Just enough of tar (POSIX ustar) for a backup: plain files, in one stream. Any `tar` program reads what is written here;
 * what is read here was written here, so that everything else is refused.
 */
const BLOCK = 512;
/** Eleven octal digits. A bigger file's size is written in base 256, as GNU tar does. */
const OCTAL_MAX = 8 ** 11;

export class TarError extends Error {}

/** The header of a file of `size` bytes. @param name at most 100 bytes of ASCII */
export function tarHeader(name: string, size: number, mtime: Date): Buffer {
  const header = Buffer.alloc(BLOCK);
  const octal = (value: number, at: number, length: number) =>
    header.write(value.toString(8).padStart(length - 1, '0'), at, 'ascii');
  if (name.length > 100) throw new RangeError(`${name} is longer than the 100 characters a tar header has`);
  header.write(name, 0, 'ascii');
  octal(0o600, 100, 8);
  octal(0, 108, 8);
  octal(0, 116, 8);
  if (size < OCTAL_MAX) octal(size, 124, 12);
  else {
    header.writeBigUInt64BE(BigInt(size), 128);
    header[124] = 0x80;
  }
  octal(Math.floor(mtime.getTime() / 1000), 136, 12);
  header.write('0', 156, 'ascii');
  header.write('ustar\x0000', 257, 'latin1');
  header.write(`${checksumOf(header).toString(8).padStart(6, '0')}\0 `, 148, 'ascii');
  return header;
}

/** What follows the content, up to whole blocks. */
export const tarPadding = (size: number): Buffer => Buffer.alloc((BLOCK - (size % BLOCK)) % BLOCK);
export const TAR_END = Buffer.alloc(2 * BLOCK);

/** Of the header, its own eight bytes read as spaces. */
const checksumOf = (header: Buffer): number => {
  let sum = 8 * 0x20;
  for (let i = 0; i < BLOCK; i++) if (i < 148 || i >= 156) sum += header[i]!;
  return sum;
};

export interface TarFile {
  name: string;
  size: number;
  /** Read it to its end before the next file is asked for; what is left is passed over. */
  content: AsyncIterable<Buffer>;
}

/**
 * The files of a tar stream.
 *
 * @throws {TarError} where it isn't one, or ends too early
 */
export async function* readTar(chunks: AsyncIterable<Buffer>): AsyncGenerator<TarFile> {
  const source = chunks[Symbol.asyncIterator]();
  let held: Buffer = Buffer.alloc(0);
  /** Up to `most` bytes, at least one. */
  const some = async (most: number): Promise<Buffer> => {
    while (held.length === 0) {
      const next = await source.next();
      if (next.done) throw new TarError('it ends too early');
      held = next.value;
    }
    const part = held.subarray(0, most);
    held = held.subarray(part.length);
    return part;
  };
  const exactly = async (length: number): Promise<Buffer> => {
    const parts: Buffer[] = [];
    for (let left = length; left > 0; left -= parts.at(-1)!.length) parts.push(await some(left));
    return Buffer.concat(parts);
  };
  try {
    for (;;) {
      const header = await exactly(BLOCK);
      if (header.every((byte) => byte === 0)) break;
      const { name, size } = readHeader(header);
      let left = size;
      const content = (async function* () {
        while (left > 0) {
          const part = await some(left);
          left -= part.length;
          yield part;
        }
      })();
      yield { name, size, content };
      for await (const _ of content);
      while (left > 0) left -= (await some(left)).length;
      await exactly(tarPadding(size).length);
    }
    // To the end of what it came in, whose own checksum stands there.
    while (!(await source.next()).done);
  } finally {
    await source.return?.();
  }
}

function readHeader(header: Buffer): { name: string; size: number } {
  const text = (at: number, length: number) => header.toString('latin1', at, at + length).replace(/\0.*$/s, '');
  if (text(257, 5) !== 'ustar' || Number.parseInt(text(148, 8), 8) !== checksumOf(header))
    throw new TarError('it holds something that is not a file of a tar archive');
  if (text(156, 1) !== '0' || text(345, 1) !== '')
    throw new TarError(`it holds ${text(0, 100)}, which is no plain file`);
  const size = header[124] === 0x80 ? Number(header.readBigUInt64BE(128)) : Number.parseInt(text(124, 12), 8);
  if (!Number.isSafeInteger(size) || size < 0) throw new TarError('it holds a file of no size');
  return { name: text(0, 100), size };
}
