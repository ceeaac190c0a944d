import { randomUUID } from 'node:crypto';
import type { NewZonePlan, SavedZones, Zone } from '@lagesbild/contract';
import type { Knex } from 'knex';
import type { MunicipalityRow } from '../db/municipality.ts';
import { ProblemError } from '../errors.ts';
import { checkOutlines, storable } from './outline.ts';
import { findVersion } from './plan.ts';

// in: the plan; out: nothing
const ADD = `
  insert into patrol.zone_plan (municipality_id, plan_id, name, demonstration)
  values (:municipality_id, cast(:plan_id as uuid), :name, :demonstration)`;

// in: municipality_id, plan_id; out: the plan, held until the transaction ends
const HOLD = `
  select name, published_version from patrol.zone_plan
  where municipality_id = :municipality_id and plan_id = cast(:plan_id as uuid) for update`;

// in: municipality_id, plan_id; out: its newest version
const NEWEST = `
  select max(version) as version from patrol.zone_plan_version
  where municipality_id = :municipality_id and plan_id = cast(:plan_id as uuid)`;

// in: the version; out: nothing
const ADD_VERSION = `
  insert into patrol.zone_plan_version (municipality_id, plan_id, version, based_on, saved_by, note)
  values (:municipality_id, cast(:plan_id as uuid), :version, :based_on, :saved_by, :note)`;

// in: municipality_id, plan_id, version, zones as JSON; out: nothing
const ADD_ZONES = `
  insert into patrol.zone (municipality_id, plan_id, version, zone_id, zone_no, name, outline, origin, why)
  select :municipality_id, cast(:plan_id as uuid), :version, cast(z.zone ->> 'zone_id' as uuid), z.no, z.zone ->> 'name',
    st_setsrid(st_geomfromgeojson(z.zone ->> 'outline'), 4326), z.zone ->> 'origin', z.zone ->> 'why'
  from jsonb_array_elements(cast(:zones as jsonb)) with ordinality as z (zone, no)`;

/** Who saves, as it is kept: organisation and role. */
export interface Saver {
  saved_by: string;
}

/** @returns the new plan's number @throws {ProblemError} as `checkZones` */
export async function addPlan(
  trx: Knex,
  area: MunicipalityRow,
  { name, zones, note }: NewZonePlan,
  { saved_by }: Saver,
  demonstration = false,
): Promise<string> {
  const plan_id = randomUUID();
  await trx.raw(ADD, { municipality_id: area.municipality_id, plan_id, name, demonstration });
  await write(trx, area, { plan_id, version: 1, based_on: null, saved_by, note }, zones);
  return plan_id;
}

/**
 * All zones of a plan anew, under the next number. Nothing is stored when somebody saved another version meanwhile.
 *
 * @returns the number of the version
 * @throws {ProblemError} zone_plan_unknown, zone_version_unknown, zones_changed_meanwhile; as `checkZones`
 */
export async function saveZones(
  trx: Knex,
  area: MunicipalityRow,
  plan_id: string,
  { based_on, zones, note }: SavedZones,
  { saved_by }: Saver,
): Promise<number> {
  const { municipality_id } = area;
  const { name } = await holdPlan(trx, municipality_id, plan_id);
  const { rows } = await trx.raw<{ rows: { version: number }[] }>(NEWEST, { municipality_id, plan_id });
  const newest = rows[0]!.version;
  if (based_on > newest) throw new ProblemError('zone_version_unknown', { version: based_on });
  if (based_on < newest) throw new ProblemError('zones_changed_meanwhile', { name, version: newest });
  const version = newest + 1;
  await write(trx, area, { plan_id, version, based_on, saved_by, note }, zones);
  return version;
}

interface VersionRow {
  plan_id: string;
  version: number;
  based_on: number | null;
  saved_by: string;
  note: string;
}

async function write(trx: Knex, area: MunicipalityRow, row: VersionRow, zones: readonly Zone[]): Promise<void> {
  const { municipality_id } = area;
  const stored = zones.map((zone) => ({ ...zone, outline: storable(zone.outline) }));
  mustBeDistinct(stored);
  await checkOutlines(trx, area, stored);
  await trx.raw(ADD_VERSION, { municipality_id, ...row } as never);
  const { plan_id, version } = row;
  await trx.raw(ADD_ZONES, { municipality_id, plan_id, version, zones: JSON.stringify(stored) });
}

/** @throws {ProblemError} zone_twice, zone_name_twice */
function mustBeDistinct(zones: readonly Zone[]): void {
  const ids = new Set<string>();
  const names = new Set<string>();
  for (const { zone_id, name } of zones) {
    if (ids.has(zone_id)) throw new ProblemError('zone_twice', { name });
    if (names.has(name)) throw new ProblemError('zone_name_twice', { name });
    ids.add(zone_id);
    names.add(name);
  }
}

interface HeldPlan {
  name: string;
  published_version: number | null;
}

/** @throws {ProblemError} zone_plan_unknown */
async function holdPlan(trx: Knex, municipality_id: number, plan_id: string): Promise<HeldPlan> {
  const { rows } = await trx.raw<{ rows: HeldPlan[] }>(HOLD, { municipality_id, plan_id });
  if (!rows[0]) throw new ProblemError('zone_plan_unknown', { id: plan_id });
  return rows[0];
}

const PUBLISH = `
  update patrol.zone_plan set published_version = :version
  where municipality_id = :municipality_id and plan_id = cast(:plan_id as uuid)`;

/** @returns whether it wasn't so already @throws {ProblemError} zone_plan_unknown, zone_version_unknown */
export async function publishZones(
  trx: Knex,
  municipality_id: number,
  plan_id: string,
  version: number,
): Promise<boolean> {
  const held = await holdPlan(trx, municipality_id, plan_id);
  await findVersion(trx, municipality_id, plan_id, version);
  if (held.published_version === version) return false;
  await trx.raw(PUBLISH, { municipality_id, plan_id, version });
  return true;
}

const RENAME = `
  update patrol.zone_plan set name = :name
  where municipality_id = :municipality_id and plan_id = cast(:plan_id as uuid)`;

/** @returns what it was called before @throws {ProblemError} zone_plan_unknown */
export async function renamePlan(trx: Knex, municipality_id: number, plan_id: string, name: string): Promise<string> {
  const held = await holdPlan(trx, municipality_id, plan_id);
  await trx.raw(RENAME, { municipality_id, plan_id, name });
  return held.name;
}

const REMOVE = `
  delete from patrol.zone_plan where municipality_id = :municipality_id and plan_id = cast(:plan_id as uuid)`;

/** With its versions and what was planned of visits. @returns what it was called @throws {ProblemError} zone_plan_unknown */
export async function removePlan(trx: Knex, municipality_id: number, plan_id: string): Promise<string> {
  const { name } = await holdPlan(trx, municipality_id, plan_id);
  await trx.raw(REMOVE, { municipality_id, plan_id });
  return name;
}
