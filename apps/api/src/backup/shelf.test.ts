import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { clearUnfinished, listShelf, shelfName, thinShelf } from './shelf.ts';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'lb-shelf-'))));
afterEach(() => rmSync(folder, { recursive: true }));

const put = (...names: string[]) => names.map((name) => writeFileSync(join(folder, name), ''));
const day = (date: number) => shelfName(new Date(Date.UTC(2026, 9, date, 3, 4, 5)));

test('backups are known by their names, newest first, and carry their time', async () => {
  put(day(2), day(10), day(9), 'lagesbild-notes.txt', 'semester.tar.gz');
  const found = await listShelf(folder);
  expect(found.map(({ made_at }) => made_at.toISOString())).toEqual([
    '2026-10-10T03:04:05.000Z',
    '2026-10-09T03:04:05.000Z',
    '2026-10-02T03:04:05.000Z',
  ]);
});

test('only the oldest of ours go', async () => {
  put(day(1), day(2), day(3), 'semester.tar.gz');
  await thinShelf(folder, 2);
  expect(readdirSync(folder).sort()).toEqual([day(2), day(3), 'semester.tar.gz']);
});

test('what a killed process began is removed, file or folder', async () => {
  put(day(1), `${day(2)}.unfinished-77`);
  mkdirSync(join(folder, `${day(2)}.unfinished-77-tables`));
  await clearUnfinished(folder);
  expect(readdirSync(folder)).toEqual([day(1)]);
});

test('a folder that is not there holds nothing', async () => {
  expect(await listShelf(join(folder, 'nowhere'))).toEqual([]);
});
