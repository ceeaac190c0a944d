import { statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Database } from '../db/database.ts';
import { openTestDatabase, testFolder } from '../db/testing.ts';
import { disposeEntries } from './dispose.ts';
import { COMMAND, type NewEntry } from './entry.ts';
import { HEADS_FILE, keepHead, readHeads } from './head.ts';
import { KEY_FILE, openAuditKey, readAuditKeys } from './key.ts';
import { recorderOf } from './record.ts';
import { TAMPERINGS, withoutTriggers } from './tampering.testing.ts';
import { verify } from './verify.ts';

let database: Database;
let data_dir: string;
const ENTRIES = 40;

/** The test's own recorder: its key lies in a folder that the test knows. */
const entry = (i: number, area: number | string | null): NewEntry => ({
  act: 'source_hidden',
  who: i % 3 === 0 ? COMMAND : { kind: 'account', account_id: crypto.randomUUID(), name: `p-${i}` },
  area,
  object: { kind: 'source', id: `${i}`, name: `Källa ${i} "å"` },
});
const check = async (files: string[] = []) => {
  const keys = readAuditKeys(data_dir);
  const kept = await Promise.all(files.map((file) => readHeads(file, keys)));
  return verify(database.knex, keys, kept.flat());
};

beforeAll(async () => {
  const open = await openTestDatabase();
  data_dir = testFolder();
  database = { ...open, data_dir, record: recorderOf(data_dir) };
  for (let i = 1; i <= ENTRIES; i++) await database.record(database.knex, entry(i, i % 2 === 0 ? null : 'sigtuna'));
});
afterAll(() => database?.close());

test('the key is made at first use, for its owner alone, and is nowhere in the database', async () => {
  expect(statSync(join(data_dir, KEY_FILE)).mode & 0o777).toBe(0o600);
  const { key } = openAuditKey(data_dir);
  const { rows } = await database.knex.raw<{ rows: { whole: string }[] }>(
    'select cast(e as text) as whole from staff.audit_entry e union all select cast(h as text) from staff.audit_head h',
  );
  expect(rows.filter(({ whole }) => whole.includes(key))).toEqual([]);
});

test('an entry is there if and only if what it tells of is', async () => {
  const count = async () => (await check()).entries;
  const before = await count();
  const failing = database.knex.transaction(async (trx) => {
    await database.record(trx, entry(1, null));
    throw new Error('given up');
  });
  await expect(failing).rejects.toThrow('given up');
  expect(await count()).toBe(before);
  await database.knex.transaction((trx) => database.record(trx, entry(1, null), entry(2, 'sigtuna'), entry(3, null)));
  expect(await count()).toBe(before + 3);
});

test('those who write at once stand in one line', async () => {
  const before = (await check()).entries;
  await Promise.all(Array.from({ length: 20 }, (_, i) => database.record(database.knex, entry(i, null), entry(i, 1))));
  expect(await check()).toMatchObject({ state: 'whole', entries: before + 40, faulty: 0 });
});

test('nothing is changed or removed, whoever asks', async () => {
  const { knex } = database;
  for (const sql of [
    "update staff.audit_entry set who = 'x'",
    'delete from staff.audit_entry where entry_no = 1',
    'truncate staff.audit_entry',
  ])
    await expect(knex.raw(sql)).rejects.toMatchObject({ code: 'LB001' });
  expect((await check()).state).toBe('whole');
});

test('every kind of tampering is found', async () => {
  const folder = testFolder();
  await keepHead(database.knex, data_dir, folder);
  const kept = await readHeads(join(folder, HEADS_FILE), readAuditKeys(data_dir));
  expect(kept).toHaveLength(1);
  const missed: string[] = [];
  for (const { does, run } of TAMPERINGS)
    for (const at of [1, 7, 20]) {
      const undone = database.knex.transaction(async (trx) => {
        await withoutTriggers(trx);
        const area = at % 2;
        const { rows } = await trx.raw<{ rows: { last: number }[] }>(
          'select max(entry_no) as last from staff.audit_entry where municipality_id = :area',
          { area },
        );
        await run(trx, area, at, rows[0]!.last);
        const { state } = await verify(trx, readAuditKeys(data_dir), kept);
        if (state === 'whole') missed.push(`${does}, at entry ${at}`);
        throw new Error('as it was');
      });
      await expect(undone).rejects.toThrow('as it was');
    }
  expect(missed).toEqual([]);
  expect((await check()).state).toBe('whole');
});

test('without a kept head a missing end can’t be known, with one it is', async () => {
  const folder = testFolder();
  await keepHead(database.knex, data_dir, folder);
  const keys = readAuditKeys(data_dir);
  const kept = await readHeads(join(folder, HEADS_FILE), keys);
  const cut = TAMPERINGS.find(({ does }) => does === 'cuts the end off')!;
  await database.knex
    .transaction(async (trx) => {
      await withoutTriggers(trx);
      await cut.run(trx, 0, 10, 0);
      expect((await verify(trx, keys, [])).state).toBe('whole');
      const verdict = await verify(trx, keys, kept);
      expect(verdict).toMatchObject({ state: 'broken', faults: [{ kind: 'cut', municipality_id: 0, entry_no: 10 }] });
      throw new Error('as it was');
    })
    .catch((error: Error) => expect(error.message).toBe('as it was'));
});

test('what a lost key sealed is not called whole, and is checked again when the key is back', async () => {
  const other = testFolder();
  const stranger = recorderOf(other);
  await stranger(database.knex, entry(1, null));
  expect(await check()).toMatchObject({
    state: 'unchecked',
    unchecked: { [openAuditKey(other).key_id]: 1 },
    faulty: 0,
  });
  const both = new Map([...readAuditKeys(data_dir), ...readAuditKeys(other)]);
  expect(await verify(database.knex, both, [])).toMatchObject({ state: 'whole', unchecked: {} });
});

test('the oldest entries go by a rule, which stands in the log, and the rest is still whole', async () => {
  const { entries } = await check();
  const before = new Date();
  await database.record(database.knex, entry(5, 1));
  const disposal = { municipality_id: 1, before, decision: 'KS 2027/12', who: COMMAND };
  const gone = await disposeEntries(database, data_dir, disposal);
  expect(gone).toBeGreaterThan(20);
  const verdict = await check();
  expect(verdict).toMatchObject({ faulty: 0, entries: entries - gone + 2 });
  expect(await disposeEntries(database, data_dir, disposal)).toBe(0);
});
