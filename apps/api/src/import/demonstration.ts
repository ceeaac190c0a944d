import type { Mapping, SourceChoice } from '@lagesbild/contract';
import type { Knex } from 'knex';
import { COMMAND } from '../audit/entry.ts';
import type { Database } from '../db/database.ts';
import { SIGTUNA } from '../municipality/shipped.ts';
import type { Desk } from './desk.ts';

/** Where synthetic rows say they come from, wherever sources are named. */
export const DEMONSTRATION: SourceChoice = {
  slug: 'demonstration',
  name: 'Demonstration (syntetiska data)',
  kind: 'demonstration',
  licence: null,
};

export const demonstrationFile = (day: string): string => `demonstration-${day}`;

/** The day that a demonstration of this name was made on; null for another file's. */
export const demonstrationDay = (file_name: string): string | null =>
  /^demonstration-(\d{4}-\d{2}-\d{2})$/.exec(file_name)?.[1] ?? null;

/** The local day, as ISO writes it: Swedish dates are written so. */
export const today = (time_zone: string): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: time_zone }).format(new Date());

/** The demonstration has nothing to map; what stands here is what its rows are. */
export const demonstrationMapping = (): Mapping => ({
  format: 'csv',
  columns: {},
  decimal: '.',
  date_order: 'ymd',
  time_zone: SIGTUNA.time_zone,
  ignore_offset: false,
  srid: 4326,
  axes: 'xy',
  precision: 'point',
  counting_unit: 'event',
  categories: {},
  crowded: {},
});

/** The demonstrations that are loaded, the newest first. */
export async function loadedDemonstrations(
  knex: Knex,
  slug: string,
): Promise<{ public_id: string; file_name: string }[]> {
  const { rows } = await knex.raw<{ rows: { public_id: string; file_name: string }[] }>(
    `select i.public_id, i.file_name
     from staff.import i
     join staff.municipality m using (municipality_id)
     join staff.source s on s.municipality_id = i.municipality_id and s.source_id = i.source_id
     where m.slug = :slug and s.kind = 'demonstration' and i.state = 'done'
     order by i.import_id desc`,
    { slug },
  );
  return rows;
}

/** Takes every demonstration back. @returns how many there were @throws {ProblemError} import_running */
export async function removeDemonstration({ knex }: Database, desk: Desk): Promise<number> {
  const loaded = await loadedDemonstrations(knex, SIGTUNA.slug);
  for (const { public_id } of loaded) await desk.undo(SIGTUNA.slug, public_id, COMMAND, { empty: true });
  return loaded.length;
}
