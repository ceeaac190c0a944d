import type { Knex } from 'knex';
import type { Ended } from './issuer.ts';

// in: issuer, subject or null, session or null, before; out: the sessions that ended
const END = `
  delete from staff.session s
  where s.issuer = :issuer and s.created_at <= cast(:before as timestamptz)
    and (cast(:session as text) is null or s.issuer_session = :session)
    and (cast(:subject as text) is null or exists (select 1 from staff.issuer_subject i
      where i.issuer = s.issuer and i.account_id = s.account_id and i.subject = :subject))`;

/**
 * Ends the sessions that came from a session of the issuer's. Sent a second time it ends nothing: sessions begun since stay.
 * @returns how many
 */
export async function endSessionsOf(knex: Knex, issuer: string, { subject, session, before }: Ended): Promise<number> {
  const { rowCount } = await knex.raw<{ rowCount: number }>(END, { issuer, subject, session, before });
  return rowCount;
}
