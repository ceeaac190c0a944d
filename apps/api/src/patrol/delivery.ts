import type { WeekDelivery, ZoneDelivery } from '@lagesbild/contract';
import type { Knex } from 'knex';

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
  made as (
    select v.zone_id, cast(date_trunc('week', v.started_on) as date) as week, count(*) as visits, sum(v.minutes) as minutes
    from patrol.visit v join zones z using (zone_id)
    where v.municipality_id = :municipality_id
      and v.started_on >= cast(:from_week as date) and v.started_on < cast(:to_week as date) + 7
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
