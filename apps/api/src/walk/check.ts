import { type NewWalk, WALK_STEPS, type WalkDay } from '@lagesbild/contract';
import type { Knex } from 'knex';
import type { MunicipalityRow } from '../db/municipality.ts';
import { ProblemError } from '../errors.ts';
import { knownPlaces, knownReasons, shapeFaults } from '../perception/check.ts';
import { todayIn } from '../today.ts';
import { knownManagers } from './manager.ts';
import type { Told } from './observation.ts';
import './sentences.ts';

const twice = (values: readonly string[]): number => values.findIndex((value, at) => values.indexOf(value) < at);

/** @throws {ProblemError} naming what of a walk can't be stored */
export async function checkWalk(knex: Knex, area: MunicipalityRow, walk: NewWalk): Promise<void> {
  for (const step of WALK_STEPS) checkDay(walk.dates[step], todayIn(area.time_zone));
  const groups = walk.taking_part.map(({ group }) => group);
  if (twice(groups) >= 0) throw new ProblemError('walk_group_twice', { group: groups[twice(groups)]! });
  const again = twice(walk.stops.map(({ stop_id }) => stop_id.toLowerCase()));
  if (again >= 0) throw new ProblemError('walk_stop_twice', { n: again + 1 });
  if (walk.place !== null && !(await knownPlaces(knex, area.municipality_id)).has(walk.place))
    throw new ProblemError('perception_place_unknown', { value: walk.place });
  const route = walk.route === null ? [] : [walk.route];
  const faults = await shapeFaults(knex, area, [...route, ...walk.stops.map(({ geometry }) => geometry)]);
  for (const [at, fault] of faults.entries()) {
    if (fault === null) continue;
    if (at >= route.length) throw new ProblemError('walk_stop_outside', { n: at - route.length + 1 });
    throw new ProblemError(fault === 'mark_invalid' ? 'walk_route_invalid' : 'walk_route_outside');
  }
}

function checkDay({ on, held }: WalkDay, today: string): void {
  if (held && on === null) throw new ProblemError('walk_undated');
  if (held && on! > today) throw new ProblemError('walk_future', { day: on! });
}

/** @throws {ProblemError} naming what of an observation, as it would be, can't be stored */
export async function checkObservation(
  knex: Knex,
  municipality_id: number,
  { reasons = [], weightiest = null, manager = null, status = 'open', because = '' }: Partial<Told>,
): Promise<void> {
  const known = await knownReasons(knex, municipality_id);
  const strange = reasons.find((code) => !known.has(code));
  if (strange !== undefined)
    throw new ProblemError('perception_reason_unknown', { value: strange, known: [...known].join(', ') });
  if (weightiest !== null && !reasons.includes(weightiest))
    throw new ProblemError('perception_weightiest', { value: weightiest });
  const managers = await knownManagers(knex, municipality_id);
  if (manager !== null && !managers.includes(manager))
    throw new ProblemError('walk_manager_strange', { value: manager, known: managers.join(', ') });
  if ((status === 'cannot') !== (because !== '')) throw new ProblemError('walk_because');
}
