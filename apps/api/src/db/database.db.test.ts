import { beforeAll, describe, expect, test } from 'vitest';
import { type Database, openDatabase } from './database.ts';
import { openTestDatabase } from './testing.ts';

let database: Database;
beforeAll(async () => {
  database = await openTestDatabase();
});

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe('the database', () => {
  test('names its engine and has Sigtuna', async () => {
    expect(database.engine.kind).toBe(process.env.TEST_ENGINE);
    expect(database.engine.postgis).toMatch(/^3\./);
    expect(await database.knex('staff.municipality').pluck('slug')).toEqual(['sigtuna']);
  });

  test.each(['', 'data', './data'])('keys are never left where the process happens to stand (%j)', async (data_dir) => {
    const { connectionString } = database.connection;
    const database_url = process.env.TEST_ENGINE === 'server' ? String(connectionString) : null;
    await expect(openDatabase({ data_dir, database_url })).rejects.toThrow(/has to be an absolute path/);
  });

  test('a transaction on one connection is not seen by another, and its rollback leaves nothing', async () => {
    const { knex } = database;
    await knex.raw('create table public.probe (n integer)');
    const trx = await knex.transaction();
    await trx.raw('insert into public.probe values (1)');
    // A knex query runs anew for each await: as a promise it runs once.
    const other = knex.raw('insert into public.probe values (2)').then();
    await Promise.race([other, pause(200)]);
    await trx.rollback();
    await other;
    expect(await knex('public.probe').pluck('n')).toEqual([2]);
    await knex.raw('drop table public.probe');
  });

  test('statements of many connections never answer for each other', async () => {
    const answers = await Promise.all(
      Array.from({ length: 200 }, (_, n) => database.knex.raw('select ?::int as n', [n]).then(({ rows }) => rows[0].n)),
    );
    expect(answers).toEqual(Array.from({ length: 200 }, (_, n) => n));
  });

  test('a data version is heard of when its transaction commits, and not when it rolls back', async () => {
    const heard: [number, number][] = [];
    const stop = database.onDataVersion((municipality_id, version) => heard.push([municipality_id, version]));
    const [municipality_id] = await database.knex('staff.municipality').pluck('municipality_id');
    await database.knex
      .transaction(async (trx) => {
        await database.bumpDataVersion(trx, municipality_id);
        throw new Error('changed my mind');
      })
      .catch(() => {});
    const version = await database.knex.transaction((trx) => database.bumpDataVersion(trx, municipality_id));
    await expect.poll(() => heard, { timeout: 2_000 }).toEqual([[municipality_id, version]]);
    stop();
  });
});
