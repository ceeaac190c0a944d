import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import knexFactory, { type Knex } from 'knex';
import { COMMAND } from '../audit/entry.ts';
import { openAuditKey } from '../audit/key.ts';
import { recordWith } from '../audit/record.ts';
import type { Database } from '../db/database.ts';
import { withDeadline } from '../db/deadline.ts';
import { SCHEMAS } from '../db/schemas.ts';
import { ProblemError } from '../errors.ts';
import { openBackup } from './backup.ts';
import { readTable } from './content.ts';
import { load } from './load.ts';
import { type BackupTable, differences } from './manifest.ts';
import { asOfOneMoment } from './moment.ts';
import { listTables } from './table.ts';
import { writeTables } from './write.ts';
import './sentences.ts';

const POSTGRESQL_MIN = 150_000;

/**
 * Copies everything from the embedded database to an empty PostGIS server, and compares every table there with what it
 * was here. The embedded database stays as it is; the keys are in the data folder and go on being used. The log goes on
 * there, with this move: one more entry here would be an end that is missing there.
 *
 * @param url  of a database that has none of our tables
 * @returns the tables as they are on the server
 * @throws {ProblemError} move_from_server, move_target_unreachable, move_target_old, move_target_taken, move_not_equal
 */
export async function move(database: Database, url: string, data_dir: string): Promise<BackupTable[]> {
  if (database.engine.kind === 'server') throw new ProblemError('move_from_server');
  const target = knexFactory({ client: 'pg', connection: url, pool: { min: 0, max: 1 }, log: { warn: () => {} } });
  const workshop = await mkdtemp(join(data_dir, 'moving-'));
  try {
    await refuseUnfit(target);
    const folder = join(workshop, 'tables');
    const { tables } = await writeTables(database, folder, new Map());
    const backup = await openBackup(folder);
    await withDeadline(target, 'migration', async (trx) => {
      await refuseTaken(trx);
      await load(trx, backup);
    });
    const arrived = await asOfOneMoment({ knex: target, engine: { kind: 'server' } }, async (at) => {
      const read: BackupTable[] = [];
      for (const table of await at(listTables)) read.push(await readTable(at, table));
      return read;
    });
    const different = differences(tables, arrived);
    if (different.length > 0) throw new ProblemError('move_not_equal', { tables: different.join(', ') });
    await target.transaction((trx) =>
      recordWith(trx, openAuditKey(data_dir), { act: 'database_moved', who: COMMAND, area: null }),
    );
    return arrived;
  } finally {
    await target.destroy();
    await rm(workshop, { recursive: true, force: true });
  }
}

async function refuseUnfit(target: Knex): Promise<void> {
  const { rows } = await target
    .raw<{ rows: { number: number; version: string }[] }>(
      `select current_setting('server_version_num')::integer as number, current_setting('server_version') as version`,
    )
    .catch((error: Error) => {
      throw new ProblemError('move_target_unreachable', { reason: error.message });
    });
  if (rows[0]!.number < POSTGRESQL_MIN) throw new ProblemError('move_target_old', { version: rows[0]!.version });
}

async function refuseTaken(trx: Knex.Transaction): Promise<void> {
  const { rows } = await trx.raw<{ rows: { name: string }[] }>(
    `select nspname as name from pg_namespace where nspname = any(:schemas)
     union all select 'knex_migrations' where to_regclass('public.knex_migrations') is not null
     limit 1`,
    { schemas: [...SCHEMAS] },
  );
  if (rows[0]) throw new ProblemError('move_target_taken', { found: rows[0].name });
}
