import type { Role } from '@lagesbild/contract';
import type { Knex } from 'knex';
import { ProblemError } from '../errors.ts';

/** Of an account `a`: is a password alone too little for it, by its owner's choice or by one of its roles? */
export const NEEDS_MORE = `(a.second_factor or exists (select 1 from staff.role_grant n cross join staff.installation i
  where n.account_id = a.account_id and n.role = any(i.second_factor_roles)))`;

/** Ways in that show more than a password: a passkey asks for a finger, a face or a PIN; the issuer answers for its own. */
export const STRONG_METHODS = `('passkey', 'sso')`;

export interface Demand {
  login: string;
  name: string;
  needs_more: boolean;
  has_passkey: boolean;
}

/** What an account asks for beside a password. */
export async function demandOf(knex: Knex, account_id: string): Promise<Demand> {
  const { rows } = await knex.raw<{ rows: Demand[] }>(
    `select a.login, a.name, ${NEEDS_MORE} as needs_more,
       exists (select 1 from staff.passkey p where p.account_id = a.account_id) as has_passkey
     from staff.account a where a.account_id = :account_id`,
    { account_id },
  );
  return rows[0]!;
}

/** Whoever switches it on has come in that way, and so knows that it works at this address. */
async function mustHaveDoneSo(knex: Knex, session_id: string | null): Promise<void> {
  const { rows } = await knex.raw<{ rows: object[] }>(
    `select 1 from staff.session where session_id = cast(:session_id as uuid) and method in ${STRONG_METHODS}`,
    { session_id },
  );
  if (rows.length === 0) throw new ProblemError('second_factor_first');
}

/** @throws {ProblemError} second_factor_first */
export async function setOwnSecondFactor(
  knex: Knex,
  { account_id, session_id }: { account_id: string; session_id: string | null },
  on: boolean,
): Promise<void> {
  if (on) await mustHaveDoneSo(knex, session_id);
  await knex.raw('update staff.account set second_factor = :on where account_id = :account_id', { account_id, on });
}

export async function secondFactorRoles(knex: Knex): Promise<Role[]> {
  const { rows } = await knex.raw<{ rows: { roles: Role[] }[] }>(
    'select second_factor_roles as roles from staff.installation',
  );
  return rows[0]?.roles ?? [];
}

/**
 * From the next request on, sessions of these roles that began with a password alone are over.
 * @throws {ProblemError} second_factor_first
 */
export async function setSecondFactorRoles(
  knex: Knex,
  session_id: string | null,
  roles: readonly Role[],
): Promise<void> {
  if (roles.length > 0) await mustHaveDoneSo(knex, session_id);
  await knex.raw('update staff.installation set second_factor_roles = :roles', { roles: [...new Set(roles)] });
}
