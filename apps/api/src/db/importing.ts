import type { Knex } from 'knex';

/** Any number that is ours, beside the area's: one import or undo at a time in an area, in whatever process. */
export const IMPORTING = 1910_03;

/**
 * Is a file being loaded in any area? A killed process leaves imports that still say `running`: on a server the lock of a
 * living one tells them apart, and the embedded engine's only process removes them when it starts.
 */
export async function isImporting(trx: Knex, kind: 'embedded' | 'server'): Promise<boolean> {
  const { rows } = await trx.raw<{ rows: unknown[] }>(kind === 'embedded' ? RUNNING : LOCKED);
  return rows.length > 0;
}

const RUNNING = `select 1 from staff.import where state = 'running' limit 1`;
const LOCKED = `
  select 1 from pg_locks
  where locktype = 'advisory' and classid = ${IMPORTING}
    and database = (select oid from pg_database where datname = current_database())
  limit 1`;
