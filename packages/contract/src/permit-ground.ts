import type { NoGround, PlannedVisits, PlanPermits, ZonePermit } from './patrol.ts';
import type { VisitFinding } from './visit-load.ts';
import { addDays } from './week.ts';

const HOUR_MIN = 60;
const DAY_HOURS = 24;
const WEEK_HOURS = 7 * DAY_HOURS;

type Hours = Pick<PlannedVisits, 'zone_id' | 'weekday' | 'from_minute' | 'to_minute'>;

/**
 * May ordningsvakter make these visits? Each hour has to be one that a permit for the whole zone gives them, valid on that very day:
 * the hours past midnight are the next day's.
 *
 * @param week  its Monday
 * @returns what the first hour lacks that isn't given; null: they may
 */
export function groundOf(week: string, line: Hours, { recorded, covering }: PlanPermits): NoGround | null {
  const { zone_id, weekday, from_minute, to_minute } = line;
  const permits = covering.filter((permit) => permit.zone_id === zone_id);
  if (permits.length === 0) return { reason: recorded === 0 ? 'none' : 'outside_area' };
  for (let hour = Math.floor(from_minute / HOUR_MIN); hour * HOUR_MIN < to_minute; hour++) {
    const day = addDays(week, weekday + Math.floor(hour / DAY_HOURS));
    const valid = permits.filter(({ valid_from, valid_to }) => valid_from <= day && day <= valid_to);
    if (valid.length === 0) return notValidOn(day, permits);
    const ofWeek = (weekday * DAY_HOURS + hour) % WEEK_HOURS;
    if (!valid.some(({ hours }) => hours[ofWeek] === '1'))
      return { reason: 'outside_hours', day, hour: hour % DAY_HOURS };
  }
  return null;
}

/** Which of permits that all don't hold on a day is named: the one that ended last before it, else the one that begins first. */
function notValidOn(day: string, permits: readonly ZonePermit[]): NoGround {
  const ended = permits.filter(({ valid_to }) => valid_to < day).sort((a, b) => (a.valid_to < b.valid_to ? 1 : -1))[0];
  if (ended !== undefined) return { reason: 'ended', permit: ended.name, day, ended_on: ended.valid_to };
  const [{ name, valid_from }] = [...permits].sort((a, b) => (a.valid_from < b.valid_from ? -1 : 1)) as [ZonePermit];
  return { reason: 'not_yet', permit: name, day, begins_on: valid_from };
}

/**
 * Lines of a week that ordningsvakter may not work, by the permits as they are now; whatever they were when the week was saved.
 *
 * @param isGuarded  is a line judged at all: of ordningsvakter, to a zone that is published
 */
export const groundFindingsOf = (
  week: string,
  lines: readonly PlannedVisits[],
  isGuarded: (line: PlannedVisits) => boolean,
  permits: PlanPermits,
): VisitFinding[] =>
  lines.flatMap((line, at) => {
    const ground = isGuarded(line) ? groundOf(week, line, permits) : null;
    return ground === null ? [] : [{ kind: 'no_ground' as const, unit_id: line.unit_id, lines: [at], ground }];
  });
