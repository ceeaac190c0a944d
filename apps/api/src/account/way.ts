import type { OwnWays } from '@lagesbild/contract';
import type { Knex } from 'knex';
import type { Actor } from '../audit/entry.ts';
import type { Database } from '../db/database.ts';
import { ProblemError } from '../errors.ts';
import { accountNamed } from './account.ts';
import { listPasskeys } from './passkey/passkey.ts';
import { NEEDS_MORE } from './second-factor.ts';

// in: account_id; out: how it can be come into
const WAYS = `
  select a.password_hash is not null as password,
    exists (select 1 from staff.issuer_subject s where s.account_id = a.account_id) as sso,
    a.second_factor, ${NEEDS_MORE} as needs_more
  from staff.account a where a.account_id = :account_id`;

/** The ways into an account. */
export async function waysOf(knex: Knex, account_id: string): Promise<OwnWays> {
  type Row = Pick<OwnWays, 'password' | 'sso' | 'second_factor'> & { needs_more: boolean };
  const { rows } = await knex.raw<{ rows: Row[] }>(WAYS, { account_id });
  const { password, sso, second_factor, needs_more } = rows[0]!;
  const passkeys = await listPasskeys(knex, account_id);
  return { password, sso, passkeys, second_factor, second_factor_by_role: needs_more && !second_factor };
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

/** @throws {ProblemError} way_last, second_factor_last */
export async function mustHaveWay(trx: Knex, account_id: string): Promise<void> {
  const { password, sso, passkeys, second_factor, second_factor_by_role } = await waysOf(trx, account_id);
  if (!password && !sso && passkeys.length === 0) throw new ProblemError('way_last');
  // The next to know the password would make the key that is asked for after it.
  if (password && passkeys.length === 0 && (second_factor || second_factor_by_role))
    throw new ProblemError('second_factor_last');
}
