import { mkdirSync, symlinkSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Fault, ReadingError } from './faults.ts';
import { allRows, fileFixture } from './file-fixture.ts';
import { guessMapping } from './guess.ts';
import { openFile } from './source.ts';
import type { OpenOptions } from './source-file.ts';
import { surveyFile } from './survey.ts';
import { workbookFixture, zipFixture } from './zip-fixture.ts';

const ROW = '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c></row>';
const deep = (levels: number) => `[${'['.repeat(levels)}${']'.repeat(levels)}]`;
const feature = '{"type":"Feature","properties":{},"geometry":{"type":"Point","coordinates":[1,2]}}';
const small: OpenOptions = {
  limits: { fileBytes: 1000, unpackedBytes: 20 * 1024 ** 2, rowLength: 100_000, ratio: 100 },
};

const REFUSED: [string, Fault, string | Buffer, OpenOptions?][] = [
  ['an empty file', 'empty_file', ''],
  ['blank lines only', 'empty_file', '\n\n  \n'],
  ['an empty gzip', 'empty_file', gzipSync('')],
  ['a header and nothing else', 'header_only', 'id,datum,x,y\n'],
  ['one column', 'one_column', 'id\n1\n2\n'],
  ['more bytes than allowed', 'too_big', 'a,b\n'.repeat(1000), small],
  ['a line of 100 MB', 'long_row', `a,b\n1,${'x'.repeat(100 * 1024 ** 2)}\n`],
  ['a quote nobody closes', 'unclosed_quote', `a,b\n1,"x\n${'2,3\n'.repeat(500_000)}`],
  ['a gzip that grows 1,000 times', 'bomb', gzipSync(Buffer.alloc(30 * 1024 ** 2, 'a,b\n'))],
  [
    'a gzip bigger than allowed',
    'unpacked_too_big',
    gzipSync(Buffer.alloc(21 * 1024 ** 2, 'a,b\n')),
    { limits: { unpackedBytes: 20 * 1024 ** 2, ratio: 1e6 } },
  ],
  [
    'a gzip cut off',
    'broken_gzip',
    gzipSync(Array.from({ length: 5000 }, (_, i) => `${i},${i * 7919}\n`).join('')).subarray(0, 9000),
  ],
  ['a gzip with a flipped byte', 'broken_gzip', flip(gzipSync('a,b\n1,2\n3,4\n'.repeat(3000)), 40)],
  ['a zip of files', 'archive', zipFixture([{ name: 'a.csv', content: 'a,b\n1,2' }])],
  ['a gzip in a gzip', 'archive', gzipSync(gzipSync('a,b\n1,2'))],
  [
    'a zip that climbs out of its folder',
    'unsafe_archive',
    workbookFixture(ROW, { extra: [{ name: '../../etc/x.xml', content: '' }] }),
  ],
  [
    'a zip with a link',
    'unsafe_archive',
    workbookFixture(ROW, { extra: [{ name: 'xl/a.xml', content: '/etc/passwd', mode: 0o120777 }] }),
  ],
  [
    'a workbook entry that claims 10 GB',
    'workbook_too_big',
    workbookFixture(ROW, { extra: [{ name: 'xl/a.xml', content: '', claimed: 4_000_000_000 }] }),
  ],
  [
    'a workbook entry bigger than it claims',
    'bomb',
    workbookFixture(ROW, { extra: [{ name: 'xl/a.xml', content: Buffer.alloc(5_000_000), claimed: 10 }] }),
  ],
  ['a zip cut off', 'broken_workbook', workbookFixture(ROW).subarray(0, 300)],
  ['a workbook of rubbish', 'broken_workbook', zipFixture([{ name: 'xl/workbook.xml', content: '<<<' }])],
  ['an old Excel file', 'old_workbook', Buffer.from('d0cf11e0a1b11ae1'.padEnd(200, '0'), 'hex')],
  ['a picture', 'binary', Buffer.concat([Buffer.from('89504e470d0a1a0a0000000d', 'hex'), Buffer.alloc(400)])],
  ['junk with hardly a NUL', 'binary', Buffer.from(Array.from({ length: 400 }, (_, i) => (i * 167 + 41) % 256))],
  ['JSON of something else', 'unknown_json', '[{"a":1}]'],
  ['JSON cut off', 'broken_json', `{"type":"FeatureCollection","features":[${feature},${feature.slice(0, 20)}`],
  ['JSON without its bracket', 'broken_json', `{"type":"FeatureCollection","features":[${feature}`],
  ['JSON nested 10,000 deep', 'broken_json', deep(10_000)],
  ['a feature nested 10,000 deep', 'broken_json', `{"type":"FeatureCollection","features":[{"a":${deep(10_000)}}]}`],
  ['GeoJSON without features', 'header_only', '{"type":"FeatureCollection","features":[]}'],
  [
    'GeoJSON of polygons',
    'no_points',
    '{"type":"FeatureCollection","features":[{"type":"Feature","properties":{},"geometry":{"type":"Polygon","coordinates":[]}}]}',
  ],
  [
    '600 columns',
    'too_many_columns',
    `${Array.from({ length: 600 }, (_, i) => `c${i}`).join(',')}\n${'1,'.repeat(599)}1\n`,
  ],
  [
    'UTF-8 promised by its mark and broken',
    'encoding',
    Buffer.from([0xef, 0xbb, 0xbf, 0x61, 0x2c, 0x62, 0x0a, 0xff, 0x2c, 0x31]),
  ],
];

function flip(buffer: Buffer, at: number): Buffer {
  buffer[at] = (buffer[at] as number) ^ 0xff;
  return buffer;
}

test.each(REFUSED)('%s is refused in one sentence (%s)', async (_name, code, content, options) => {
  const reading = async () => allRows(await openFile(fileFixture(content), 'fil.csv', options));
  const error = await reading().catch((thrown) => thrown);
  expect(error).toBeInstanceOf(ReadingError);
  expect(error.code).toBe(code);
  for (const language of ['sv', 'en', 'ar'] as const) expect(error.inWords(language)).toMatch(/^[^{}]{10,300}[.؟]$/u);
});

test('a folder is not a file, and a link to one neither', async () => {
  const folder = `${fileFixture('')}-folder`;
  mkdirSync(folder);
  symlinkSync(folder, `${folder}-link`);
  await expect(openFile(folder, 'x')).rejects.toMatchObject({ code: 'not_a_file' });
  await expect(openFile(`${folder}-link`, 'x')).rejects.toMatchObject({ code: 'not_a_file' });
});

test('NUL bytes, formulas, wrong widths and strange names cost rows, not the file', async () => {
  const text = [
    '__proto__,datum,constructor,lat,lon',
    '=1+1,2026-01-01,+46,59.6,17.8',
    '2,2026-01-01,a\0b,59.6,17.8',
    '3,2026-01-01,x',
    '4,2026-01-01,x,59.6,17.8,,',
    '5,2026-01-01,x,59.6,17.8,more',
    '6,2026-02-30,x,59.6,17.8',
    '7,0000-01-01,x,59.6,17.8',
    '8,9999-12-31,x,59.6,17.8',
    '9,2026-01-01,x,NaN,17.8',
    '10,2026-01-01,x,1e308,17.8',
    '11,2026-01-01,x,0,0',
    '12,2026-01-01,x,95,17.8',
    '13,2026-01-01,x,500,500',
    '14,,x,59.6,17.8',
  ].join('\n');
  const file = await openFile(fileFixture(text), 'f.csv');
  const context = { areas: [], categoryMapping: {} };
  const { mapping } = await guessMapping(file, context);
  const survey = await surveyFile(
    file,
    { ...mapping, columns: { ...mapping.columns, id: '__proto__' } },
    { area: null, ...context },
  );
  expect(survey).toMatchObject({
    rows_read: 14,
    usable: 2,
    rejected: {
      nul_byte: 1,
      wrong_columns: 2,
      impossible_date: 1,
      date_out_of_range: 2,
      bad_coordinates: 2,
      zero_coordinates: 1,
      coordinates_out_of_range: 2,
      no_date: 1,
    },
  });
  const [formula] = survey.head;
  expect(formula?.outcome).toMatchObject({ kind: 'incident', id: '=1+1' });
});

test('any bytes give rows or one sentence, never anything else', async () => {
  const bytes = fc.oneof(
    fc.uint8Array({ maxLength: 400 }),
    fc.string({ unit: 'binary', maxLength: 200 }).map((text) => Buffer.from(text)),
    fc.json().map((text) => Buffer.from(text)),
    fc
      .array(fc.array(fc.string(), { maxLength: 5 }), { maxLength: 8 })
      .map((rows) => Buffer.from(rows.map((row) => row.join(';')).join('\n'))),
  );
  await fc.assert(
    fc.asyncProperty(bytes, async (content) => {
      try {
        const file = await openFile(fileFixture(Buffer.from(content)), 'f');
        const context = { areas: [], categoryMapping: {} };
        const { mapping } = await guessMapping(file, context);
        await surveyFile(file, mapping, { area: null, ...context });
      } catch (error) {
        if (!(error instanceof ReadingError)) throw error;
      }
    }),
    { numRuns: 400 },
  );
}, 60_000);
