import type { Knex } from 'knex';
import type { Database } from '../db/database.ts';
import { withDeadline } from '../db/deadline.ts';
import { TEXT_SETTINGS } from './row-text.ts';

/** Asks something of the database as it was at one moment; `of` names the table or sequence whose rows are asked for. */
export type Moment = <T>(ask: (trx: Knex.Transaction) => Promise<T>, of?: string) => Promise<T>;

const ATTEMPTS = 3;

/**
 * Reads the whole database as of one moment, while the application goes on.
 *
 * A server keeps a moment for whoever wants it. The embedded engine has one session for all, so that a transaction makes
 * everybody wait for its end: there the reading is done in short turns, others' questions between them, and it holds if
 * nothing was written meanwhile. When something was, it begins again, and after three times the last one keeps the
 * engine.
 *
 * @param read  may be called again: it starts from nothing each time
 */
export async function asOfOneMoment<T>(
  database: Pick<Database, 'knex'> & { engine: Pick<Database['engine'], 'kind'>; sides?: Database['sides'] },
  read: (at: Moment) => Promise<T>,
): Promise<T> {
  const { knex, engine, sides } = database;
  for (let attempt = 0; engine.kind === 'embedded' && attempt < ATTEMPTS; attempt++) {
    const before = await lastWrite(knex);
    const result = await read((ask) => inItsOwnTurn(knex, ask));
    if ((await lastWrite(knex)) === before) return result;
  }
  return withDeadline(knex, 'migration', async (trx) => {
    await trx.raw('set transaction isolation level repeatable read, read only');
    await trx.raw(TEXT_SETTINGS);
    if (sides?.patrol.apart !== 'address') return read((ask) => ask(trx));
    // Where patrols are the application doesn't see: their own role reads that, as of the same moment.
    return besides(trx, sides.patrol.knex, (patrol) =>
      read((ask, of) => ask(of?.startsWith('patrol.') ? patrol : trx)),
    );
  });
}

async function besides<T>(trx: Knex.Transaction, other: Knex, work: (trx: Knex.Transaction) => Promise<T>): Promise<T> {
  const { rows } = await trx.raw<{ rows: { moment: string }[] }>('select pg_export_snapshot() as moment');
  return withDeadline(other, 'migration', async (beside) => {
    await beside.raw('set transaction isolation level repeatable read, read only');
    await beside.raw(`set transaction snapshot '${rows[0]!.moment}'`);
    await beside.raw(TEXT_SETTINGS);
    return work(beside);
  });
}

const inItsOwnTurn = <T>(knex: Knex, ask: (trx: Knex.Transaction) => Promise<T>): Promise<T> =>
  withDeadline(knex, 'chunk', async (trx) => {
    await trx.raw(TEXT_SETTINGS);
    return ask(trx);
  });

/** Every write takes a number, also one that is rolled back. */
async function lastWrite(knex: Knex): Promise<string> {
  const { rows } = await knex.raw<{ rows: { last: string }[] }>(
    'select cast(pg_snapshot_xmax(pg_current_snapshot()) as text) as last',
  );
  return rows[0]!.last;
}
