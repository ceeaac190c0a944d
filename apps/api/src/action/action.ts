import { type Action, APPROVALS_MIN, FLAGS_MIN, type NewAction } from '@lagesbild/contract';
import type { Knex } from 'knex';
import type { MunicipalityRow } from '../db/municipality.ts';
import { ProblemError } from '../errors.ts';
import { todayIn } from '../today.ts';
import { countingWords } from './counting-words.ts';
import type { Reader } from './reader.ts';
import { readWorks } from './work.ts';

// of action a: what residents sent of it, and what of that is published. A flag that was merged into a linked one was sent too, and is published when that one is.
const SENT = `
    select cast(count(distinct s.flag_id) as integer) as flags,
      cast(count(distinct s.flag_id) filter (where r.verified and r.fate = 'live') as integer) as published_flags
    from staff.action_flag l
    join flag.flag r on r.municipality_id = l.municipality_id and r.flag_id = l.flag_id
    join flag.flag s on s.municipality_id = r.municipality_id and (s.flag_id = r.flag_id or s.merged_into = r.flag_id)
    where l.municipality_id = a.municipality_id and l.action_id = a.action_id`;

// in: municipality_id, action_id or null, account_id or null; out: actions; order: what is worked on first, then the newest
const ACTIONS = `
  select a.action_id, a.title, a.version, a.status, to_char(a.done_on, 'YYYY-MM-DD') as done_on, a.public_text, a.rests_on,
    a.rests_on_what, to_char(a.changed_on, 'YYYY-MM-DD') as changed_on,
    case when a.place is not null then json_build_object('place', a.place)
      else json_build_object('cell', json_build_object('x', a.cell_x, 'y', a.cell_y)) end as "where",
    f.flags, f.published_flags,
    coalesce((select json_agg(json_build_object('who', c.name, 'on', to_char(v.approved_on, 'YYYY-MM-DD')) order by v.approval_no)
      from staff.action_approval v left join staff.account c on c.account_id = v.account_id
      where v.municipality_id = a.municipality_id and v.action_id = a.action_id), '[]') as approvals,
    exists (select from staff.action_approval v where v.municipality_id = a.municipality_id and v.action_id = a.action_id
      and v.account_id is not distinct from cast(:account_id as uuid)) as approved_by_me,
    case when p.action_id is not null then json_build_object('version', p.version,
      'approved_on', to_char(p.approved_on, 'YYYY-MM-DD')) end as published
  from staff.action a
  left join lateral (${SENT}) f on true
  left join staff.action_publication p on p.municipality_id = a.municipality_id and p.action_id = a.action_id
  where a.municipality_id = :municipality_id
    and (cast(:action_id as uuid) is null or a.action_id = cast(:action_id as uuid))
  order by array_position(array['under_way', 'planned', 'done', 'stopped'], a.status), a.changed_on desc, a.title, a.action_id`;

// in: municipality_id; out: how many accounts may approve here
const APPROVERS = `
  select cast(count(distinct c.account_id) as integer) as n
  from staff.account c join staff.role_grant g on g.account_id = c.account_id
  where c.deactivated_at is null and g.role in ('coordinator', 'moderator', 'administrator')
    and (g.municipality_id is null or g.municipality_id = :municipality_id)`;

type Row = Omit<Action, 'approvals_needed' | 'lacks' | 'work'>;

async function read(knex: Knex, { municipality_id, account_id }: Reader, action_id: string | null): Promise<Action[]> {
  const { rows } = await knex.raw<{ rows: Row[] }>(ACTIONS, { municipality_id, account_id, action_id });
  const approvals_needed = await approvalsNeeded(knex, municipality_id);
  const works = await readWorks(knex, municipality_id, action_id);
  return rows.flatMap((row) => {
    const work = works.get(row.action_id);
    // Removed since the first question: it isn't there.
    return work === undefined ? [] : [{ ...row, approvals_needed, lacks: lacksOf(row), work }];
  });
}

/** All actions of an area, what is worked on first. */
export const listActions = (knex: Knex, reader: Reader): Promise<Action[]> => read(knex, reader, null);

/** One of them. @throws {ProblemError} action_unknown */
export async function findAction(knex: Knex, reader: Reader, action_id: string): Promise<Action> {
  const [action] = await read(knex, reader, action_id);
  if (!action) throw new ProblemError('action_unknown', { id: action_id });
  return action;
}

/** Two have to read what is to be public. Where only one person may, one is enough: nobody else could ever be asked. */
export async function approvalsNeeded(knex: Knex, municipality_id: number): Promise<number> {
  const { rows } = await knex.raw<{ rows: { n: number }[] }>(APPROVERS, { municipality_id });
  return Math.max(1, Math.min(APPROVALS_MIN, rows[0]!.n));
}

function lacksOf({ public_text, rests_on, rests_on_what, published_flags }: Row): Action['lacks'] {
  const lacks: Action['lacks'] = [];
  if (public_text === null) lacks.push('text');
  if (rests_on !== 'flags' && rests_on_what === '') lacks.push('ground');
  if (rests_on === 'flags' && published_flags < FLAGS_MIN) lacks.push('flags');
  return lacks;
}

// in: municipality_id, place; out: a row if there is such a place
const PLACE = 'select 1 from staff.place where municipality_id = :municipality_id and slug = :place';
// in: municipality_id, cell's corner in metres; out: whether any of the cell is in the area. The area is projected, not the cell: it may lie where
// the projection ends.
const IN_AREA = `
  select st_intersects(st_transform(m.outline, m.srid), st_makeenvelope(:east, :north, :east + 100, :north + 100, m.srid)) as inside
  from staff.municipality m where m.municipality_id = :municipality_id`;

/**
 * What a schema alone doesn't tell of an action: the place is there, the day fits the status, the public text counts nobody.
 * @throws {ProblemError} action_place_unknown, action_cell_outside, action_done_on_missing, action_done_on_early,
 *   action_done_on_given, action_text_counts
 */
export async function mustBeSound(knex: Knex, area: MunicipalityRow, action: NewAction): Promise<void> {
  const { municipality_id, slug, time_zone } = area;
  const { where, status, done_on, public_text } = action;
  if ('place' in where) {
    const { rows } = await knex.raw<{ rows: unknown[] }>(PLACE, { municipality_id, place: where.place });
    if (rows.length === 0) throw new ProblemError('action_place_unknown', { place: where.place, area: slug });
  } else {
    const { x, y } = where.cell;
    const asked = { municipality_id, east: x * 100, north: y * 100 };
    const { rows } = await knex.raw<{ rows: { inside: boolean }[] }>(IN_AREA, asked);
    if (!rows[0]?.inside) throw new ProblemError('action_cell_outside', { x: `${x}`, y: `${y}`, area: slug });
  }
  if (status === 'done' && done_on === null) throw new ProblemError('action_done_on_missing');
  if (status !== 'done' && done_on !== null) throw new ProblemError('action_done_on_given');
  const today = todayIn(time_zone);
  if (done_on !== null && done_on > today) throw new ProblemError('action_done_on_early', { day: done_on });
  for (const text of Object.values(public_text ?? {})) {
    const words = countingWords(text);
    if (words !== null) throw new ProblemError('action_text_counts', { words });
  }
}
