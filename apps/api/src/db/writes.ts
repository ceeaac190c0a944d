import type { Health } from '@lagesbild/contract';
import type { Database } from './database.ts';
import { hasRoom } from './embedded/disk-room.ts';

/** A server whose replica has taken over, or that its administrator has set so, reads and writes nothing. */
const READ_ONLY = "select current_setting('transaction_read_only') = 'on' as read_only";

/** Would something that is written now be kept? A server's own disk shows only when it is written to. */
export async function writesOf({ engine, data_dir, knex }: Database): Promise<NonNullable<Health['writes']>> {
  if (engine.kind === 'embedded') return hasRoom(data_dir) ? 'ok' : 'disk_full';
  const { rows } = await knex.raw<{ rows: { read_only: boolean }[] }>(READ_ONLY);
  return rows[0]!.read_only ? 'read_only' : 'ok';
}
