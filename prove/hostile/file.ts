import { deflateRawSync } from 'node:zlib';
import { nested } from './geometry.ts';

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
