import { type NewWalk, type NewWalkStop, WALK_STEPS, type Walk, type WalkEntry } from '@lagesbild/contract';
import type { Knex } from 'knex';
import type { MunicipalityRow } from '../db/municipality.ts';
import { ProblemError } from '../errors.ts';
import { OBSERVED } from './observation.ts';
import './sentences.ts';

/** As many as the page lists. */
const LISTED = 500;

const dayOf = (step: string): string =>
  `json_build_object('on', to_char(w.${step}_on, 'YYYY-MM-DD'), 'held', w.${step}_held)`;
const SAID = `w.walk_id, w.name, w.place, w.demonstration,
    json_build_object(${WALK_STEPS.map((step) => `'${step}', ${dayOf(step)}`).join(', ')}) as dates`;

const OF_WALK = 'x.municipality_id = w.municipality_id and x.walk_id = w.walk_id';
const count = (rows: string): string => `cast((select count(*) from ${rows}) as integer)`;

// in: municipality_id, limit; out: walks with the number of their stops and observations; order: the latest first
const LIST = `
  select ${SAID}, ${count(`staff.walk_stop x where ${OF_WALK}`)} as stops,
    ${count(`staff.walk_observation x where ${OF_WALK}`)} as observations,
    ${count(`staff.walk_observation x where ${OF_WALK} and x.feeling = 'unsafe' and x.status in ('open', 'passed_on')`)} as open
  from staff.walk w where w.municipality_id = :municipality_id
  order by coalesce(w.walk_on, w.changed_on) desc, w.walk_id limit :limit`;

// in: municipality_id, srid, walk_id; out: one, or none
const FIND = `
  select ${SAID}, w.version, w.taking_part, w.notes, cast(st_asgeojson(w.route, 7) as json) as route,
    coalesce((select json_agg(json_build_object('stop_id', x.stop_id, 'name', x.name,
        'geometry', cast(st_asgeojson(x.geometry, 7) as json),
        'cell', json_build_object('x', floor(st_x(m.at) / 100), 'y', floor(st_y(m.at) / 100))) order by x.stop_no)
      from staff.walk_stop x, lateral (select st_transform(x.geometry, cast(:srid as integer)) as at) as m
      where ${OF_WALK}), '[]') as stops,
    coalesce((select json_agg(${OBSERVED} order by s.stop_no, x.observation_id)
      from staff.walk_observation x
      join staff.walk_stop s on s.municipality_id = x.municipality_id and s.walk_id = x.walk_id and s.stop_id = x.stop_id
      where ${OF_WALK}), '[]') as observations
  from staff.walk w where w.municipality_id = :municipality_id and w.walk_id = cast(:walk_id as uuid)`;

const DAYS = WALK_STEPS.map((step) => `cast(:${step}_on as date), :${step}_held`).join(', ');

// in: the walk; out: nothing
const ADD = `
  insert into staff.walk (municipality_id, walk_id, name, place, taking_part, notes, route, demonstration,
    ${WALK_STEPS.map((step) => `${step}_on, ${step}_held`).join(', ')})
  values (:municipality_id, cast(:walk_id as uuid), :name, :place, cast(:taking_part as jsonb), :notes,
    st_setsrid(st_geomfromgeojson(cast(:route as text)), 4326), :demonstration, ${DAYS})`;

// in: the walk, version; out: its next version, or none where another one was saved meanwhile
const CHANGE = `
  update staff.walk set name = :name, place = :place, taking_part = cast(:taking_part as jsonb), notes = :notes,
    route = st_setsrid(st_geomfromgeojson(cast(:route as text)), 4326), version = version + 1, changed_on = current_date,
    ${WALK_STEPS.map((step) => `${step}_on = cast(:${step}_on as date), ${step}_held = :${step}_held`).join(', ')}
  where municipality_id = :municipality_id and walk_id = cast(:walk_id as uuid) and version = :version
  returning version`;

// in: municipality_id, walk_id, stops as JSON; out: nothing
const STOPS = `
  insert into staff.walk_stop (municipality_id, walk_id, stop_id, stop_no, name, geometry)
  select :municipality_id, cast(:walk_id as uuid), cast(s.stop ->> 'stop_id' as uuid), s.no, s.stop ->> 'name',
    st_setsrid(st_geomfromgeojson(s.stop ->> 'geometry'), 4326)
  from jsonb_array_elements(cast(:stops as jsonb)) with ordinality as s (stop, no)
  on conflict (municipality_id, walk_id, stop_id) do update
    set stop_no = excluded.stop_no, name = excluded.name, geometry = excluded.geometry`;

const GONE = `municipality_id = :municipality_id and walk_id = cast(:walk_id as uuid) and stop_id <> all (cast(:kept as uuid[]))`;
const USED = `select cast(count(*) as integer) as n from staff.walk_observation where ${GONE}`;
const CLEAR = `delete from staff.walk_stop where ${GONE}`;

// in: municipality_id, walk_id; out: the one that went, or none
const REMOVE = `
  delete from staff.walk where municipality_id = :municipality_id and walk_id = cast(:walk_id as uuid) returning name`;

type Area = Pick<MunicipalityRow, 'municipality_id' | 'srid'>;

const rowOf = ({ name, place, dates, taking_part, notes, route }: NewWalk) => ({
  ...{ name, place, notes, taking_part: JSON.stringify(taking_part) },
  route: route === null ? null : JSON.stringify(route),
  ...Object.fromEntries(
    WALK_STEPS.flatMap((step) => [
      [`${step}_on`, dates[step].on],
      [`${step}_held`, dates[step].held],
    ]),
  ),
});

/** The walks of an area. */
export async function listWalks(knex: Knex, municipality_id: number): Promise<WalkEntry[]> {
  return (await knex.raw<{ rows: WalkEntry[] }>(LIST, { municipality_id, limit: LISTED })).rows;
}

/** A walk of this number, if there is one. */
export async function seekWalk(knex: Knex, { municipality_id, srid }: Area, walk_id: string): Promise<Walk | null> {
  return (await knex.raw<{ rows: Walk[] }>(FIND, { municipality_id, srid, walk_id })).rows[0] ?? null;
}

/** @throws {ProblemError} walk_unknown */
export async function findWalk(knex: Knex, area: Area, walk_id: string): Promise<Walk> {
  const found = await seekWalk(knex, area, walk_id);
  if (found === null) throw new ProblemError('walk_unknown', { id: walk_id });
  return found;
}

/** A new walk, in the caller's transaction. */
export async function addWalk(
  trx: Knex,
  { municipality_id }: Pick<Area, 'municipality_id'>,
  walk_id: string,
  walk: NewWalk,
  demonstration = false,
): Promise<void> {
  await trx.raw(ADD, { municipality_id, walk_id, demonstration, ...rowOf(walk) } as never);
  await putStops(trx, { municipality_id, walk_id, stops: walk.stops });
}

/** A walk as it is now planned, of the version that was read. @throws {ProblemError} walk_unknown, walk_changed, walk_stop_used */
export async function changeWalk(
  trx: Knex,
  area: Area,
  { walk_id, version, walk }: { walk_id: string; version: number; walk: NewWalk },
): Promise<void> {
  const { municipality_id } = area;
  const { rows } = await trx.raw<{ rows: unknown[] }>(CHANGE, {
    ...{ municipality_id, walk_id, version },
    ...rowOf(walk),
  } as never);
  if (rows.length === 0)
    throw new ProblemError('walk_changed', { version: (await findWalk(trx, area, walk_id)).version });
  await putStops(trx, { municipality_id, walk_id, stops: walk.stops });
}

async function putStops(
  trx: Knex,
  { stops, ...at }: { municipality_id: number; walk_id: string; stops: readonly NewWalkStop[] },
): Promise<void> {
  const kept = stops.map(({ stop_id }) => stop_id);
  const { rows } = await trx.raw<{ rows: { n: number }[] }>(USED, { ...at, kept });
  if (rows[0]!.n > 0) throw new ProblemError('walk_stop_used', { n: rows[0]!.n });
  await trx.raw(CLEAR, { ...at, kept });
  await trx.raw(STOPS, { ...at, stops: JSON.stringify(stops) });
}

/** With all that was seen at it, photos too. @returns its name @throws {ProblemError} walk_unknown */
export async function removeWalk(trx: Knex, municipality_id: number, walk_id: string): Promise<string> {
  const { rows } = await trx.raw<{ rows: { name: string }[] }>(REMOVE, { municipality_id, walk_id });
  if (rows[0] === undefined) throw new ProblemError('walk_unknown', { id: walk_id });
  return rows[0].name;
}
