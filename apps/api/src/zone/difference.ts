import type { ZoneChange, ZoneChanges } from '@lagesbild/contract';
import type { Knex } from 'knex';
import type { MunicipalityRow } from '../db/municipality.ts';
import { findVersion } from './plan.ts';

/** Below this many m² two outlines are the same: corners are stored to the centimetre. */
const SAME_M2 = 1;

// in: municipality_id, srid, plan_id, from, to, same; out: zones that differ; order: as they stand in the later one, then removed ones
const DIFFERENCE = `
  with zone as (
    select version, zone_id, zone_no, name, st_transform(outline, cast(:srid as integer)) as outline from patrol.zone
    where municipality_id = :municipality_id and plan_id = cast(:plan_id as uuid)),
  changed as (
    select coalesce(a.zone_id, b.zone_id) as zone_id, a.name as name_before, b.name as name_after,
      st_area(a.outline) as area_before_m2, st_area(b.outline) as area_after_m2,
      case when a.outline is null then st_area(b.outline) when b.outline is null then 0
        else st_area(st_difference(b.outline, a.outline)) end as gained_m2,
      case when b.outline is null then st_area(a.outline) when a.outline is null then 0
        else st_area(st_difference(a.outline, b.outline)) end as lost_m2,
      b.zone_no as after_no, a.zone_no as before_no
    from (select * from zone where version = :from) as a
    full join (select * from zone where version = :to) as b on b.zone_id = a.zone_id)
  select zone_id, case when name_before is null then 'added' when name_after is null then 'removed' else 'changed' end as change,
    name_before, name_after, area_before_m2, area_after_m2, gained_m2, lost_m2
  from changed
  where name_before is distinct from name_after or gained_m2 + lost_m2 > :same
  order by after_no nulls last, before_no`;

/** What became of a plan's zones between two versions. @throws {ProblemError} zone_version_unknown */
export async function differenceOf(
  trx: Knex,
  { municipality_id, srid }: MunicipalityRow,
  plan_id: string,
  from: number,
  to: number,
): Promise<ZoneChanges> {
  for (const version of [from, to]) await findVersion(trx, municipality_id, plan_id, version);
  const asked = { municipality_id, srid, plan_id, from, to, same: SAME_M2 };
  const { rows } = await trx.raw<{ rows: ZoneChange[] }>(DIFFERENCE, asked);
  return { from, to, changes: rows };
}
