import type { Database } from '../db/database.ts';
import { withDeadline } from '../db/deadline.ts';
import { type Actor, disposalSealOf } from './entry.ts';
import { openAuditKey } from './key.ts';

export interface Disposal {
  /** The area's number, 0 for the installation's own chain. */
  municipality_id: number;
  /** Entries older than this go. */
  before: Date;
  /** The number of the decision that says so. */
  decision: string;
  who: Actor;
}

/**
 * Lets a chain's oldest entries go, as a rule says. Where it begins now is sealed, so that nobody else can cut its beginning off;
 * and that it was done is an entry itself.
 *
 * @param data_dir where the key lies
 * @returns how many went
 */
export async function disposeEntries(
  database: Pick<Database, 'knex' | 'record'>,
  data_dir: string,
  { municipality_id, before, decision, who }: Disposal,
): Promise<number> {
  return withDeadline(database.knex, 'chunk', async (trx) => {
    const { rows } = await trx.raw<{ rows: { entry_no: number; seal: string }[] }>(LAST, {
      municipality_id,
      before: before.toISOString(),
    });
    const last = rows[0];
    if (last === undefined) return 0;
    const { key, key_id } = openAuditKey(data_dir);
    const { entry_no, seal } = last;
    const disposal_seal = disposalSealOf(key, municipality_id, entry_no, seal);
    await trx.raw(BEGINS, { municipality_id, entry_no, seal, key_id, disposal_seal });
    const gone = await trx.raw<{ rows: { n: number }[] }>(
      'select staff.dispose_audit(:municipality_id, :entry_no) as n',
      { municipality_id, entry_no },
    );
    const { n } = gone.rows[0]!;
    const until = before.toISOString().slice(0, 10);
    await database.record(trx, { act: 'log_disposed', who, area: municipality_id, details: { n, until, decision } });
    return n;
  });
}

// in: municipality_id, before; out: the last entry that goes: all up to it are older, also where a clock was set back
const LAST = `
  select entry_no, seal from staff.audit_entry
  where municipality_id = :municipality_id and entry_no < coalesce(
    (select min(entry_no) from staff.audit_entry
      where municipality_id = :municipality_id and at >= cast(:before as timestamptz)), 2147483647)
  order by entry_no desc limit 1`;

// in: the last entry that goes, and the seal of that; out: nothing
const BEGINS = `
  update staff.audit_head
  set disposed_no = :entry_no, disposed_seal = :seal, disposal_key_id = :key_id, disposal_seal = :disposal_seal
  where municipality_id = :municipality_id`;
