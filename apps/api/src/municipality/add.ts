import type { Names } from '@lagesbild/contract';
import type { Knex } from 'knex';
import { ensureRows, shippedRows } from './shipped-row.ts';

export interface NewMunicipality {
  /** A number taken beforehand from the table's sequence: an import writes rows under it before the area is there. */
  municipality_id?: number;
  slug: string;
  code?: string | null;
  names: Names;
  time_zone: string;
  srid: number;
  /** GeoJSON Polygon or MultiPolygon, WGS 84. */
  outline: unknown;
  outline_source: string;
  is_default?: boolean;
}

const INSERT = `
  insert into staff.municipality (municipality_id, slug, code, names, time_zone, srid, outline, outline_source, is_default)
  overriding system value
  values (coalesce(cast(:municipality_id as integer),
      nextval(pg_get_serial_sequence('staff.municipality', 'municipality_id'))), :slug, :code, cast(:names as jsonb), :time_zone, :srid,
    st_multi(st_forcepolygonccw(st_setsrid(st_geomfromgeojson(:outline), 4326))), :outline_source, :is_default)
  returning municipality_id`;

/**
 * A new area with the shipped categories (their focus areas left empty: agreements belong to an area), the choices of the
 * residents' page, and data version 0. The first area is the default one, until another is added as default.
 *
 * @param trx  an open transaction; nothing is seen of the area until it commits
 * @returns municipality_id
 */
export async function addMunicipality(trx: Knex.Transaction, area: NewMunicipality): Promise<number> {
  if (area.is_default === true) await trx.raw('update staff.municipality set is_default = false where is_default');
  const inserted = await trx.raw<{ rows: { municipality_id: number }[] }>(INSERT, {
    municipality_id: area.municipality_id ?? null,
    slug: area.slug,
    code: area.code ?? null,
    names: JSON.stringify(area.names),
    time_zone: area.time_zone,
    srid: area.srid,
    outline: JSON.stringify(area.outline),
    outline_source: area.outline_source,
    is_default: area.is_default ?? false,
  });
  const id = inserted.rows[0]?.municipality_id;
  if (id === undefined) throw new Error(`the database returned no municipality_id for ${area.slug}`);
  await trx.raw('insert into staff.data_version (municipality_id, version) values (:id, 0)', { id });
  await ensureRows(trx, id, shippedRows([]));
  return id;
}

/** An area as the log names it. */
export const areaNamed = ({ slug, names }: Pick<NewMunicipality, 'slug' | 'names'>) => ({
  kind: 'area',
  id: slug,
  name: names.sv,
});
