import type { Knex } from 'knex';
import type { Database } from '../db/database.ts';
import { onPatrols } from '../db/patrol-side.ts';
import { DEMONSTRATION_PERMIT, generatePresence } from '../municipality/demonstration/presence.ts';

/** Made-up zones, units and visits go with the made-up incidents. They are the patrol side's, so they have a transaction of their own. */

const OUTLINE = (row: string): string => `st_setsrid(st_geomfromgeojson(cast(${row}.outline as text)), 4326)`;

// in: municipality_id, and a part of `generatePresence` as JSON each; out: nothing
const STATEMENTS = {
  plan: `
    with made as (
      select * from jsonb_to_record(cast(:rows as jsonb)) as p (plan_id uuid, name text, saved_on date)),
    plan as (
      insert into patrol.zone_plan (municipality_id, plan_id, name, created_on, demonstration)
      select :municipality_id, plan_id, name, saved_on, true from made)
    insert into patrol.zone_plan_version (municipality_id, plan_id, version, saved_on, saved_by)
    select :municipality_id, plan_id, 1, saved_on, 'Demonstration/coordinator' from made`,
  zones: `
    insert into patrol.zone (municipality_id, plan_id, version, zone_id, zone_no, name, outline, origin, why)
    select :municipality_id, cast(:plan_id as uuid), 1, z.zone_id, z.no, z.name, ${OUTLINE('z')}, z.origin, z.why
    from rows from (jsonb_to_recordset(cast(:rows as jsonb)) as (zone_id uuid, name text, outline jsonb, origin text, why text))
      with ordinality as z (zone_id, name, outline, origin, why, no)`,
  publish: `
    update patrol.zone_plan set published_version = 1
    where municipality_id = :municipality_id and plan_id = cast(:plan_id as uuid)`,
  units: `
    insert into patrol.unit (municipality_id, unit_id, name, organisation_kind, kind, size, demonstration)
    select :municipality_id, u.*, true
    from jsonb_to_recordset(cast(:rows as jsonb)) as u (unit_id uuid, name text, organisation_kind text, kind text, size smallint)`,
  permit: `
    insert into patrol.permit_area (municipality_id, permit_id, name, decision, outline, hours, valid_from, valid_to)
    select :municipality_id, p.permit_id, p.name, p.decision, ${OUTLINE('p')}, p.hours, p.valid_from, p.valid_to
    from jsonb_to_record(cast(:rows as jsonb)) as p (permit_id uuid, name text, decision text, outline jsonb, hours text,
      valid_from date, valid_to date)`,
  weeks: `
    with made as (select * from jsonb_to_recordset(cast(:rows as jsonb)) as w (week date, lines jsonb)),
    weeks as (
      insert into patrol.planned_week (municipality_id, plan_id, week, version)
      select :municipality_id, cast(:plan_id as uuid), week, 1 from made)
    insert into patrol.planned_visits (municipality_id, plan_id, week, zone_id, unit_id, weekday, from_minute, to_minute, minutes, visits)
    select :municipality_id, cast(:plan_id as uuid), w.week, l.*
    from made w, jsonb_to_recordset(w.lines) as l (zone_id uuid, unit_id uuid, weekday smallint, from_minute smallint,
      to_minute smallint, minutes smallint, visits smallint)`,
  visits: `
    insert into patrol.visit (municipality_id, visit_id, zone_id, zone_name, unit_id, started_on, from_minute, minutes, kind, seen,
      demonstration)
    select :municipality_id, v.visit_id, v.zone_id, v.zone_name, v.unit_id, v.started_on, v.from_minute, v.minutes, v.kind,
      array(select jsonb_array_elements_text(v.seen)), true
    from jsonb_to_recordset(cast(:rows as jsonb)) as v (visit_id uuid, zone_id uuid, zone_name text, unit_id uuid, started_on date,
      from_minute smallint, minutes smallint, kind text, seen jsonb)`,
} as const;

/** Stores them; what an earlier demonstration left is replaced. */
export async function addDemonstrationPresence(
  database: Pick<Database, 'sides'>,
  municipality_id: number,
  until: string,
): Promise<void> {
  const { plan, zones, units, permit, weeks, visits } = generatePresence(until);
  const rows = { plan, zones, publish: null, units, permit, weeks, visits };
  await onPatrols(database, async (trx) => {
    await remove(trx, municipality_id);
    for (const part of Object.keys(STATEMENTS) as (keyof typeof STATEMENTS)[]) {
      const asked = { municipality_id, plan_id: plan.plan_id, rows: JSON.stringify(rows[part]) };
      await trx.raw(STATEMENTS[part], asked);
    }
  });
}

export const removeDemonstrationPresence = (
  database: Pick<Database, 'sides'>,
  municipality_id: number,
): Promise<void> => onPatrols(database, (trx) => remove(trx, municipality_id));

// in: municipality_id; with a made-up unit goes what was planned for it and logged by it, whoever did
const OF_UNITS = `
  municipality_id = :municipality_id and unit_id in (select u.unit_id from patrol.unit u
    where u.municipality_id = :municipality_id and u.demonstration)`;

async function remove(trx: Knex, municipality_id: number): Promise<void> {
  for (const what of [
    `patrol.visit where ${OF_UNITS}`,
    `patrol.planned_visits where ${OF_UNITS}`,
    'patrol.unit where municipality_id = :municipality_id and demonstration',
    'patrol.zone_plan where municipality_id = :municipality_id and demonstration',
    'patrol.permit_area where municipality_id = :municipality_id and permit_id = :permit_id',
  ])
    await trx.raw(`delete from ${what}`, { municipality_id, permit_id: DEMONSTRATION_PERMIT });
}
