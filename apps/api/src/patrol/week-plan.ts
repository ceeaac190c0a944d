import {
  addDays,
  type ChangedWeek,
  findingsOf,
  groundFindingsOf,
  groundOf,
  type LineBeside,
  type NoGround,
  type PlannedVisits,
  type PlanPermits,
  type Unit,
  type WeekPlan,
  WINDOW_MIN_MAX,
} from '@lagesbild/contract';
import type { Knex } from 'knex';
import type { MunicipalityRow } from '../db/municipality.ts';
import { permitsOfPlan } from '../db/permit-ground.ts';
import { ProblemError } from '../errors.ts';
import { weekDelivery } from './delivery.ts';
import { listUnits } from './unit.ts';

/** Which week of which plan. */
export interface WeekOf {
  municipality_id: number;
  plan_id: string;
  week: string;
}

// in: municipality_id, plan_id; out: the plan's name, if it is there
const PLAN = 'select name from patrol.zone_plan where municipality_id = :municipality_id and plan_id = :plan_id';

/** @throws {ProblemError} visit_plan_unknown */
export async function planName(trx: Knex, { municipality_id, plan_id }: Omit<WeekOf, 'week'>): Promise<string> {
  const { rows } = await trx.raw<{ rows: { name: string }[] }>(PLAN, { municipality_id, plan_id });
  if (!rows[0]) throw new ProblemError('visit_plan_unknown', { id: plan_id });
  return rows[0].name;
}

// in: municipality_id, plan_id, week; out: its lines; order: day, hour, zone, unit
const LINES = `
  select zone_id, unit_id, weekday, from_minute, to_minute, minutes, visits from patrol.planned_visits
  where municipality_id = :municipality_id and plan_id = :plan_id and week = cast(:week as date)
  order by weekday, from_minute, zone_id, unit_id`;

export async function linesOf(trx: Knex, of: WeekOf): Promise<PlannedVisits[]> {
  return (await trx.raw<{ rows: PlannedVisits[] }>(LINES, { ...of })).rows;
}

const [DAY_MIN, SUNDAY, MONDAY] = [1440, 6, 0];

/** Lines of the weeks before and after that may be in the way over Sunday's midnight. */
async function linesBeside(trx: Knex, of: WeekOf): Promise<LineBeside[]> {
  const [before, after] = [addDays(of.week, -7), addDays(of.week, 7)];
  const past = await linesOf(trx, { ...of, week: before });
  const next = await linesOf(trx, { ...of, week: after });
  return [
    ...past
      .filter(({ weekday, to_minute }) => weekday === SUNDAY && to_minute > DAY_MIN)
      .map((line) => ({ week: before, line })),
    ...next
      .filter(({ weekday, from_minute }) => weekday === MONDAY && from_minute < WINDOW_MIN_MAX)
      .map((line) => ({ week: after, line })),
  ];
}

const VERSION = `
  select version from patrol.planned_week
  where municipality_id = :municipality_id and plan_id = :plan_id and week = cast(:week as date)`;

/** A week of a plan, with what of it can't be done, and what was. @throws {ProblemError} visit_plan_unknown */
export async function readWeek(trx: Knex, area: MunicipalityRow, plan_id: string, week: string): Promise<WeekPlan> {
  const of = { municipality_id: area.municipality_id, plan_id, week };
  await planName(trx, of);
  const { rows } = await trx.raw<{ rows: { version: number }[] }>(VERSION, of);
  const lines = await linesOf(trx, of);
  const beside = await linesBeside(trx, of);
  const { isGuarded, permits } = await groundIn(trx, of);
  return {
    ...{ plan_id, week, version: rows[0]?.version ?? 0, lines, beside, permits },
    findings: [
      ...findingsOf(week, area.time_zone, lines, beside),
      ...groundFindingsOf(week, lines, isGuarded, permits),
    ],
    delivery: await weekDelivery(trx, of),
  };
}

/** What the visits of a plan are judged by. */
export interface Ground {
  /** Is a line judged at all: of ordningsvakter, to a zone of the published version? */
  isGuarded: (line: Pick<PlannedVisits, 'zone_id' | 'unit_id'>) => boolean;
  permits: PlanPermits;
}

export async function groundIn(
  trx: Knex,
  { municipality_id, plan_id }: Omit<WeekOf, 'week'>,
  units?: readonly Unit[],
): Promise<Ground> {
  const guards = (units ?? (await listUnits(trx, municipality_id))).filter(({ kind }) => kind === 'ordningsvakt');
  const zones = await zonesOf(trx, { municipality_id, plan_id });
  return {
    isGuarded: ({ zone_id, unit_id }) =>
      guards.some((unit) => unit.unit_id === unit_id) && zones.some((zone) => zone.zone_id === zone_id),
    permits: await permitsOfPlan(trx, municipality_id, plan_id),
  };
}

// in: municipality_id, plan_id; out: the zones that visits are planned for
const ZONES = `
  select z.zone_id, z.name from patrol.zone_plan p
  join patrol.zone z on z.municipality_id = p.municipality_id and z.plan_id = p.plan_id and z.version = p.published_version
  where p.municipality_id = :municipality_id and p.plan_id = :plan_id`;

const zonesOf = async (trx: Knex, of: Omit<WeekOf, 'week'>): Promise<{ zone_id: string; name: string }[]> =>
  (await trx.raw<{ rows: { zone_id: string; name: string }[] }>(ZONES, { ...of })).rows;

/** Why a permit doesn't let ordningsvakter, as the refusal says it. */
function refusalOf(ground: NoGround, said: { zone: string; unit: string }): ProblemError {
  switch (ground.reason) {
    case 'none':
    case 'outside_area':
      return new ProblemError('permit_area_missing', said);
    case 'outside_hours': {
      const { day, hour } = ground;
      return new ProblemError('permit_hours_missing', { ...said, day, hour: `${hour}`.padStart(2, '0') });
    }
    case 'ended':
    case 'not_yet':
      return new ProblemError('permit_over', { ...said, day: ground.day });
  }
}

/**
 * What a schema alone doesn't tell of a week: zones of the published plan, units in use, visits that fit into their hours,
 * ordningsvakter where and when they may be.
 *
 * @throws {ProblemError} visit_zone_unknown, unit_unknown, unit_closed, visit_hours_reversed, visit_hours_few, visit_line_twice,
 *   permit_area_missing, permit_over, permit_hours_missing
 */
async function mustBeSound(trx: Knex, { week, ...of }: WeekOf, lines: readonly PlannedVisits[]): Promise<void> {
  const zones = await zonesOf(trx, of);
  const units = await listUnits(trx, of.municipality_id);
  const { isGuarded, permits } = await groundIn(trx, of, units);
  const seen = new Set<string>();
  for (const line of lines) {
    const { zone_id, unit_id, weekday, from_minute, to_minute, minutes, visits } = line;
    const zone = zones.find((one) => one.zone_id === zone_id);
    if (!zone) throw new ProblemError('visit_zone_unknown', { id: zone_id });
    const unit = units.find((one) => one.unit_id === unit_id);
    if (!unit) throw new ProblemError('unit_unknown', { id: unit_id });
    if (unit.closed_on !== null) throw new ProblemError('unit_closed', { name: unit.name });
    const said = { zone: zone.name, unit: unit.name };
    const there = to_minute - from_minute;
    if (there <= 0 || there > WINDOW_MIN_MAX) throw new ProblemError('visit_hours_reversed', said);
    if (minutes * visits > there)
      throw new ProblemError('visit_hours_few', { ...said, n: visits, minutes, asked: minutes * visits, there });
    const name = `${zone_id} ${unit_id} ${weekday} ${from_minute}`;
    if (seen.has(name)) throw new ProblemError('visit_line_twice', said);
    seen.add(name);
    const ground = isGuarded(line) ? groundOf(week, line, permits) : null;
    if (ground !== null) throw refusalOf(ground, said);
  }
}

// Whoever saves first holds the week until it is saved; the other then finds another version.
const HOLD = `
  insert into patrol.planned_week as w (municipality_id, plan_id, week) values (:municipality_id, :plan_id, cast(:week as date))
  on conflict (municipality_id, plan_id, week) do update set version = w.version returning version`;

const CLEAR = `
  delete from patrol.planned_visits where municipality_id = :municipality_id and plan_id = :plan_id and week = cast(:week as date)`;

// in: municipality_id, plan_id, week, lines as JSON; out: nothing
const FILL = `
  insert into patrol.planned_visits (municipality_id, plan_id, week, zone_id, unit_id, weekday, from_minute, to_minute, minutes, visits)
  select :municipality_id, cast(:plan_id as uuid), cast(:week as date), l.*
  from json_to_recordset(cast(:lines as json)) as l (zone_id uuid, unit_id uuid, weekday smallint, from_minute smallint,
    to_minute smallint, minutes smallint, visits smallint)`;

const RAISE = `
  update patrol.planned_week set version = version + 1
  where municipality_id = :municipality_id and plan_id = :plan_id and week = cast(:week as date)`;

/**
 * All lines of a week, in the place of those before.
 * @throws {ProblemError} visit_plan_unknown, visit_week_changed_meanwhile, and what `mustBeSound` refuses
 */
export async function saveWeek(trx: Knex, of: WeekOf, { version, lines }: ChangedWeek): Promise<string> {
  const name = await planName(trx, of);
  const { rows } = await trx.raw<{ rows: { version: number }[] }>(HOLD, { ...of });
  if (rows[0]!.version !== version) throw new ProblemError('visit_week_changed_meanwhile', { week: of.week });
  await mustBeSound(trx, of, lines);
  await trx.raw(CLEAR, { ...of });
  await trx.raw(FILL, { ...of, lines: JSON.stringify(lines) });
  await trx.raw(RAISE, { ...of });
  return name;
}
