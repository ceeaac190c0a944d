import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import type { Database } from '../db/database.ts';
import { contentSecurityPolicy } from '../headers.ts';
import { testApp } from '../incident/testing.ts';
import { madeArchive } from './archive.testing.ts';
import { chosenBasemap } from './choice.ts';
import { rangeOf } from './routes.ts';

const folder = mkdtempSync(join(tmpdir(), 'lb-basemap-'));
afterAll(() => rmSync(folder, { recursive: true }));
const written = (name: string, content: string | Uint8Array): string => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};
const bytes = madeArchive();
const archive = written('sigtuna.pmtiles', bytes);
const appWith = (BASEMAP: string) => testApp(new Promise<Database>(() => {}), { BASEMAP });

describe('an operator’s archive', () => {
  test('is handed out by the piece, and the pieces are one file', async () => {
    const app = await appWith(archive);
    const get = (headers: Record<string, string>) => app.inject({ url: '/basemap/tiles.pmtiles', headers });
    const first = await get({ range: 'bytes=0-126' });
    expect(first.statusCode).toBe(206);
    expect(first.headers['content-range']).toBe(`bytes 0-126/${bytes.length}`);
    const rest = await get({ range: 'bytes=127-99999', 'if-range': first.headers.etag as string });
    expect(Buffer.concat([first.rawPayload, rest.rawPayload]).equals(bytes)).toBe(true);
    expect((await get({})).rawPayload.equals(bytes)).toBe(true);
    expect((await get({ 'if-none-match': first.headers.etag as string })).statusCode).toBe(304);
    expect((await get({ range: 'bytes=0-1', 'if-range': '"other"' })).statusCode).toBe(200);
    const beyond = await get({ range: `bytes=${bytes.length}-` });
    expect([beyond.statusCode, beyond.headers['content-range'], beyond.json().code]).toEqual([
      416,
      `bytes */${bytes.length}`,
      'range_unusable',
    ]);
  });

  test('names who is to be named, as text', async () => {
    const { described } = await chosenBasemap(archive, () => {});
    expect(described).toEqual({
      kind: 'pmtiles',
      url: '/basemap/tiles.pmtiles',
      attribution: '© OpenStreetMap',
    });
  });
});

describe('what can’t be drawn is said in one sentence, and the sketch map stays', () => {
  const cut = bytes.subarray(0, bytes.length - 100);
  const damaged = Buffer.from(bytes);
  damaged.fill(0, 188, 230);
  test.each([
    [join(folder, 'missing.pmtiles'), /there is no such file/],
    [folder, /it is no file/],
    [written('notes.pmtiles', 'These are notes.'), /isn't a PMTiles archive of version 3/],
    [written('empty.pmtiles', ''), /isn't a PMTiles archive of version 3/],
    [written('cut.pmtiles', cut), /it is cut short: \d+ bytes of \d+/],
    [written('damaged.pmtiles', damaged), /the file is damaged/],
    [written('photo.pmtiles', madeArchive({ tileType: 2 })), /it holds PNG pictures/],
    [written('zstd.pmtiles', madeArchive({ tileCompression: 4 })), /make it with gzip/],
    [
      written('other.pmtiles', madeArchive({ metadata: { vector_layers: [{ id: 'transportation' }] } })),
      /isn't in the Protomaps schema \(its layers are transportation\)/,
    ],
    [written('old.pmtiles', madeArchive({ metadata: { version: '3.7.1' } })), /version 3 of the Protomaps schema/],
    ['http://', /that is no address/],
  ])('%s', async (path, sentence) => {
    const said: string[] = [];
    const { described, file } = await chosenBasemap(path, (trouble) => said.push(trouble));
    expect([described.kind, file]).toEqual(['sketch', null]);
    expect(said).toHaveLength(1);
    expect(said[0]).toMatch(sentence);
    expect(said[0]).toContain(`BASEMAP is "${path}"`);
  });

  test('and its address is nobody’s', async () => {
    const app = await appWith(join(folder, 'missing.pmtiles'));
    expect((await app.inject({ url: '/basemap/tiles.pmtiles' })).statusCode).toBe(404);
  });
});

test('only a style from elsewhere opens the page to its own origin, and to no other', async () => {
  const policy = async (basemap: string | null) =>
    contentSecurityPolicy((await chosenBasemap(basemap, () => {})).described);
  expect(await policy('https://tiles.example/styles/calm.json')).toContain("connect-src 'self' https://tiles.example;");
  expect(await policy(archive)).toContain("connect-src 'self';");
  expect(await policy(null)).not.toContain('http');
});

test.each([
  ['bytes=0-0', [0, 0]],
  ['bytes=-5', [95, 99]],
  ['bytes=-500', [0, 99]],
  ['bytes=90-', [90, 99]],
  ['bytes=90-1000', [90, 99]],
  ['bytes=100-', null],
  ['bytes=-0', null],
  ['bytes=5-4', null],
  ['bytes=-', null],
  ['bytes=0-1,5-6', null],
  ['lines=0-1', null],
])('%s of 100 bytes', (header, range) => expect(rangeOf(header, 100)).toEqual(range));
