import type { AnswerTimes } from '@lagesbild/contract';
import type { Knex } from 'knex';

const MONTHS = 3;

// in: municipality_id, month, waited: one entry a flag; out: nothing
const ADD = `
  insert into staff.answer_time as t (municipality_id, answered_month, waited_days, n)
  select :municipality_id, cast(:month as date), waited, cast(count(*) as integer)
  from unnest(cast(:waited as smallint[])) as waited group by waited
  on conflict (municipality_id, answered_month, waited_days) do update set n = t.n + excluded.n`;

// the same, taken back
const TAKE = `
  update staff.answer_time t set n = greatest(0, t.n - w.n)
  from (select waited, cast(count(*) as integer) as n from unnest(cast(:waited as smallint[])) as waited group by waited) w
  where t.municipality_id = :municipality_id and t.answered_month = cast(:month as date) and t.waited_days = w.waited`;

const WAITED_MAX = 32_767;
const changed =
  (sql: string) => async (trx: Knex, municipality_id: number, month: string, waited: readonly number[]) => {
    if (waited.length === 0) return;
    await trx.raw(sql, { municipality_id, month, waited: waited.map((days) => Math.min(days, WAITED_MAX)) });
  };

/** So many flags got their first answer, after so many working days each. */
export const countAnswers = changed(ADD);
export const uncountAnswers = changed(TAKE);

// in: municipality_id, since; order: waited_days
const WAITED = `
  select waited_days, cast(sum(n) as integer) as n from staff.answer_time
  where municipality_id = :municipality_id and answered_month >= cast(:since as date)
  group by waited_days having sum(n) > 0 order by waited_days`;

/** How long residents waited for a first answer, this month and the two before. @param today  local day */
export async function readAnswerTimes(
  knex: Knex,
  municipality_id: number,
  today: string,
  promised_days: number,
): Promise<AnswerTimes> {
  const [year = 0, month = 0] = today.split('-').map(Number);
  const since = new Date(Date.UTC(year, month - MONTHS, 1)).toISOString().slice(0, 10);
  const { rows } = await knex.raw<{ rows: { waited_days: number; n: number }[] }>(WAITED, { municipality_id, since });
  const n = rows.reduce((sum, row) => sum + row.n, 0);
  const in_time = rows.reduce((sum, row) => (row.waited_days <= promised_days ? sum + row.n : sum), 0);
  return { since, n, median_days: medianOf(rows, n), in_time, promised_days };
}

/** The middle of n values that come as counts in order; null of none. */
function medianOf(rows: readonly { waited_days: number; n: number }[], n: number): number | null {
  if (n === 0) return null;
  const valueAt = (rank: number): number => {
    let below = 0;
    for (const row of rows) {
      below += row.n;
      if (rank < below) return row.waited_days;
    }
    return rows.at(-1)!.waited_days;
  };
  return (valueAt(Math.floor((n - 1) / 2)) + valueAt(Math.floor(n / 2))) / 2;
}
