import type { Link, LinkPurpose, MadeLink } from '@lagesbild/contract';
import type { Knex } from 'knex';
import { ProblemError } from '../errors.ts';
import { hashOfToken, newToken } from './token.ts';

/** The first account is made soon after the start; an invitation may lie in a mailbox over a long weekend. */
const LASTS_H: Record<LinkPurpose, number> = { claim: 24, invitation: 7 * 24, password: 24 };

// in: the link; out: when it ends
const MAKE = `
  insert into staff.one_time_link (token_hash, purpose, account_id, expires_at, ends_passkeys)
  values (:token_hash, :purpose, cast(:account_id as uuid), now() + :hours * interval '1 hour', :ends_passkeys)
  returning expires_at`;

/**
 * A link that works once. The token stands after #, which no browser sends: it is in no log and no Referer.
 *
 * @param account_id null for the link that makes the first account; an account's earlier links end
 * @param origin  where the pages are
 * @param ends_passkeys whether using it removes the account's passkeys: somebody has lost them
 */
export async function makeLink(
  knex: Knex,
  purpose: LinkPurpose,
  account_id: string | null,
  origin: string,
  ends_passkeys = false,
): Promise<MadeLink> {
  const token = newToken();
  await knex.raw('delete from staff.one_time_link where account_id = cast(:account_id as uuid) or expires_at < now()', {
    account_id,
  });
  const { rows } = await knex.raw<{ rows: { expires_at: Date }[] }>(MAKE, {
    token_hash: hashOfToken(token),
    purpose,
    account_id,
    hours: LASTS_H[purpose],
    ends_passkeys,
  });
  return { url: `${origin}/login#${token}`, expires_at: rows[0]!.expires_at.toISOString() };
}

export interface FoundLink extends Link {
  account_id: string | null;
  ends_passkeys: boolean;
}

// in: token_hash; out: the link that still works, or none
const FIND = `
  select l.purpose, l.account_id, l.ends_passkeys, a.login, a.name
  from staff.one_time_link l left join staff.account a on a.account_id = l.account_id
  where l.token_hash = :token_hash and l.expires_at > now() and a.deactivated_at is null`;

/** What a link is for. @throws {ProblemError} link_over, whether it was used, is too old, or never was */
export async function findLink(knex: Knex, token: string): Promise<FoundLink> {
  const { rows } = await knex.raw<{ rows: FoundLink[] }>(FIND, { token_hash: hashOfToken(token) });
  if (!rows[0]) throw new ProblemError('link_over');
  return rows[0];
}

/**
 * Uses it up, in the caller's transaction: of two who come at once, one gets it.
 * @throws {ProblemError} link_over
 */
export async function useLink(trx: Knex, token: string): Promise<FoundLink> {
  const link = await findLink(trx, token);
  const used = await trx.raw<{ rowCount: number }>('delete from staff.one_time_link where token_hash = :token_hash', {
    token_hash: hashOfToken(token),
  });
  if (used.rowCount !== 1) throw new ProblemError('link_over');
  return link;
}
