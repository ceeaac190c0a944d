import type { BufferedZone, ZoneBuffer } from '@lagesbild/contract';
import type { Knex } from 'knex';
import type { MunicipalityRow } from '../db/municipality.ts';
import { ProblemError } from '../errors.ts';
import './sentences.ts';

const AROUND = {
  // in: municipality_id, place; out: its shape, or none
  place: 'select geometry from staff.place where municipality_id = :municipality_id and slug = :place',
  point: 'select st_setsrid(st_makepoint(:lon, :lat), 4326) as geometry',
};
/** More than that is far from anywhere people live, and isn't projected. */
const FAR_DEGREES = 1;

// in: around, municipality_id, srid, distance_m; out: what lies within the distance, and its area; or none
const BUFFER = (around: string): string => `
  select cast(st_asgeojson(st_multi(st_transform(b.grown, 4326)), 7) as json) as outline, st_area(b.grown) as area_m2
  from (${around}) as a
  join staff.municipality m on m.municipality_id = :municipality_id and a.geometry && st_expand(m.outline, ${FAR_DEGREES})
  cross join lateral (select st_buffer(st_transform(a.geometry, cast(:srid as integer)), :distance_m, 16) as grown) as b`;

/** What lies within so many metres of a place or a point. @throws {ProblemError} zone_place_unknown, zone_point_outside */
export async function bufferOf(
  trx: Knex,
  { municipality_id, srid, slug }: MunicipalityRow,
  { around, distance_m }: ZoneBuffer,
): Promise<BufferedZone> {
  const asked = { municipality_id, srid, distance_m };
  if ('place' in around) {
    const { rows } = await trx.raw<{ rows: BufferedZone[] }>(BUFFER(AROUND.place), { ...asked, place: around.place });
    if (!rows[0]) throw new ProblemError('zone_place_unknown', { value: around.place, area: slug });
    return rows[0];
  }
  const [lon, lat] = around.point;
  const { rows } = await trx.raw<{ rows: BufferedZone[] }>(BUFFER(AROUND.point), { ...asked, lon, lat });
  if (!rows[0]) throw new ProblemError('zone_point_outside', { value: `${lon}, ${lat}`, area: slug });
  return rows[0];
}
