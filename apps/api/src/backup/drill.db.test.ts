import { readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openTestDatabase, testFolder } from '../db/testing.ts';
import { drill, lastDrill } from './drill.ts';
import { writeBackup } from './write.ts';

const scratch = () => readdirSync(tmpdir()).filter((name) => name.startsWith('lagesbild-drill-'));

test('a backup of either engine is restored into a database of its own, and when it worked is remembered', async () => {
  const data_dir = testFolder();
  const file = join(data_dir, 'a.tar.gz');
  const manifest = await writeBackup(await openTestDatabase(), file, data_dir);
  expect(await lastDrill(data_dir)).toBeNull();
  const done = await drill(file, data_dir);
  expect(done).toMatchObject({ file, made_at: manifest.made_at, tables: manifest.tables.length });
  expect(await lastDrill(data_dir)).toEqual(done);
  expect(scratch()).toEqual([]);
});

test('a drill that fails does not count', async () => {
  const data_dir = testFolder();
  const file = join(data_dir, 'a.tar.gz');
  writeFileSync(file, 'nothing');
  await expect(drill(file, data_dir)).rejects.toThrow(/not a backup/);
  expect(await lastDrill(data_dir)).toBeNull();
  expect(scratch()).toEqual([]);
});
