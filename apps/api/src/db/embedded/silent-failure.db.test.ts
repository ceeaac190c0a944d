import { beforeAll, expect, test } from 'vitest';
import type { Database } from '../database.ts';
import { openTestDatabase } from '../testing.ts';

let database: Database;
beforeAll(async () => {
  database = await openTestDatabase();
  await database.knex.raw('create table if not exists public.silent (n integer)');
});

/** GEOS throws a C++ exception that the engine loses: PGlite answers "SELECT 0", and COMMIT succeeds. */
const BOW_TIES = `select st_union(g) as g from (values
  (st_geomfromtext('POLYGON((0 0,1 1,1 0,0 1,0 0))')), (st_geomfromtext('POLYGON((0 0,2 2,2 0,0 2,0 0))'))) v(g)`;
const TOO_DEEP = `${'['.repeat(400_000)}${']'.repeat(400_000)}`;
const RESTARTED = /is being restarted; nothing was stored/;

const stored = () => database.knex('public.silent').pluck('n').orderBy('n');

test('a union of bow-ties fails aloud, without and with parameters', async () => {
  await expect(database.knex.raw(BOW_TIES)).rejects.toThrow(RESTARTED);
  await expect(database.knex.raw(`${BOW_TIES} where 1 = ?`, [1])).rejects.toThrow(RESTARTED);
  expect((await database.knex.raw('select 1 as ok')).rows).toEqual([{ ok: 1 }]);
});

test('inside a transaction it stores nothing, not even what came before', async () => {
  await database.knex('public.silent').insert({ n: 1 });
  const transaction = database.knex.transaction(async (trx) => {
    await trx('public.silent').insert({ n: 2 });
    await trx.raw(BOW_TIES);
    await trx('public.silent').insert({ n: 3 });
  });
  await expect(transaction).rejects.toThrow(RESTARTED);
  expect(await stored()).toEqual([1]);
});

test('a statement that writes and fails silently has not written', async () => {
  const before = await stored();
  const insert = `insert into public.silent select 9 from (${BOW_TIES}) u where u.g is not null`;
  await expect(database.knex.raw(insert)).rejects.toThrow(RESTARTED);
  expect(await stored()).toEqual(before);
});

test('JSON nested too deep fails aloud, and the engine works afterwards', async () => {
  await expect(database.knex.raw('select length((?::jsonb)::text)', [TOO_DEEP])).rejects.toThrow(RESTARTED);
  expect((await database.knex.raw('select 2 as ok')).rows).toEqual([{ ok: 2 }]);
});

test('other callers are told to try again, and can', async () => {
  const asked = database.knex.raw(BOW_TIES).catch((error: Error) => error);
  const others = await Promise.allSettled(
    Array.from({ length: 5 }, () => database.knex.raw('select 1 as ok').then(({ rows }) => rows[0])),
  );
  expect(await asked).toBeInstanceOf(Error);
  for (const other of others) {
    if (other.status === 'fulfilled') expect(other.value).toEqual({ ok: 1 });
    else expect(other.reason).toMatchObject({ code: '57P01', retryable: true });
  }
});

test('COPY is refused with the way out, and the connection lives', async () => {
  await expect(database.knex.raw('copy public.silent from stdin')).rejects.toThrow(/unnest/);
  expect((await database.knex.raw('select 3 as ok')).rows).toEqual([{ ok: 3 }]);
});
