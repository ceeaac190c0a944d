import { addDays, mondayOf, type UnitPage } from '@lagesbild/contract';
import type { Knex } from 'knex';
import type { MunicipalityRow } from '../db/municipality.ts';
import { todayIn } from '../today.ts';
import { findOpenUnit } from './unit.ts';
import { publishedZones } from './zone.ts';

// in: municipality_id, unit_id, from_day, to_day, from_week, to_week; out: its planned visits of those days; order: day, hour
const PLANNED = `
  select to_char(v.week + v.weekday, 'YYYY-MM-DD') as day, v.zone_id, v.from_minute, v.to_minute, v.minutes, v.visits
  from patrol.planned_visits v
  where v.municipality_id = :municipality_id and v.unit_id = :unit_id
    and v.week between cast(:from_week as date) and cast(:to_week as date)
    and v.week + v.weekday between cast(:from_day as date) and cast(:to_day as date)
  order by v.week + v.weekday, v.from_minute, v.zone_id`;

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
  const { rows: planned } = await trx.raw<{ rows: UnitPage['planned'] }>(PLANNED, {
    ...{ municipality_id, unit_id, ...days, ...weeks },
  });
  const { name, kind, organisation_kind } = await findOpenUnit(trx, municipality_id, unit_id);
  const zones = await publishedZones(trx, municipality_id);
  return {
    unit: { unit_id, name, kind, organisation_kind },
    area: { name: names.sv, time_zone },
    zones,
    planned,
    ends_on,
  };
}
