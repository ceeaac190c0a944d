import type { RetentionSubject } from '@lagesbild/contract';
import type { Knex } from 'knex';
import type { Database } from '../db/database.ts';
import { DEADLINE_MS, withDeadline } from '../db/deadline.ts';
import { onSide } from '../db/side.ts';

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
  /** Whose rows they are. */
  side: 'staff' | 'patrol';
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

const DUE_EXHIBITS = `
  select e.ctid from staff.exhibit e
  where e.municipality_id = :municipality_id and e.made_at < cast(:older_than as timestamptz)`;

const DUE_DISCLOSURES = `
  select d.ctid from staff.disclosure d
  where d.municipality_id = :municipality_id and d.made_at < cast(:older_than as timestamptz)`;

/** A month is past when its last day is; the counts of a quarter go with the flags of its last month. */
const DUE_FLAGS = `
  select f.ctid from flag.flag f
  where f.municipality_id = :municipality_id
    and f.month + interval '1 month' <= cast(cast(:older_than as timestamptz) as date)`;

/** An action is as old as its last change; one that isn't ended stays, however old. What is public of it, its approvals and links go with it. */
const DUE_ACTIONS = `
  select a.ctid from staff.action a
  where a.municipality_id = :municipality_id and a.status in ('done', 'stopped')
    and a.changed_on < cast(cast(:older_than as timestamptz) as date)`;

const DUE_BACKGROUND = `
  select b.ctid from flag.background b
  where b.municipality_id = :municipality_id
    and b.quarter + interval '3 months' <= cast(cast(:older_than as timestamptz) as date)`;
/** A meeting is as old as its day, and its marks go with it. */
const DUE_DIALOGUES = `
  select d.ctid from staff.dialogue d
  where d.municipality_id = :municipality_id and d.held_on < cast(cast(:older_than as timestamptz) as date)`;

/** A survey is as old as the end of its year. */
const DUE_SURVEYS = `
  select s.ctid from staff.survey s
  where s.municipality_id = :municipality_id
    and make_date(s.year + 1, 1, 1) <= cast(cast(:older_than as timestamptz) as date)`;

/** A walk is as old as the last of its days, or the last day that somebody looked again; one without days, as its last change. What was seen at it goes with it. */
const DUE_WALKS = `
  select w.ctid from staff.walk w
  where w.municipality_id = :municipality_id
    and coalesce(greatest(w.briefing_on, w.walk_on, w.feedback_on, w.revisit_on, (select max(r.visited_on) from staff.walk_revisit r
      where r.municipality_id = w.municipality_id and r.walk_id = w.walk_id)), w.changed_on)
      < cast(cast(:older_than as timestamptz) as date)`;

const DUE_WALK_PHOTOS = `
  select p.ctid from staff.walk_photo p
  where p.municipality_id = :municipality_id and p.added_on < cast(cast(:older_than as timestamptz) as date)`;

/** A version is as old as its day; the newest of a plan and the one that is published stay with the plan. */
const DUE_VERSIONS = `
  select v.ctid from patrol.zone_plan_version v
  join patrol.zone_plan p on p.municipality_id = v.municipality_id and p.plan_id = v.plan_id
  where v.municipality_id = :municipality_id and v.saved_on < cast(cast(:older_than as timestamptz) as date)
    and v.version is distinct from p.published_version
    and exists (select from patrol.zone_plan_version n where n.municipality_id = v.municipality_id
      and n.plan_id = v.plan_id and n.version > v.version)`;

const DUE_VISITS = `
  select v.ctid from patrol.visit v
  where v.municipality_id = :municipality_id and v.started_on < cast(cast(:older_than as timestamptz) as date)`;

/** What was planned for a week is as old as its Sunday. */
const DUE_PLANNED = `
  select p.ctid from patrol.planned_visits p
  where p.municipality_id = :municipality_id and p.week + 7 <= cast(cast(:older_than as timestamptz) as date)`;

const DUE_PERMITS = `
  select p.ctid from patrol.permit_area p
  where p.municipality_id = :municipality_id and p.valid_to < cast(cast(:older_than as timestamptz) as date)`;

const counted = (due: string): string => `select cast(count(*) as integer) as n from (${due}) as due`;

/** What stands for itself: nothing else tells of these rows, so nothing else has to be told that they went. */
const alone = (table: string, due: string, { shows = false, side = 'staff' }: Partial<Subject> = {}): Subject => ({
  due: counted(due),
  dispose: `
    with gone as (
      delete from ${table} where ctid in (select ctid from (${due} limit ${CHUNK_ROWS}) as due)
      returning 1)
    select cast(count(*) as integer) as n from gone`,
  ...{ shows, side },
});

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
    ...{ shows: true, side: 'staff' },
  },
  area_count: alone('staff.area_count', DUE_CELLS, { shows: true }),
  import_rejection: alone('staff.import_rejection', DUE_REJECTIONS),
  exhibit: alone('staff.exhibit', DUE_EXHIBITS),
  disclosure: alone('staff.disclosure', DUE_DISCLOSURES),
  flag: {
    due: `
      select cast((select count(*) from (${DUE_FLAGS}) as f) + (select count(*) from (${DUE_BACKGROUND}) as b) as integer) as n`,
    dispose: `
      with flags as (
        delete from flag.flag where ctid in (select ctid from (${DUE_FLAGS} limit ${CHUNK_ROWS}) as due) returning 1),
      background as (
        delete from flag.background where ctid in (select ctid from (${DUE_BACKGROUND} limit ${CHUNK_ROWS}) as due) returning 1)
      select cast((select count(*) from flags) + (select count(*) from background) as integer) as n`,
    ...{ shows: false, side: 'staff' },
  },
  action: alone('staff.action', DUE_ACTIONS),
  dialogue: alone('staff.dialogue', DUE_DIALOGUES),
  survey: alone('staff.survey', DUE_SURVEYS),
  walk: alone('staff.walk', DUE_WALKS),
  walk_photo: alone('staff.walk_photo', DUE_WALK_PHOTOS),
  zone_plan: alone('patrol.zone_plan_version', DUE_VERSIONS, { side: 'patrol' }),
  visit: {
    due: `
      select cast((select count(*) from (${DUE_VISITS}) as v) + (select count(*) from (${DUE_PLANNED}) as p) as integer) as n`,
    dispose: `
      with visits as (
        delete from patrol.visit where ctid in (select ctid from (${DUE_VISITS} limit ${CHUNK_ROWS}) as due) returning 1),
      planned as (
        delete from patrol.planned_visits where ctid in (select ctid from (${DUE_PLANNED} limit ${CHUNK_ROWS}) as due) returning 1)
      select cast((select count(*) from visits) + (select count(*) from planned) as integer) as n`,
    ...{ shows: false, side: 'patrol' },
  },
  permit_area: alone('patrol.permit_area', DUE_PERMITS, { side: 'patrol' }),
};

const DUE_ENTRIES = `
  select cast(count(*) as integer) as n from staff.audit_entry
  where municipality_id = :municipality_id and at < cast(:older_than as timestamptz)`;

type Ways = Pick<Database, 'knex' | 'sides'>;

/** A transaction of whoever may read and write the rows of a subject, with the deadline of a chunk. */
export const onSubject = <T>(
  { knex, sides }: Ways,
  subject: Exclude<RetentionSubject, 'audit_entry'>,
  work: (trx: Knex.Transaction) => Promise<T>,
): Promise<T> =>
  SUBJECTS[subject].side === 'staff'
    ? withDeadline(knex, 'chunk', work)
    : onSide(sides.patrol, async (trx) => {
        await trx.raw(`set local statement_timeout = ${DEADLINE_MS.chunk}`);
        return work(trx);
      });

/** How many rows are older than that. */
export async function countDue(
  database: Ways,
  municipality_id: number,
  subject: RetentionSubject,
  older_than: string,
): Promise<number> {
  const asked = { municipality_id, older_than };
  const n = async (knex: Knex, sql: string) => (await knex.raw<{ rows: { n: number }[] }>(sql, asked)).rows[0]!.n;
  return subject === 'audit_entry'
    ? n(database.knex, DUE_ENTRIES)
    : onSubject(database, subject, (trx) => n(trx, SUBJECTS[subject].due));
}
