import { buffer } from 'node:stream/consumers';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { acceptedEncoding, Compressed } from './compressed.ts';

const pieces = Array.from({ length: 20 }, (_, i) => Uint8Array.from({ length: 50_000 }, (_, j) => (i * j) % 251));
const whole = Buffer.concat(pieces);

test.each(['br', 'gzip', 'identity'] as const)('many readers of %s get all of it, early and late', async (encoding) => {
  const file = new Compressed(pieces, encoding);
  const early = await Promise.all([buffer(file.stream()), buffer(file.stream())]);
  const late = await buffer(file.stream());
  const unpack = { br: brotliDecompressSync, gzip: gunzipSync, identity: (bytes: Buffer) => bytes }[encoding];
  for (const bytes of [...early, late]) expect(unpack(bytes).equals(whole)).toBe(true);
  expect(file.length).toBe(late.length);
});

test('a reader who leaves takes nothing from the others', async () => {
  const file = new Compressed(pieces, 'gzip');
  const leaving = file.stream();
  leaving.once('data', () => leaving.destroy());
  expect(gunzipSync(await buffer(file.stream())).equals(whole)).toBe(true);
});

test.each([
  [undefined, 'identity'],
  ['gzip, deflate, br, zstd', 'br'],
  ['gzip, deflate', 'gzip'],
  ['br;q=0, gzip;q=0.5', 'gzip'],
  ['gzip;q=0', 'identity'],
  ['identity', 'identity'],
])('%s accepts %s', (header, encoding) => expect(acceptedEncoding(header)).toBe(encoding));
