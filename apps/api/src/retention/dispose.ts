import type { Knex } from 'knex';
import { disposeEntries } from '../audit/dispose.ts';
import type { Actor } from '../audit/entry.ts';
import type { Database } from '../db/database.ts';
import type { RuleToday } from './rule.ts';
import { onSubject, SUBJECTS } from './subject.ts';

/** Any number that is ours, beside the area's: one disposal at a time in an area, in whatever process. */
const DISPOSING = 1910_08;

const HOLD = 'select pg_try_advisory_xact_lock(:key, :municipality_id) as held';
const KEEP = `
  insert into staff.disposal (municipality_id, subject, decision, older_than, n)
  values (:municipality_id, :subject, :decision, cast(:older_than as timestamptz), :n)`;

/**
 * Carries out a rule as it holds today, a chunk a transaction: rows, the note of their going and the new data version are
 * one, so that a killed process leaves nothing half done and the next run goes on.
 *
 * @param data_dir where the log's key lies
 * @returns how many rows went
 */
export async function disposeBy(
  database: Pick<Database, 'knex' | 'sides' | 'record' | 'bumpDataVersion'>,
  rule: RuleToday,
  who: Actor,
  data_dir: string,
): Promise<number> {
  if (rule.subject === 'audit_entry') return disposeLog(database, rule, who, data_dir);
  const { dispose, shows } = SUBJECTS[rule.subject];
  const { municipality_id, subject, decision, older_than } = rule;
  for (let gone = 0; ; ) {
    const n = await onSubject(database, rule.subject, async (trx) => {
      if (!(await hold(trx, municipality_id))) return 0; // another process is at it
      const { rows } = await trx.raw<{ rows: { n: number }[] }>(dispose, { municipality_id, older_than });
      const { n } = rows[0]!;
      if (n === 0) return 0;
      await trx.raw(KEEP, { municipality_id, subject, decision, older_than, n });
      if (shows) await database.bumpDataVersion(trx, municipality_id);
      const until = older_than.slice(0, 10);
      await database.record(trx, {
        ...{ act: 'rows_disposed', who, area: municipality_id },
        details: { subject, n, until, decision },
      });
      return n;
    });
    if (n === 0) return gone;
    gone += n;
  }
}

async function hold(trx: Knex, municipality_id: number): Promise<boolean> {
  const { rows } = await trx.raw<{ rows: { held: boolean }[] }>(HOLD, { key: DISPOSING, municipality_id });
  return rows[0]!.held;
}

/** The log tells of its own disposal, by `log_disposed`. */
async function disposeLog(
  database: Pick<Database, 'knex' | 'record'>,
  { municipality_id, subject, decision, older_than }: RuleToday,
  who: Actor,
  data_dir: string,
): Promise<number> {
  const n = await disposeEntries(database, data_dir, {
    ...{ municipality_id, decision, who },
    before: new Date(older_than),
  });
  if (n > 0) await database.knex.raw(KEEP, { municipality_id, subject, decision, older_than, n });
  return n;
}
