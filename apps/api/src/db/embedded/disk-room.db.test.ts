import { Client } from 'pg';
import { afterEach, expect, test } from 'vitest';
import { testFolder } from '../testing.ts';
import { Engine } from './engine.ts';
import { engineFolder, restorePrepared } from './prepared.ts';

let engine: Engine | undefined;
let client: Client | undefined;
afterEach(close);

/** @param room_bytes free room that the disk is asked for: more than any disk has makes this one a full one */
async function open(folder: string, room_bytes: number): Promise<Client> {
  engine = new Engine({ folder, room_bytes });
  await engine.ready();
  client = new Client({ host: engine.socket_folder, port: 5432, user: 'postgres', database: 'postgres' });
  await client.connect();
  return client;
}
async function close(): Promise<void> {
  await client?.end();
  await engine?.close();
  client = engine = undefined;
}

test('on a full disk reading goes on, a write is refused in words, and its transaction leaves nothing', async () => {
  const data_dir = testFolder();
  await restorePrepared(data_dir);
  const folder = engineFolder(data_dir);
  const before = await open(folder, 0);
  await before.query('create table probe (n integer); insert into probe values (1)');
  await close();

  const full = await open(folder, Number.MAX_SAFE_INTEGER);
  const stored = async () => (await full.query('select n from probe order by n')).rows.map(({ n }) => n);
  expect(await stored()).toEqual([1]);
  await expect(full.query('insert into probe values ($1)', [2])).rejects.toMatchObject({
    code: '53100',
    message: expect.stringMatching(/^The disk is full/),
  });
  await full.query('begin');
  await expect(full.query('with w as (delete from probe returning n) select n from w')).rejects.toMatchObject({
    code: '53100',
  });
  await expect(stored()).rejects.toMatchObject({ code: '25P02' });
  await full.query('commit');
  expect(await stored()).toEqual([1]);
  await close();

  const after = await open(folder, 0);
  await after.query('insert into probe values (3)');
  expect((await after.query('select n from probe order by n')).rows).toEqual([{ n: 1 }, { n: 3 }]);
});
