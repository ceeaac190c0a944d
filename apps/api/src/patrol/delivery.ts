import type { WeekDelivery, ZoneDelivery } from '@lagesbild/contract';
import type { Knex } from 'knex';

/**
 * A night belongs to the week it was planned in: a visit after Sunday's midnight counts there if it began within hours that Sunday's
 * lines give its zone, and not within hours that Monday's give it.
 */
// in: municipality_id, plan_id, from_week, to_week; out: planned and made, of each zone of the plan and week that has either; order: name, week
const DELIVERY = `
  with zones as (
    select distinct on (z.zone_id) z.zone_id, z.name from patrol.zone z
    where z.municipality_id = :municipality_id and z.plan_id = :plan_id
    order by z.zone_id, z.version desc),
  planned as (
    select zone_id, week, sum(visits) as planned_visits, sum(visits * minutes) as planned_min from patrol.planned_visits
    where municipality_id = :municipality_id and plan_id = :plan_id and week between cast(:from_week as date) and cast(:to_week as date)
    group by zone_id, week),
  within as (
    select v.zone_id, v.minutes, cast(date_trunc('week', v.started_on) as date) as week,
      extract(isodow from v.started_on) = 1
        and exists (select from patrol.planned_visits p where p.municipality_id = :municipality_id and p.plan_id = :plan_id
          and p.zone_id = v.zone_id and p.week = v.started_on - 7 and p.weekday = 6 and v.from_minute + 1440 < p.to_minute)
        and not exists (select from patrol.planned_visits p where p.municipality_id = :municipality_id and p.plan_id = :plan_id
          and p.zone_id = v.zone_id and p.week = v.started_on and p.weekday = 0
          and v.from_minute >= p.from_minute and v.from_minute < p.to_minute) as of_sunday
    from patrol.visit v join zones z using (zone_id)
    where v.municipality_id = :municipality_id
      and v.started_on between cast(:from_week as date) and cast(:to_week as date) + 7),
  made as (
    select zone_id, w.week - case when of_sunday then 7 else 0 end as week, count(*) as visits, sum(minutes) as minutes
    from within w
    where w.week - case when of_sunday then 7 else 0 end between cast(:from_week as date) and cast(:to_week as date)
    group by 1, 2)
  select z.zone_id, z.name as zone_name, to_char(week, 'YYYY-MM-DD') as week,
    cast(coalesce(p.planned_visits, 0) as integer) as planned_visits, cast(coalesce(p.planned_min, 0) as integer) as planned_min,
    cast(coalesce(m.visits, 0) as integer) as visits, cast(coalesce(m.minutes, 0) as integer) as minutes
  from planned p full join made m using (zone_id, week) join zones z using (zone_id)
  order by z.name, z.zone_id, week`;

/** What was planned for each zone in some weeks, and what units did: counts of visits and minutes, never whose. */
export async function deliveryOf(
  trx: Knex,
  of: { municipality_id: number; plan_id: string; from_week: string; to_week: string },
): Promise<WeekDelivery[]> {
  return (await trx.raw<{ rows: WeekDelivery[] }>(DELIVERY, of)).rows;
}

/** The same of one week. */
export async function weekDelivery(
  trx: Knex,
  { week, ...of }: { municipality_id: number; plan_id: string; week: string },
): Promise<ZoneDelivery[]> {
  const all = await deliveryOf(trx, { ...of, from_week: week, to_week: week });
  return all.map(({ week: _, ...zone }) => zone);
}
