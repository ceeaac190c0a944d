import { randomUUID } from 'node:crypto';
import type { Database } from '../db/database.ts';

export interface MadeFlag {
  place?: string;
  weightiest?: string;
  publication_group?: number;
  kind?: 'feels' | 'happened';
  strength?: number | null;
  fate?: 'live' | 'quarantined';
  received_on?: string;
  burst?: number | null;
  note?: string;
}

const ADD = `
  with made as (
    insert into flag.flag (municipality_id, flag_id, kind, feeling, place, month, times, days, strength, reasons, weightiest,
      publication_group, fate)
    select municipality_id, :flag_id, :kind, 'unsafe', :place, date_trunc('month', current_date), '{evening}', 'both', :strength,
      array[:weightiest], :weightiest, :publication_group, :fate
    from staff.municipality where slug = 'sigtuna' returning municipality_id, flag_id),
  received as (
    insert into flag.moderation (municipality_id, flag_id, received_on, burst)
    select municipality_id, flag_id, cast(:received_on as date), :burst from made),
  receipt as (
    insert into flag.receipt (municipality_id, lookup, secret, flag_id)
    select municipality_id, lpad(replace(cast(flag_id as text), '-', ''), 64, '0'), 'made', flag_id from made)
  insert into flag.note (municipality_id, flag_id, text)
  select municipality_id, flag_id, :note from made where cast(:note as text) is not null`;

/** A flag as intake stores one, received today unless said otherwise. @returns its id */
export async function addFlag({ knex }: Pick<Database, 'knex'>, flag: MadeFlag = {}): Promise<string> {
  const flag_id = randomUUID();
  await knex.raw(ADD, {
    ...{ place: 'valsta-centrum', weightiest: 'dark', publication_group: 3, kind: 'feels', strength: null },
    ...{
      fate: 'live',
      received_on: new Date().toLocaleDateString('sv-SE', { timeZone: 'Europe/Stockholm' }),
      burst: null,
      note: null,
    },
    ...flag,
    flag_id,
  } as never);
  return flag_id;
}
