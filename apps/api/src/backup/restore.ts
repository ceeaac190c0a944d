import type { Knex } from 'knex';
import { COMMAND } from '../audit/entry.ts';
import { goOn } from '../audit/going-on.ts';
import { auditKeyAmong, openAuditKey } from '../audit/key.ts';
import { recordWith } from '../audit/record.ts';
import { announceAccountChange } from '../db/account-change.ts';
import { announceDataVersion } from '../db/data-version.ts';
import type { Database } from '../db/database.ts';
import { withDeadline } from '../db/deadline.ts';
import { isImporting } from '../db/importing.ts';
import { listMunicipalities } from '../db/municipality.ts';
import { grantAgain, grantedRoles } from '../db/role.ts';
import { SCHEMAS } from '../db/schemas.ts';
import { ProblemError } from '../errors.ts';
import type { Backup } from './backup.ts';
import { KeyChange } from './keys.ts';
import { load } from './load.ts';
import { rowsIn } from './manifest.ts';
import { listTables, quoted } from './table.ts';
import './sentences.ts';

/** Where the tables from before lie until the restored ones have been opened. */
const ASIDE = 'before_restore';
const aside = (schema: string): string => `${ASIDE}_${schema}`;
const MIGRATION_TABLES = ['knex_migrations', 'knex_migrations_lock'];

export interface RestoreOptions {
  data_dir: string;
  /** Looks whether the restored database can be used; throws when it can't. */
  opens?: (knex: Knex) => Promise<unknown>;
}

/**
 * Puts a backup in the place of everything that is here, as a whole or not at all: one transaction moves the tables from
 * before aside, makes and fills the new ones, and raises every data version above what anybody has seen. The old
 * tables go when the new ones have been opened; if they can't be, the old ones come back.
 *
 * On a server others read the old rows until the end, and their writes wait. The embedded engine does one thing at a
 * time: other requests are told to try again.
 *
 * @returns names of accounts that may more than just before: they were switched off, or had lost a role, after the backup
 * @throws {ProblemError} backup_import_running, backup_not_equal, restore_unusable; nothing has changed then
 */
export async function restore(
  database: Database,
  backup: Backup,
  { data_dir, opens = listMunicipalities }: RestoreOptions,
): Promise<string[]> {
  const { knex, engine, standstill } = database;
  const keys = new KeyChange();
  let widened: string[] = [];
  await standstill
    .during(async () => {
      await keys.prepare(backup.keys, data_dir);
      await withDeadline(knex, 'migration', async (trx) => {
        const before = await dataVersions(trx);
        // It writes under numbers it was given before, so that its rows would get among the restored ones.
        if (before !== null && (await isImporting(trx, engine.kind))) throw new ProblemError('backup_import_running');
        const granted = await grantedRoles(trx);
        await dropAside(trx);
        await setAside(trx);
        await load(trx, backup);
        await grantAgain(trx, granted);
        await raiseDataVersions(trx, before ?? new Map());
        await endSessions(trx);
        if (before !== null) widened = await widenedAccounts(trx);
        await goOn(trx, aside('staff'), openAuditKey(data_dir));
        // The key that will lie in the data folder when this is done.
        const key = auditKeyAmong(backup.keys, data_dir);
        const { made_at } = backup.manifest;
        const details = { made_at, rows: rowsIn(backup.manifest) };
        await recordWith(trx, key, { act: 'backup_restored', who: COMMAND, area: null, details });
      });
      await keys.put();
      await opens(knex).catch(async (error: Error) => {
        await withDeadline(knex, 'migration', putBack);
        await keys.putBack();
        throw new ProblemError('restore_unusable', { reason: error.message });
      });
      await withDeadline(knex, 'migration', dropAside);
    })
    .finally(() => keys.discard());
  return widened;
}

const exists = async (trx: Knex.Transaction, schema: string): Promise<boolean> =>
  (await trx.raw<{ rows: unknown[] }>('select 1 from pg_namespace where nspname = ?', [schema])).rows.length > 0;

/** Writers wait from here on, so that nothing is stored in what is being replaced. */
async function setAside(trx: Knex.Transaction): Promise<void> {
  // The log may belong to a role of its own; its writers wait for its head, which is locked.
  const tables = (await listTables(trx)).filter(({ name }) => name !== 'staff.audit_entry');
  const names = tables.map(({ name }) => quoted(name));
  if (names.length > 0) await trx.raw(`lock table ${names.join(', ')} in exclusive mode`);
  await trx.raw(`create schema ${ASIDE}`);
  for (const table of MIGRATION_TABLES) await trx.raw(`alter table if exists public.${table} set schema ${ASIDE}`);
  for (const schema of SCHEMAS)
    if (await exists(trx, schema)) await trx.raw(`alter schema ${schema} rename to ${aside(schema)}`);
}

async function putBack(trx: Knex.Transaction): Promise<void> {
  for (const schema of SCHEMAS) {
    await trx.raw(`drop schema if exists ${schema} cascade`);
    if (await exists(trx, aside(schema))) await trx.raw(`alter schema ${aside(schema)} rename to ${schema}`);
  }
  for (const table of MIGRATION_TABLES) {
    await trx.raw(`drop table if exists public.${table}`);
    await trx.raw(`alter table if exists ${ASIDE}.${table} set schema public`);
  }
  await trx.raw(`drop schema ${ASIDE}`);
}

/** Also what a process that was killed after its restore left. */
async function dropAside(trx: Knex.Transaction): Promise<void> {
  for (const schema of [ASIDE, ...SCHEMAS.map(aside)]) await trx.raw(`drop schema if exists ${schema} cascade`);
}

/** @returns null in a database that has no tables of ours yet */
async function dataVersions(trx: Knex.Transaction): Promise<Map<number, number> | null> {
  if (!(await exists(trx, 'staff'))) return null;
  const { rows } = await trx.raw<{ rows: { municipality_id: number; version: string }[] }>(
    'select municipality_id, version from staff.data_version',
  );
  return new Map(rows.map(({ municipality_id, version }) => [municipality_id, Number(version)]));
}

/** A session or a link that was ended after the backup must not come back with it: everybody signs in again. */
async function endSessions(trx: Knex.Transaction): Promise<void> {
  await trx.raw('delete from staff.session');
  await trx.raw('delete from staff.one_time_link');
  await announceAccountChange(trx);
}

/** What was taken from somebody after the backup comes back with it: whoever restores must hear of it. */
async function widenedAccounts(trx: Knex.Transaction): Promise<string[]> {
  const { rows } = await trx.raw<{ rows: { login: string }[] }>(WIDENED);
  return rows.map(({ login }) => login);
}

// out: logins of accounts that were there before, and are on again or hold a role again; order: login
const WIDENED = `
  select now.login
  from staff.account now join ${aside('staff')}.account before on before.account_id = now.account_id
  where now.deactivated_at is null and (before.deactivated_at is not null or exists (
    select 1 from staff.role_grant g where g.account_id = now.account_id and not exists (
      select 1 from ${aside('staff')}.role_grant b
      where b.account_id = g.account_id and b.role = g.role and b.municipality_id is not distinct from g.municipality_id)))
  order by now.login`;

/** A number that somebody has seen must never stand for other rows. Areas that are no more are told of as well. */
async function raiseDataVersions(trx: Knex.Transaction, before: ReadonlyMap<number, number>): Promise<void> {
  const restored = (await dataVersions(trx)) ?? new Map<number, number>();
  for (const municipality_id of new Set([...before.keys(), ...restored.keys()])) {
    const version = Math.max(before.get(municipality_id) ?? 0, restored.get(municipality_id) ?? 0) + 1;
    await trx.raw('update staff.data_version set version = ?, changed_at = now() where municipality_id = ?', [
      version,
      municipality_id,
    ]);
    await announceDataVersion(trx, municipality_id, version);
  }
}
