import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readTar, TAR_END, TarError, tarHeader, tarPadding } from './tar.ts';

const MTIME = new Date('2026-11-26T07:00:00Z');
const packed = (files: Record<string, Buffer>): Buffer =>
  Buffer.concat([
    ...Object.entries(files).flatMap(([name, content]) => [
      tarHeader(name, content.length, MTIME),
      content,
      tarPadding(content.length),
    ]),
    TAR_END,
  ]);

async function all<T>(source: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const one of source) found.push(one);
  return found;
}

async function* inPieces(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

const unpacked = async (bytes: Buffer, size = 1000): Promise<Record<string, Buffer>> => {
  const files: Record<string, Buffer> = {};
  for await (const { name, content } of readTar(inPieces(bytes, size))) files[name] = Buffer.concat(await all(content));
  return files;
};

test('files come back as they were put in, however the stream is cut', async () => {
  const name = fc.stringMatching(/^[a-z][a-z0-9._/]{0,40}[a-z]$/);
  const files = fc.dictionary(name, fc.uint8Array({ maxLength: 1600 }).map(Buffer.from), { noNullPrototype: true });
  await fc.assert(
    fc.asyncProperty(files, fc.integer({ min: 1, max: 2000 }), async (given, size) => {
      expect(await unpacked(packed(given), size)).toEqual(given);
    }),
    { numRuns: 100 },
  );
});

test('a file nobody reads is passed over', async () => {
  const names: string[] = [];
  const given = { a: Buffer.alloc(1500, 1), b: Buffer.alloc(3, 2), c: Buffer.alloc(0) };
  for await (const { name } of readTar(inPieces(packed(given), 700))) names.push(name);
  expect(names).toEqual(['a', 'b', 'c']);
});

test('the tar program reads what is written here', () => {
  const folder = mkdtempSync(join(tmpdir(), 'lb-tar-'));
  try {
    const content = Buffer.from('hållplats\n'.repeat(200));
    writeFileSync(join(folder, 'a.tar'), packed({ 'keys/import.key': Buffer.from('k'), 'staff.place.csv': content }));
    const listed = spawnSync('tar', ['--list', '--file', 'a.tar'], { cwd: folder, encoding: 'utf8' });
    expect(listed.stdout).toBe('keys/import.key\nstaff.place.csv\n');
    const got = spawnSync('tar', ['--extract', '--to-stdout', '--file', 'a.tar', 'staff.place.csv'], { cwd: folder });
    expect(got.stdout.equals(content)).toBe(true);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('a size beyond eight gigabytes is written and read in full', async () => {
  const size = 3 * 8 ** 11 + 5;
  const header = tarHeader('staff.incident.csv', size, MTIME);
  const reading = readTar(inPieces(Buffer.concat([header, Buffer.alloc(10)]), 512));
  const { value } = await reading.next();
  expect(value?.size).toBe(size);
});

test.each([
  ['an end in the middle of a file', (bytes: Buffer) => bytes.subarray(0, 700)],
  ['an end in the middle of a header', (bytes: Buffer) => bytes.subarray(0, 100)],
  ['an end before the end mark', (bytes: Buffer) => bytes.subarray(0, 1024)],
  ['a changed header', (bytes: Buffer) => Buffer.from(bytes).fill(66, 5, 6)],
  ['anything else', () => Buffer.alloc(2000, 7)],
])('%s is refused', async (_, mutilated) => {
  await expect(unpacked(mutilated(packed({ a: Buffer.alloc(300, 1) })))).rejects.toThrow(TarError);
});
