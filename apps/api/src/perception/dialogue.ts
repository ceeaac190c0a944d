import type { Dialogue, DialogueEntry, NewDialogue, NewMark } from '@lagesbild/contract';
import type { Knex } from 'knex';
import type { MunicipalityRow } from '../db/municipality.ts';
import { ProblemError } from '../errors.ts';

/** As many as the page lists. */
const LISTED = 500;

const SAID = `d.dialogue_id, d.channel, to_char(d.held_on, 'YYYY-MM-DD') as held_on, d.place, d."group", d.took_part, d.notes,
    d.demonstration, to_char(d.recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24":"MI":"SS"Z"') as recorded_at`;

// in: municipality_id, limit; out: dialogues with the number of their marks; order: the latest meeting first
const LIST = `
  select ${SAID}, cast((select count(*) from staff.dialogue_mark m
    where m.municipality_id = d.municipality_id and m.dialogue_id = d.dialogue_id) as integer) as marks
  from staff.dialogue d where d.municipality_id = :municipality_id
  order by d.held_on desc, d.dialogue_id limit :limit`;

// in: municipality_id, dialogue_id; out: one, or none
const FIND = `
  select ${SAID}, coalesce((select json_agg(json_build_object('geometry', cast(st_asgeojson(m.geometry, 7) as json),
      'precision', m.precision, 'feeling', m.feeling, 'reasons', m.reasons, 'weightiest', m.weightiest, 'times', m.times,
      'days', m.days, 'strength', m.strength) order by m.mark_no)
    from staff.dialogue_mark m where m.municipality_id = d.municipality_id and m.dialogue_id = d.dialogue_id), '[]') as marks
  from staff.dialogue d where d.municipality_id = :municipality_id and d.dialogue_id = cast(:dialogue_id as uuid)`;

// in: the dialogue; out: nothing
const PUT = `
  insert into staff.dialogue (municipality_id, dialogue_id, channel, held_on, place, "group", took_part, notes, demonstration)
  values (:municipality_id, cast(:dialogue_id as uuid), :channel, cast(:held_on as date), :place, :group, :took_part, :notes, :demonstration)
  on conflict (municipality_id, dialogue_id) do update set channel = excluded.channel, held_on = excluded.held_on,
    place = excluded.place, "group" = excluded."group", took_part = excluded.took_part, notes = excluded.notes`;

// in: municipality_id, dialogue_id, marks as JSON; out: nothing
const MARKS = `
  insert into staff.dialogue_mark (municipality_id, dialogue_id, mark_no, geometry, precision, feeling, reasons, weightiest,
    times, days, strength)
  select :municipality_id, cast(:dialogue_id as uuid), m.no, st_setsrid(st_geomfromgeojson(m.mark ->> 'geometry'), 4326),
    m.mark ->> 'precision', m.mark ->> 'feeling',
    array(select jsonb_array_elements_text(m.mark -> 'reasons')), m.mark ->> 'weightiest',
    array(select jsonb_array_elements_text(m.mark -> 'times')), m.mark ->> 'days', cast(m.mark ->> 'strength' as smallint)
  from jsonb_array_elements(cast(:marks as jsonb)) with ordinality as m (mark, no)`;

// in: municipality_id, dialogue_id; out: nothing
const CLEAR = `
  delete from staff.dialogue_mark where municipality_id = :municipality_id and dialogue_id = cast(:dialogue_id as uuid)`;

// in: municipality_id, dialogue_id; out: the one that went, or none
const REMOVE = `
  delete from staff.dialogue where municipality_id = :municipality_id and dialogue_id = cast(:dialogue_id as uuid)
  returning to_char(held_on, 'YYYY-MM-DD') as held_on`;

const PRECISION_OF = { Point: 'point', LineString: 'segment', Polygon: 'area' } as const;
/** How exactly a mark is known, where it doesn't say. */
const precisionOf = ({ geometry, precision }: NewMark) => precision ?? PRECISION_OF[geometry.type];

/** The meetings of an area. */
export async function listDialogues(knex: Knex, municipality_id: number): Promise<DialogueEntry[]> {
  return (await knex.raw<{ rows: DialogueEntry[] }>(LIST, { municipality_id, limit: LISTED })).rows;
}

/** A dialogue of this number, if there is one. */
export async function seekDialogue(knex: Knex, municipality_id: number, dialogue_id: string): Promise<Dialogue | null> {
  return (await knex.raw<{ rows: Dialogue[] }>(FIND, { municipality_id, dialogue_id })).rows[0] ?? null;
}

/** @throws {ProblemError} dialogue_unknown */
export async function findDialogue(knex: Knex, municipality_id: number, dialogue_id: string): Promise<Dialogue> {
  const found = await seekDialogue(knex, municipality_id, dialogue_id);
  if (found === null) throw new ProblemError('dialogue_unknown', { id: dialogue_id });
  return found;
}

/** A meeting with all that was marked at it, in the caller's transaction; one of that number is replaced. */
export async function putDialogue(
  trx: Knex,
  { municipality_id }: Pick<MunicipalityRow, 'municipality_id'>,
  dialogue_id: string,
  { marks, ...dialogue }: NewDialogue,
  demonstration = false,
): Promise<void> {
  await trx.raw(PUT, { municipality_id, dialogue_id, demonstration, ...dialogue } as never);
  await trx.raw(CLEAR, { municipality_id, dialogue_id });
  const told = marks.map((mark) => ({ ...mark, precision: precisionOf(mark) }));
  await trx.raw(MARKS, { municipality_id, dialogue_id, marks: JSON.stringify(told) });
}

/** @returns the day it was held @throws {ProblemError} dialogue_unknown */
export async function removeDialogue(trx: Knex, municipality_id: number, dialogue_id: string): Promise<string> {
  const { rows } = await trx.raw<{ rows: { held_on: string }[] }>(REMOVE, { municipality_id, dialogue_id });
  if (rows[0] === undefined) throw new ProblemError('dialogue_unknown', { id: dialogue_id });
  return rows[0].held_on;
}
