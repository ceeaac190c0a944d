import { crc32, inflateRawSync } from 'node:zlib';
import { ReadingError } from './faults.ts';
import type { Limits } from './source-file.ts';
import { completeSheet, withoutCdata } from './workbook-cells.ts';

const MEGABYTE = 1024 ** 2;
/** Wherever a workbook keeps them; what else is called so has no cells. */
const SHEET = /(^|\/)[^/]*sheet[^/]*\.xml$/i;

interface Entry {
  name: string;
  content: Buffer;
}

/**
 * Reads the XML of a workbook out of its zip by the rules below, so that nothing after this point meets a hostile
 * archive: names stay inside the archive, no links, no encryption, and no entry grows past what is left of the limit,
 * whatever size it claims.
 *
 * @returns an archive that holds only what was checked, uncompressed, its sheets complete
 * @throws {ReadingError} broken_workbook, unsafe_archive, workbook_too_big, bomb, archive (a zip without a workbook)
 */
export function cleanWorkbook(zip: Buffer, fileName: string, limits: Limits): Buffer {
  const entries: Entry[] = [];
  let left = limits.workbookBytes;
  for (const header of centralDirectory(zip, fileName)) {
    if (isUnsafe(header.name) || header.isLink) {
      throw new ReadingError('unsafe_archive', { file: fileName, entry: header.name.slice(0, 80) });
    }
    if (!header.name.endsWith('.xml') && !header.name.endsWith('.rels')) continue;
    const content = unpack(zip, header, left, fileName, limits);
    left -= content.length;
    entries.push({ name: header.name, content });
  }
  if (!entries.some((entry) => entry.name === 'xl/workbook.xml')) throw new ReadingError('archive', { file: fileName });
  const styled = entries.some(({ name }) => name === 'xl/styles.xml');
  return storedZip(entries.map((entry) => complete(entry, styled)));
}

function complete(entry: Entry, styled: boolean): Entry {
  const { name, content } = entry;
  const cdata = content.includes('<![CDATA[');
  if (!cdata && !SHEET.test(name)) return entry;
  const written = content.toString('latin1');
  const xml = cdata ? withoutCdata(written) : written;
  const whole = SHEET.test(name) ? completeSheet(xml, styled) : xml;
  return whole === written ? entry : { name, content: Buffer.from(whole, 'latin1') };
}

interface Header {
  name: string;
  method: number;
  packed: number;
  claimed: number;
  offset: number;
  isLink: boolean;
}

function centralDirectory(zip: Buffer, fileName: string): Header[] {
  const broken = () => new ReadingError('broken_workbook', { file: fileName });
  const end = zip.lastIndexOf('PK\x05\x06', undefined, 'latin1');
  if (end === -1 || end + 22 > zip.length) throw broken();
  const count = zip.readUInt16LE(end + 10);
  let at = zip.readUInt32LE(end + 16);
  const headers: Header[] = [];
  for (let i = 0; i < count; i++) {
    if (at + 46 > zip.length || zip.readUInt32LE(at) !== 0x02014b50) throw broken();
    const nameLength = zip.readUInt16LE(at + 28);
    if (at + 46 + nameLength > zip.length) throw broken();
    if (zip.readUInt16LE(at + 8) & 1) throw new ReadingError('old_workbook', { file: fileName });
    headers.push({
      name: zip.toString('utf8', at + 46, at + 46 + nameLength),
      method: zip.readUInt16LE(at + 10),
      packed: zip.readUInt32LE(at + 20),
      claimed: zip.readUInt32LE(at + 24),
      offset: zip.readUInt32LE(at + 42),
      isLink: ((zip.readUInt32LE(at + 38) >>> 16) & 0o170000) === 0o120000,
    });
    at += 46 + nameLength + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  return headers;
}

function isUnsafe(name: string): boolean {
  return name.startsWith('/') || /[\\:\0]/.test(name) || name.split('/').includes('..');
}

function unpack(zip: Buffer, header: Header, left: number, fileName: string, limits: Limits): Buffer {
  const tooBig = (found: number) =>
    new ReadingError('workbook_too_big', {
      file: fileName,
      found: Math.ceil(found / MEGABYTE),
      limit: Math.round(limits.workbookBytes / MEGABYTE),
    });
  if (header.claimed > left) throw tooBig(limits.workbookBytes - left + header.claimed);
  const { offset } = header;
  if (offset + 30 > zip.length || zip.readUInt32LE(offset) !== 0x04034b50) {
    throw new ReadingError('broken_workbook', { file: fileName });
  }
  const from = offset + 30 + zip.readUInt16LE(offset + 26) + zip.readUInt16LE(offset + 28);
  const packed = zip.subarray(from, from + header.packed);
  if (packed.length !== header.packed) throw new ReadingError('broken_workbook', { file: fileName });
  if (header.method === 0) return packed;
  if (header.method !== 8) throw new ReadingError('broken_workbook', { file: fileName });
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.min(left, header.claimed) + 1 });
  } catch (error) {
    const grown = error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE';
    if (grown) throw new ReadingError('bomb', { file: fileName, limit: limits.ratio });
    throw new ReadingError('broken_workbook', { file: fileName });
  }
}

function storedZip(entries: readonly Entry[]): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, content } of entries) {
    const bytes = Buffer.from(name, 'utf8');
    // Version 2.0, UTF-8 names, stored, 1980-01-01: the fields both headers share.
    const shared = Buffer.alloc(26);
    shared.writeUInt16LE(20, 0);
    shared.writeUInt16LE(0x0800, 2);
    shared.writeUInt16LE(0x21, 8);
    shared.writeUInt32LE(crc32(content), 10);
    shared.writeUInt32LE(content.length, 14);
    shared.writeUInt32LE(content.length, 18);
    shared.writeUInt16LE(bytes.length, 22);
    parts.push(signature(0x04034b50), shared, bytes, content);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(offset, 10);
    directory.push(signature(0x02014b50), Buffer.from([20, 0]), shared, rest, bytes);
    offset += 30 + bytes.length + content.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(entries.length, 4);
  end.writeUInt16LE(entries.length, 6);
  end.writeUInt32LE(central.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...parts, central, signature(0x06054b50), end]);
}

function signature(value: number): Buffer {
  const buffer = Buffer.alloc(4);
  buffer.writeUInt32LE(value);
  return buffer;
}
