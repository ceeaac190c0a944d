import type { FlagDecision, ModeratedFlag, ModerationStage, RejectReason } from '@lagesbild/contract';
import type { Knex } from 'knex';
import type { MunicipalityRow } from '../db/municipality.ts';
import { ProblemError } from '../errors.ts';
import { todayIn } from '../today.ts';
import { workingDayAfter } from './working-days.ts';

/** The area, and what day it is there. */
export interface Desk extends MunicipalityRow {
  today: string;
  answer_days: number;
}

/** An area as its moderators need it. */
export async function deskOf(knex: Knex, area: MunicipalityRow): Promise<Desk> {
  const { rows } = await knex.raw<{ rows: { answer_days: number }[] }>(
    'select answer_days from flag.area where municipality_id = :municipality_id',
    { municipality_id: area.municipality_id },
  );
  const today = todayIn(area.time_zone);
  return { ...area, today, answer_days: rows[0]!.answer_days };
}

/** Are Swedish holidays free here? */
export const isSwedish = ({ time_zone }: MunicipalityRow): boolean => time_zone === 'Europe/Stockholm';

/** The last decision about a flag f, and where that leaves it. */
export const LAST = `
  left join lateral (
    select decision_id as version, act from flag.decision
    where municipality_id = f.municipality_id and flag_id = f.flag_id order by decision_id desc limit 1) d on true`;
export const STAGE = `case
    when f.fate in ('rejected', 'merged') or f.state in ('planned', 'done', 'declined') then 'closed'
    when f.verified then 'published'
    when d.act = 'held' then 'held'
    when f.fate = 'quarantined' then 'quarantined'
    when f.state = 'read' then 'asked'
    else 'waiting' end`;

/** A page shows no more at once; the rest comes as these are dealt with. */
export const LISTED = 500;

// in: municipality_id, stage or null, flag_ids or null, alike (a flag's id) or null, limit; order: as they came, closed ones the last decided first
const FLAGS = `
  with found as (
    select f.*, coalesce(d.version, 0) as version, ${STAGE} as stage
    from flag.flag f ${LAST}
    where f.municipality_id = :municipality_id
      and (cast(:flag_ids as uuid[]) is null or f.flag_id = any(cast(:flag_ids as uuid[])))
      and (cast(:alike as uuid) is null or exists (
        select from flag.flag g where g.municipality_id = f.municipality_id and g.flag_id = cast(:alike as uuid)
          and g.flag_id <> f.flag_id and f.fate in ('live', 'quarantined') and g.weightiest = f.weightiest
          and g.place is not distinct from f.place and g.cell_x is not distinct from f.cell_x
          and g.cell_y is not distinct from f.cell_y)))
  select f.flag_id, f.version, f.stage, f.kind, f.feeling,
    case when f.place is not null then json_build_object('place', f.place)
      else json_build_object('cell', json_build_object('x', f.cell_x, 'y', f.cell_y)) end as "where",
    st_x(at.point) as lon, st_y(at.point) as lat, to_char(f.month, 'YYYY-MM-DD') as month, f.times, f.days, f.often,
    f.strength, f.reasons, f.weightiest, f.publication_group, f.helps, f.reported, f.why_not, n.text as note, f.state, f.answer,
    f.fate, f.repeated, f.verified, f.merged_into, to_char(f.decided_month, 'YYYY-MM-DD') as decided_month,
    f.because,
    case when q.question is not null
      then json_build_object('text', q.question, 'choices', q.choices, 'answer', q.answer) end as question,
    to_char(m.received_on, 'YYYY-MM-DD') as received_on, m.burst,
    cast((select count(*) from flag.moderation b where b.municipality_id = f.municipality_id and b.burst = m.burst)
      as integer) as burst_n,
    cast((select count(*) from flag.flag g where g.municipality_id = f.municipality_id and g.merged_into = f.flag_id)
      as integer) as merged
  from found f
  join staff.municipality a on a.municipality_id = f.municipality_id
  left join flag.moderation m on m.municipality_id = f.municipality_id and m.flag_id = f.flag_id
  left join flag.note n on n.municipality_id = f.municipality_id and n.flag_id = f.flag_id
  left join flag.question q on q.municipality_id = f.municipality_id and q.flag_id = f.flag_id
  left join staff.place p on p.municipality_id = f.municipality_id and p.slug = f.place
  cross join lateral (select case when f.cell_x is null then st_pointonsurface(p.geometry)
    else st_transform(st_setsrid(st_makepoint(f.cell_x * 100 + 50, f.cell_y * 100 + 50), a.srid), 4326) end as point) at
  where cast(:stage as text) is null or f.stage = :stage
  order by case when f.stage = 'closed' then f.version end desc, m.received_on, f.month, f.flag_id
  limit :limit`;

/** A flag as it is stored, besides what a moderator reads: what a decision changes. */
export interface FlagRow extends ModeratedFlag {
  verified: boolean;
  merged_into: string | null;
  decided_month: string | null;
  because: RejectReason | null;
}

interface Asked {
  stage?: ModerationStage;
  flag_ids?: readonly string[];
  /** same place and weightiest reason as this flag, without it */
  alike?: string;
  limit?: number;
}

const RANK = { late: 0, first: 1, usual: 2 };
const PEOPLE_AND_THREATS = 1;
const STRONGEST = 3;

/** Flags as moderators read them: what comes first is first, and what is alike stands together. */
export async function readFlags(knex: Knex, desk: Desk, asked: Asked): Promise<FlagRow[]> {
  const { stage = null, flag_ids = null, alike = null, limit = LISTED } = asked;
  const { municipality_id } = desk;
  const given = { municipality_id, stage, flag_ids: flag_ids && [...flag_ids], alike, limit };
  const { rows } = await knex.raw<{ rows: FlagRow[] }>(FLAGS, given as never);
  const flags = rows.map((row): FlagRow => {
    const due_on =
      row.received_on === null ? null : workingDayAfter(row.received_on, desk.answer_days, isSwedish(desk));
    return { ...row, due_on, cluster: clusterOf(row), priority: priorityOf(row, due_on, desk.today) };
  });
  if (stage === 'closed') return flags;
  // Sorting is stable: within a rank and a cluster they stay as they came.
  const firstOf = new Map<string, number>();
  flags.forEach(({ cluster, priority }, i) => {
    const key = `${RANK[priority]} ${cluster}`;
    if (!firstOf.has(key)) firstOf.set(key, i);
  });
  const order = ({ cluster, priority }: FlagRow): number => firstOf.get(`${RANK[priority]} ${cluster}`)!;
  return flags.sort((a, b) => RANK[a.priority] - RANK[b.priority] || order(a) - order(b));
}

const clusterOf = ({ where, weightiest }: ModeratedFlag): string =>
  `${'place' in where ? where.place : `${where.cell.x}:${where.cell.y}`} ${weightiest}`;

function priorityOf(row: FlagRow, due_on: string | null, today: string): ModeratedFlag['priority'] {
  if (due_on !== null && due_on < today) return 'late';
  const weighs = row.kind === 'happened' || row.strength === STRONGEST || row.publication_group === PEOPLE_AND_THREATS;
  return weighs ? 'first' : 'usual';
}

/** @throws {ProblemError} moderation_flag_unknown */
export async function findFlag(knex: Knex, desk: Desk, flag_id: string): Promise<FlagRow> {
  const [flag] = await readFlags(knex, desk, { flag_ids: [flag_id] });
  if (!flag) throw new ProblemError('moderation_flag_unknown', { n: 1 });
  return flag;
}

// in: municipality_id, flag_id; order: as it was decided
const HISTORY = `
  select decision_id, to_char(decided_on, 'YYYY-MM-DD') as decided_on, act, decided_by, reason
  from flag.decision where municipality_id = :municipality_id and flag_id = :flag_id order by decision_id`;

export const historyOf = async (knex: Knex, municipality_id: number, flag_id: string): Promise<FlagDecision[]> =>
  (await knex.raw<{ rows: FlagDecision[] }>(HISTORY, { municipality_id, flag_id })).rows;
