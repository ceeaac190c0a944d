import type { Zone, ZonePlan, ZonePlanEntry, ZonePlanVersion } from '@lagesbild/contract';
import type { Knex } from 'knex';
import { ProblemError } from '../errors.ts';
import './sentences.ts';

const DAY = (column: string): string => `to_char(${column}, 'YYYY-MM-DD')`;

const VERSION = `
  json_build_object('version', v.version, 'based_on', v.based_on, 'saved_on', ${DAY('v.saved_on')}, 'saved_by', v.saved_by,
    'note', v.note, 'zones', (select count(*) from patrol.zone z where z.municipality_id = v.municipality_id
      and z.plan_id = v.plan_id and z.version = v.version))`;

// in: municipality_id, plan_id or null; out: plans with their newest version; order: what was saved last first
const PLANS = `
  select p.plan_id, p.name, ${DAY('p.created_on')} as created_on, p.published_version, p.demonstration, ${VERSION} as newest
  from patrol.zone_plan p
  join patrol.zone_plan_version v on v.municipality_id = p.municipality_id and v.plan_id = p.plan_id
  where p.municipality_id = :municipality_id and (cast(:plan_id as uuid) is null or p.plan_id = cast(:plan_id as uuid))
    and not exists (select from patrol.zone_plan_version n where n.municipality_id = v.municipality_id
      and n.plan_id = v.plan_id and n.version > v.version)
  order by v.saved_on desc, p.name, p.plan_id`;

// in: municipality_id, plan_id, version or null; out: versions; order: the newest first
const VERSIONS = `
  select ${VERSION} as version from patrol.zone_plan_version v
  where v.municipality_id = :municipality_id and v.plan_id = cast(:plan_id as uuid)
    and (cast(:version as integer) is null or v.version = cast(:version as integer))
  order by v.version desc`;

// in: municipality_id, plan_id, version; out: its zones; order: as they were saved
const ZONES = `
  select z.zone_id, z.name, cast(st_asgeojson(z.outline, 7) as json) as outline, z.origin, z.why
  from patrol.zone z
  where z.municipality_id = :municipality_id and z.plan_id = cast(:plan_id as uuid) and z.version = :version
  order by z.zone_no`;

const plans = async (trx: Knex, municipality_id: number, plan_id: string | null): Promise<ZonePlanEntry[]> =>
  (await trx.raw<{ rows: ZonePlanEntry[] }>(PLANS, { municipality_id, plan_id })).rows;

/** The plans of an area. */
export const listPlans = (trx: Knex, municipality_id: number): Promise<ZonePlanEntry[]> =>
  plans(trx, municipality_id, null);

/** One of them. @throws {ProblemError} zone_plan_unknown */
export async function findEntry(trx: Knex, municipality_id: number, plan_id: string): Promise<ZonePlanEntry> {
  const [plan] = await plans(trx, municipality_id, plan_id);
  if (!plan) throw new ProblemError('zone_plan_unknown', { id: plan_id });
  return plan;
}

/** Its versions, the newest first. @throws {ProblemError} zone_plan_unknown */
export async function listVersions(trx: Knex, municipality_id: number, plan_id: string): Promise<ZonePlanVersion[]> {
  await findEntry(trx, municipality_id, plan_id);
  return versions(trx, municipality_id, plan_id, null);
}

async function versions(
  trx: Knex,
  municipality_id: number,
  plan_id: string,
  version: number | null,
): Promise<ZonePlanVersion[]> {
  const asked = { municipality_id, plan_id, version };
  const { rows } = await trx.raw<{ rows: { version: ZonePlanVersion }[] }>(VERSIONS, asked as never);
  return rows.map((row) => row.version);
}

/** @throws {ProblemError} zone_version_unknown */
export async function findVersion(
  trx: Knex,
  municipality_id: number,
  plan_id: string,
  version: number,
): Promise<ZonePlanVersion> {
  const [found] = await versions(trx, municipality_id, plan_id, version);
  if (!found) throw new ProblemError('zone_version_unknown', { version });
  return found;
}

/** A plan with the zones of a version; of the newest without one. @throws {ProblemError} zone_plan_unknown, zone_version_unknown */
export async function findPlan(
  trx: Knex,
  municipality_id: number,
  plan_id: string,
  version: number | null,
): Promise<ZonePlan> {
  const plan = await findEntry(trx, municipality_id, plan_id);
  const shown = version === null ? plan.newest : await findVersion(trx, municipality_id, plan_id, version);
  const asked = { municipality_id, plan_id, version: shown.version };
  const { rows } = await trx.raw<{ rows: Zone[] }>(ZONES, asked);
  return { ...plan, shown, zones: rows };
}
