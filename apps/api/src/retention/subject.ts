import type { RetentionSubject } from '@lagesbild/contract';
import type { Knex } from 'knex';

/** Rows a transaction takes: a second of work, so that others get their turn. */
const CHUNK_ROWS = 20_000;

/** What a rule is about: how its due rows are found, and how some of them go. */
interface Subject {
  // in: municipality_id, older_than; out: n
  due: string;
  // the same, and limit; out: n that went
  dispose: string;
  /** What the map shows of the area changes with it. */
  shows: boolean;
}

/** An incident is as old as its end; also versions that a later file has replaced go. What is being imported stays. */
const DUE_INCIDENTS = `
  select i.incident_id, i.import_id from staff.incident i
  join staff.import m on m.municipality_id = i.municipality_id and m.import_id = i.import_id and m.state = 'done'
  where i.municipality_id = :municipality_id
    and coalesce(i.occurred_to, i.occurred_from) < cast(:older_than as timestamptz)`;

const DUE_CELLS = `
  select c.ctid, c.import_id from staff.area_count c
  join staff.import m on m.municipality_id = c.municipality_id and m.import_id = c.import_id and m.state = 'done'
  where c.municipality_id = :municipality_id and c.period_to < cast(cast(:older_than as timestamptz) as date)`;

const DUE_REJECTIONS = `
  select r.ctid from staff.import_rejection r
  join staff.import m on m.municipality_id = r.municipality_id and m.import_id = r.import_id and m.state <> 'running'
  where r.municipality_id = :municipality_id and m.started_at < cast(:older_than as timestamptz)`;

const counted = (due: string): string => `select cast(count(*) as integer) as n from (${due}) as due`;

/** The log isn't here: its chain is cut in a way of its own, see `disposeEntries`. */
export const SUBJECTS: Readonly<Record<Exclude<RetentionSubject, 'audit_entry'>, Subject>> = {
  incident: {
    due: counted(DUE_INCIDENTS),
    dispose: `
      with due as (${DUE_INCIDENTS} limit ${CHUNK_ROWS}),
      gone as (
        delete from staff.incident i using due
        where i.municipality_id = :municipality_id and i.incident_id = due.incident_id
        returning i.import_id),
      told as (
        update staff.import m set disposed = m.disposed + g.n
        from (select import_id, count(*) as n from gone group by import_id) as g
        where m.municipality_id = :municipality_id and m.import_id = g.import_id)
      select cast(count(*) as integer) as n from gone`,
    shows: true,
  },
  area_count: {
    due: counted(DUE_CELLS),
    dispose: `
      with gone as (
        delete from staff.area_count where ctid in (select ctid from (${DUE_CELLS} limit ${CHUNK_ROWS}) as due)
        returning 1)
      select cast(count(*) as integer) as n from gone`,
    shows: true,
  },
  import_rejection: {
    due: counted(DUE_REJECTIONS),
    dispose: `
      with gone as (
        delete from staff.import_rejection where ctid in (select ctid from (${DUE_REJECTIONS} limit ${CHUNK_ROWS}) as due)
        returning 1)
      select cast(count(*) as integer) as n from gone`,
    shows: false,
  },
};

const DUE_ENTRIES = `
  select cast(count(*) as integer) as n from staff.audit_entry
  where municipality_id = :municipality_id and at < cast(:older_than as timestamptz)`;

/** How many rows are older than that. */
export async function countDue(
  knex: Knex,
  municipality_id: number,
  subject: RetentionSubject,
  older_than: string,
): Promise<number> {
  const sql = subject === 'audit_entry' ? DUE_ENTRIES : SUBJECTS[subject].due;
  const { rows } = await knex.raw<{ rows: { n: number }[] }>(sql, { municipality_id, older_than });
  return rows[0]!.n;
}
