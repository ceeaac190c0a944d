import type { Knex } from 'knex';

/** Whose records: incidents, and flags of places that feel unsafe or safe. */
export const SUBJECTS = ['incident', 'unsafe', 'safe'] as const;
export type Subject = (typeof SUBJECTS)[number];

/** A record that may be counted, as it was found. */
export interface Eligible {
  subject: Subject;
  /** what its key is made of; stays inside */
  record: string;
  east_m: number;
  north_m: number;
  group: number;
  /** the day it was registered */
  day: string;
  /** when it came here, milliseconds */
  came: number;
}

const DAY = `
  coalesce(i.registered, cast((coalesce(i.reported_at, i.occurred_to, i.occurred_from) at time zone :time_zone) as date))`;

/**
 * What police found and partners saw tells where they were; what has no publication group is never told below the municipality; what only some of the
 * staff may see isn't public. A source that doesn't say when something was registered is taken at the day it was reported, or happened.
 */
const COUNTED = `
  from staff.visible_incident i
  join staff.import m on m.municipality_id = i.municipality_id and m.import_id = i.import_id
  join staff.source s on s.municipality_id = i.municipality_id and s.source_id = i.source_id
    and s.viewer_roles is null and s.viewer_organisations is null
  join staff.offence_category c on c.municipality_id = i.municipality_id and c.code = i.category
    and c.publication_group is not null
  where i.municipality_id = :municipality_id and i.discovery not in ('police_discovered', 'partner_observed')
    and i.precision in ('point', 'segment') and not i.stray`;

// in: municipality_id, srid, time_zone; out: a row per incident; order: incident_id
const INCIDENTS = `
  select q.source_id, q.report, q.identity, st_x(q.metric) as east_m, st_y(q.metric) as north_m, q."group", q.day, q.came
  from (
    select i.incident_id, i.source_id, coalesce(i.report, cast(i.identity as text)) as report, cast(i.identity as text) as identity,
      st_transform(i.geometry, cast(:srid as integer)) as metric, c.publication_group as "group",
      to_char(${DAY}, 'YYYY-MM-DD') as day,
      coalesce(extract(epoch from m.finished_at) * 1000, 0)::double precision as came
    ${COUNTED} offset 0) q
  order by q.incident_id`;

/** When what a later file changed came first: a correction isn't another record. */
// in: municipality_id; out: a row per incident that has earlier versions
const FIRST_CAME = `
  select i.source_id, cast(i.identity as text) as identity,
    coalesce(extract(epoch from min(m.finished_at)) * 1000, 0)::double precision as came
  from staff.incident i
  join staff.import m on m.municipality_id = i.municipality_id and m.import_id = i.import_id and m.state = 'done'
  where i.municipality_id = :municipality_id
  group by i.source_id, i.identity having count(*) > 1`;

interface Where {
  municipality_id: number;
  srid: number;
  time_zone: string;
  /** whether what the demonstration made up counts */
  demonstration: boolean;
}

type IncidentRow = Omit<Eligible, 'subject' | 'record'> & { source_id: number; report: string; identity: string };

/** A report is one record, however many offences it has: its first row. */
async function readIncidents(trx: Knex, area: Where): Promise<Eligible[]> {
  const { rows } = await trx.raw<{ rows: IncidentRow[] }>(INCIDENTS, { ...area });
  const earlier = await trx.raw<{ rows: Pick<IncidentRow, 'source_id' | 'identity' | 'came'>[] }>(FIRST_CAME, {
    ...area,
  });
  const first = new Map(earlier.rows.map(({ source_id, identity, came }) => [`${source_id}/${identity}`, came]));
  const reports = new Map<string, Eligible>();
  for (const { source_id, report, identity, came, ...row } of rows) {
    const record = `${source_id}/${report}`;
    if (reports.has(record)) continue;
    reports.set(record, { ...row, subject: 'incident', record, came: first.get(`${source_id}/${identity}`) ?? came });
  }
  return [...reports.values()];
}

/**
 * A flag counts from the day a moderator first published it: that day never changes, and lies in an open period. What the demonstration made up
 * counts while its source is on, when a release says so.
 */
const COUNTED_FLAGS = `
  from flag.flag f
  cross join lateral (
    select coalesce(min(d.decided_on), f.decided_month, f.month) as day from flag.decision d
    where d.municipality_id = f.municipality_id and d.flag_id = f.flag_id and d.act in ('publish', 'answer')) c
  left join staff.place l on l.municipality_id = f.municipality_id and l.slug = f.place
  cross join lateral (select st_transform(st_pointonsurface(l.geometry), cast(:srid as integer)) as metric offset 0) p
  where f.municipality_id = :municipality_id and f.verified and f.fate = 'live' and not f.repeated
    and (not f.demonstration or :demonstration)`;

// in: municipality_id, srid, demonstration; out: a row per flag
const FLAGS = `
  select f.feeling as subject, cast(f.flag_id as text) as record,
    coalesce((f.cell_x + 0.5) * 100, st_x(p.metric))::double precision as east_m,
    coalesce((f.cell_y + 0.5) * 100, st_y(p.metric))::double precision as north_m,
    f.publication_group as "group", to_char(c.day, 'YYYY-MM-DD') as day, cast(0 as double precision) as came
  ${COUNTED_FLAGS}`;

// in: the same and time_zone; out: a row
const FIRST_DAY = `
  select to_char(least((select min(${DAY}) ${COUNTED}), (select min(c.day) ${COUNTED_FLAGS})), 'YYYY-MM-DD') as day`;

/** @returns the day of the first record that may be counted; null: there is none */
export const readFirstDay = async (trx: Knex, area: Where): Promise<string | null> =>
  (await trx.raw<{ rows: { day: string | null }[] }>(FIRST_DAY, { ...area })).rows[0]!.day;

/** Everything that may be counted in an area. */
export async function readEligible(trx: Knex, area: Where): Promise<Eligible[]> {
  const incidents = await readIncidents(trx, area);
  const flags = await trx.raw<{ rows: Eligible[] }>(FLAGS, { ...area });
  return [...incidents, ...flags.rows];
}

/** How many were sent in a quarter, and what became of them: in the same month, later, not yet. */
export interface Answered {
  record: string;
  day: string;
  fate: 'same_month' | 'later' | 'waiting';
}

// in: municipality_id, demonstration; out: a row per flag that was sent and isn't held apart, by the month it came
const ANSWERED = `
  select cast(f.flag_id as text) as record, to_char(f.month, 'YYYY-MM-DD') as day,
    case when d.day is null then 'waiting' when date_trunc('month', d.day) <= f.month then 'same_month' else 'later' end as fate
  from flag.flag f
  cross join lateral (
    select cast(min(d.decided_on) as timestamp) as day from flag.decision d
    where d.municipality_id = f.municipality_id and d.flag_id = f.flag_id and d.act <> 'hold') d
  where f.municipality_id = :municipality_id and f.fate <> 'quarantined' and not f.repeated
    and (not f.demonstration or :demonstration)`;

export const readAnswered = async (
  trx: Knex,
  area: Pick<Where, 'municipality_id' | 'demonstration'>,
): Promise<Answered[]> => (await trx.raw<{ rows: Answered[] }>(ANSWERED, { ...area })).rows;
