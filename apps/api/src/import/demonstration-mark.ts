import type { Knex } from 'knex';

/**
 * Says of the installation whether it is a demonstration: no accounts, and nothing visible or on its way but made-up
 * rows. In the transaction that shows an import, so that real rows and tried-on roles never meet.
 */
export async function markDemonstration(trx: Knex): Promise<void> {
  await trx.raw(MARK);
}

const MARK = `
  with kinds as (
    select s.kind from staff.import i
    join staff.source s on s.municipality_id = i.municipality_id and s.source_id = i.source_id
    where i.state in ('running', 'done')),
  found as (
    select exists (select 1 from kinds where kind = 'demonstration')
      and not exists (select 1 from kinds where kind <> 'demonstration') as is_so)
  update staff.installation set demonstration = found.is_so and claimed_at is null
  from found where demonstration <> (found.is_so and claimed_at is null)`;
