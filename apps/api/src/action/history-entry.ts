import type { Knex } from 'knex';

export interface HistoryEntry {
  municipality_id: number;
  action_id: string;
  /** organisation and role */
  who: string;
  what: string;
  details?: string;
}

const ADD = `
  insert into staff.action_history (municipality_id, action_id, entry_no, who, what, details)
  select :municipality_id, :action_id, coalesce(max(entry_no), 0) + 1, :who, :what, left(:details, 600)
  from staff.action_history where municipality_id = :municipality_id and action_id = cast(:action_id as uuid)`;

/** What happened to an action, in its own history: for those who work with it, beside the log. */
export const addHistory = (trx: Knex, { details = '', ...entry }: HistoryEntry): Promise<unknown> =>
  trx.raw(ADD, { ...entry, details });
