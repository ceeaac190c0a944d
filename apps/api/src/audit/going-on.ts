import type { Knex } from 'knex';
import type { AuditKey } from './key.ts';

/**
 * After a restore the log goes on where it was: what was done since the backup stays told. But a log that another installation's key
 * sealed came with its data, and stands.
 *
 * @param before the schema that holds the tables from before
 * @param key    this installation’s
 */
export async function goOn(trx: Knex, before: string, { key_id }: AuditKey): Promise<void> {
  const { rows } = await trx.raw<{ rows: { was: boolean; foreign: boolean }[] }>(
    `select to_regclass('${before}.audit_entry') is not null as was,
       exists (select 1 from staff.audit_entry) and
       not exists (select 1 from staff.audit_entry where key_id = :key_id) as foreign`,
    { key_id },
  );
  const { was, foreign } = rows[0]!;
  if (!was || foreign) return;
  const nothing = await trx.raw<{ rowCount: number }>(`select 1 from ${before}.audit_entry limit 1`);
  if (nothing.rowCount === 0) return;
  await trx.raw('alter table staff.audit_entry disable trigger user');
  for (const table of ['audit_entry', 'audit_head']) {
    await trx.raw(`delete from staff.${table}`);
    await trx.raw(`insert into staff.${table} select * from ${before}.${table}`);
  }
  await trx.raw('alter table staff.audit_entry enable trigger user');
}
