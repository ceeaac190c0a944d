import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import { findPopulation, replacePopulation } from '../db/population.ts';
import { countStreets, replaceStreets } from '../db/streets.ts';
import { generatePerception } from '../municipality/demonstration/perception.ts';
import { generatePopulation } from '../municipality/demonstration/population.ts';
import { SIGTUNA_STREETS } from '../municipality/shipped.ts';

/** Made-up reports go with the made-up incidents: there as long as they are, and marked as they are. */

// in: municipality_id, until, flags as JSON; out: nothing
const FLAGS = `
  with said as (
    select s.*, st_transform(st_setsrid(st_point(s.lon, s.lat), 4326), m.srid) as at,
      cast(date_trunc('month', cast(:until as date)) - make_interval(months => s.age + 1) as date) as month
    from staff.municipality m,
      jsonb_to_recordset(cast(:flags as jsonb)) as s (flag_id uuid, age integer, place text, lon double precision,
        lat double precision, kind text, feeling text, times jsonb, days text, often text, strength smallint, reasons jsonb,
        helps jsonb, reported text, why_not jsonb, burst integer)
    where m.municipality_id = :municipality_id),
  stored as (
    insert into flag.flag (municipality_id, flag_id, kind, feeling, place, cell_x, cell_y, month, times, days, often, strength, reasons,
      weightiest, publication_group, helps, reported, why_not, state, verified, decided_month, demonstration)
    select :municipality_id, s.flag_id, s.kind, s.feeling, s.place,
      case when s.place is null then cast(floor(st_x(s.at) / 100) as integer) end,
      case when s.place is null then cast(floor(st_y(s.at) / 100) as integer) end,
      s.month, array(select jsonb_array_elements_text(s.times)), s.days, s.often, s.strength,
      array(select jsonb_array_elements_text(s.reasons)), s.reasons ->> 0, c.publication_group,
      array(select jsonb_array_elements_text(s.helps)), s.reported, array(select jsonb_array_elements_text(s.why_not)),
      case when s.age = 0 then 'received' else 'read' end, s.age > 0, case when s.age > 0 then s.month end, true
    from said s
    join flag.choice c on c.municipality_id = :municipality_id and c.kind = 'reason' and c.code = s.reasons ->> 0)
  insert into flag.moderation (municipality_id, flag_id, received_on, burst)
  select :municipality_id, s.flag_id, s.month + case when s.burst is null then cast(mod(s.no, 27) as integer) else 11 end, s.burst
  from (select said.*, row_number() over () as no from said) as s
  join flag.choice c on c.municipality_id = :municipality_id and c.kind = 'reason' and c.code = s.reasons ->> 0
  where s.age = 0`;

// in: municipality_id, dialogues as JSON; out: nothing
const DIALOGUES = `
  with held as (
    select * from jsonb_to_recordset(cast(:dialogues as jsonb)) as d (dialogue_id uuid, channel text, held_on date, place text,
      "group" text, took_part integer, notes text, marks jsonb)),
  stored as (
    insert into staff.dialogue (municipality_id, dialogue_id, channel, held_on, place, "group", took_part, notes, demonstration)
    select :municipality_id, dialogue_id, channel, held_on, place, "group", took_part, notes, true from held)
  insert into staff.dialogue_mark (municipality_id, dialogue_id, mark_no, geometry, precision, feeling, reasons, weightiest, times,
    days, strength)
  select :municipality_id, h.dialogue_id, m.no, st_setsrid(st_geomfromgeojson(m.mark ->> 'geometry'), 4326),
    case m.mark -> 'geometry' ->> 'type' when 'Point' then 'point' else 'area' end, m.mark ->> 'feeling',
    array(select jsonb_array_elements_text(m.mark -> 'reasons')), m.mark ->> 'weightiest',
    array(select jsonb_array_elements_text(m.mark -> 'times')), m.mark ->> 'days', cast(m.mark ->> 'strength' as smallint)
  from held h, jsonb_array_elements(h.marks) with ordinality as m (mark, no)`;

// in: municipality_id, surveys as JSON; out: nothing
const SURVEYS = `
  with asked as (
    select * from jsonb_to_recordset(cast(:surveys as jsonb)) as s (survey_id uuid, question text, year smallint, source text,
      results jsonb)),
  stored as (
    insert into staff.survey (municipality_id, survey_id, question, year, source, demonstration)
    select :municipality_id, survey_id, question, year, source, true from asked)
  insert into staff.survey_result (municipality_id, survey_id, area, place, share, n, low, high)
  select :municipality_id, a.survey_id, r.area, r.place, r.share, r.n, r.low, r.high
  from asked a, jsonb_to_recordset(a.results) as r
    (area text, place text, share double precision, n integer, low double precision, high double precision)`;

/** Stores them in the transaction that shows the incidents; what an earlier demonstration left is replaced. */
export async function addDemonstrationReports(
  trx: Knex.Transaction,
  municipality_id: number,
  until: string,
): Promise<void> {
  await removeDemonstrationReports(trx, municipality_id);
  const { flags, dialogues, surveys } = generatePerception({ until });
  const named = <K extends string>(key: K, rows: readonly object[]): string =>
    JSON.stringify(rows.map((row) => ({ ...row, [key]: randomUUID() })));
  await trx.raw(FLAGS, { municipality_id, until, flags: named('flag_id', flags) });
  await trx.raw(DIALOGUES, { municipality_id, dialogues: named('dialogue_id', dialogues) });
  await trx.raw(SURVEYS, { municipality_id, surveys: named('survey_id', surveys) });
  await offerStreets(trx, municipality_id);
  await offerPopulation(trx, municipality_id, until);
}

/** Streets are real ones, so they stay when the rest goes; an area that has some keeps its own. */
async function offerStreets(trx: Knex.Transaction, municipality_id: number): Promise<void> {
  if ((await countStreets(trx, municipality_id)) > 0) return;
  const area = await trx('staff.municipality').where({ municipality_id }).first<{ srid: number }>('srid');
  await replaceStreets(trx, { municipality_id, srid: area!.srid }, SIGTUNA_STREETS);
}

/** Made-up squares never take the place of an area's own. */
async function offerPopulation(trx: Knex.Transaction, municipality_id: number, until: string): Promise<void> {
  if ((await findPopulation(trx, municipality_id)) !== null) return;
  const counted_on = `${Number(until.slice(0, 4)) - 1}-12-31`;
  await replacePopulation(trx, municipality_id, { ...generatePopulation(), counted_on, demonstration: true });
}

/** They go with the incidents they were made up beside. */
export async function removeDemonstrationReports(trx: Knex, municipality_id: number): Promise<void> {
  for (const table of ['flag.flag', 'staff.dialogue', 'staff.survey', 'staff.population'])
    await trx.raw(`delete from ${table} where municipality_id = :municipality_id and demonstration`, {
      municipality_id,
    });
}
