import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import type { Database } from '../db/database.ts';
import { testApp } from '../incident/testing.ts';
import { rangeOf } from './routes.ts';

const folder = mkdtempSync(join(tmpdir(), 'lb-basemap-'));
afterAll(() => rmSync(folder, { recursive: true }));
const archive = join(folder, 'sigtuna.pmtiles');
const bytes = Buffer.concat([
  Buffer.from('PMTiles\x03', 'latin1'),
  Buffer.from(Array.from({ length: 992 }, (_, i) => i % 256)),
]);
writeFileSync(archive, bytes);
const notes = join(folder, 'notes.pmtiles');
writeFileSync(notes, 'These are notes.');
const appWith = (BASEMAP: string) => testApp(new Promise<Database>(() => {}), { BASEMAP });

describe('an operator’s archive', () => {
  test('is handed out by the piece, and the pieces are one file', async () => {
    const app = await appWith(archive);
    const get = (headers: Record<string, string>) => app.inject({ url: '/basemap/tiles.pmtiles', headers });
    const first = await get({ range: 'bytes=0-126' });
    expect(first.statusCode).toBe(206);
    expect(first.headers['content-range']).toBe('bytes 0-126/1000');
    const rest = await get({ range: 'bytes=127-9999', 'if-range': first.headers.etag as string });
    expect(Buffer.concat([first.rawPayload, rest.rawPayload]).equals(bytes)).toBe(true);
    expect((await get({})).rawPayload.equals(bytes)).toBe(true);
    expect((await get({ range: 'bytes=0-1', 'if-range': '"other"' })).statusCode).toBe(200);
    const beyond = await get({ range: 'bytes=1000-' });
    expect([beyond.statusCode, beyond.headers['content-range'], beyond.json().code]).toEqual([
      416,
      'bytes */1000',
      'range_unusable',
    ]);
  });

  test.each([
    [join(folder, 'missing.pmtiles'), /no such file/],
    [folder, /no such file/],
    [notes, /isn't a PMTiles archive/],
  ])('%s is refused at start', async (path, sentence) => {
    await expect(appWith(path)).rejects.toThrow(sentence);
  });
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
