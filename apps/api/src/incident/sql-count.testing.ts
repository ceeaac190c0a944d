import type { Filter } from '@lagesbild/contract';
import { DEFAULT_DISCOVERIES } from '@lagesbild/contract';
import type { Knex } from 'knex';

/**
 * The rule of counting once more, in SQL and nothing else: rows under the filter, those of one report at one place (the
 * same centimetres, drawn or not) once. What the engine answers must equal it.
 */
const SQL = `
  with located as (
    select i.*, i.occurred_from at time zone 'Europe/Stockholm' as local,
      i.precision in ('point', 'segment') and i.geometry is not null as drawn,
      round(st_x(st_transform(i.geometry, 3006)) * 100) as x, round(st_y(st_transform(i.geometry, 3006)) * 100) as y
    from staff.visible_incident i where i.municipality_id = :municipality_id),
  timed as (
    select *, extract(hour from local) as hour, extract(isodow from local) as dow,
      case when extract(isodow from local) = 1 then 7 else extract(isodow from local) - 1 end as day_before
    from located),
  selected as (
    select * from timed
    where (cast(:from_day as text) is null or local >= cast(cast(:from_day as text) as timestamp))
      and (cast(:to_day as text) is null or local < cast(cast(:to_day as text) as timestamp) + interval '1 day')
      and discovery = any (:discovery)
      and (cast(:categories as text[]) is null or category = any (:categories))
      and (cast(:precision as text[]) is null or precision = any (:precision))
      and (cast(:weekdays as integer[]) is null and cast(:start_hour as integer) is null
        or cast(:start_hour as integer) is null and time_precision <> 'month' and dow = any (:weekdays)
        or cast(:start_hour as integer) is not null and time_precision in ('minute', 'hour') and (
          cast(:start_hour as integer) < :end_hour and hour >= :start_hour and hour < :end_hour
            and (cast(:weekdays as integer[]) is null or dow = any (:weekdays))
          or cast(:start_hour as integer) > :end_hour and (
            hour >= :start_hour and (cast(:weekdays as integer[]) is null or dow = any (:weekdays))
            or hour < :end_hour and (cast(:weekdays as integer[]) is null or day_before = any (:weekdays))))))
  select cast(count(distinct place) as integer) as n,
    cast(count(distinct place) filter (where drawn) as integer) as mapped
  from (
    select drawn, case when report is null or :by_row then 'row ' || incident_id
      else concat_ws(' ', 'report', report, coalesce(x, 0), coalesce(y, 0), drawn) end as place
    from selected) counted`;

export async function countInSql(
  knex: Knex,
  municipality_id: number,
  filter: Filter,
): Promise<{ n: number; mapped: number }> {
  const { rows } = await knex.raw<{ rows: { n: number; mapped: number }[] }>(SQL, {
    municipality_id,
    from_day: filter.from ?? null,
    to_day: filter.to ?? null,
    discovery: filter.discovery ?? [...DEFAULT_DISCOVERIES],
    categories: filter.categories ?? null,
    precision: filter.precision ?? null,
    weekdays: filter.weekdays ?? null,
    start_hour: filter.hours && filter.hours.start !== filter.hours.end ? filter.hours.start : null,
    end_hour: filter.hours?.end ?? null,
    by_row: filter.unit === 'row',
  } as Record<string, Knex.Value | null>);
  return rows[0]!;
}
