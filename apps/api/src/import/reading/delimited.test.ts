import fc from 'fast-check';
import { expect, test } from 'vitest';
import { splitRows } from './delimited.ts';
import { LIMITS, type RawRow } from './source-file.ts';

async function* chunks(text: string, size: number) {
  for (let i = 0; i < text.length; i += size) yield text.slice(i, i + size);
}

async function split(text: string, size = 1000, delimiter = ',', limits = LIMITS): Promise<RawRow[]> {
  const rows: RawRow[] = [];
  for await (const batch of splitRows(chunks(text, size), delimiter, '\n', limits)) rows.push(...batch);
  return rows;
}
const values = async (text: string, size?: number) => (await split(text, size)).map((row) => row.values);

test('quotes hold delimiters, line breaks and doubled quotes', async () => {
  expect(await values('a,"b,1","c\r\nd"\n"say ""hej""",,x\n')).toEqual([
    ['a', 'b,1', 'c\r\nd'],
    ['say "hej"', '', 'x'],
  ]);
});

test('a quote inside an unquoted or carelessly quoted field is text', async () => {
  expect(await values('5" pipe,b\n"Kalle "Kula" K",c\n')).toEqual([
    ['5" pipe', 'b'],
    ['Kalle "Kula" K', 'c'],
  ]);
});

test('an empty line gives no row but is counted, as a spreadsheet counts it', async () => {
  expect((await split('a,b\n\r\n\n1,2')).map((row) => row.row)).toEqual([1, 4]);
});

test('a row with quoted line breaks is one row in the count', async () => {
  expect((await split('a,b\n"x\ny\nz",1\n2,3\n')).map((row) => row.row)).toEqual([1, 2, 3]);
});

test('a quote that is never closed is refused with the row it opens in', async () => {
  await expect(split('a,b\n1,2\n3,"open\n4,5\n')).rejects.toMatchObject({ code: 'unclosed_quote', params: { row: 3 } });
  await expect(split('a,b\n3,"open\n4,"x"\n')).rejects.toMatchObject({ code: 'unclosed_quote', params: { row: 2 } });
});

test('an unclosed quote and an endless line are refused before they fill the memory', async () => {
  const limits = { ...LIMITS, rowLength: 10_000 };
  const endless = `a,b\n1,${'x'.repeat(50_000)}`;
  await expect(split(endless, 1000, ',', limits)).rejects.toMatchObject({ code: 'long_row', params: { row: 2 } });
  const open = `a,b\n1,"${'x\n'.repeat(50_000)}`;
  await expect(split(open, 1000, ',', limits)).rejects.toMatchObject({ code: 'unclosed_quote', params: { row: 2 } });
});

test('any table of fields comes back whatever the size of the chunks', async () => {
  const field = fc.string({ unit: fc.constantFrom('a', 'å', ',', '"', '\n', '\r', ' ', '1') });
  const table = fc.array(fc.array(field, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 5 });
  await fc.assert(
    fc.asyncProperty(table, fc.integer({ min: 1, max: 7 }), async (rows, size) => {
      const text = rows.map((row) => row.map((value) => `"${value.replaceAll('"', '""')}"`).join(',')).join('\n');
      expect(await values(text, size)).toEqual(rows);
    }),
    { numRuns: 300 },
  );
});
