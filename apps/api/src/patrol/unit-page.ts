import { addDays, groundOf, mondayOf, type UnitPage, weekdayOf } from '@lagesbild/contract';
import type { Knex } from 'knex';
import type { MunicipalityRow } from '../db/municipality.ts';
import { todayIn } from '../today.ts';
import { findOpenUnit } from './unit.ts';
import { type Ground, groundIn } from './week-plan.ts';
import { publishedZones } from './zone.ts';

// in: municipality_id, unit_id, from_day, to_day, from_week, to_week; out: its planned visits of those days; order: day, hour
const PLANNED = `
  select to_char(v.week + v.weekday, 'YYYY-MM-DD') as day, v.plan_id, v.zone_id, v.from_minute, v.to_minute, v.minutes, v.visits
  from patrol.planned_visits v
  where v.municipality_id = :municipality_id and v.unit_id = :unit_id
    and v.week between cast(:from_week as date) and cast(:to_week as date)
    and v.week + v.weekday between cast(:from_day as date) and cast(:to_day as date)
  order by v.week + v.weekday, v.from_minute, v.zone_id`;

type PlannedRow = Omit<UnitPage['planned'][number], 'no_ground'> & { plan_id: string };

/** What a unit's phone shows: where it can go, and what is planned for it round today. */
export async function unitPage(
  trx: Knex,
  area: MunicipalityRow,
  { unit_id, ends_on }: { unit_id: string; ends_on: string },
): Promise<UnitPage> {
  const { municipality_id, names, time_zone } = area;
  const today = todayIn(time_zone);
  const days = { from_day: addDays(today, -1), to_day: addDays(today, 1) };
  const weeks = { from_week: mondayOf(days.from_day), to_week: mondayOf(days.to_day) };
  const { rows } = await trx.raw<{ rows: PlannedRow[] }>(PLANNED, { municipality_id, unit_id, ...days, ...weeks });
  const unit = await findOpenUnit(trx, municipality_id, unit_id);
  const { name, kind, organisation_kind } = unit;
  const grounds = new Map<string, Ground>();
  for (const { plan_id } of rows)
    if (!grounds.has(plan_id)) grounds.set(plan_id, await groundIn(trx, { municipality_id, plan_id }, [unit]));
  const planned = rows.map(({ plan_id, ...line }) => {
    const { isGuarded, permits } = grounds.get(plan_id)!;
    const { day } = line;
    const no_ground = isGuarded({ ...line, unit_id })
      ? groundOf(mondayOf(day), { ...line, weekday: weekdayOf(day) }, permits)
      : null;
    return { ...line, no_ground };
  });
  const zones = await publishedZones(trx, municipality_id);
  return {
    unit: { unit_id, name, kind, organisation_kind },
    area: { name: names.sv, time_zone },
    zones,
    planned,
    ends_on,
  };
}
