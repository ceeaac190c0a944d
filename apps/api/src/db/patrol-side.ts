import type { Knex } from 'knex';
import type { Database } from './database.ts';
import { onSide } from './side.ts';

/** What a room about zones and visits is given of the database: no way to `knex`, which is staff's. */
export type PatrolDatabase = Pick<Database, 'sides' | 'record'>;

/**
 * One transaction of a route about zones, units or visits, as a role that sees those, areas and places, and adds to the log:
 * docs/decisions/0018-schemas-and-roles.md.
 */
export const onPatrols = <T>(
  { sides }: Pick<Database, 'sides'>,
  work: (trx: Knex.Transaction) => Promise<T>,
): Promise<T> => onSide(sides.patrol, work);
