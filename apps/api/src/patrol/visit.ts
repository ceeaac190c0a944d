import { addDays, type NewVisit, type Visit } from '@lagesbild/contract';
import type { Knex } from 'knex';
import { ProblemError } from '../errors.ts';

/** A phone may be out of reach for long; what comes later than this is nobody's memory any more. */
export const LATE_DAYS = 31;
/** As many as a page shows. */
const LISTED = 1000;

// in: municipality_id, from_day, to_day, visit_id, zone_id and unit_id or null, limit; out: visits; order: the newest first
const VISITS = `
  select v.visit_id, v.zone_id, v.zone_name, v.unit_id, u.name as unit_name, to_char(v.started_on, 'YYYY-MM-DD') as started_on,
    v.from_minute, v.minutes, v.kind, v.seen, v.demonstration
  from patrol.visit v join patrol.unit u on u.municipality_id = v.municipality_id and u.unit_id = v.unit_id
  where v.municipality_id = :municipality_id
    and (cast(:visit_id as uuid) is null or v.visit_id = cast(:visit_id as uuid))
    and (cast(:zone_id as uuid) is null or v.zone_id = cast(:zone_id as uuid))
    and (cast(:unit_id as uuid) is null or v.unit_id = cast(:unit_id as uuid))
    and v.started_on between cast(:from_day as date) and cast(:to_day as date)
  order by v.started_on desc, v.from_minute desc, v.visit_id
  limit :limit`;

/** Which visits. */
export interface VisitsAsked {
  municipality_id: number;
  from: string;
  to: string;
  zone_id?: string | null | undefined;
  unit_id?: string | null | undefined;
}

/** The visits of some days, the newest first; of one zone or unit only, if it is named. */
export async function listVisits(
  trx: Knex,
  { municipality_id, from, to, zone_id = null, unit_id = null }: VisitsAsked,
): Promise<Visit[]> {
  const asked = { municipality_id, visit_id: null, zone_id, unit_id, from_day: from, to_day: to, limit: LISTED };
  return (await trx.raw<{ rows: Visit[] }>(VISITS, asked as never)).rows;
}

async function findVisit(trx: Knex, municipality_id: number, visit_id: string): Promise<Visit | undefined> {
  const nobody = { zone_id: null, unit_id: null };
  const asked = { municipality_id, visit_id, ...nobody, from_day: '-infinity', to_day: 'infinity', limit: 1 };
  return (await trx.raw<{ rows: Visit[] }>(VISITS, asked as never)).rows[0];
}

// in: municipality_id, zone_id; out: what the zone is called, or was: a visit may reach us after its zone has gone
const ZONE_NAME = `
  select z.name from patrol.zone z
  join patrol.zone_plan p on p.municipality_id = z.municipality_id and p.plan_id = z.plan_id
  where z.municipality_id = :municipality_id and z.zone_id = :zone_id and p.published_version is not null
  order by z.version = p.published_version desc, z.version desc limit 1`;

const ADD = `
  insert into patrol.visit (municipality_id, visit_id, zone_id, zone_name, unit_id, started_on, from_minute, minutes, kind, seen)
  values (:municipality_id, :visit_id, :zone_id, :zone_name, :unit_id, cast(:started_on as date), :from_minute, :minutes, :kind,
    cast(:seen as text[]))
  on conflict (municipality_id, visit_id) do nothing`;

/** @returns what the zone is called @throws {ProblemError} visit_zone_unknown, visit_early, visit_late */
async function zoneNameOn(
  trx: Knex,
  of: { municipality_id: number; zone_id: string; started_on: string; today: string },
): Promise<string> {
  const { municipality_id, zone_id, started_on, today } = of;
  if (started_on > today) throw new ProblemError('visit_early', { day: started_on });
  if (started_on < addDays(today, -LATE_DAYS)) throw new ProblemError('visit_late', { day: started_on, n: LATE_DAYS });
  const { rows } = await trx.raw<{ rows: { name: string }[] }>(ZONE_NAME, { municipality_id, zone_id });
  if (!rows[0]) throw new ProblemError('visit_zone_unknown', { id: zone_id });
  return rows[0].name;
}

/** A visit on its way into the ledger. */
export interface LoggedVisit {
  municipality_id: number;
  /** Given by the phone: what is sent again weeks later is still the same visit. */
  visit_id: string;
  unit_id: string;
  visit: NewVisit;
  /** the area's own day */
  today: string;
}

/**
 * Adds a visit, or finds the one that came by this id before.
 * @throws {ProblemError} visit_zone_unknown, visit_early, visit_late, resend_other
 */
export async function logVisit(
  trx: Knex,
  { municipality_id, visit_id, unit_id, visit, today }: LoggedVisit,
): Promise<{ visit: Visit; isNew: boolean }> {
  const { zone_id, started_on, from_minute, minutes, kind } = visit;
  const seen = [...new Set(visit.seen)].sort();
  const before = await findVisit(trx, municipality_id, visit_id);
  if (before !== undefined) {
    const given = { zone_id, started_on, from_minute, minutes, kind, unit_id, seen };
    const same = Object.entries(given).every(
      ([name, value]) => JSON.stringify(before[name as keyof Visit]) === JSON.stringify(value),
    );
    if (!same) throw new ProblemError('resend_other');
    return { visit: before, isNew: false };
  }
  const zone_name = await zoneNameOn(trx, { municipality_id, zone_id, started_on, today });
  const row = {
    municipality_id,
    visit_id,
    unit_id,
    zone_id,
    zone_name,
    started_on,
    from_minute,
    minutes,
  };
  await trx.raw(ADD, { ...row, kind, seen });
  return { visit: (await findVisit(trx, municipality_id, visit_id))!, isNew: true };
}

const CORRECT = `
  update patrol.visit set zone_id = :zone_id, zone_name = :zone_name, unit_id = :unit_id, started_on = cast(:started_on as date),
    from_minute = :from_minute, minutes = :minutes, kind = :kind, seen = cast(:seen as text[])
  where municipality_id = :municipality_id and visit_id = :visit_id`;

/**
 * A visit as it was, in the place of what was logged of it.
 * @returns what it was before, and is now
 * @throws {ProblemError} visit_unknown, visit_zone_unknown, visit_early, visit_late
 */
export async function correctVisit(
  trx: Knex,
  { municipality_id, visit_id, unit_id, visit, today }: LoggedVisit,
): Promise<{ before: Visit; after: Visit }> {
  const before = await findVisit(trx, municipality_id, visit_id);
  if (before === undefined) throw new ProblemError('visit_unknown', { id: visit_id });
  const { zone_id, started_on } = visit;
  const zone_name =
    zone_id === before.zone_id && started_on === before.started_on
      ? before.zone_name
      : await zoneNameOn(trx, { municipality_id, zone_id, started_on, today });
  const seen = [...new Set(visit.seen)].sort();
  await trx.raw(CORRECT, { municipality_id, visit_id, unit_id, zone_name, ...visit, seen });
  return { before, after: (await findVisit(trx, municipality_id, visit_id))! };
}

/** A visit that was logged by mistake. @throws {ProblemError} visit_unknown */
export async function removeVisit(trx: Knex, municipality_id: number, visit_id: string): Promise<Visit> {
  const visit = await findVisit(trx, municipality_id, visit_id);
  if (visit === undefined) throw new ProblemError('visit_unknown', { id: visit_id });
  await trx.raw('delete from patrol.visit where municipality_id = :municipality_id and visit_id = :visit_id', {
    ...{ municipality_id, visit_id },
  });
  return visit;
}
