import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { engineFolder } from '../db/embedded/prepared.ts';
import { openTestDatabase, testFolder } from '../db/testing.ts';
import { setUnusableAside } from './unusable.ts';
import { writeBackup } from './write.ts';

const broken = new Error('it is broken');
let file: string;
beforeAll(async () => {
  const folder = testFolder();
  file = join(folder, 'a.tar.gz');
  await writeBackup(await openTestDatabase(), file, folder);
});

const place = () => {
  const data_dir = testFolder();
  mkdirSync(engineFolder(data_dir));
  return data_dir;
};

test('a folder that can’t be opened makes room for a whole backup, and is kept', async () => {
  const data_dir = place();
  const lines: string[] = [];
  await setUnusableAside({ args: [file], cwd: '/', data_dir, language: 'en' }, broken, (line) => lines.push(line));
  expect(readdirSync(data_dir)).toEqual([expect.stringMatching(/^postgresql\.unusable-/)]);
  expect(lines).toEqual([expect.stringContaining('it is broken')]);
});

test('for a damaged backup it stays where it is', async () => {
  const data_dir = place();
  const damaged = join(data_dir, 'damaged.tar.gz');
  writeFileSync(damaged, 'nothing');
  await expect(
    setUnusableAside({ args: [damaged], cwd: '/', data_dir, language: 'en' }, broken, () => {}),
  ).rejects.toThrow(/not a backup/);
  expect(existsSync(engineFolder(data_dir))).toBe(true);
});
