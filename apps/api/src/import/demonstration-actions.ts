import { randomUUID } from 'node:crypto';
import { powerToDetect, smallestDetectableEffect } from '@lagesbild/analysis';
import type { Foreseen } from '@lagesbild/contract';
import { dayNumber, isoDay } from '@lagesbild/incidents';
import type { Knex } from 'knex';
import { type DemonstrationAction, generateActions } from '../municipality/demonstration/actions.ts';

/** Made-up actions go with the made-up incidents. They wait to be evaluated, as real ones would. */

const circle = (name: string): string => `
  case when a.${name} is not null then st_multi(cast(st_buffer(cast(st_setsrid(st_point(cast(a.${name} ->> 0 as double precision),
    cast(a.${name} ->> 1 as double precision)), 4326) as geography), cast(a.${name} ->> 2 as double precision)) as geometry)) end`;

// in: municipality_id, actions as JSON; out: nothing
const ACTIONS = `
  with made as (
    select * from jsonb_to_recordset(cast(:actions as jsonb)) as a (action_id uuid, title text, place text, status text, done_on date,
      public_text jsonb, problem text, causes text, description text, focus_area jsonb, kind text, cost_band text, owner text, partners jsonb,
      starts_on date, ends_on date, follow_up_on date, area jsonb, control jsonb, ring_m smallint, outcome jsonb, registered_on date,
      foreseen jsonb)),
  stored as (
    insert into staff.action (municipality_id, action_id, title, place, status, done_on, public_text, rests_on, rests_on_what, demonstration)
    select :municipality_id, action_id, title, place, status, done_on, public_text, 'dialogue', 'Demonstration', true from made)
  insert into staff.action_work (municipality_id, action_id, problem, causes, description, agreement_id, focus_area, kind, cost_band, owner,
    partners, starts_on, ends_on, follow_up_on, origin, area_name, outline, ring_m, control, outcome, registered_on, foreseen)
  select :municipality_id, action_id, problem, causes, description, f.agreement_id, f.code, a.kind, cost_band, owner,
    array(select jsonb_array_elements_text(a.partners)), starts_on, ends_on, follow_up_on, 'outline', '', ${circle('area')}, ring_m,
    ${circle('control')}, nullif(outcome, 'null'), registered_on, nullif(foreseen, 'null')
  from made a
  left join staff.focus_area f on f.municipality_id = :municipality_id and f.code = a.focus_area ->> 'code'
    and f.agreement_id = cast(a.focus_area ->> 'agreement_id' as integer)`;

// in: municipality_id, circle, period; out: reports in the outline that it is drawn as, on local days, as a selection counts them
const BEFORE = `
  with asked as materialized (
    select drawn, st_transform(drawn, m.srid) as outline, m.srid, m.time_zone
    from staff.municipality m, cast(st_buffer(cast(st_setsrid(st_point(:lon, :lat), 4326) as geography),
      cast(:radius_m as double precision)) as geometry) as drawn
    where m.municipality_id = :municipality_id)
  select cast(count(distinct (coalesce(i.report, cast(i.incident_id as text)), i.geometry)) as integer) as n
  from asked, staff.visible_incident i, lateral (select i.occurred_from at time zone asked.time_zone as at) as local
  where i.municipality_id = :municipality_id and i.discovery in ('resident_reported', 'unknown') and i.precision in ('point', 'segment')
    and i.geometry && st_expand(asked.drawn, 0.001) -- by the index; only what is near is transformed
    and local.at >= cast(:from as date) and local.at < cast(:until as date) + 1
    and st_intersects(st_transform(i.geometry, asked.srid), asked.outline)`;

const YEAR_DAYS = 364;

/** What could have been seen, as it would have been registered. */
async function foreseenOf(trx: Knex, municipality_id: number, action: DemonstrationAction): Promise<Foreseen | null> {
  const { area, control, outcome, registered_on, starts_on, follow_up_on, ends_on } = action;
  if (area === null || outcome === null || registered_on === null) return null;
  const last = ends_on ?? isoDay(dayNumber('to', follow_up_on)! - 1);
  const [from, to] = [starts_on, last].map((day) => isoDay(dayNumber('from', day)! - YEAR_DAYS)) as [string, string];
  const count = async ([lon, lat, radius_m]: NonNullable<typeof area>): Promise<number> => {
    const asked = { municipality_id, lon, lat, radius_m, from, until: to };
    return (await trx.raw<{ rows: { n: number }[] }>(BEFORE, asked)).rows[0]!.n;
  };
  const before = await count(area);
  const { fallTo, riseTo, fallMean, riseMean } = smallestDetectableEffect(before);
  const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);
  return {
    ...{ before, control_before: control && (await count(control)), from, to, similarity: null },
    ...{ fall_to: finite(fallTo), rise_to: riseTo, fall_mean: finite(fallMean), rise_mean: riseMean },
    power: powerToDetect(before, before * (1 - outcome.percent / 100)),
  };
}

/** Stores them in the transaction that shows the incidents; what an earlier demonstration left is replaced. */
export async function addDemonstrationActions(trx: Knex, municipality_id: number, until: string): Promise<void> {
  await removeDemonstrationActions(trx, municipality_id);
  const made = [];
  for (const action of generateActions(until))
    made.push({ ...action, action_id: randomUUID(), foreseen: await foreseenOf(trx, municipality_id, action) });
  await trx.raw(ACTIONS, { municipality_id, actions: JSON.stringify(made) });
}

export async function removeDemonstrationActions(trx: Knex, municipality_id: number): Promise<void> {
  await trx.raw('delete from staff.action where municipality_id = :municipality_id and demonstration', {
    municipality_id,
  });
}
