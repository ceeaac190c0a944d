import { Client } from 'pg';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { type Database, openDatabase } from '../../../apps/api/src/db/database.ts';
import { testFolder } from '../../../apps/api/src/db/testing.ts';
import { addIncidents, makeIncidents, seeded, sigtunaOf, testApp } from '../../../apps/api/src/incident/testing.ts';
import { Threads } from '../../../apps/api/src/incident/threads.ts';
import type { RoomApp } from '../../../apps/api/src/room.ts';
import { Cluster } from '../../provision/cluster.ts';
import { programsOfPostgis } from '../../provision/postgis.ts';

/** A server of our own with a streaming replica, and a second server that is no replica of it. */
let primary: Cluster;
let replica: Cluster;
let database: Database;
let app: RoomApp;
let area: { municipality_id: number; categories: string[] };
const troubles: string[] = [];

beforeAll(async () => {
  primary = await Cluster.make(programsOfPostgis());
  replica = await Cluster.replicaOf(primary);
  const database_replica_urls = [replica.url()];
  database = await openDatabase(
    { database_url: primary.url(), database_replica_urls, data_dir: testFolder() },
    { onTrouble: (sentence) => troubles.push(sentence) },
  );
  app = await testApp(database);
  area = await sigtunaOf(database);
});
afterAll(async () => {
  await app?.close();
  replica?.remove();
  primary?.remove();
});

const latest = async (): Promise<{ municipality_id: number; version: number }> => {
  const { municipality_id } = area;
  const [version] = await database.knex('staff.data_version').where({ municipality_id }).pluck<string[]>('version');
  return { municipality_id, version: Number(version) };
};
/** One more data version, with some incidents. */
const write = () => addIncidents(database, area.municipality_id, makeIncidents(50, seeded(3), area.categories));
const isReplica = async (at: { municipality_id: number; version: number }): Promise<boolean> =>
  database.readAt(at, async (trx) => {
    const { rows } = await trx.raw<{ rows: { replica: boolean }[] }>('select pg_is_in_recovery() as replica');
    return rows[0]!.replica;
  });
const onReplica = async (sql: string): Promise<void> => {
  const direct = await openDirect();
  await direct.query(sql).finally(() => direct.end());
};
const openDirect = async () => {
  const client = new Client({ connectionString: replica.url() });
  await client.connect();
  return client;
};
const caughtUp = () => expect.poll(async () => isReplica(await latest()), { timeout: 20_000 }).toBe(true);
const tallied = async (): Promise<number> =>
  (await app.inject({ url: '/api/sigtuna/incidents/tally?discovery=all&unit=row' })).json<{ n: number }>().n;

test('a replica answers for the version it has', async () => {
  await caughtUp();
  expect(await isReplica(await latest())).toBe(true);
});

test('a replica that is behind never answers for a newer version, and still does for the older one', async () => {
  const before = await latest();
  await onReplica('select pg_wal_replay_pause()');
  await write();
  const after = await latest();
  expect(after.version).toBe(before.version + 1);
  expect(await isReplica(after)).toBe(false);
  expect(await isReplica(before)).toBe(true);
  await onReplica('select pg_wal_replay_resume()');
  await caughtUp();
});

test('columns are loaded from the replica, and from the primary when the replica is behind', async () => {
  const threads = new Threads();
  const load = async () => {
    const connections = await database.readers();
    expect(connections).toHaveLength(2);
    return threads.load({ connections, ...(await latest()), hidden: [], before: null });
  };
  const first = await load();
  expect(first?.reader).toBe(0);
  await onReplica('select pg_wal_replay_pause()');
  await write();
  const second = await load();
  expect(second?.reader).toBe(1);
  expect(second?.area.version).toBe(first!.area.version + 1);
  expect(second?.parts.columns.count).toBe(first!.parts.columns.count + 50);
  await onReplica('select pg_wal_replay_resume()');
  await caughtUp();
  await threads.close();
});

test('what the page shows is never older than what was written, with the replica behind', async () => {
  const before = Number((await database.knex('staff.visible_incident').count('* as n').first())!.n);
  // What the tests before this one wrote may still be on its way into the columns.
  await expect.poll(tallied, { timeout: 10_000 }).toBe(before);
  await onReplica('select pg_wal_replay_pause()');
  await write();
  await expect.poll(tallied, { timeout: 10_000 }).toBe(before + 50);
  const file = await app.inject({ url: '/api/sigtuna/incidents/export.csv?discovery=all&unit=row' });
  expect(file.body.trim().split('\r\n')).toHaveLength(1 + before + 50);
  const { incidents } = (await app.inject({ url: '/api/sigtuna' })).json<{ data: { incidents: number } }>().data;
  expect(incidents).toBe(before + 50);
  await onReplica('select pg_wal_replay_resume()');
  await caughtUp();
});

test('what the reader itself finds wrong is thrown, not asked again elsewhere', async () => {
  let asked = 0;
  const wrong = database.readAt(await latest(), async () => {
    asked++;
    throw new RangeError('no');
  });
  await expect(wrong).rejects.toThrow(RangeError);
  expect(asked).toBe(1);
});

test('a dead replica is said once and costs nothing, and one that is back is used again', async () => {
  troubles.length = 0;
  replica.stop();
  for (let i = 0; i < 3; i++) expect(await isReplica(await latest())).toBe(false);
  expect(troubles).toEqual([expect.stringMatching(/^The replica 127\.0\.0\.1:\d+ doesn't answer \(.+\): the primary/)]);
  replica.start();
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 11_000 });
  try {
    await caughtUp();
  } finally {
    vi.useRealTimers();
  }
  expect(troubles).toHaveLength(2);
  expect(troubles[1]).toMatch(/answers again/);
});

test('a server that is no replica of ours is never asked', async () => {
  const stranger = await Cluster.make(primary.bin);
  try {
    await (await openDatabase({ database_url: stranger.url(), data_dir: testFolder() })).close();
    const said: string[] = [];
    const fooled = await openDatabase(
      { database_url: primary.url(), database_replica_urls: [stranger.url()], data_dir: testFolder() },
      { onTrouble: (sentence) => said.push(sentence) },
    );
    expect(await fooled.readers()).toHaveLength(1);
    expect(said).toEqual([expect.stringMatching(/is no streaming replica of DATABASE_URL's server/)]);
    await fooled.close();
  } finally {
    stranger.remove();
  }
});
