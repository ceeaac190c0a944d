import { EVIDENCE_LEAST, type PermitEvidence, type ZoneOutline } from '@lagesbild/contract';
import type { Knex } from 'knex';
import type { MunicipalityRow } from '../db/municipality.ts';
import { saidInside } from '../db/perception-reports.ts';
import { countInside, type HourCount } from './incidents.ts';

/** An area that evidence is asked of. */
export interface EvidenceOf {
  area: MunicipalityRow;
  /** as EWKT */
  outline: string;
  from: string;
  /** last day, inclusive */
  to: string;
}

/** An outline as PostGIS reads it from a statement on either side. */
export async function ewktOf(trx: Knex, outline: ZoneOutline): Promise<string> {
  const { rows } = await trx.raw<{ rows: { outline: string }[] }>(
    'select st_asewkt(st_setsrid(st_geomfromgeojson(:outline), 4326)) as outline',
    { outline: JSON.stringify(outline) },
  );
  return rows[0]!.outline;
}

// in: municipality_id, outline; out: published zones that share ground with it, each once
const ZONES = `
  select distinct on (z.zone_id) z.zone_id, z.name from patrol.zone_plan p
  join patrol.zone z on z.municipality_id = p.municipality_id and z.plan_id = p.plan_id and z.version = p.published_version
  where p.municipality_id = :municipality_id and st_intersects(z.outline, cast(:outline as geometry))
    and not st_touches(z.outline, cast(:outline as geometry))
  order by z.zone_id, p.created_on desc, p.plan_id`;

// in: municipality_id, outline, from_day, to_day; out: planned and made by kind of unit; order: kind
const BY_KIND = `
  with zones as (${ZONES}),
  planned as (
    select u.kind, sum(v.visits) as planned_visits, sum(v.visits * v.minutes) as planned_min
    from patrol.planned_visits v join zones using (zone_id)
    join patrol.unit u on u.municipality_id = v.municipality_id and u.unit_id = v.unit_id
    where v.municipality_id = :municipality_id and v.week + v.weekday between cast(:from_day as date) and cast(:to_day as date)
    group by u.kind),
  made as (
    select u.kind, count(*) as visits, sum(v.minutes) as minutes
    from patrol.visit v join zones using (zone_id)
    join patrol.unit u on u.municipality_id = v.municipality_id and u.unit_id = v.unit_id
    where v.municipality_id = :municipality_id and v.started_on between cast(:from_day as date) and cast(:to_day as date)
    group by u.kind)
  select kind, cast(coalesce(planned_visits, 0) as integer) as planned_visits, cast(coalesce(planned_min, 0) as integer) as planned_min,
    cast(coalesce(visits, 0) as integer) as visits, cast(coalesce(minutes, 0) as integer) as minutes
  from planned full join made using (kind) order by kind`;

/** Where presence was planned and made in the area, by kind of unit. */
export async function presenceInside(
  trx: Knex,
  { area: { municipality_id }, outline, from, to }: EvidenceOf,
): Promise<PermitEvidence['presence']> {
  const zones = await trx.raw<{ rows: { name: string }[] }>(ZONES, { municipality_id, outline });
  const asked = { municipality_id, outline, from_day: from, to_day: to };
  const { rows } = await trx.raw<{ rows: PermitEvidence['presence']['by_kind'] }>(BY_KIND, asked);
  return { zones: zones.rows.map(({ name }) => name).sort(), by_kind: rows };
}

// in: municipality_id, srid, outline; out: actions at an outline, a place or a cell that shares ground with it; order: start
const TRIED = `
  select a.title, a.status, to_char(w.starts_on, 'YYYY-MM-DD') as starts_on,
    to_char(coalesce(a.done_on, w.ends_on), 'YYYY-MM-DD') as ends_on, e.verdict
  from staff.action a
  join staff.action_work w on w.municipality_id = a.municipality_id and w.action_id = a.action_id
  left join staff.place p on p.municipality_id = a.municipality_id and p.slug = a.place
  left join lateral (select verdict from staff.action_evaluation v
    where v.municipality_id = a.municipality_id and v.action_id = a.action_id order by evaluation_no desc limit 1) e on true
  cross join lateral (select coalesce(w.outline, p.geometry, st_transform(st_makeenvelope(a.cell_x * 100, a.cell_y * 100,
    a.cell_x * 100 + 100, a.cell_y * 100 + 100, cast(:srid as integer)), 4326)) as at) as g
  where a.municipality_id = :municipality_id and st_intersects(g.at, cast(:outline as geometry))
  order by w.starts_on nulls last, a.title, a.action_id`;

const few = (n: number): number | null => (n > 0 && n < EVIDENCE_LEAST ? null : n);

/** What was recorded and said in an area, and what was tried there; small counts withheld. */
export async function recordedInside(
  knex: Knex,
  { area, outline, from, to }: EvidenceOf,
  hidden: readonly number[],
): Promise<Pick<PermitEvidence, 'incidents' | 'said' | 'tried'>> {
  const { municipality_id, srid } = area;
  const all = await countInside(knex, { area, hidden, outline, from, to });
  const [year, month] = from.split('-').map(Number) as [number, number];
  const said = await saidInside(knex, { municipality_id, srid, outline, since: (year - 1970) * 12 + month - 1 });
  const tried = await knex.raw<{ rows: PermitEvidence['tried'] }>(TRIED, { municipality_id, srid, outline });
  return {
    incidents: incidentsOf(all),
    said: {
      ...{ since: `${from.slice(0, 7)}-01`, unsafe: few(said.unsafe), safe: few(said.safe) },
      reasons: said.reasons.map(({ reason, n }) => ({ reason, n: few(n) })),
      times: said.times.map(({ time, n }) => ({ time, n: few(n) })),
    },
    tried: tried.rows,
  };
}

function incidentsOf(all: readonly HourCount[]): PermitEvidence['incidents'] {
  const counted = all.filter((one) => one.counted);
  const sum = (of: readonly HourCount[]): number => of.reduce((n, one) => n + one.n, 0);
  const byCategory = [...new Set(counted.map(({ category }) => category))].map((category) => ({
    ...{ category, n: sum(counted.filter((one) => one.category === category)) },
  }));
  return {
    n: few(sum(counted)),
    hours: Array.from({ length: 24 }, (_, hour) => few(sum(counted.filter((one) => one.hour === hour)))),
    without_hour: few(sum(counted.filter(({ hour }) => hour === null))),
    categories: byCategory
      .sort((a, b) => b.n - a.n || (a.category < b.category ? -1 : 1))
      .map(({ category, n }) => ({ category, n: few(n) })),
    left_out: few(sum(all.filter((one) => !one.counted))),
  };
}
