import { brotliCompressSync, constants } from 'node:zlib';
import { seeded } from '@lagesbild/analysis';
import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { checksum } from './checksum.ts';
import { decodeColumns, encodeColumns } from './codec.ts';
import { CodecError } from './codec-error.ts';
import { type Columns, INT32_COLUMNS, NO_DAY, NO_POSITION, NO_REPORT, UINT8_COLUMNS } from './columns.ts';
import { columnsOf, HEADER, type Row, randomRows } from './testing.ts';

vi.setConfig({ testTimeout: 60_000 }); // hundreds of generated worlds, on a machine that may be busy

async function* pieces(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

function join(chunks: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0));
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}

/** `toEqual` takes seconds over a million numbers. */
const sameBytes = (a: Int32Array | Uint8Array, b: Int32Array | Uint8Array): boolean =>
  Buffer.compare(
    Buffer.from(a.buffer, a.byteOffset, a.byteLength),
    Buffer.from(b.buffer, b.byteOffset, b.byteLength),
  ) === 0;

const decodeBytes = (bytes: Uint8Array, size = 1000): Promise<Columns> => decodeColumns(pieces(bytes, size));

const int32 = fc.oneof(
  fc.constantFrom(-2147483648, 2147483647, 0, -1),
  fc.integer({ min: -2147483648, max: 2147483647 }),
);
const anyRow: fc.Arbitrary<Row> = fc.record({
  x: int32,
  y: int32,
  minute: int32,
  duration_min: fc.nat(2147483647),
  time_precision: fc.nat(3),
  precision: fc.nat(4),
  discovery: fc.nat(3),
  unit: fc.nat(2),
  registered: fc.oneof(int32, fc.constant(NO_DAY)),
  category: fc.nat(3),
  report: fc.oneof(fc.constant(NO_REPORT), fc.nat(5), fc.nat(2147483647)),
  row: int32,
});

describe('columns as bytes', () => {
  test('come back equal, whatever they hold and however the bytes are cut', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyRow, { maxLength: 60 }), fc.integer({ min: 1, max: 500 }), async (rows, size) => {
        const columns = columnsOf(rows);
        expect(await decodeBytes(join(encodeColumns(columns)), size)).toEqual(columns);
      }),
      { numRuns: 150 },
    );
  });

  test('come in blocks that fill the columns as they arrive', async () => {
    const columns = columnsOf(randomRows(140_000, 1, { days: 300, places: 900 }));
    const chunks = encodeColumns(columns);
    expect(chunks.length).toBe(1 + 3);
    const seen: number[] = [];
    const decoded = await decodeColumns(pieces(join(chunks), 100_000), {
      onProgress(done, total, sofar) {
        seen.push(done);
        expect(total).toBe(140_000);
        expect(sameBytes(sofar.row.subarray(0, done), columns.row.subarray(0, done))).toBe(true);
      },
    });
    expect(seen).toEqual([0, 65_536, 131_072, 140_000]);
    for (const name of [...INT32_COLUMNS, ...UINT8_COLUMNS])
      expect(sameBytes(decoded[name], columns[name]), name).toBe(true);
  });

  test('need no new blocks for rows that are as they were', () => {
    const rows = randomRows(140_000, 1, { days: 300, places: 900 }).map((row) => ({ ...row, report: NO_REPORT }));
    const later = randomRows(500, 2).map((row) => ({
      ...row,
      ...{ row: row.row + 200_000, minute: row.minute + 1440 * 400, report: NO_REPORT },
    }));
    const before = encodeColumns(columnsOf(rows));
    const after = columnsOf([...rows, ...later]);
    const [head, ...written] = encodeColumns(after, 2);
    expect(written.length).toBe(1);
    expect([head, ...before.slice(1, 3), ...written]).toEqual(encodeColumns(after));
  });

  test('can be read into shared memory', async () => {
    const columns = columnsOf(randomRows(10, 1));
    const allocate = (bytes: number) => new SharedArrayBuffer(bytes);
    const shared = await decodeColumns(pieces(join(encodeColumns(columns)), 64), { allocate });
    expect(shared.x.buffer).toBeInstanceOf(SharedArrayBuffer);
    expect([...shared.x]).toEqual([...columns.x]);
  });

  test('take few bytes: 100,000 rows at 10,000 addresses less than ten each after brotli', () => {
    const random = seeded(4);
    const rows = randomRows(100_000, 2, { days: 1826, places: 10_000, side: 2_000_000 });
    const columns = columnsOf(rows.map((row) => ({ ...row, report: random() < 0.9 ? row.row : NO_REPORT })));
    const quick = { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } };
    expect(brotliCompressSync(join(encodeColumns(columns)), quick).length).toBeLessThan(1_000_000);
  });
});

describe('bytes that are not whole columns', () => {
  const columns = columnsOf(randomRows(200, 9));
  const good = join(encodeColumns(columns));
  const refuses = async (bytes: Uint8Array, message: RegExp | string): Promise<void> => {
    const outcome = decodeBytes(bytes);
    await expect(outcome).rejects.toThrow(CodecError);
    await expect(outcome).rejects.toThrow(message);
  };
  const changed = (at: number, value: number): Uint8Array => {
    const bytes = good.slice();
    new DataView(bytes.buffer).setUint32(at, value, true);
    return bytes;
  };

  test('are refused wherever they end early', async () => {
    for (let length = 0; length < good.length; length += length < 300 ? 1 : 97)
      await refuses(good.subarray(0, length), /ends after \d+ bytes, \d+ expected/);
  });

  test('are refused with one bit changed anywhere', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(good.length - 1), fc.nat(7), async (at, bit) => {
        const bytes = good.slice();
        bytes[at]! ^= 1 << bit;
        await expect(decodeBytes(bytes)).rejects.toThrow(CodecError);
      }),
      { numRuns: 400 },
    );
  });

  test('are refused when anything at all is cut out, swapped or put in, or are noise', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(good.length), fc.nat(50), fc.uint8Array({ maxLength: 50 }), async (at, cut, put) => {
        const bytes = join([good.subarray(0, at), put, good.subarray(at + cut)]);
        fc.pre(bytes.length !== good.length || bytes.some((byte, i) => byte !== good[i]));
        await expect(decodeBytes(bytes)).rejects.toThrow(CodecError);
        await expect(decodeBytes(put)).rejects.toThrow(CodecError);
      }),
      { numRuns: 300 },
    );
  });

  test('are named: foreign, another version, too many rows, too large a header, more after the end', async () => {
    await refuses(
      new TextEncoder().encode('{"type":"FeatureCollection"}'),
      /starts with 0x\w+, a column file with 0x4f43424c/,
    );
    await refuses(changed(4, 2), 'format version 2, this reads 1');
    await refuses(changed(8, 1 << 30), /a header of 1073741824 bytes, 1048576 at most/);
    await refuses(changed(12, 5), /header has checksum 0x\w+, 0x00000005 expected/);
    await refuses(join([good, Uint8Array.of(1, 2, 3)]), '3 bytes after the last of 200 rows, 0 expected');
    const many = decodeColumns(pieces(good, 50), { rowsMax: 199 });
    await expect(many).rejects.toThrow('200 rows, 199 at most');
  });

  test('take no memory for what is only claimed', async () => {
    const claim = join(encodeColumns({ ...columnsOf([]), count: 0 }));
    const header = JSON.stringify({ ...HEADER, count: 4_000_000_000 });
    expect(claim.length).toBeLessThan(500);
    const allocated: number[] = [];
    const forged = forgeHeader(header);
    const outcome = decodeColumns(pieces(forged, 10), {
      allocate(bytes) {
        allocated.push(bytes);
        return new ArrayBuffer(bytes);
      },
    });
    await expect(outcome).rejects.toThrow('4000000000 rows, 10000000 at most');
    expect(allocated).toEqual([]);
    await refuses(forgeHeader('{"count":1}'), 'a header without');
    await refuses(forgeHeader('null'), /a header/);
    await refuses(forgeHeader('[[[['), "can't be read");
  });

  test('of no rows at all are columns of no rows', async () => {
    expect(await decodeBytes(join(encodeColumns(columnsOf([]))))).toEqual(columnsOf([]));
    expect(NO_POSITION).toBe(-(2 ** 31));
  });
});

/** A file head with a valid checksum round any header: what an attacker, not an accident, would send. */
function forgeHeader(text: string): Uint8Array {
  const body = new TextEncoder().encode(text);
  const template = encodeColumns({ ...columnsOf([]), proj4: '' })[0]!;
  const words = new Uint32Array(4 + Math.ceil(body.length / 4));
  words.set(new Uint32Array(template.buffer, 0, 2));
  new Uint8Array(words.buffer).set(body, 16);
  words[2] = body.length;
  words[3] = checksum(words.subarray(4));
  return new Uint8Array(words.buffer);
}
