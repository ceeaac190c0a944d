import type { Knex } from 'knex';
import type { Database } from './database.ts';
import { onSide } from './side.ts';

/** What a public room is given of the database: no way to `knex`, which is staff's. */
export type PublicDatabase = Pick<Database, 'sides'>;

/**
 * One transaction of a route that everybody may use about what residents send or read. Whatever such a route asks of the database
 * it asks here, as a role that sees what is public and nothing of staff or patrols: docs/decisions/0018-schemas-and-roles.md.
 */
export const publicly = <T>({ sides }: PublicDatabase, work: (trx: Knex.Transaction) => Promise<T>): Promise<T> =>
  onSide(sides.public, work);
