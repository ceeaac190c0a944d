import type { NewSurvey, Survey } from '@lagesbild/contract';
import type { Knex } from 'knex';
import { ProblemError } from '../errors.ts';

/** As many as the page lists. */
const LISTED = 200;

// in: municipality_id, survey_id or null, limit; out: surveys with their results; order: the latest first
const SURVEYS = `
  select s.survey_id, s.question, s.year, s.source, s.demonstration,
    to_char(s.recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24":"MI":"SS"Z"') as recorded_at,
    (select json_agg(json_build_object('area', r.area, 'place', r.place, 'share', r.share, 'n', r.n, 'low', r.low,
        'high', r.high) order by r.area)
      from staff.survey_result r where r.municipality_id = s.municipality_id and r.survey_id = s.survey_id) as results
  from staff.survey s
  where s.municipality_id = :municipality_id
    and (cast(:survey_id as uuid) is null or s.survey_id = cast(:survey_id as uuid))
  order by s.year desc, s.question, s.survey_id limit :limit`;

// in: the survey; out: nothing
const ADD = `
  insert into staff.survey (municipality_id, survey_id, question, year, source, demonstration)
  values (:municipality_id, cast(:survey_id as uuid), :question, :year, :source, :demonstration)`;

// in: municipality_id, survey_id, results as JSON; out: nothing
const RESULTS = `
  insert into staff.survey_result (municipality_id, survey_id, area, place, share, n, low, high)
  select :municipality_id, cast(:survey_id as uuid), r.area, r.place, r.share, r.n, r.low, r.high
  from jsonb_to_recordset(cast(:results as jsonb)) as r
    (area text, place text, share double precision, n integer, low double precision, high double precision)`;

// in: municipality_id, survey_id; out: the one that went, or none
const REMOVE = `
  delete from staff.survey where municipality_id = :municipality_id and survey_id = cast(:survey_id as uuid)
  returning question`;

/** The surveys of an area. */
export async function listSurveys(knex: Knex, municipality_id: number): Promise<Survey[]> {
  return (await knex.raw<{ rows: Survey[] }>(SURVEYS, { municipality_id, survey_id: null, limit: LISTED })).rows;
}

/** @throws {ProblemError} survey_unknown */
export async function findSurvey(knex: Knex, municipality_id: number, survey_id: string): Promise<Survey> {
  const { rows } = await knex.raw<{ rows: Survey[] }>(SURVEYS, { municipality_id, survey_id, limit: 1 });
  if (rows[0] === undefined) throw new ProblemError('survey_unknown', { id: survey_id });
  return rows[0];
}

/** What a survey found, with all its areas, in the caller's transaction. */
export async function addSurvey(
  trx: Knex,
  municipality_id: number,
  survey_id: string,
  { results, ...survey }: NewSurvey,
  demonstration = false,
): Promise<void> {
  await trx.raw(ADD, { municipality_id, survey_id, demonstration, ...survey });
  await trx.raw(RESULTS, { municipality_id, survey_id, results: JSON.stringify(results) });
}

/** @returns its question @throws {ProblemError} survey_unknown */
export async function removeSurvey(trx: Knex, municipality_id: number, survey_id: string): Promise<string> {
  const { rows } = await trx.raw<{ rows: { question: string }[] }>(REMOVE, { municipality_id, survey_id });
  if (rows[0] === undefined) throw new ProblemError('survey_unknown', { id: survey_id });
  return rows[0].question;
}
