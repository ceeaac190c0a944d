import type { NewDialogue, NewMark, NewSurvey } from '@lagesbild/contract';
import type { Knex } from 'knex';
import type { MunicipalityRow } from '../db/municipality.ts';
import { ProblemError } from '../errors.ts';
import './sentences.ts';
import { todayIn } from '../today.ts';

/** How far outside an area a mark may lie, as an incident may. */
const REACH_M = 10_000;
/** More than that anywhere people live; what is further off may lie where the projection ends, and isn't projected. */
const FAR_DEGREES = 1;

// in: municipality_id, srid, shapes as JSON, reach; out: per shape whether it can be used
const SHAPES = `
  select cast(s.no as integer) as no, st_isvalid(s.geometry) and not st_isempty(s.geometry) as valid,
    case when s.geometry && st_expand(o.box, :far_degrees)
      then st_dwithin(st_transform(s.geometry, cast(:srid as integer)), o.outline, :reach) else false end as near
  from (select e.no, st_setsrid(st_geomfromgeojson(cast(e.shape as text)), 4326) as geometry
    from jsonb_array_elements(cast(:shapes as jsonb)) with ordinality as e (shape, no)) as s,
  lateral (select st_transform(outline, cast(:srid as integer)) as outline, outline as box from staff.municipality
    where municipality_id = :municipality_id) as o
  order by s.no`;

/** What is wrong with a shape; null where nothing is. */
export type ShapeFault = 'mark_invalid' | 'mark_outside' | null;

/** Can these shapes be used in this area? */
export async function shapeFaults(
  knex: Knex,
  { municipality_id, srid }: MunicipalityRow,
  shapes: readonly NewMark['geometry'][],
): Promise<ShapeFault[]> {
  const asked = { municipality_id, srid, reach: REACH_M, far_degrees: FAR_DEGREES, shapes: JSON.stringify(shapes) };
  const { rows } = await knex.raw<{ rows: { valid: boolean; near: boolean }[] }>(SHAPES, asked);
  return rows.map(({ valid, near }) => (valid ? (near ? null : 'mark_outside') : 'mark_invalid'));
}

/** Codes that an area's reports may give as reasons. */
export async function knownReasons(knex: Knex, municipality_id: number): Promise<Set<string>> {
  const { rows } = await knex.raw<{ rows: { code: string }[] }>(
    `select code from flag.choice where municipality_id = :municipality_id and kind = 'reason' order by position, code`,
    { municipality_id },
  );
  return new Set(rows.map(({ code }) => code));
}

/** Slugs of an area's places and parts of town. */
export async function knownPlaces(knex: Knex, municipality_id: number): Promise<Set<string>> {
  const { rows } = await knex.raw<{ rows: { slug: string }[] }>(
    'select slug from staff.place where municipality_id = :municipality_id',
    { municipality_id },
  );
  return new Set(rows.map(({ slug }) => slug));
}

/** @throws {ProblemError} naming what of a meeting can't be stored */
export async function checkDialogue(knex: Knex, area: MunicipalityRow, dialogue: NewDialogue): Promise<void> {
  const { municipality_id } = area;
  if (dialogue.held_on > todayIn(area.time_zone)) throw new ProblemError('dialogue_future', { day: dialogue.held_on });
  await checkPlaces(knex, municipality_id, [dialogue.place]);
  const reasons = await knownReasons(knex, municipality_id);
  for (const mark of dialogue.marks) {
    const strange = mark.reasons.find((code) => !reasons.has(code));
    if (strange !== undefined)
      throw new ProblemError('perception_reason_unknown', { value: strange, known: [...reasons].join(', ') });
    if (mark.weightiest !== null && !mark.reasons.includes(mark.weightiest))
      throw new ProblemError('perception_weightiest', { value: mark.weightiest });
  }
  const faults = await shapeFaults(
    knex,
    area,
    dialogue.marks.map(({ geometry }) => geometry),
  );
  const at = faults.findIndex((fault) => fault !== null);
  if (at >= 0) throw new ProblemError(faults[at]!, { n: at + 1 });
}

/** @throws {ProblemError} naming what of a survey can't be stored */
export async function checkSurvey(knex: Knex, { municipality_id }: MunicipalityRow, survey: NewSurvey): Promise<void> {
  await checkPlaces(
    knex,
    municipality_id,
    survey.results.map(({ place }) => place),
  );
  const seen = new Set<string>();
  for (const { area, share, low, high } of survey.results) {
    if (seen.has(area)) throw new ProblemError('survey_area_twice', { area });
    seen.add(area);
    if ((low ?? share) > share || (high ?? share) < share)
      throw new ProblemError('survey_interval', { area, share, low: low ?? '–', high: high ?? '–' });
  }
}

async function checkPlaces(knex: Knex, municipality_id: number, slugs: readonly (string | null)[]): Promise<void> {
  const known = await knownPlaces(knex, municipality_id);
  const strange = slugs.find((slug) => slug !== null && !known.has(slug));
  if (strange !== undefined) throw new ProblemError('perception_place_unknown', { value: strange! });
}
