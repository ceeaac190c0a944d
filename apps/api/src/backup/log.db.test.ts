import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { checkLog } from '../audit/check.ts';
import { COMMAND } from '../audit/entry.ts';
import { HEADS_FILE } from '../audit/head.ts';
import { recorderOf } from '../audit/record.ts';
import type { Database } from '../db/database.ts';
import { openTestDatabase, testFolder } from '../db/testing.ts';
import { openBackup } from './backup.ts';
import { restore } from './restore.ts';
import { saveBackup } from './save.ts';

/** A restore takes the data back, and not what was done with it. */
let database: Database;
let data_dir: string;
beforeAll(async () => {
  const open = await openTestDatabase();
  data_dir = testFolder();
  database = { ...open, data_dir, record: recorderOf(data_dir) };
});

const acts = async () =>
  (
    await database.knex.raw<{ rows: { act: string }[] }>(
      'select act from staff.audit_entry where municipality_id = 0 order by entry_no',
    )
  ).rows.map(({ act }) => act);
const happens = (name: string) =>
  database.record(database.knex, { act: 'signed_out', who: { kind: 'unit', name }, area: null });

test('what was done since the backup stays told after it is restored, and the log is whole', async () => {
  const shelf = testFolder();
  const file = join(shelf, 'a.tar.gz');
  await happens('before');
  await saveBackup(database, file, data_dir, COMMAND);
  await happens('after');
  await restore(database, await openBackup(file), { data_dir });
  expect(await acts()).toEqual(['signed_out', 'backup_made', 'signed_out', 'backup_restored']);
  const verdict = await checkLog(database.knex, { data_dir, backup: null }, [join(shelf, HEADS_FILE)]);
  expect(verdict).toMatchObject({ state: 'whole', entries: 4, heads: 1 });
});

test('a backup of another installation brings its own log and key', async () => {
  const file = join(testFolder(), 'b.tar.gz');
  await saveBackup(database, file, data_dir, COMMAND);
  const elsewhere = testFolder();
  const there = { ...database, record: recorderOf(elsewhere) };
  await database.knex.raw('alter table staff.audit_entry disable trigger user');
  await database.knex.raw('truncate staff.audit_entry, staff.audit_head');
  await database.knex.raw('alter table staff.audit_entry enable trigger user');
  await there.record(there.knex, { act: 'signed_out', who: COMMAND, area: null });
  await restore(there, await openBackup(file), { data_dir: elsewhere });
  expect((await acts()).slice(-2)).toEqual(['backup_restored', 'backup_restored']);
  expect(await checkLog(there.knex, { data_dir: elsewhere, backup: null })).toMatchObject({
    state: 'whole',
    faulty: 0,
  });
});
