import type { Knex } from 'knex';
import { Client } from 'pg';
import type { Database } from '../db/database.ts';
import { IMPORTING } from '../db/importing.ts';
import { ProblemError } from '../errors.ts';
import './sentences.ts';

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

/**
 * The area is this process's until let go, or until the process ends, however it ends: the lock is a connection's.
 * @throws {ProblemError} import_running
 * @returns lets go
 */
export async function holdArea(database: Database, municipality_id: number): Promise<() => Promise<void>> {
  if (database.engine.kind === 'embedded') return async () => {};
  const client = new Client(database.connection);
  // Said by the statements of the import, which then fail too.
  client.on('error', () => {});
  await client.connect();
  const { rows } = await client.query<{ free: boolean }>('select pg_try_advisory_lock($1, $2) as free', [
    IMPORTING,
    municipality_id,
  ]);
  if (rows[0]?.free === true) return () => client.end().catch(() => {});
  await client.end();
  throw new ProblemError('import_running');
}
