import { addDays, type PlannedVisits } from '@lagesbild/contract';
import type { Knex } from 'knex';
import { ProblemError } from '../errors.ts';

/** A permit area that a zone lies wholly in. */
export interface Permit {
  zone_id: string;
  name: string;
  hours: string;
  valid_from: string;
  valid_to: string;
}

// in: municipality_id, plan_id; out: each published zone of the plan with each permit area that covers it
const COVERING = `
  select z.zone_id, a.name, a.hours, to_char(a.valid_from, 'YYYY-MM-DD') as valid_from, to_char(a.valid_to, 'YYYY-MM-DD') as valid_to
  from patrol.zone_plan p
  join patrol.zone z on z.municipality_id = p.municipality_id and z.plan_id = p.plan_id and z.version = p.published_version
  join patrol.permit_area a on a.municipality_id = z.municipality_id and st_covers(a.outline, z.outline)
  where p.municipality_id = :municipality_id and p.plan_id = :plan_id`;

export async function coveringPermits(trx: Knex, municipality_id: number, plan_id: string): Promise<Permit[]> {
  return (await trx.raw<{ rows: Permit[] }>(COVERING, { municipality_id, plan_id })).rows;
}

const HOUR = 60;
const DAY_HOURS = 24;

/**
 * May ordningsvakter make these visits? Each hour has to be one that a permit for the whole zone gives them, valid on that day.
 *
 * @param permits  that cover the zone
 * @throws {ProblemError} permit_area_missing, permit_over, permit_hours_missing
 */
export function mustBePermitted(
  week: string,
  { weekday, from_minute, to_minute }: Pick<PlannedVisits, 'weekday' | 'from_minute' | 'to_minute'>,
  permits: readonly Permit[],
  said: { zone: string; unit: string },
): void {
  if (permits.length === 0) throw new ProblemError('permit_area_missing', said);
  for (let hour = Math.floor(from_minute / HOUR); hour * HOUR < to_minute; hour++) {
    const day = addDays(week, weekday + Math.floor(hour / DAY_HOURS));
    const valid = permits.filter(({ valid_from, valid_to }) => valid_from <= day && day <= valid_to);
    if (valid.length === 0) throw new ProblemError('permit_over', { ...said, day });
    const of_week = (weekday * DAY_HOURS + hour) % (7 * DAY_HOURS);
    if (!valid.some(({ hours }) => hours[of_week] === '1'))
      throw new ProblemError('permit_hours_missing', { ...said, day, hour: `${hour % DAY_HOURS}`.padStart(2, '0') });
  }
}
