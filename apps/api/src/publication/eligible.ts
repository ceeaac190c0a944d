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

/**
 * What police found and partners saw tells where they were; what has no publication group is never told below the municipality; what only some of the
 * staff may see isn't public. A source that doesn't say when something was registered is taken at the day it was reported, or happened.
 */
// in: municipality_id, srid, time_zone; out: a row per incident; order: incident_id
const INCIDENTS = `
  select i.source_id, coalesce(i.report, cast(i.identity as text)) as report, cast(i.identity as text) as identity,
    st_x(p.metric) as east_m, st_y(p.metric) as north_m, c.publication_group as "group",
    to_char(coalesce(i.registered,
      cast((coalesce(i.reported_at, i.occurred_to, i.occurred_from) at time zone :time_zone) as date)), 'YYYY-MM-DD') as day,
    coalesce(extract(epoch from m.finished_at) * 1000, 0)::double precision as came
  from staff.visible_incident i
  join staff.import m on m.municipality_id = i.municipality_id and m.import_id = i.import_id
  join staff.source s on s.municipality_id = i.municipality_id and s.source_id = i.source_id
    and s.viewer_roles is null and s.viewer_organisations is null
  join staff.offence_category c on c.municipality_id = i.municipality_id and c.code = i.category
    and c.publication_group is not null
  cross join lateral (select st_transform(i.geometry, cast(:srid as integer)) as metric offset 0) p
  where i.municipality_id = :municipality_id and i.discovery not in ('police_discovered', 'partner_observed')
    and i.precision in ('point', 'segment') and not i.stray
  order by i.incident_id`;

/** When what a later file changed came first: a correction isn't another record. */
// in: municipality_id; out: a row per incident that has earlier versions
const FIRST_CAME = `
  select i.source_id, cast(i.identity as text) as identity,
    coalesce(extract(epoch from min(m.finished_at)) * 1000, 0)::double precision as came
  from staff.incident i
  join staff.import m on m.municipality_id = i.municipality_id and m.import_id = i.import_id and m.state = 'done'
  where i.municipality_id = :municipality_id
  group by i.source_id, i.identity having count(*) > 1`;

type IncidentRow = Omit<Eligible, 'subject' | 'record'> & { source_id: number; report: string; identity: string };

/** A report is one record, however many offences it has: its first row. */
async function readIncidents(
  trx: Knex,
  area: { municipality_id: number; srid: number; time_zone: string },
): Promise<Eligible[]> {
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

/** A flag counts from the day a moderator first published it: that day never changes, and lies in an open period. */
// in: municipality_id, srid; out: a row per flag
const FLAGS = `
  select f.feeling as subject, cast(f.flag_id as text) as record,
    coalesce((f.cell_x + 0.5) * 100, st_x(p.metric))::double precision as east_m,
    coalesce((f.cell_y + 0.5) * 100, st_y(p.metric))::double precision as north_m,
    f.publication_group as "group", to_char(coalesce(d.day, f.decided_month, f.month), 'YYYY-MM-DD') as day,
    cast(0 as double precision) as came
  from flag.flag f
  left join staff.place l on l.municipality_id = f.municipality_id and l.slug = f.place
  cross join lateral (select st_transform(st_pointonsurface(l.geometry), cast(:srid as integer)) as metric offset 0) p
  cross join lateral (
    select min(d.decided_on) as day from flag.decision d
    where d.municipality_id = f.municipality_id and d.flag_id = f.flag_id and d.act in ('publish', 'answer')) d
  where f.municipality_id = :municipality_id and f.verified and f.fate = 'live' and not f.repeated`;

/** Everything that may be counted in an area. */
export async function readEligible(
  trx: Knex,
  area: { municipality_id: number; srid: number; time_zone: string },
): Promise<Eligible[]> {
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

// in: municipality_id; out: a row per flag that was sent and isn't held apart, by the month it came
const ANSWERED = `
  select cast(f.flag_id as text) as record, to_char(f.month, 'YYYY-MM-DD') as day,
    case when d.day is null then 'waiting' when date_trunc('month', d.day) <= f.month then 'same_month' else 'later' end as fate
  from flag.flag f
  cross join lateral (
    select cast(min(d.decided_on) as timestamp) as day from flag.decision d
    where d.municipality_id = f.municipality_id and d.flag_id = f.flag_id and d.act <> 'hold') d
  where f.municipality_id = :municipality_id and f.fate <> 'quarantined' and not f.repeated`;

export const readAnswered = async (trx: Knex, municipality_id: number): Promise<Answered[]> =>
  (await trx.raw<{ rows: Answered[] }>(ANSWERED, { municipality_id })).rows;
