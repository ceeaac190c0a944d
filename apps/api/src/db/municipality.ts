import type { Names } from '@lagesbild/contract';
import type { Knex } from 'knex';
import { ProblemError } from '../errors.ts';

/** What every question about an area needs of it. */
export interface MunicipalityRow {
  municipality_id: number;
  slug: string;
  names: Names;
  time_zone: string;
  srid: number;
  proj4: string;
  is_default: boolean;
  version: number;
}

// in: nothing; out: one row per area, the default one first; order: default, slug
const ALL = `
  select m.municipality_id, m.slug, m.names, m.time_zone, m.srid, trim(r.proj4text) as proj4, m.is_default,
    coalesce(v.version, 0) as version
  from staff.municipality m
  join public.spatial_ref_sys r on r.srid = m.srid
  left join staff.data_version v on v.municipality_id = m.municipality_id
  order by m.is_default desc, m.slug`;

/** Every area of the installation, the default one first. */
export async function listMunicipalities(knex: Knex): Promise<MunicipalityRow[]> {
  const { rows } = await knex.raw<{ rows: (MunicipalityRow & { version: string | number })[] }>(ALL);
  return rows.map((row) => ({ ...row, version: Number(row.version) }));
}

/**
 * The area with this slug.
 * @throws {ProblemError} municipality_unknown (404), naming those that are here
 */
export async function findMunicipality(knex: Knex, slug: string): Promise<MunicipalityRow> {
  return pickMunicipality(await listMunicipalities(knex), slug);
}

/** The same among areas already read. */
function pickMunicipality(all: readonly MunicipalityRow[], slug: string): MunicipalityRow {
  const found = all.find((row) => row.slug === slug);
  if (found) return found;
  const known = all.slice(0, 8).map((row) => row.slug);
  throw new ProblemError('municipality_unknown', { slug, known: known.join(', ') || '–' });
}
