import type { Knex } from 'knex';

/** How long one statement may take, in milliseconds, by class of work. 0: no limit. */
export const DEADLINE_MS = { request: 5_000, chunk: 10_000, migration: 0 } as const;
export type Deadline = keyof typeof DEADLINE_MS;

/**
 * Runs `work` in a transaction whose statements have the class's deadline. Both engines obey: a server by its
 * statement_timeout, the embedded one by the same words, read by the socket in front of it.
 */
export const withDeadline = <T>(
  knex: Knex,
  deadline: Deadline,
  work: (trx: Knex.Transaction) => Promise<T>,
): Promise<T> =>
  knex.transaction(async (trx) => {
    await trx.raw(`set local statement_timeout = ${DEADLINE_MS[deadline]}`);
    return work(trx);
  });
