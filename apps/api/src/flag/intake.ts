import { randomUUID } from 'node:crypto';
import { FLAG_TIMES, type NewFlag } from '@lagesbild/contract';
import type { Knex } from 'knex';
import { ProblemError } from '../errors.ts';
import type { FlagArea } from './area.ts';
import { readChoices } from './choice.ts';
import { hidePersonal } from './hiding.ts';
import type { Meeting } from './sender.ts';

/** A flag as it is stored: what was sent, put in order, and nothing beside it. */
export interface CheckedFlag {
  place: string | null;
  cell_x: number | null;
  cell_y: number | null;
  /** The built-up area it lies in: for the counts by age and gender, and kept nowhere else. */
  built_up: string;
  columns: Record<string, string | number | string[] | null>;
  note: string | null;
}

/** Where a flag is, as one text. */
export const whereOf = ({ where }: NewFlag): string =>
  'place' in where ? where.place : `${where.cell.x} ${where.cell.y}`;

/**
 * Checks what the schema alone can't: that place and choices are the area's, and that the answers go together. Lists are put in
 * the area's own order, so that the order of somebody's taps isn't kept.
 *
 * @throws {ProblemError} flag_feeling, flag_choice_unknown, flag_weightiest, flag_not_happened, flag_was_reported, flag_note_off,
 *   flag_place_unknown, flag_outside
 */
export async function checked(trx: Knex, area: FlagArea, flag: NewFlag): Promise<CheckedFlag> {
  const { kind, feeling, days, weightiest } = flag;
  if (kind === 'happened' && feeling === 'safe') throw new ProblemError('flag_feeling');
  if (kind === 'feels' && flag.reported != null) throw new ProblemError('flag_not_happened');
  if (flag.reported !== 'no' && (flag.why_not ?? []).length > 0) throw new ProblemError('flag_was_reported');
  if (flag.note != null && !area.free_text) throw new ProblemError('flag_note_off');
  const choices = await readChoices(trx, area.municipality_id);
  const of_feeling = choices.reasons.filter((reason) => reason.feeling === feeling);
  const reasons = inOrder(flag.reasons, of_feeling);
  if (!reasons.includes(weightiest))
    throw new ProblemError('flag_weightiest', { value: weightiest, known: reasons.join(', ') });
  const where = await locate(trx, area, flag);
  return {
    ...where,
    columns: {
      ...{ kind, feeling, days, weightiest, reasons, month: area.month },
      times: FLAG_TIMES.filter((time) => flag.times.includes(time)),
      often: flag.often ?? null,
      strength: flag.strength ?? null,
      publication_group: of_feeling.find(({ code }) => code === weightiest)!.publication_group,
      helps: inOrder(flag.helps ?? [], choices.helps),
      reported: flag.reported ?? null,
      why_not: inOrder(flag.why_not ?? [], choices.why_not),
    },
    note: flag.note == null ? null : hidePersonal(flag.note),
  };
}

function inOrder(codes: readonly string[], known: readonly { code: string }[]): string[] {
  const strange = codes.find((code) => !known.some((choice) => choice.code === code));
  if (strange === undefined) return known.map(({ code }) => code).filter((code) => codes.includes(code));
  throw new ProblemError('flag_choice_unknown', { value: strange, known: known.map(({ code }) => code).join(', ') });
}

// in: municipality_id, slug; out: one row, or none
const PLACE = `
  select p.slug, coalesce((select b.slug from flag.place b
    where b.municipality_id = p.municipality_id and b.kind = 'study_area'
      and st_intersects(b.geometry, st_pointonsurface(p.geometry))
    order by b.position limit 1), '') as built_up
  from flag.place p
  where p.municipality_id = :municipality_id and p.slug = :slug and p.kind <> 'study_area'`;

// in: municipality_id, x, y; out: one row. The outline is brought to the cell's metres and not the other way round: a cell can lie
// where no projection has an answer
const CELL = `
  with cell as (
    select st_makeenvelope(:x * 100.0, :y * 100.0, :x * 100.0 + 100, :y * 100.0 + 100, a.srid) as box,
      st_transform(a.outline, a.srid) as outline, a.municipality_id, a.srid
    from flag.area a where a.municipality_id = :municipality_id)
  select st_intersects(box, outline) as inside,
    coalesce((select b.slug from flag.place b
      where b.municipality_id = cell.municipality_id and b.kind = 'study_area'
        and st_intersects(st_transform(b.geometry, cell.srid), st_centroid(cell.box))
      order by b.position limit 1), '') as built_up
  from cell`;

async function locate(
  trx: Knex,
  { municipality_id, names }: FlagArea,
  { where }: NewFlag,
): Promise<Pick<CheckedFlag, 'place' | 'cell_x' | 'cell_y' | 'built_up'>> {
  if ('place' in where) {
    const slug = where.place;
    const { rows } = await trx.raw<{ rows: { built_up: string }[] }>(PLACE, { municipality_id, slug });
    if (!rows[0]) throw new ProblemError('flag_place_unknown', { value: slug });
    return { place: slug, cell_x: null, cell_y: null, built_up: rows[0].built_up };
  }
  const { x, y } = where.cell;
  const { rows } = await trx.raw<{ rows: { inside: boolean; built_up: string }[] }>(CELL, { municipality_id, x, y });
  if (!rows[0]?.inside) throw new ProblemError('flag_outside', { x, y, area: names.sv });
  return { place: null, cell_x: x, cell_y: y, built_up: rows[0].built_up };
}

/** @returns flag_id, random: it tells no order */
export async function store(
  trx: Knex,
  { municipality_id, day }: FlagArea,
  { place, cell_x, cell_y, columns, note }: CheckedFlag,
  { burst, repeated, flood }: Meeting,
): Promise<string> {
  const of = { municipality_id, flag_id: randomUUID() };
  const fate = flood ? 'quarantined' : 'live';
  await trx('flag.flag').insert({ ...of, place, cell_x, cell_y, ...columns, repeated, fate });
  await trx('flag.moderation').insert({ ...of, received_on: day, burst });
  if (note !== null) await trx('flag.note').insert({ ...of, text: note });
  return of.flag_id;
}
