import type { Knex } from 'knex';
import { generateWalks } from '../municipality/demonstration/walks.ts';

/** Made-up safety walks go with the made-up incidents, after the made-up actions that some of what was seen became. */

// in: municipality_id, walks as JSON; out: nothing. One statement: its foreign keys are asked at its end.
const WALKS = `
  with made as (
    select * from jsonb_to_recordset(cast(:walks as jsonb)) as w (walk_id uuid, name text, place text, dates jsonb, taking_part jsonb,
      notes text, route jsonb, stops jsonb, observations jsonb)),
  stored as (
    insert into staff.walk (municipality_id, walk_id, name, place, taking_part, notes, route, demonstration,
      ${['briefing', 'walk', 'feedback', 'revisit'].map((step) => `${step}_on, ${step}_held`).join(', ')})
    select :municipality_id, walk_id, name, place, taking_part, notes, st_setsrid(st_geomfromgeojson(cast(route as text)), 4326), true,
      ${['briefing', 'walk', 'feedback', 'revisit']
        .map((step) => `cast(dates -> '${step}' ->> 'on' as date), cast(dates -> '${step}' ->> 'held' as boolean)`)
        .join(', ')}
    from made),
  stopped as (
    insert into staff.walk_stop (municipality_id, walk_id, stop_id, stop_no, name, geometry)
    select :municipality_id, w.walk_id, cast(s.stop ->> 'stop_id' as uuid), s.no, s.stop ->> 'name',
      st_setsrid(st_geomfromgeojson(s.stop ->> 'geometry'), 4326)
    from made w, jsonb_array_elements(w.stops) with ordinality as s (stop, no)),
  seen as (
    select w.walk_id, o.* from made w, jsonb_to_recordset(w.observations) as o (observation_id uuid, stop_id uuid, precision text,
      feeling text, reasons jsonb, weightiest text, times jsonb, strength smallint, manager text, note text, status text, because text,
      made_into text, revisits jsonb)),
  observed as (
    insert into staff.walk_observation (municipality_id, walk_id, observation_id, stop_id, precision, feeling, reasons, weightiest, times,
      strength, manager, note, status, because, action_id)
    select :municipality_id, o.walk_id, o.observation_id, o.stop_id, o.precision, o.feeling,
      array(select jsonb_array_elements_text(o.reasons)), o.weightiest, array(select jsonb_array_elements_text(o.times)), o.strength,
      m.code, o.note, o.status, o.because, (select a.action_id from staff.action a
        join staff.action_work k on k.municipality_id = a.municipality_id and k.action_id = a.action_id
        where a.municipality_id = :municipality_id and a.demonstration and k.kind = o.made_into limit 1)
    from seen o
    left join staff.walk_manager m on m.municipality_id = :municipality_id and m.code = o.manager)
  insert into staff.walk_revisit (municipality_id, walk_id, observation_id, visited_on, organisation, state)
  select :municipality_id, o.walk_id, o.observation_id, cast(r.looked ->> 'on' as date), r.looked ->> 'organisation', r.looked ->> 'state'
  from seen o, jsonb_array_elements(o.revisits) as r (looked)`;

/** Stores them in the transaction that shows the incidents; what an earlier demonstration left is replaced. */
export async function addDemonstrationWalks(trx: Knex, municipality_id: number, until: string): Promise<void> {
  await removeDemonstrationWalks(trx, municipality_id);
  await trx.raw(WALKS, { municipality_id, walks: JSON.stringify(generateWalks(until)) });
}

export async function removeDemonstrationWalks(trx: Knex, municipality_id: number): Promise<void> {
  await trx.raw('delete from staff.walk where municipality_id = :municipality_id and demonstration', {
    municipality_id,
  });
}
