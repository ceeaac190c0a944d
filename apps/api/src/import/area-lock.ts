import type { Knex } from 'knex';
import type { Client } from 'pg';
import { ProblemError } from '../errors.ts';

/** Any number that is ours, beside the area's: one import or undo at a time in an area, in whatever process. */
const IMPORTING = 1910_03;

/**
 * The area is this transaction's until its end.
 * @throws {ProblemError} import_running, when another import holds it
 *
 * The embedded engine has one session for all, so that the lock always succeeds there: its one process keeps count itself.
 */
export async function lockArea(trx: Knex, municipality_id: number): Promise<void> {
  const { rows } = await trx.raw<{ rows: { free: boolean }[] }>(
    'select pg_try_advisory_xact_lock(:kind, :municipality_id) as free',
    { kind: IMPORTING, municipality_id },
  );
  if (rows[0]?.free !== true) throw new ProblemError('import_running');
}

/** The area is this connection's until it closes, however it closes. */
export async function holdArea(client: Client, municipality_id: number): Promise<void> {
  const { rows } = await client.query<{ free: boolean }>('select pg_try_advisory_lock($1, $2) as free', [
    IMPORTING,
    municipality_id,
  ]);
  if (rows[0]?.free !== true) throw new ProblemError('import_running');
}
