import { groundOf, type PlannedVisits, type PlanPermits, type ZonePermit } from '@lagesbild/contract';
import type { Knex } from 'knex';

// in: municipality_id, plan_id or null; out: published zones, each with each permit area that covers it
const COVERING = `
  select p.plan_id, z.zone_id, a.name, a.hours, to_char(a.valid_from, 'YYYY-MM-DD') as valid_from,
    to_char(a.valid_to, 'YYYY-MM-DD') as valid_to
  from patrol.zone_plan p
  join patrol.zone z on z.municipality_id = p.municipality_id and z.plan_id = p.plan_id and z.version = p.published_version
  join patrol.permit_area a on a.municipality_id = z.municipality_id and st_covers(a.outline, z.outline)
  where p.municipality_id = :municipality_id and (cast(:plan_id as uuid) is null or p.plan_id = cast(:plan_id as uuid))
  order by z.zone_id, a.valid_to desc, a.permit_id`;

// in: municipality_id; out: how many permits there are
const RECORDED = `
  select cast(count(*) as integer) as recorded from patrol.permit_area where municipality_id = :municipality_id`;

type OfPlan = ZonePermit & { plan_id: string };

async function permitsBy(trx: Knex, municipality_id: number, plan_id: string | null) {
  const [counted] = (await trx.raw<{ rows: { recorded: number }[] }>(RECORDED, { municipality_id })).rows;
  const { rows } = await trx.raw<{ rows: OfPlan[] }>(COVERING, { municipality_id, plan_id } as never);
  return { recorded: counted!.recorded, rows };
}

/** What ordningsvakter may do in the published zones of a plan, by the permits as they are now. */
export async function permitsOfPlan(trx: Knex, municipality_id: number, plan_id: string): Promise<PlanPermits> {
  const { recorded, rows } = await permitsBy(trx, municipality_id, plan_id);
  return { recorded, covering: rows.map(({ plan_id: _, ...permit }) => permit) };
}

/** Visits of ordningsvakter that no permit gives them. */
export interface GroundlessLine {
  /** names the line */
  key: string;
  /** its Monday */
  week: string;
  visits: number;
}

// in: municipality_id, from_day; out: lines of ordningsvakter to published zones, of that day and later; order: week, day, hour
const AHEAD = `
  select v.plan_id, v.zone_id, v.unit_id, to_char(v.week, 'YYYY-MM-DD') as week, v.weekday, v.from_minute, v.to_minute, v.visits
  from patrol.planned_visits v
  join patrol.unit u on u.municipality_id = v.municipality_id and u.unit_id = v.unit_id and u.kind = 'ordningsvakt'
  join patrol.zone_plan p on p.municipality_id = v.municipality_id and p.plan_id = v.plan_id
  join patrol.zone z on z.municipality_id = p.municipality_id and z.plan_id = p.plan_id and z.version = p.published_version
    and z.zone_id = v.zone_id
  where v.municipality_id = :municipality_id and v.week + v.weekday >= cast(:from_day as date)
  order by v.week, v.weekday, v.from_minute, v.plan_id, v.zone_id, v.unit_id`;

type Ahead = Pick<PlannedVisits, 'zone_id' | 'unit_id' | 'weekday' | 'from_minute' | 'to_minute' | 'visits'> & {
  plan_id: string;
  week: string;
};

/** Of what is planned from a day on, in every plan, what no permit gives as the permits are now. */
export async function groundlessFrom(trx: Knex, municipality_id: number, from_day: string): Promise<GroundlessLine[]> {
  const { rows: lines } = await trx.raw<{ rows: Ahead[] }>(AHEAD, { municipality_id, from_day });
  if (lines.length === 0) return [];
  const { recorded, rows } = await permitsBy(trx, municipality_id, null);
  const coveringIn = (plan_id: string): ZonePermit[] => rows.filter((permit) => permit.plan_id === plan_id);
  return lines
    .filter((line) => groundOf(line.week, line, { recorded, covering: coveringIn(line.plan_id) }) !== null)
    .map(({ plan_id, zone_id, unit_id, week, weekday, from_minute, visits }) => ({
      ...{ key: [plan_id, zone_id, unit_id, week, weekday, from_minute].join(' '), week, visits },
    }));
}
