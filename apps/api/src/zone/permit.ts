import { randomUUID } from 'node:crypto';
import {
  type ChangedPermitArea,
  isoWeekOf,
  type NewPermitArea,
  PERMIT_YEARS_MAX,
  type PermitArea,
} from '@lagesbild/contract';
import type { Knex } from 'knex';
import type { MunicipalityRow } from '../db/municipality.ts';
import { groundlessFrom } from '../db/permit-ground.ts';
import { ProblemError } from '../errors.ts';
import { todayIn } from '../today.ts';
import { checkOutlines, storable } from './outline.ts';

// in: municipality_id, permit_id or null; out: permits; order: those that last longest first
const PERMITS = `
  select permit_id, name, decision, cast(st_asgeojson(outline, 7) as json) as outline, hours,
    to_char(valid_from, 'YYYY-MM-DD') as valid_from, to_char(valid_to, 'YYYY-MM-DD') as valid_to, version
  from patrol.permit_area
  where municipality_id = :municipality_id and (cast(:permit_id as uuid) is null or permit_id = cast(:permit_id as uuid))
  order by patrol.permit_area.valid_to desc, name, permit_id`;

const permits = async (trx: Knex, municipality_id: number, permit_id: string | null): Promise<PermitArea[]> =>
  (await trx.raw<{ rows: PermitArea[] }>(PERMITS, { municipality_id, permit_id })).rows;

export const listPermits = (trx: Knex, municipality_id: number): Promise<PermitArea[]> =>
  permits(trx, municipality_id, null);

/** @throws {ProblemError} permit_unknown */
async function findPermit(trx: Knex, municipality_id: number, permit_id: string): Promise<PermitArea> {
  const [permit] = await permits(trx, municipality_id, permit_id);
  if (!permit) throw new ProblemError('permit_unknown', { id: permit_id });
  return permit;
}

const COLUMNS = 'name, decision, hours, valid_from, valid_to, outline';
const VALUES = `:name, :decision, :hours, cast(:valid_from as date), cast(:valid_to as date),
    st_setsrid(st_geomfromgeojson(:outline), 4326)`;

const ADD = `
  insert into patrol.permit_area (municipality_id, permit_id, ${COLUMNS})
  values (:municipality_id, cast(:permit_id as uuid), ${VALUES})`;

// in: the permit and the version that was read; out: a row where it still is that version
const CHANGE = `
  update patrol.permit_area set (${COLUMNS}, version) = (${VALUES}, version + 1)
  where municipality_id = :municipality_id and permit_id = cast(:permit_id as uuid) and version = :version
  returning 1`;

const REMOVE = `
  delete from patrol.permit_area where municipality_id = :municipality_id and permit_id = cast(:permit_id as uuid)`;

const written = async (trx: Knex, area: MunicipalityRow, { outline, ...permit }: NewPermitArea) => {
  const { valid_from, valid_to, name } = permit;
  if (valid_to < valid_from) throw new ProblemError('permit_backwards', { from: valid_from, to: valid_to });
  const [year, ...rest] = valid_from.split('-');
  const limit = [Number(year) + PERMIT_YEARS_MAX, ...rest].join('-').replace('-02-29', '-02-28');
  if (valid_to >= limit) throw new ProblemError('permit_too_long', { to: valid_to, years: PERMIT_YEARS_MAX, limit });
  const stored = storable(outline);
  await checkOutlines(trx, area, [{ name, outline: stored }]);
  return { ...permit, municipality_id: area.municipality_id, outline: JSON.stringify(stored) };
};

/** @throws {ProblemError} permit_backwards, permit_too_long; as `checkOutlines` */
export async function addPermit(trx: Knex, area: MunicipalityRow, permit: NewPermitArea): Promise<PermitArea> {
  const permit_id = randomUUID();
  await trx.raw(ADD, { permit_id, ...(await written(trx, area, permit)) });
  return findPermit(trx, area.municipality_id, permit_id);
}

/** As many weeks as a sentence names. */
const WEEKS_NAMED = 8;

/**
 * Does something to a permit, and looks whether visits planned from today on lose their ground by it. They stay as they are planned,
 * and whoever opens their week sees it.
 *
 * @throws {ProblemError} permit_visits_lose
 */
async function withoutLoss(
  trx: Knex,
  { municipality_id, time_zone }: MunicipalityRow,
  name: string,
  change: () => Promise<void>,
): Promise<void> {
  const today = todayIn(time_zone);
  const before = new Set((await groundlessFrom(trx, municipality_id, today)).map(({ key }) => key));
  await change();
  const lost = (await groundlessFrom(trx, municipality_id, today)).filter(({ key }) => !before.has(key));
  if (lost.length === 0) return;
  const n = lost.reduce((sum, { visits }) => sum + visits, 0);
  const weeks = [...new Set(lost.map(({ week }) => week))].map((week) => isoWeekOf(week).week);
  const named = `${weeks.slice(0, WEEKS_NAMED).join(', ')}${weeks.length > WEEKS_NAMED ? ' …' : ''}`;
  throw new ProblemError('permit_visits_lose', { name, n, weeks: named });
}

/** @throws {ProblemError} permit_unknown, permit_changed_meanwhile, permit_visits_lose; as `addPermit` */
export async function changePermit(
  trx: Knex,
  area: MunicipalityRow,
  permit_id: string,
  { version, anyway, ...permit }: ChangedPermitArea,
): Promise<PermitArea> {
  const { municipality_id } = area;
  const { name } = await findPermit(trx, municipality_id, permit_id);
  const change = { permit_id, version, ...(await written(trx, area, permit)) };
  const put = async (): Promise<void> => {
    const { rows } = await trx.raw<{ rows: unknown[] }>(CHANGE, change);
    if (rows.length === 0) throw new ProblemError('permit_changed_meanwhile', { name });
  };
  await (anyway ? put() : withoutLoss(trx, area, name, put));
  return findPermit(trx, municipality_id, permit_id);
}

/** @returns what it was called @throws {ProblemError} permit_unknown, permit_visits_lose */
export async function removePermit(
  trx: Knex,
  area: MunicipalityRow,
  permit_id: string,
  anyway: boolean,
): Promise<string> {
  const { municipality_id } = area;
  const { name } = await findPermit(trx, municipality_id, permit_id);
  const remove = async (): Promise<void> => {
    await trx.raw(REMOVE, { municipality_id, permit_id });
  };
  await (anyway ? remove() : withoutLoss(trx, area, name, remove));
  return name;
}
