import { createConnection } from 'node:net';
import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { testFolder } from '../testing.ts';
import { Engine } from './engine.ts';
import { engineFolder, restorePrepared } from './prepared.ts';

const IDLE_MS = 400;
let engine: Engine;
const open: Client[] = [];

beforeAll(async () => {
  const data_dir = testFolder();
  await restorePrepared(data_dir);
  engine = new Engine({ folder: engineFolder(data_dir), idleTransaction_ms: IDLE_MS });
  await engine.ready();
  await (await connected()).query('create table probe (n integer)');
});
afterEach(async () => {
  for (const client of open.splice(0)) await client.end().catch(() => {});
});
afterAll(() => engine.close());

const connected = async (): Promise<Client> => {
  const client = new Client({ host: engine.socket_folder, port: 5432, user: 'postgres', database: 'postgres' });
  client.on('error', () => {});
  await client.connect();
  open.push(client);
  return client;
};
const stored = async () => (await (await connected()).query('select n from probe order by n')).rows.map(({ n }) => n);

test('a client that goes in the middle of its transaction leaves nothing, and the others go on', async () => {
  const leaving = await connected();
  await leaving.query('begin');
  await leaving.query('insert into probe values (1)');
  const waiting = stored();
  leaving.connection.stream.destroy();
  expect(await waiting).toEqual([]);
});

test('a transaction whose client says nothing is ended, so that the others need not wait for it', async () => {
  const sleeping = await connected();
  await sleeping.query('begin');
  await sleeping.query('insert into probe values (2)');
  const from = performance.now();
  expect(await stored()).toEqual([]);
  expect(performance.now() - from).toBeGreaterThan(IDLE_MS / 2);
  await expect(sleeping.query('commit')).rejects.toThrow();
});

test('several statements in one query are one transaction, each with its own result', async () => {
  const client = await connected();
  const results = (await client.query("select ';' as a; select 2 as b;")) as unknown as { rows: unknown[] }[];
  expect(results.map(({ rows }) => rows)).toEqual([[{ a: ';' }], [{ b: 2 }]]);
  await expect(client.query('insert into probe values (3); select 1/0')).rejects.toMatchObject({ code: '22012' });
  expect(await stored()).toEqual([]);
});

test('an empty query, an error and an unknown statement answer as a server does', async () => {
  const client = await connected();
  expect((await client.query('')).rows).toEqual([]);
  expect((await client.query('-- nothing')).rows).toEqual([]);
  await expect(client.query('selec 1')).rejects.toMatchObject({ code: '42601' });
  await expect(client.query('select $1::int', ['x'])).rejects.toMatchObject({ code: '22P02' });
  await client.query('begin');
  await expect(client.query('select nothing')).rejects.toMatchObject({ code: '42703' });
  await expect(client.query('select 1')).rejects.toMatchObject({ code: '25P02' });
  await client.query('rollback');
  expect((await client.query('select 1 as ok')).rows).toEqual([{ ok: 1 }]);
});

test('many connections that ask at once get their own answers, in and out of transactions', async () => {
  const clients = await Promise.all(Array.from({ length: 8 }, connected));
  const answers = await Promise.all(
    clients.map(async (client, i) => {
      const own: number[] = [];
      for (let n = 0; n < 30; n++) {
        if (n % 3 === 0) await client.query('begin');
        own.push((await client.query('select $1::int as n', [i * 1000 + n])).rows[0].n);
        if (n % 3 === 2) await client.query('commit');
      }
      return own;
    }),
  );
  expect(answers).toEqual(clients.map((_, i) => Array.from({ length: 30 }, (_, n) => i * 1000 + n)));
});

test('bytes that are not the protocol end their connection and nothing else', async () => {
  const socket = createConnection(`${engine.socket_folder}/.s.PGSQL.5432`);
  const closed = new Promise((resolve) => socket.once('close', resolve));
  socket.on('error', () => {}).resume();
  socket.write('\0\0\0\x08\0\x03\0\0');
  socket.write(Buffer.from([0x51, 0xff, 0xff, 0xff, 0xff, 1, 2, 3]));
  await closed;
  expect(await stored()).toEqual([]);
});
