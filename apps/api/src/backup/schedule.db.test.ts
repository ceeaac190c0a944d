import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { HEADS_FILE } from '../audit/head.ts';
import type { Database } from '../db/database.ts';
import { openTestDatabase, testFolder } from '../db/testing.ts';
import { openBackup } from './backup.ts';
import { BackupSchedule } from './schedule.ts';
import { listShelf } from './shelf.ts';

const HOUR_MS = 3_600_000;
let database: Database;
let folder: string;
let schedule: BackupSchedule;
let troubles: string[];
beforeAll(async () => {
  database = await openTestDatabase();
});
beforeEach(() => {
  const data_dir = testFolder();
  folder = join(data_dir, 'backups');
  troubles = [];
  schedule = new BackupSchedule({ data_dir, backup: { folder, every_ms: HOUR_MS, keep: 2 } }, (text) =>
    troubles.push(text),
  );
});

/** But for how far the log had come at each of them. */
const backupsIn = (folder: string) => readdirSync(folder).filter((name) => name !== HEADS_FILE);

const at = (hour: number) => new Date(Date.UTC(2026, 10, 26, hour));

test('a backup is made when the newest is old enough, and the oldest go', async () => {
  await schedule.look(database, at(1));
  await schedule.look(database, new Date(at(2).getTime() - 1000));
  expect(backupsIn(folder)).toHaveLength(1);
  await schedule.look(database, at(2));
  await schedule.look(database, at(4));
  const kept = await listShelf(folder);
  expect(kept.map(({ made_at }) => made_at)).toEqual([at(4), at(2)]);
  for (const { path } of kept) await openBackup(path);
  expect(await schedule.status('en')).toMatchObject({ state: 'ok', last_at: at(4).toISOString(), problem: null });
});

test('a failure is told once, seen in the status, tried again later, and forgotten when it is over', async () => {
  writeFileSync(folder, 'a file where the folder should be');
  await schedule.look(database, at(1));
  await schedule.look(database, at(1));
  expect(troubles).toHaveLength(1);
  expect(await schedule.status('en')).toMatchObject({
    state: 'failing',
    problem: expect.stringMatching(/failed \(\w+\)/),
  });
  rmSync(folder);
  await schedule.look(database, at(2));
  expect(await schedule.status('en')).toMatchObject({ state: 'ok', problem: null, last_at: at(2).toISOString() });
});

test('what a killed process began is not counted and not kept', async () => {
  mkdirSync(folder);
  writeFileSync(join(folder, 'lagesbild-20261126T000000Z.tar.gz.unfinished-1'), 'half');
  await schedule.look(database, at(1));
  expect(backupsIn(folder)).toEqual(['lagesbild-20261126T010000Z.tar.gz']);
});

test('without a folder nothing is made', async () => {
  const off = new BackupSchedule({ data_dir: testFolder(), backup: null }, () => {});
  await off.look(database, at(1));
  expect(await off.status('sv')).toEqual({ state: 'off', last_at: null, problem: null, drilled_at: null });
});
