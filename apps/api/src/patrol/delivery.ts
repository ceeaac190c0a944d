import type { ZoneDelivery } from '@lagesbild/contract';
import type { Knex } from 'knex';

// in: municipality_id, plan_id, week; out: planned and made, of each zone of the plan that has either; order: name
const DELIVERY = `
  with zones as (
    select distinct on (z.zone_id) z.zone_id, z.name from patrol.zone z
    where z.municipality_id = :municipality_id and z.plan_id = :plan_id
    order by z.zone_id, z.version desc),
  planned as (
    select zone_id, sum(visits) as planned_visits, sum(visits * minutes) as planned_min from patrol.planned_visits
    where municipality_id = :municipality_id and plan_id = :plan_id and week = cast(:week as date)
    group by zone_id),
  made as (
    select v.zone_id, count(*) as visits, sum(v.minutes) as minutes from patrol.visit v join zones z using (zone_id)
    where v.municipality_id = :municipality_id and v.started_on >= cast(:week as date) and v.started_on < cast(:week as date) + 7
    group by v.zone_id)
  select z.zone_id, z.name as zone_name, cast(coalesce(p.planned_visits, 0) as integer) as planned_visits,
    cast(coalesce(p.planned_min, 0) as integer) as planned_min, cast(coalesce(m.visits, 0) as integer) as visits,
    cast(coalesce(m.minutes, 0) as integer) as minutes
  from zones z left join planned p using (zone_id) left join made m using (zone_id)
  where p.zone_id is not null or m.zone_id is not null
  order by z.name, z.zone_id`;

/** What was planned for each zone in a week, and what units did: counts of visits and minutes, never whose. */
export async function deliveryOf(
  trx: Knex,
  of: { municipality_id: number; plan_id: string; week: string },
): Promise<ZoneDelivery[]> {
  return (await trx.raw<{ rows: ZoneDelivery[] }>(DELIVERY, of)).rows;
}
