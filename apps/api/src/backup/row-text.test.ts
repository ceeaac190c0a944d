import fc from 'fast-check';
import { expect, test } from 'vitest';
import { RowTextError, readRows } from './row-text.ts';

const quotedOnly = (value: string | null) => (value === null ? '' : `"${value.replaceAll('"', '""')}"`);
const textOf = (rows: (string | null)[][]) => rows.map((row) => `${row.map(quotedOnly).join(',')}\n`).join('');

async function all<T>(source: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const one of source) found.push(one);
  return found;
}

/** The text in pieces of the sizes given, over and over. */
async function* pieces(text: string, sizes: number[]): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(text);
  for (let at = 0, i = 0; at < bytes.length; i++) {
    const size = sizes[i % sizes.length]!;
    yield bytes.subarray(at, at + size);
    at += size;
  }
}

const read = async (text: string, width: number, sizes = [1 << 16]) =>
  (await all(readRows(pieces(text, sizes), width))).flat();

test('whatever stands in a row is read back, however the file is cut into pieces', async () => {
  const value = fc.oneof(
    fc.constant(null),
    fc.string({ unit: 'grapheme' }),
    fc.constantFrom('', '"', ',', '\n', '\\.', '\r\n'),
  );
  const table = fc.integer({ min: 1, max: 4 }).chain((width) =>
    fc.record({
      width: fc.constant(width),
      rows: fc.array(fc.array(value, { minLength: width, maxLength: width }), { maxLength: 8 }),
      sizes: fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 1, maxLength: 5 }),
    }),
  );
  await fc.assert(
    fc.asyncProperty(table, async ({ width, rows, sizes }) => {
      const header = `${Array.from({ length: width }, (_, i) => `c${i}`).join(',')}\n`;
      expect(await read(header + textOf(rows), width, sizes)).toEqual(rows);
    }),
    { numRuns: 300 },
  );
});

test('nothing between commas is null, an empty text is not', async () => {
  expect(await read('a,b,c\n1,,""\n', 3)).toEqual([['1', null, '']]);
});

test.each([
  ['an end in the middle of a row', 'a,b\n1,2\n3'],
  ['an end inside quotes', 'a,b\n1,"2\n'],
  ['a row that is too short', 'a,b\n1\n'],
  ['a row that is too long', 'a,b\n1,2,3\n'],
  ['a quote inside a value', 'a,b\n1,"2"3\n'],
  ['no header', ''],
])('%s is refused', async (_, text) => {
  await expect(read(text, 2)).rejects.toThrow(RowTextError);
});
