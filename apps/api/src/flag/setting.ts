import type { FlagSetting } from '@lagesbild/contract';
import type { Knex } from 'knex';
import type { Actor } from '../audit/entry.ts';
import type { Database } from '../db/database.ts';

const READ = `
  select s.fault_line, coalesce(s.free_text, false) as free_text, coalesce(s.answer_days, 3) as answer_days
  from staff.municipality m left join flag.setting s on s.municipality_id = m.municipality_id
  where m.municipality_id = :municipality_id`;

export async function readSetting(knex: Knex, municipality_id: number): Promise<FlagSetting> {
  return (await knex.raw<{ rows: FlagSetting[] }>(READ, { municipality_id })).rows[0]!;
}

const SET = `
  insert into flag.setting (municipality_id, fault_line, free_text, answer_days)
  values (:municipality_id, :fault_line, :free_text, :answer_days)
  on conflict (municipality_id) do update
    set fault_line = excluded.fault_line, free_text = excluded.free_text, answer_days = excluded.answer_days`;

/** What the resident page says and takes, from now on. */
export async function setUpFlags(
  { knex, record }: Pick<Database, 'knex' | 'record'>,
  municipality_id: number,
  setting: FlagSetting,
  who: Actor,
): Promise<void> {
  await knex.transaction(async (trx) => {
    await trx.raw(SET, { municipality_id, ...setting });
    const { fault_line, free_text, answer_days: days } = setting;
    const details = { fault_line: fault_line ?? '–', free_text: free_text ? 'yes' : 'no', days };
    await record(trx, { act: 'flags_set_up', who, area: municipality_id, details });
  });
}
