import { gzipSync } from 'node:zlib';

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
