import { gzipSync } from 'node:zlib';
import iconv from 'iconv-lite';
import { expect, test } from 'vitest';
import { allRows, fileFixture } from './file-fixture.ts';
import { guessMapping } from './guess.ts';
import { openFile } from './source.ts';
import { workbookFixture } from './zip-fixture.ts';

const SWEDISH = 'id;tid;brott;nord;öst\n1;2026-01-02 03:04;stöld;59,62;17,86\n2;2026-01-03;rån;59,61;17,83\n';
const first = async (content: string | Buffer) => openFile(fileFixture(content), 'f.csv');

test('semicolons and decimal commas are told from commas', async () => {
  const file = await first(SWEDISH);
  expect(file.detected).toMatchObject({ delimiter: ';', encoding: 'utf-8', header: true });
  expect(file.headers).toEqual(['id', 'tid', 'brott', 'nord', 'öst']);
  expect(await allRows(file)).toEqual([
    { row: 2, values: ['1', '2026-01-02 03:04', 'stöld', '59,62', '17,86'] },
    { row: 3, values: ['2', '2026-01-03', 'rån', '59,61', '17,83'] },
  ]);
});

test.each([
  ['UTF-8 with a byte order mark', Buffer.from(`\ufeff${SWEDISH}`), 'utf-8'],
  ['Windows-1252', iconv.encode(SWEDISH, 'windows-1252'), 'windows-1252'],
  ['UTF-16 little-endian', iconv.encode(SWEDISH, 'utf-16le', { addBOM: true }), 'utf-16le'],
  ['UTF-16 big-endian', iconv.encode(SWEDISH, 'utf-16be', { addBOM: true }), 'utf-16be'],
  ['UTF-16 without a mark', iconv.encode(SWEDISH, 'utf-16le', { addBOM: false }), 'utf-16le'],
])('%s reads the same', async (_name, content, encoding) => {
  const file = await first(content);
  expect(file.detected.encoding).toBe(encoding);
  expect(file.headers[4]).toBe('öst');
  expect((await allRows(file))[0]?.values[2]).toBe('stöld');
});

test('one byte of Windows-1252 at the very end of a long file decides its encoding', async () => {
  const long = `id;brott\n${'1;rattfylleri\n'.repeat(100_000)}2;r`;
  const file = await first(Buffer.concat([Buffer.from(long), Buffer.from([0xe5]), Buffer.from('n\n')]));
  expect(file.detected.encoding).toBe('windows-1252');
  expect((await allRows(file)).at(-1)?.values[1]).toBe('rån');
});

test('gzip is unpacked, and progress counts bytes on disk', async () => {
  const packed = gzipSync(SWEDISH);
  const file = await first(packed);
  expect(await allRows(file)).toHaveLength(2);
  expect(file.detected.compressed).toBe(true);
  expect(file.bytesRead()).toBe(packed.length);
});

test('tabs, pipes, an Excel sep line and old Mac line ends are read', async () => {
  expect((await first('a\tb\n1\t2\n')).detected.delimiter).toBe('\t');
  expect((await first('a|b\n1|2\n')).detected.delimiter).toBe('|');
  const stated = await first('sep=;\na;b\n1;2\n');
  expect([stated.headers, (await allRows(stated))[0]]).toEqual([['a', 'b'], { row: 3, values: ['1', '2'] }]);
  expect(await allRows(await first('a,b\r1,2\r3,4\r'))).toHaveLength(2);
});

test('titles above the header are skipped and keep the row numbers', async () => {
  const file = await first('Tabell 1. Anmälda brott;;\n;;\nområde;år;antal\nValsta;2025;12\nMärsta;2025;30\n');
  expect(file.headers).toEqual(['område', 'år', 'antal']);
  expect((await allRows(file))[0]).toEqual({ row: 4, values: ['Valsta', '2025', '12'] });
});

test('a file without a header gets made-up names and keeps its first row', async () => {
  const file = await first('350353.39,578924.25,2015-12-31\n355691.34,586715.56,2016-01-01\n');
  expect(file.headers).toEqual(['column 1', 'column 2', 'column 3']);
  expect((await allRows(file))[0]?.row).toBe(1);
});

test('headers that occur twice are told apart', async () => {
  expect((await first('datum,datum,,\n2026-01-01,2026-01-02,a,b\n')).headers).toEqual([
    'datum',
    'datum (2)',
    'column 3',
    'column 4',
  ]);
});

test('a workbook gives text: dates without zones, times, formulas by their result', async () => {
  const cell = (ref: string, value: number, style = '') => `<c r="${ref}"${style}><v>${value}</v></c>`;
  const text = (ref: string, value: string) => `<c r="${ref}" t="inlineStr"><is><t>${value}</t></is></c>`;
  const rows = [
    `<row r="1">${text('A1', 'tid')}${text('B1', 'x')}${text('C1', 'brott')}</row>`,
    `<row r="3">${cell('A3', 46023.3541666667, ' s="1"')}${cell('B3', 17.8613)}<c r="C3" t="str"><f>A1</f><v>=HYPERLINK("x")</v></c></row>`,
    `<row r="4">${cell('A4', 46023, ' s="1"')}${cell('B4', 17.86)}${text('C4', 'stöld')}</row>`,
    `<row r="5">${cell('A5', 0.5, ' s="1"')}${cell('B5', 17.86)}${text('C5', 'rån')}</row>`,
  ].join('');
  const file = await openFile(fileFixture(workbookFixture(rows)), 'f.xlsx');
  expect(file).toMatchObject({ format: 'xlsx', rowsTotal: 3, detected: { sheet: 'Händelser' } });
  expect(await allRows(file)).toEqual([
    { row: 3, values: ['2026-01-01 08:30', '17.8613', '=HYPERLINK("x")'] },
    { row: 4, values: ['2026-01-01', '17.86', 'stöld'] },
    { row: 5, values: ['12:00', '17.86', 'rån'] },
  ]);
  const mac = workbookFixture(rows.replaceAll('46023', '44561'), { date1904: true });
  expect((await allRows(await openFile(fileFixture(mac), 'f.xlsx')))[1]?.values[0]).toBe('2026-01-01');
});

test('a workbook written by hand is read: no addresses, no styles, strings in the cells or shared', async () => {
  const text = (value: string) => `<c t="inlineStr"><is><t>${value}</t></is></c>`;
  const rows = [
    `<row>${text('tid')}${text('x')}${text('brott')}</row>`,
    `<row><c s="1"><v>46023.3541666667</v></c><c/><c t="s"><v>1</v></c></row>`,
    `<row r="5"><c><v>46024</v></c><c><v>17.86</v></c><c t="str"><v>a &lt;c&gt; <![CDATA[<c>]]></v></c></row>`,
    `<row><c><v>46025</v></c><c r="C6" t="s"><v>0</v></c></row>`,
  ].join('');
  const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
  const shared = `<sst xmlns="${main}"><si><t>rån</t></si><si><r><t>stö</t></r><r><t>ld</t></r></si></sst>`;
  const extra = [{ name: 'xl/sharedStrings.xml', content: shared }];
  const file = await openFile(fileFixture(workbookFixture(rows, { unstyled: true, extra })), 'f.xlsx');
  expect(file.headers).toEqual(['tid', 'x', 'brott']);
  expect(await allRows(file)).toEqual([
    { row: 2, values: ['46023.3541666667', '', 'stöld'] },
    { row: 5, values: ['46024', '17.86', 'a <c> <c>'] },
    { row: 6, values: ['46025', '', 'rån'] },
  ]);
  const { mapping } = await guessMapping(file, { areas: [], categoryMapping: {} });
  expect(mapping).toMatchObject({ date_order: 'excel', columns: { occurred_from: 'tid' } });
  const styled = await openFile(fileFixture(workbookFixture(rows, { extra })), 'f.xlsx');
  expect((await allRows(styled))[0]?.values[0]).toBe('2026-01-01 08:30');
});

test('GeoJSON features become rows, with coordinates as the last two columns', async () => {
  const feature = (id: number, geometry: unknown) => ({
    type: 'Feature',
    id,
    properties: { brott: 'rån', n: 2 },
    geometry,
  });
  const json = JSON.stringify({
    type: 'FeatureCollection',
    crs: { type: 'name', properties: { name: 'urn:ogc:def:crs:EPSG::3006' } },
    features: [
      feature(1, { type: 'Point', coordinates: [661353.6, 6613427.2] }),
      feature(2, { type: 'Polygon', coordinates: [] }),
      feature(3, null),
    ],
  });
  const file = await openFile(fileFixture(json), 'f.geojson');
  expect(file).toMatchObject({ format: 'geojson', detected: { srid: 3006 } });
  expect(file.headers).toEqual(['id', 'brott', 'n', 'geometry.x', 'geometry.y']);
  expect((await allRows(file)).map((row) => row.values)).toEqual([
    ['1', 'rån', '2', '661353.6', '6613427.2'],
    ['2', 'rån', '2', 'Polygon', ''],
    ['3', 'rån', '2', '', ''],
  ]);
});

test('events of polisen.se are known as an array and as lines', async () => {
  const event = {
    id: 1,
    datetime: '2026-01-02 8:14:05 +01:00',
    name: '02 januari 07:00, Rån, Sigtuna',
    summary: 'x',
    url: '/',
    type: 'Rån',
    location: { name: 'Sigtuna', gps: '59.6,17.7' },
  };
  for (const text of [
    JSON.stringify([event, event], null, 2),
    `${JSON.stringify(event)}\n${JSON.stringify(event)}\n`,
  ]) {
    const file = await openFile(fileFixture(text), 'f.json');
    expect(file.format).toBe('polisen');
    expect((await allRows(file)).map((row) => row.values[7])).toEqual(['59.6,17.7', '59.6,17.7']);
  }
});

test('reading can be stopped', async () => {
  const file = await first(SWEDISH);
  const stop = new AbortController();
  stop.abort();
  await expect(file.rows(stop.signal).next()).rejects.toThrow(/abort/i);
});
