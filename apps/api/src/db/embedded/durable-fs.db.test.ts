import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { PGlite } from '@electric-sql/pglite';
import { afterEach, expect, test, vi } from 'vitest';
import { testFolder } from '../testing.ts';
import { DurableNodeFS } from './durable-fs.ts';
import { Engine } from './engine.ts';
import { engineFolder, restorePrepared } from './prepared.ts';

const COMMITS = 10;
const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

/** Calls of Node's fsync while `COMMITS` rows are committed one by one. */
const fsyncsOf = async (db: PGlite): Promise<number> => {
  open.push(db);
  await db.exec('create table probe (n integer)');
  const calls = ['fsyncSync', 'fdatasyncSync'].map((name) => vi.spyOn(fs, name as 'fsyncSync'));
  syncBuiltinESMExports();
  try {
    for (let n = 0; n < COMMITS; n++) await db.query('insert into probe values ($1)', [n]);
    return calls.reduce((sum, { mock }) => sum + mock.calls.length, 0);
  } finally {
    vi.restoreAllMocks();
    syncBuiltinESMExports();
  }
};

test('PGlite as it comes never syncs a commit to the disk', async () => {
  expect(await fsyncsOf(await PGlite.create({ dataDir: testFolder() }))).toBe(0);
});

test('with the durable file system each commit reaches the disk before it is acknowledged', async () => {
  const startParams = [...PGlite.defaultStartParams.filter((p) => p !== '-F'), '-c', 'wal_sync_method=fsync'];
  expect(
    await fsyncsOf(await PGlite.create({ fs: new DurableNodeFS(testFolder()), startParams })),
  ).toBeGreaterThanOrEqual(COMMITS);
});

test('the engine that the product starts syncs each commit', async () => {
  const data_dir = testFolder();
  await restorePrepared(data_dir);
  const engine = new Engine({ folder: engineFolder(data_dir) });
  open.push(engine);
  await engine.ready();
  const { Client } = await import('pg');
  const client = new Client({ host: engine.socket_folder, port: 5432, user: 'postgres', database: 'postgres' });
  await client.connect();
  await client.query('create table probe (n integer)');
  const before = await engine.countFsyncs();
  for (let n = 0; n < COMMITS; n++) await client.query('insert into probe values ($1)', [n]);
  expect((await engine.countFsyncs()) - before).toBeGreaterThanOrEqual(COMMITS);
  await client.end();
});
