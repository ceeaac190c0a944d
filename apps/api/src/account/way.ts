import type { OwnWays } from '@lagesbild/contract';
import type { Knex } from 'knex';
import type { Actor } from '../audit/entry.ts';
import type { Database } from '../db/database.ts';
import { ProblemError } from '../errors.ts';
import { accountNamed } from './account.ts';

// in: account_id; out: how it can be come into
const WAYS = `
  select a.password_hash is not null as password,
    exists (select 1 from staff.issuer_subject i where i.account_id = a.account_id) as sso
  from staff.account a where a.account_id = :account_id`;

/** The ways into an account. */
export async function waysOf(knex: Knex, account_id: string): Promise<OwnWays> {
  const { rows } = await knex.raw<{ rows: OwnWays[] }>(WAYS, { account_id });
  return rows[0] ?? { password: false, sso: false };
}

/** Two ways that are taken at once must not be the last two: whoever takes one waits for the other here. */
export const holdWays = async (trx: Knex, account_id: string): Promise<void> => {
  await trx.raw('select 1 from staff.account where account_id = :account_id for update', { account_id });
};

/** @throws {ProblemError} way_last, when nothing else opens the account */
export async function disconnect(
  { knex, record }: Pick<Database, 'knex' | 'record'>,
  { account_id, login }: { account_id: string; login: string },
  who: Actor,
): Promise<void> {
  await knex.transaction(async (trx) => {
    await holdWays(trx, account_id);
    await trx.raw('delete from staff.issuer_subject where account_id = :account_id', { account_id });
    await mustHaveWay(trx, account_id);
    await record(trx, { act: 'issuer_disconnected', who, area: null, object: accountNamed({ account_id, login }) });
  });
}

export async function mustHaveWay(trx: Knex, account_id: string): Promise<void> {
  const { password, sso } = await waysOf(trx, account_id);
  if (!password && !sso) throw new ProblemError('way_last');
}
