import type { Knex } from 'knex';
import type { Database } from './database.ts';

/**
 * One transaction of a route that everybody may use about what residents send or read. Whatever such a route asks of the database
 * it asks here, so that what the public side may know is decided in one place: docs/decisions/0018-schemas-and-roles.md.
 */
export const publicly = <T>(
  { knex }: Pick<Database, 'knex'>,
  work: (trx: Knex.Transaction) => Promise<T>,
): Promise<T> => knex.transaction(work);
