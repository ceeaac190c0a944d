import { afterAll, beforeEach, expect, test } from 'vitest';
import type { Database } from '../db/database.ts';
import { openTestDatabase } from '../db/testing.ts';
import { csvOf, testDesk, visible } from './desk.testing.ts';
import { findImport } from './history.ts';

let database: Database;
let drop: ReturnType<typeof testDesk>;
beforeEach(async () => {
  database = await openTestDatabase();
  drop = testDesk(database);
});
afterAll(() => drop?.desk.close());

const source = { slug: 'kommunen', name: 'Kommunen', kind: 'municipal' as const, licence: null };
/** Four rows; the time says which edition of the file they come from. */
const edition = (hour: string, ids = ['a', 'b', 'c', 'd']) =>
  csvOf(ids.map((id) => ({ id, at: `2026-03-02 ${hour}:00` })));
const take = async (text: string) => (await drop.take(text, { source })).id;
const undo = async (id: string) => {
  await drop.desk.undo('sigtuna', id);
  await drop.desk.idle();
};
/** Visible rows as id-less editions: how many from which hour. */
const editions = async (): Promise<Record<string, number>> => {
  const { rows } = await database.knex.raw(`
    select to_char(occurred_from at time zone 'Europe/Stockholm', 'HH24') as hour, count(*)::integer as n
    from staff.visible_incident group by 1 order by 1`);
  return Object.fromEntries(rows.map(({ hour, n }: { hour: string; n: number }) => [hour, n]));
};

test('An undone import is gone, what it changed is back, and it can be imported again.', async () => {
  await take(edition('10'));
  const second = await take(edition('11', ['a', 'b', 'e']));
  expect(await editions()).toEqual({ 10: 2, 11: 3 });
  await undo(second);
  expect(await editions()).toEqual({ 10: 4 });
  expect((await database.knex.raw('select count(*)::integer as n from staff.incident')).rows[0].n).toBe(4);
  await expect(drop.desk.undo('sigtuna', second)).rejects.toThrow(/undone already/);
  await take(edition('11', ['a', 'b', 'e']));
  expect(await editions()).toEqual({ 10: 2, 11: 3 });
});

test('Undoing the second of three editions does not bring the first back beside the third.', async () => {
  const first = await take(edition('10'));
  const second = await take(edition('11'));
  const third = await take(edition('12'));
  await undo(second);
  expect(await editions()).toEqual({ 12: 4 });
  await undo(third);
  expect(await editions()).toEqual({ 10: 4 });
  await undo(first);
  expect(await editions()).toEqual({});
});

test('Undoing editions in any order shows the newest that is left.', async () => {
  const orders = [
    [0, 1, 2],
    [0, 2, 1],
    [1, 0, 2],
    [1, 2, 0],
    [2, 0, 1],
    [2, 1, 0],
  ];
  for (const order of orders) {
    const ids = [await take(edition('10')), await take(edition('11')), await take(edition('12'))];
    const left = new Set([0, 1, 2]);
    for (const index of order) {
      await undo(ids[index]!);
      left.delete(index);
      const newest = Math.max(...left);
      expect(await editions(), `${order} after ${index}`).toEqual(left.size === 0 ? {} : { [10 + newest]: 4 });
    }
  }
}, 120_000);

test('Rows that a later file also holds stay when the first is undone.', async () => {
  const first = await take(edition('10'));
  const second = await take(edition('10', ['a', 'b']));
  await undo(first);
  expect(await visible(database)).toBe(2);
  const third = await take(edition('11', ['a']));
  expect(await editions()).toEqual({ 10: 1, 11: 1 });
  await undo(second);
  expect(await editions()).toEqual({ 11: 1 });
  await undo(third);
  expect(await editions()).toEqual({});
});

test('A file that added nothing has nothing to undo, until it inherits what an earlier one is robbed of.', async () => {
  const first = await take(edition('10'));
  const second = await take(edition('10'));
  const { knex } = database;
  expect((await findImport(knex, 'sv', second)).undoable).toBe(false);
  await expect(drop.desk.undo('sigtuna', second)).rejects.toThrow(/added nothing, so there is nothing to undo/);
  expect(await visible(database)).toBe(4);
  await undo(first);
  expect(await visible(database)).toBe(4);
  expect((await findImport(knex, 'sv', second)).undoable).toBe(true);
  await undo(second);
  expect(await visible(database)).toBe(0);
});

test('A content that comes back is a row of its own: undoing the way there and back keeps the chain whole.', async () => {
  const first = await take(edition('10'));
  const second = await take(edition('11'));
  const third = await take(edition('10'));
  const fourth = await take(edition('10', ['a', 'b', 'c', 'd']));
  await undo(third);
  expect(await editions(), 'the fourth met the third unchanged').toEqual({ 10: 4 });
  await undo(second);
  expect(await editions()).toEqual({ 10: 4 });
  await undo(fourth);
  expect(await editions()).toEqual({ 10: 4 });
  await undo(first);
  expect(await editions()).toEqual({});
});

test('Undoing many rows that a later file also holds compares none of them with all the others.', async () => {
  const many = edition(
    '10',
    Array.from({ length: 60_000 }, (_, i) => `K${i}`),
  );
  const first = await take(many);
  await take(many);
  await undo(first);
  expect(await editions()).toEqual({ 10: 60_000 });
});
