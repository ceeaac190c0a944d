import {
  type ChangedWalkObservation,
  type KeptRevisit,
  type NewWalkObservation,
  OBSERVATIONS_MAX,
  type WalkObservation,
} from '@lagesbild/contract';
import type { Knex } from 'knex';
import { ProblemError } from '../errors.ts';
import './sentences.ts';

/** Which observation: of which walk, in which area. */
export interface ObservationAt {
  municipality_id: number;
  walk_id: string;
  observation_id: string;
}

/** An observation as it crosses the wire; alias x. */
export const OBSERVED = `json_build_object('observation_id', x.observation_id, 'stop_id', x.stop_id, 'precision', x.precision,
      'feeling', x.feeling, 'reasons', x.reasons, 'weightiest', x.weightiest, 'times', x.times, 'strength', x.strength,
      'manager', x.manager, 'note', x.note, 'status', x.status, 'because', x.because, 'action_id', x.action_id,
      'version', x.version,
      'revisits', coalesce((select json_agg(json_build_object('state', r.state, 'on', to_char(r.visited_on, 'YYYY-MM-DD'),
          'organisation', r.organisation) order by r.visited_on, r.organisation)
        from staff.walk_revisit r where r.municipality_id = x.municipality_id and r.walk_id = x.walk_id
          and r.observation_id = x.observation_id), '[]'),
      'photos', coalesce((select json_agg(json_build_object('photo_id', p.photo_id, 'bytes', octet_length(p.content)) order by p.photo_no)
        from staff.walk_photo p where p.municipality_id = x.municipality_id and p.walk_id = x.walk_id
          and p.observation_id = x.observation_id), '[]'))`;

const AT = `x.municipality_id = :municipality_id and x.walk_id = cast(:walk_id as uuid) and x.observation_id = cast(:observation_id as uuid)`;

// in: municipality_id, walk_id, observation_id; out: one, or none
const FIND = `select ${OBSERVED} as observation from staff.walk_observation x where ${AT}`;

const COUNT = `
  select cast(count(*) as integer) as n from staff.walk_observation
  where municipality_id = :municipality_id and walk_id = cast(:walk_id as uuid)`;

const texts = (field: string): string => `array(select jsonb_array_elements_text(o.said -> '${field}'))`;

// in: the observation, as JSON; out: its number, or none where the walk has no such stop
const PUT = `
  insert into staff.walk_observation as x (municipality_id, walk_id, observation_id, stop_id, precision, feeling, reasons, weightiest,
    times, strength, manager, note, status, because, action_id)
  select s.municipality_id, s.walk_id, cast(:observation_id as uuid), s.stop_id, o.said ->> 'precision', o.said ->> 'feeling',
    ${texts('reasons')}, o.said ->> 'weightiest', ${texts('times')}, cast(o.said ->> 'strength' as smallint),
    o.said ->> 'manager', o.said ->> 'note', o.said ->> 'status', o.said ->> 'because', cast(o.said ->> 'action_id' as uuid)
  from (select cast(:said as jsonb) as said) as o
  join staff.walk_stop s on s.municipality_id = :municipality_id and s.walk_id = cast(:walk_id as uuid)
    and s.stop_id = cast(o.said ->> 'stop_id' as uuid)
  on conflict (municipality_id, walk_id, observation_id) do update set stop_id = excluded.stop_id, precision = excluded.precision,
    feeling = excluded.feeling, reasons = excluded.reasons, weightiest = excluded.weightiest, times = excluded.times,
    strength = excluded.strength, manager = excluded.manager, note = excluded.note, status = excluded.status,
    because = excluded.because, action_id = excluded.action_id, version = x.version + 1
  returning x.observation_id`;

const ACTION = `
  select 1 as there from staff.action where municipality_id = :municipality_id and action_id = cast(:action_id as uuid)`;

const HOLD = `select 1 as there from staff.walk_observation x where ${AT} for update`;

// in: municipality_id, walk_id, observation_id, state, on, organisation; out: nothing, also where there is no such observation
const REVISITED = `
  insert into staff.walk_revisit (municipality_id, walk_id, observation_id, visited_on, organisation, state)
  select x.municipality_id, x.walk_id, x.observation_id, cast(:on as date), :organisation, :state
  from staff.walk_observation x where ${AT}
  on conflict (municipality_id, walk_id, observation_id, visited_on, organisation) do update set state = excluded.state`;

const REMOVE = `delete from staff.walk_observation x where ${AT} returning 1 as done`;

/** An observation, and what has become of it. */
export type Told = Omit<Required<ChangedWalkObservation>, 'version'>;

/** What an observation is before anything has become of it. */
const FRESH = { status: 'open', because: '', action_id: null } as const;

export async function seekObservation(knex: Knex, at: ObservationAt): Promise<WalkObservation | null> {
  const { rows } = await knex.raw<{ rows: { observation: WalkObservation }[] }>(FIND, at as never);
  return rows[0]?.observation ?? null;
}

/** @throws {ProblemError} walk_observation_unknown */
export async function findObservation(knex: Knex, at: ObservationAt): Promise<WalkObservation> {
  const found = await seekObservation(knex, at);
  if (found === null) throw new ProblemError('walk_observation_unknown', { id: at.observation_id });
  return found;
}

/** The version that was read, held until the transaction ends. @throws {ProblemError} walk_observation_unknown, walk_observation_changed */
export async function holdObservation(trx: Knex, at: ObservationAt, version: number): Promise<WalkObservation> {
  await trx.raw(HOLD, at as never);
  const found = await findObservation(trx, at);
  if (found.version !== version) throw new ProblemError('walk_observation_changed', { version: found.version });
  return found;
}

/** @throws {ProblemError} walk_observations_many, walk_stop_unknown */
export async function addObservation(
  trx: Knex,
  at: ObservationAt,
  observation: NewWalkObservation,
): Promise<WalkObservation> {
  const { rows } = await trx.raw<{ rows: { n: number }[] }>(COUNT, at as never);
  if (rows[0]!.n >= OBSERVATIONS_MAX) throw new ProblemError('walk_observations_many', { limit: OBSERVATIONS_MAX });
  return put(trx, at, { ...observation, ...FRESH });
}

/** @throws {ProblemError} walk_stop_unknown, walk_action_unknown */
export async function changeObservation(trx: Knex, at: ObservationAt, observation: Told): Promise<WalkObservation> {
  const { action_id } = observation;
  if (action_id !== null) {
    const { rows } = await trx.raw<{ rows: unknown[] }>(ACTION, { municipality_id: at.municipality_id, action_id });
    if (rows.length === 0) throw new ProblemError('walk_action_unknown', { id: action_id });
  }
  return put(trx, at, observation);
}

async function put(trx: Knex, at: ObservationAt, observation: Told): Promise<WalkObservation> {
  const said = JSON.stringify(observation);
  const { rows } = await trx.raw<{ rows: unknown[] }>(PUT, { ...at, said } as never);
  if (rows.length === 0) throw new ProblemError('walk_stop_unknown', { id: observation.stop_id });
  return findObservation(trx, at);
}

/** How it is now, as one organisation sees it that day. @throws {ProblemError} walk_observation_unknown */
export async function revisitObservation(trx: Knex, at: ObservationAt, revisit: KeptRevisit): Promise<WalkObservation> {
  await trx.raw(REVISITED, { ...at, ...revisit } as never);
  return findObservation(trx, at);
}

/** With its photos. @throws {ProblemError} walk_observation_unknown */
export async function removeObservation(trx: Knex, at: ObservationAt): Promise<void> {
  const { rows } = await trx.raw<{ rows: unknown[] }>(REMOVE, at as never);
  if (rows.length === 0) throw new ProblemError('walk_observation_unknown', { id: at.observation_id });
}
