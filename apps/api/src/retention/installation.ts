import type { InstallationSubject } from '@lagesbild/contract';
import type { Knex } from 'knex';
import { disposeEntries } from '../audit/dispose.ts';
import type { Actor } from '../audit/entry.ts';
import type { Database } from '../db/database.ts';
import { withDeadline } from '../db/deadline.ts';

/** The chain of what belongs to no area. */
const OWN_CHAIN = 0;

// in: months; out: midnight so many months ago, UTC
const OLDER_THAN = `
  select to_char(date_trunc('day', now() at time zone 'UTC') - make_interval(months => :months),
    'YYYY-MM-DD"T"HH24":"MI":"SS"Z"') as older_than`;

export async function monthsAgo(knex: Knex, months: number): Promise<string> {
  const { rows } = await knex.raw<{ rows: { older_than: string }[] }>(OLDER_THAN, { months });
  return rows[0]!.older_than;
}

/** An account that has been emptied is called by its own number: nobody else can be. */
const LEFT = `
  select a.account_id from staff.account a
  where a.deactivated_at < cast(:older_than as timestamptz) and a.login <> 'closed-' || a.account_id`;

const DUE: Record<InstallationSubject, string> = {
  account: `select cast(count(*) as integer) as n from (${LEFT}) as due`,
  audit_entry: `
    select cast(count(*) as integer) as n from staff.audit_entry
    where municipality_id = ${OWN_CHAIN} and at < cast(:older_than as timestamptz)`,
};

/** How much is older than that. */
export async function countOwnDue(knex: Knex, subject: InstallationSubject, older_than: string): Promise<number> {
  const { rows } = await knex.raw<{ rows: { n: number }[] }>(DUE[subject], { older_than });
  return rows[0]!.n;
}

/**
 * The row stays, since the log and what was recorded refer to it by number; name, login and every way in go. What the log itself tells of somebody
 * goes by the log's own rules.
 */
const EMPTY = `
  with due as (${LEFT}),
  roles as (delete from staff.role_grant where account_id in (select account_id from due)),
  keys as (delete from staff.passkey where account_id in (select account_id from due)),
  issuers as (delete from staff.issuer_subject where account_id in (select account_id from due)),
  links as (delete from staff.one_time_link where account_id in (select account_id from due)),
  sessions as (delete from staff.session where account_id in (select account_id from due)),
  gone as (
    update staff.account a set name = '–', login = 'closed-' || a.account_id, password_hash = null
    from due where a.account_id = due.account_id returning 1)
  select cast(count(*) as integer) as n from gone`;

/**
 * Lets go what is older, by a decision, and tells the log.
 * @param data_dir where the log's key lies
 * @returns how much went
 */
export async function disposeOwn(
  database: Pick<Database, 'knex' | 'record'>,
  subject: InstallationSubject,
  { older_than, decision }: { older_than: string; decision: string },
  who: Actor,
  data_dir: string,
): Promise<number> {
  if (subject === 'audit_entry') {
    const chain = { municipality_id: OWN_CHAIN, before: new Date(older_than), decision, who };
    return disposeEntries(database, data_dir, chain);
  }
  return withDeadline(database.knex, 'chunk', async (trx) => {
    const { rows } = await trx.raw<{ rows: { n: number }[] }>(EMPTY, { older_than });
    const { n } = rows[0]!;
    const until = older_than.slice(0, 10);
    const details = { subject, n, until, decision };
    if (n > 0) await database.record(trx, { act: 'rows_disposed', who, area: null, details });
    return n;
  });
}
