import type { Knex } from 'knex';
import type { Database } from '../db/database.ts';
import { ProblemError } from '../errors.ts';
import { lockArea } from './area-lock.ts';

const CHUNK = { server: 20_000, embedded: 5_000 };

interface Unfinished {
  municipality_id: number;
  import_id: number;
  source_id: number;
  opened_nothing: boolean;
}

/**
 * Removes, chunk by chunk, the rows of imports that failed, were cancelled, undone, or were killed: those still
 * `running` whose area no connection holds. Nobody sees these rows, so it may take its time; killed midway, the next call
 * goes on. Runs at start and before each load; on the embedded engine, where no lock tells, never during one.
 *
 * @returns how many imports were cleared
 */
export async function removeUnfinished({ knex, engine }: Pick<Database, 'knex' | 'engine'>): Promise<number> {
  await failAbandoned(knex);
  const { rows } = await knex.raw<{ rows: Unfinished[] }>(LEFTOVERS);
  for (const { municipality_id, import_id, source_id, opened_nothing } of rows) {
    const which = { municipality_id, import_id, limit: CHUNK[engine.kind] };
    for (const statement of [RELEASE, REMOVE])
      while ((await knex.raw<{ rowCount: number }>(statement, which)).rowCount > 0);
    await knex.raw(REMOVE_COUNTS, which);
    await knex.raw(REMOVE_SIGHTINGS, which);
    // The area never came: its history would be nobody's.
    if (opened_nothing) await knex.raw(REMOVE_SOURCE, { municipality_id, source_id });
  }
  return rows.length;
}

/** An import still `running` whose area no connection holds was killed. */
async function failAbandoned(knex: Knex): Promise<void> {
  const { rows } = await knex.raw<{ rows: { municipality_id: number; import_id: number }[] }>(
    "select municipality_id, import_id from staff.import where state = 'running'",
  );
  for (const which of rows) {
    try {
      await knex.transaction(async (trx) => {
        await lockArea(trx, which.municipality_id);
        await trx.raw(ABANDONED, which);
      });
    } catch (error) {
      if (!(error instanceof ProblemError && error.code === 'import_running')) throw error;
    }
  }
}

const ABANDONED = `
  update staff.import set state = 'failed', finished_at = now()
  where municipality_id = :municipality_id and import_id = :import_id and state = 'running'`;

const LEFTOVERS = `
  select m.municipality_id, m.import_id, m.source_id,
    m.opens_area and not exists (
      select 1 from staff.municipality a where a.municipality_id = m.municipality_id) as opened_nothing
  from staff.import m
  where m.state in ('failed', 'cancelled', 'undone')
    and (exists (select 1 from staff.incident i
          where i.municipality_id = m.municipality_id and i.import_id = m.import_id)
      or exists (select 1 from staff.incident i
          where i.municipality_id = m.municipality_id and i.superseded_by = m.import_id)
      or exists (select 1 from staff.area_count c
          where c.municipality_id = m.municipality_id and c.import_id = m.import_id)
      or (m.opens_area and not exists (
          select 1 from staff.municipality a where a.municipality_id = m.municipality_id)))
  order by m.municipality_id, m.import_id`;

/** Rows that an import which never came to be would have superseded. */
const RELEASE = `
  update staff.incident set superseded_by = null
  where municipality_id = :municipality_id and incident_id in (
    select incident_id from staff.incident
    where municipality_id = :municipality_id and superseded_by = :import_id
    limit :limit)`;

const REMOVE = `
  delete from staff.incident
  where municipality_id = :municipality_id and incident_id in (
    select incident_id from staff.incident
    where municipality_id = :municipality_id and import_id = :import_id
    limit :limit)`;

const REMOVE_COUNTS =
  'delete from staff.area_count where municipality_id = :municipality_id and import_id = :import_id';
const REMOVE_SIGHTINGS =
  'delete from staff.import_sighting where municipality_id = :municipality_id and import_id = :import_id';
const REMOVE_SOURCE = 'delete from staff.source where municipality_id = :municipality_id and source_id = :source_id';
