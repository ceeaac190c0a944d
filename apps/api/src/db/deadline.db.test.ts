import { Client } from 'pg';
import { beforeAll, expect, test } from 'vitest';
import type { Database } from './database.ts';
import { DEADLINE_MS, withDeadline } from './deadline.ts';
import { openTestDatabase } from './testing.ts';

let database: Database;
beforeAll(async () => {
  database = await openTestDatabase();
  await database.knex.raw('create table if not exists public.deadline (n integer)');
});

/** Far longer than any limit here, on any machine. */
const ENDLESS = 'select count(*) from generate_series(1, 5000000000) n';

/** The longest time this process did not answer, in milliseconds. */
const watchEventLoop = () => {
  let gap = 0;
  let last = performance.now();
  const timer = setInterval(() => {
    gap = Math.max(gap, performance.now() - last - 10);
    last = performance.now();
  }, 10);
  return () => {
    clearInterval(timer);
    return gap;
  };
};

test('a statement over its deadline is ended, the process answers all the while, and the rows stay', async () => {
  const { knex } = database;
  await knex('public.deadline').delete();
  await knex('public.deadline').insert({ n: 1 });
  const longestGap = watchEventLoop();
  const question = knex.transaction(async (trx) => {
    await trx.raw('set local statement_timeout = 300');
    await trx('public.deadline').insert({ n: 2 });
    await trx.raw(ENDLESS);
  });
  await expect(question).rejects.toMatchObject({ code: '57014' });
  expect(longestGap()).toBeLessThan(250);
  expect(await knex('public.deadline').pluck('n')).toEqual([1]);
});

test('a question on the pool has the deadline of a request', async () => {
  await database.knex.raw('select 1'); // an engine that was ended just now starts again first
  const from = performance.now();
  await expect(database.knex.raw(ENDLESS)).rejects.toMatchObject({ code: '57014' });
  const took_ms = performance.now() - from;
  expect(took_ms).toBeGreaterThan(DEADLINE_MS.request - 100);
  // Not the deadline of a chunk or of a migration, however busy the machine is.
  expect(took_ms).toBeLessThan(DEADLINE_MS.chunk);
});

test('chunks and migrations have their own deadlines, and only inside their transaction', async () => {
  const limits = (knex: Database['knex']) => knex.raw(`select pg_sleep(0), 1 as ok`).then(({ rows }) => rows[0].ok);
  expect(await withDeadline(database.knex, 'chunk', limits)).toBe(1);
  expect(await withDeadline(database.knex, 'migration', limits)).toBe(1);
  const impatient = new Client({ ...database.connection, statement_timeout: 200 });
  impatient.on('error', () => {});
  await impatient.connect();
  await impatient.query('begin; set local statement_timeout = 60000');
  await impatient.query(`select count(*) from generate_series(1, 5000000) n`);
  await impatient.query('commit');
  await expect(impatient.query(ENDLESS)).rejects.toThrow();
  await impatient.end().catch(() => {});
  expect(await limits(database.knex)).toBe(1);
});
