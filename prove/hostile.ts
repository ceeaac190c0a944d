import { deflateRawSync, gzipSync } from 'node:zlib';

/**
 * What strangers and broken programs send, by kind. Every value here once broke something somewhere; a generator adds
 * values of its own.
 */

/** Text, as it may stand in any parameter or field. */
export const TEXTS: readonly string[] = [
  '',
  ' ',
  '\0',
  'a\0b',
  '\ud800',
  '\u202eabc',
  'a\u200bb',
  'a'.repeat(10_000),
  `e${'\u0301'.repeat(10_000)}`,
  'a\u030a', // å in two signs
  '<img src=x onerror=alert(1)>',
  'javascript:alert(1)',
  'a\r\nset-cookie: x=1',
  '\u001b[31mred',
  '19121212-1212',
  "' or 1=1 --",
  "'; drop table staff.incident; --",
  '%00',
  '%',
  '%zz',
  '../../../etc/passwd',
  '..\\..\\x',
  '/',
  '\\',
  '*',
  '?',
  '__proto__',
  'constructor',
  'toString',
  'null',
  'undefined',
  'NaN',
  '[object Object]',
  '{"a":1}',
  '=cmd|calc',
  '\ufeff=1+1',
  '＝1+1',
  '@SUM(1)',
  `\${7*7}`,
  '{{7*7}}',
  '🇸🇪🚓',
  'Åäö ÅÄÖ',
  'شرطة',
];

/** Numbers as text. */
export const NUMBERS: readonly string[] = [
  '0',
  '-0',
  '-1',
  '1.5',
  '1e3',
  '1e308',
  '1e400',
  '-1e400',
  'NaN',
  'Infinity',
  '0x10',
  '1_000',
  '1,5',
  '٣',
  '2147483647',
  '2147483648',
  '4294967296',
  '9007199254740993',
  '-9223372036854775809',
  '99999999999999999999999999',
  '00000000001',
  '+1',
  ' 1',
  '1;2',
];

/** Coordinates, boxes and tiles as text. */
export const PLACES: readonly string[] = [
  '17.8,59.6,17.9,59.7',
  '17.9,59.7,17.8,59.6',
  '17.8,59.6,17.8,59.6',
  '-180,-90,180,90',
  '17.8,59.6,17.9',
  '17.8,59.6,17.9,59.7,1',
  'NaN,NaN,NaN,NaN',
  '-1e308,-1e308,1e308,1e308',
  '59.6,17.8,59.7,17.9',
  '500,95,501,96',
  '179,0,-179,1',
  '-0,-0,0,0',
];

/** Days and times as text. */
export const TIMES: readonly string[] = [
  '2026-03-29',
  '2026-03-29T02:30',
  '2026-10-25T02:30',
  '2026-02-30',
  '2026-13-01',
  '0000-01-01',
  '9999-12-31',
  '10000-01-01',
  '-0001-01-01',
  '2016-12-31T23:59:60Z',
  '2026-W01-1',
  '20260101',
  '2026-01-01..2025-01-01',
  '1970-01-01T00:00:00+99:99',
];

/** Geometry as GeoJSON. */
const polygon = (...rings: unknown[][]) => ({ type: 'Polygon', coordinates: rings });
export const GEOMETRIES: readonly unknown[] = [
  polygon([
    [0, 0],
    [1, 1],
    [1, 0],
    [0, 1],
    [0, 0],
  ]), // bow-tie
  polygon([
    [0, 0],
    [1, 1],
    [1, 0],
  ]), // not closed
  polygon([
    [0, 0],
    [0, 0],
  ]),
  polygon([
    [0, 0],
    [1, 'a'],
    [0, 0],
  ]),
  polygon(
    [
      [0, 0],
      [9, 0],
      [9, 9],
      [0, 0],
    ],
    [
      [20, 20],
      [21, 20],
      [21, 21],
      [20, 20],
    ],
  ), // the hole is outside
  polygon([
    [500, 95],
    [501, 95],
    [501, 96],
    [500, 95],
  ]),
  polygon([
    [179, 0],
    [-179, 0],
    [-179, 1],
    [179, 0],
  ]),
  polygon([
    [59.6, 17.8],
    [59.7, 17.8],
    [59.7, 17.9],
    [59.6, 17.8],
  ]), // axes the other way round
  polygon([]),
  polygon(Array.from({ length: 6000 }, (_, i) => [17 + Math.cos(i) / 9, 59 + Math.sin(i) / 9])),
  polygon(
    ...Array.from({ length: 60 }, () => [
      [0, 0],
      [1, 0],
      [1, 1],
      [0, 0],
    ]),
  ),
  { type: 'Polygon' },
  { type: 'Point', coordinates: [1e308, -1e308] },
  { type: 'Point', coordinates: [17.8, 59.6, 3, 4] },
  { type: 'Point', coordinates: [] },
  { type: 'MultiPolygon', coordinates: [] },
  { type: 'GeometryCollection', geometries: [] },
  { type: 'Nonsense', coordinates: [0, 0] },
  { type: 'Point', coordinates: [17.8, 59.6], crs: { type: 'name', properties: { name: 'EPSG:999999' } } },
  nested(500),
];

/** A collection in a collection in a collection. */
function nested(depth: number): unknown {
  let geometry: unknown = { type: 'Point', coordinates: [0, 0] };
  for (let i = 0; i < depth; i++) geometry = { type: 'GeometryCollection', geometries: [geometry] };
  return geometry;
}

/** Any field's value that isn't what the schema says. */
export const VALUES: readonly unknown[] = [
  null,
  true,
  [],
  {},
  [[]],
  0,
  -1,
  1.5,
  1e308,
  2 ** 53,
  ...TEXTS,
  ...NUMBERS,
  ...TIMES,
  ...GEOMETRIES,
  { $gt: '' },
  { toString: 1 },
  ['a', 'a'],
  Array.from({ length: 5000 }, (_, i) => i),
];

/** A whole body with its content type; not JSON any more, or JSON of a kind that parsers choke on. */
export const BODIES: readonly { type: string; body: Buffer; encoding?: string }[] = [
  ['application/json', '{'],
  ['application/json', ''],
  ['application/json', 'null'],
  ['application/json', '[]'],
  ['application/json', '"text"'],
  ['application/json', '1e400'],
  ['application/json', '{"a":1,"a":2}'],
  ['application/json', '{"__proto__":{"admin":true}}'],
  ['application/json', '{"constructor":{"prototype":{"admin":true}}}'],
  ['application/json', '['.repeat(10_000) + ']'.repeat(10_000)],
  ['application/json', `{"a":"${'x'.repeat(1024 ** 2)}"}`],
  [
    'application/json',
    `{"new_area":{"outline":${'{"type":"GeometryCollection","geometries":['.repeat(3000)}${']}'.repeat(3000)}}}`,
  ],
  ['application/json', '\ufeff{}'],
  ['application/json; charset=utf-16', '{}'],
  ['text/plain', '{}'],
  ['application/xml', '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'],
  ['application/x-www-form-urlencoded', 'a=1&a=2&__proto__=3'],
  ['multipart/form-data; boundary=x', '--x\r\ncontent-disposition: form-data; name="file"; filename="a.csv"\r\n\r\n1'],
  ['multipart/form-data', 'no boundary'],
  ['multipart/form-data; boundary=', '----'],
  ['not a type', '{}'],
]
  .map(([type, body]): { type: string; body: Buffer; encoding?: string } => ({ type: type!, body: Buffer.from(body!) }))
  .concat([
    { type: 'application/json', body: Buffer.from('{}', 'utf16le') },
    { type: 'application/json', body: Buffer.from([0x7b, 0xff, 0xfe, 0x7d]) },
    { type: 'application/json', body: gzipSync(Buffer.alloc(10 * 1024 ** 2)), encoding: 'gzip' },
    { type: 'application/json', body: Buffer.from('{}'), encoding: 'br' },
  ]);

/** Files to be imported: what opens them must survive them. */
export const FILES: readonly { name: string; body: Buffer }[] = [
  ['tom.csv', ''],
  ['bara-rubrik.csv', 'id;tid;brott;longitud;latitud\n'],
  ['oavslutad.csv', 'id;tid;brott;longitud;latitud\n"1;2026-01-01 10:00;x;17.8;59.6\n'],
  ['dubbla.csv', 'id;id;tid;tid\n1;2;2026-01-01;2026-01-02\n'],
  ['formler.csv', 'id;tid;brott;longitud;latitud\n=1+1;2026-01-01 10:00;=cmd|calc;17.8;59.6\n'],
  ['nul.csv', 'id;tid\0;brott;longitud;latitud\n1;2026-01-01\0;x;17.8;59.6\n'],
  ['decimalkomma.csv', 'id;tid;brott;longitud;latitud\n1;2026-01-01 10:00;x;17,8;59,6\n'],
  ['lang-rad.csv', `id;tid;brott;longitud;latitud\n1;2026-01-01;${'x'.repeat(2 * 1024 ** 2)};17.8;59.6\n`],
  ['kolumner.csv', `${Array.from({ length: 5000 }, (_, i) => `k${i}`).join(';')}\n1\n`],
  ['a.geojson', '{"type":"FeatureCollection","features":[{"type":"Feature","geometry":null,"properties":null}]}'],
  [
    'b.geojson',
    `{"type":"FeatureCollection","features":[{"type":"Feature","properties":{},"geometry":${JSON.stringify(nested(500))}}]}`,
  ],
  ['c.geojson', '{"type":"FeatureCollection","features":['],
  ['d.json', '['.repeat(50_000)],
  ['../../etc/passwd', 'id;tid\n1;2026-01-01\n'],
  ['a.exe', 'MZ'],
  [`${'lång'.repeat(300)}.csv`, 'id;tid\n1;2026-01-01\n'],
]
  .map(([name, body]): { name: string; body: Buffer } => ({ name: name!, body: Buffer.from(body!) }))
  .concat([
    {
      name: 'windows.csv',
      body: Buffer.from('id;tid;brott;longitud;latitud\n1;2026-01-01 10:00;M\xe4rsta;17.8;59.6\n', 'latin1'),
    },
    {
      name: 'utf16.csv',
      body: Buffer.from('\ufeffid;tid;brott;longitud;latitud\n1;2026-01-01 10:00;x;17.8;59.6\n', 'utf16le'),
    },
    { name: 'ingen.xlsx', body: Buffer.from('PK\u0003\u0004 and nothing else') },
    { name: 'slip.zip', body: zipOf('../../../tmp/slip.csv', Buffer.from('id;tid\n1;2026-01-01\n')) },
    { name: 'bomb.xlsx', body: zipOf('xl/worksheets/sheet1.xml', Buffer.alloc(20 * 1024 ** 2)) },
  ]);

/** A zip archive with one file in it. */
function zipOf(name: string, content: Buffer): Buffer {
  const packed = deflateRawSync(content);
  const header = Buffer.alloc(30);
  header.writeUInt32LE(0x04034b50, 0);
  header.writeUInt16LE(20, 4);
  header.writeUInt16LE(8, 8);
  header.writeUInt32LE(packed.length, 18);
  header.writeUInt32LE(content.length, 22);
  header.writeUInt16LE(name.length, 26);
  const entry = Buffer.alloc(46);
  entry.writeUInt32LE(0x02014b50, 0);
  header.copy(entry, 6, 4, 30);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(46 + name.length, 12);
  end.writeUInt32LE(30 + name.length + packed.length, 16);
  return Buffer.concat([header, Buffer.from(name), packed, entry, Buffer.from(name), end]);
}

/** Bytes on the socket that are hardly HTTP, or HTTP at its edges. */
export const RAW: readonly string[] = [
  '\r\n\r\n',
  'GET\r\n\r\n',
  'GET / HTTP/9.9\r\n\r\n',
  'GET /\0 HTTP/1.1\r\nhost: HOST\r\n\r\n',
  'GET /api/health HTTP/1.1\r\n\r\n',
  'GET /api/health HTTP/1.1\r\nhost: HOST\r\nhost: evil.example\r\n\r\n',
  `GET /api/health HTTP/1.1\r\nhost: HOST\r\nx: ${'y'.repeat(70_000)}\r\n\r\n`,
  `GET /${'a/'.repeat(20_000)} HTTP/1.1\r\nhost: HOST\r\n\r\n`,
  'GET //api//health HTTP/1.1\r\nhost: HOST\r\nconnection: close\r\n\r\n',
  'GET http://evil.example/ HTTP/1.1\r\nhost: HOST\r\nconnection: close\r\n\r\n',
  'OPTIONS * HTTP/1.1\r\nhost: HOST\r\nconnection: close\r\n\r\n',
  'TRACE / HTTP/1.1\r\nhost: HOST\r\nconnection: close\r\n\r\n',
  'CONNECT evil.example:443 HTTP/1.1\r\nhost: HOST\r\n\r\n',
  'POST /api/session HTTP/1.1\r\nhost: HOST\r\ncontent-length: 5\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n',
  'POST /api/session HTTP/1.1\r\nhost: HOST\r\ncontent-length: -1\r\n\r\n',
  'POST /api/session HTTP/1.1\r\nhost: HOST\r\ntransfer-encoding: chunked\r\n\r\nffffffffffffffff\r\n',
  'GET /api/health HTTP/1.1\r\nhost: HOST\r\nupgrade: websocket\r\nconnection: upgrade\r\n\r\n',
  'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n',
  '\u0016\u0003\u0001\u0002\u0000',
];
