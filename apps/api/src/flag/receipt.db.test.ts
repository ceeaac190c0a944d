import { randomBytes, randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Database } from '../db/database.ts';
import { publicly } from '../db/public-side.ts';
import { openTestDatabase } from '../db/testing.ts';
import { Receipts } from './receipt.ts';

let database: Database;
let municipality_id: number;
const receipts = new Receipts(randomBytes(32).toString('hex'));
let words: string;
let statements = 0;

/** Counts what is asked of the database. */
const ask = <T>(work: (trx: Knex.Transaction) => Promise<T>): Promise<T> =>
  publicly(database, (trx) => {
    statements++;
    return work(trx);
  });

beforeAll(async () => {
  database = await openTestDatabase();
  ({ municipality_id } = await database.knex('staff.municipality').where({ slug: 'sigtuna' }).first('municipality_id'));
  const flag_id = randomUUID();
  await database.knex.raw(
    `insert into flag.flag (municipality_id, flag_id, kind, feeling, place, month, times, days, reasons, weightiest, publication_group)
     values (:municipality_id, :flag_id, 'feels', 'unsafe', 'valsta-centrum', '2025-03-01', '{evening}', 'both', '{dark}', 'dark', 3)`,
    { municipality_id, flag_id },
  );
  words = await receipts.add(database.knex, municipality_id, flag_id, await receipts.make());
});
afterAll(() => database?.knex.raw('truncate flag.flag cascade'));

const open = (typed: string): Promise<boolean> =>
  receipts.open(ask, municipality_id, typed).then(
    () => true,
    () => false,
  );

/** Milliseconds of processor that all threads of this process used: what else the machine does isn't in it. */
async function processorOf(work: () => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/** How likely one of the first takes longer than one of the others: 0.5 where nothing tells them apart, 1 where it always does. */
function tellsApart(first: readonly number[], others: readonly number[]): number {
  let n = 0;
  for (const a of first) for (const b of others) n += a > b ? 1 : a === b ? 0.5 : 0;
  return n / (first.length * others.length);
}

const ROUNDS = 40;
/** Of 40 and 40 that are alike it strays from 0.5 by 0.065 (standard error, Mann & Whitney 1947): this far once in ten thousand times. */
const MARGIN = 0.25;

test('a receipt that is there, one with wrong words, one that isn’t and no receipt at all take the same work', async () => {
  const [secret, lookup] = [words.split('-').slice(3), words.split('-').slice(0, 3)];
  const other = secret.includes('bali') ? 'kuma' : 'bali';
  const kinds: Record<string, string> = {
    hit: words,
    wrong: [...lookup, other, other, other].join('-'),
    miss: [other, other, other, ...secret].join('-'),
    malformed: 'hej',
  };
  expect(await Promise.all(Object.values(kinds).map(open))).toEqual([true, false, false, false]);
  const taken = Object.fromEntries(Object.keys(kinds).map((kind) => [kind, [] as number[]]));
  /** The control: whoever stops where the receipt isn't found tells that it isn't there. */
  const hasty: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    for (const [kind, typed] of Object.entries(kinds)) {
      statements = 0;
      taken[kind]!.push(await processorOf(() => open(typed)));
      expect([kind, statements]).toEqual([kind, 1]);
    }
    hasty.push(await processorOf(() => ask((trx) => trx.raw("select * from flag.receipt_of(1, 'nothing')"))));
  }
  for (const [a, b] of [
    ['hit', 'wrong'],
    ['wrong', 'miss'],
    ['miss', 'malformed'],
    ['hit', 'malformed'],
  ] as const) {
    const share = tellsApart(taken[a]!, taken[b]!);
    expect(Math.abs(share - 0.5), `${a} longer than ${b} in ${share}`).toBeLessThan(MARGIN);
  }
  expect(tellsApart(taken.wrong!, hasty)).toBeGreaterThan(0.5 + MARGIN);
});
