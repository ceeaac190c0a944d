import { PROGRAM } from '../../audit/entry.ts';
import type { Database } from '../../db/database.ts';
import type { Ended, Issuer } from './issuer.ts';

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
export async function endSessionsOf(
  { knex, record }: Pick<Database, 'knex' | 'record'>,
  issuer: Pick<Issuer, 'url' | 'name'>,
  { subject, session, before }: Ended,
): Promise<number> {
  return knex.transaction(async (trx) => {
    const which = { issuer: issuer.url, subject, session, before };
    const { rowCount: n } = await trx.raw<{ rowCount: number }>(END, which);
    if (n > 0)
      await record(trx, { act: 'issuer_ended', who: PROGRAM, area: null, details: { issuer: issuer.name, n } });
    return n;
  });
}
