import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Database } from '../../db/database.ts';
import { openTestDatabase, testFolder } from '../../db/testing.ts';
import { disposeEntries } from '../dispose.ts';
import { COMMAND } from '../entry.ts';
import { recorderOf } from '../record.ts';

/** With a role of its own for the log, as docs/operations.md says it, the application can add to it and read it, and nothing else. */
const APP = `app_${randomUUID().slice(0, 8)}`;
const LOG = `log_${randomUUID().slice(0, 8)}`;
let database: Database;
let owner: string;

beforeAll(async () => {
  database = await openTestDatabase();
  const { knex } = database;
  owner = (await knex.raw<{ rows: { name: string }[] }>('select current_user as name')).rows[0]!.name;
  for (const statement of [
    `create role ${APP} nologin`,
    `create role ${LOG} nologin`,
    `grant usage on schema staff to ${APP}, ${LOG}`,
    `grant select, insert, update, delete, truncate on all tables in schema staff to ${APP}`,
    `revoke all on staff.audit_entry from ${APP}`,
    `alter table staff.audit_entry owner to ${LOG}`,
    `alter function staff.keep_audit() owner to ${LOG}`,
    `alter function staff.dispose_audit(integer, integer) owner to ${LOG}`,
    `grant select, insert on staff.audit_entry to ${APP}`,
    `grant execute on function staff.dispose_audit(integer, integer) to ${APP}`,
  ])
    await knex.raw(statement);
});
afterAll(async () => {
  const { knex } = database;
  await knex.raw(`reassign owned by ${LOG} to ${owner}`);
  for (const role of [APP, LOG]) await knex.raw(`drop owned by ${role}`);
  for (const role of [APP, LOG]) await knex.raw(`drop role ${role}`);
});

const asApp = <T>(work: (trx: Knex.Transaction) => Promise<T>): Promise<T> =>
  database.knex.transaction(async (trx) => {
    await trx.raw(`set local role ${APP}`);
    return work(trx);
  });

test('it adds and reads', async () => {
  const record = recorderOf(testFolder());
  await asApp((trx) => record(trx, { act: 'signed_out', who: COMMAND, area: null }));
  const { rows } = await asApp((trx) => trx.raw<{ rows: unknown[] }>('select act from staff.audit_entry'));
  expect(rows).toEqual([{ act: 'signed_out' }]);
});

test.each([
  "update staff.audit_entry set who = 'x'",
  'delete from staff.audit_entry',
  'truncate staff.audit_entry',
  'alter table staff.audit_entry disable trigger user',
  'drop table staff.audit_entry',
  'drop function staff.keep_audit() cascade',
])('it can’t: %s', async (statement) => {
  await expect(asApp((trx) => trx.raw(statement))).rejects.toMatchObject({ code: '42501' });
});

test('nor by saying that a rule lets entries go', async () => {
  const cheat = (trx: Knex) =>
    trx.raw("set local lagesbild.audit_disposal = 'on'").then(() => trx.raw('delete from staff.audit_entry'));
  await expect(asApp(cheat)).rejects.toMatchObject({ code: '42501' });
});

test('a rule’s own function still lets the oldest go', async () => {
  const data_dir = testFolder();
  const record = recorderOf(data_dir);
  const disposal = { municipality_id: 0, before: new Date(Date.now() + 60_000), decision: 'KS 1', who: COMMAND };
  const knex = { transaction: asApp } as unknown as Knex;
  expect(await disposeEntries({ knex, record }, data_dir, disposal)).toBe(1);
});
