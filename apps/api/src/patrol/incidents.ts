import { addDays, DEFAULT_DISCOVERIES, type ZoneIncidents } from '@lagesbild/contract';
import type { Knex } from 'knex';
import type { MunicipalityRow } from '../db/municipality.ts';

/** Weeks back that a card tells of. */
export const CARD_WEEKS = 4;

/** What of an area's incidents may be looked at. */
export interface Beheld {
  area: Pick<MunicipalityRow, 'municipality_id' | 'srid' | 'time_zone'>;
  /** numbers of sources that whoever asks may not see */
  hidden: readonly number[];
  /** a zone, as EWKT */
  outline: string;
  from: string;
  /** last day, inclusive */
  to: string;
}

/**
 * A cell of an hour of the week and a category: incidents inside the outline, known to a point or segment, those of one report at one
 * place once. Edges are straight in the area's own metres.
 *
 * in: municipality_id, hidden, outline, srid, time_zone, from_day, to_day, discovery; out: counts; order: category, weekday, hour
 */
const COUNTS = `
  with inside as (
    select i.incident_id, i.report, i.category, i.discovery = any (cast(:discovery as text[])) as counted,
      i.occurred_from at time zone :time_zone as local, i.time_precision in ('minute', 'hour') as has_hour,
      i.time_precision <> 'month' as has_day, st_snaptogrid(m.metric, 0.01) as spot
    from staff.visible_incident i
    cross join lateral (select st_transform(i.geometry, cast(:srid as integer)) as metric offset 0) m
    where i.municipality_id = :municipality_id and i.source_id <> all (cast(:hidden as integer[]))
      and i.precision in ('point', 'segment') and i.geometry && cast(:outline as geometry)
      and i.occurred_from >= cast(:from_day as timestamp) at time zone :time_zone
      and i.occurred_from < (cast(:to_day as timestamp) + interval '1 day') at time zone :time_zone
      and st_intersects(st_transform(cast(:outline as geometry), cast(:srid as integer)), m.metric)),
  once as (
    select distinct on (case when report is null then cast(incident_id as text) else report end, report is null,
        case when report is not null then st_astext(spot) end, counted) *
    from inside
    order by case when report is null then cast(incident_id as text) else report end, report is null,
      case when report is not null then st_astext(spot) end, counted, local, incident_id)
  select counted, category, case when has_day then cast(extract(isodow from local) as integer) end as weekday,
    case when has_hour then cast(extract(hour from local) as integer) end as hour, cast(count(*) as integer) as n
  from once group by 1, 2, 3, 4 order by 2, 3, 4`;

export interface HourCount {
  counted: boolean;
  category: string;
  /** 1 is Monday; null: not known */
  weekday: number | null;
  hour: number | null;
  n: number;
}

/** Counts by category, weekday and hour; also of what isn't counted because police or partners found it. */
export async function countInside(knex: Knex, { area, hidden, outline, from, to }: Beheld): Promise<HourCount[]> {
  const { municipality_id, srid, time_zone } = area;
  const { rows } = await knex.raw<{ rows: HourCount[] }>(COUNTS, {
    ...{ municipality_id, srid, time_zone, hidden: [...hidden], outline, from_day: from, to_day: to },
    discovery: [...DEFAULT_DISCOVERIES],
  });
  return rows;
}

/** The same, as a card tells it. */
export async function zoneIncidents(knex: Knex, beheld: Omit<Beheld, 'from'>): Promise<ZoneIncidents> {
  const from = addDays(beheld.to, 1 - 7 * CARD_WEEKS);
  const all = await countInside(knex, { ...beheld, from });
  const counted = all.filter((one) => one.counted);
  const sum = (of: readonly HourCount[]): number => of.reduce((n, one) => n + one.n, 0);
  const codes = [...new Set(counted.map(({ category }) => category))];
  return {
    ...{ from, to: beheld.to, n: sum(counted) },
    hours: Array.from({ length: 24 }, (_, hour) => sum(counted.filter((one) => one.hour === hour))),
    without_hour: sum(counted.filter(({ hour }) => hour === null)),
    categories: codes
      .map((category) => ({ category, n: sum(counted.filter((one) => one.category === category)) }))
      .sort((a, b) => b.n - a.n || (a.category < b.category ? -1 : 1)),
    left_out: sum(all.filter((one) => !one.counted)),
  };
}
