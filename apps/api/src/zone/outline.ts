import { PLAN_CORNERS_MAX, ZONE_CORNERS_MAX, type ZoneOutline } from '@lagesbild/contract';
import type { Knex } from 'knex';
import type { MunicipalityRow } from '../db/municipality.ts';
import { ProblemError } from '../errors.ts';
import './sentences.ts';

/** An outline with the name that a sentence calls it by. */
export interface NamedOutline {
  name: string;
  outline: ZoneOutline;
}

/** How far outside an area a zone may lie, as an incident may. */
const REACH_M = 10_000;
/** More than that anywhere people live; what is further off may lie where the projection ends, and isn't projected. */
const FAR_DEGREES = 1;

// in: municipality_id, srid, shapes as JSON, reach; out: per shape whether it can be used; order: as given
const SHAPES = `
  select case when not s.close then 'zone_outside'
      when not st_isvalid(s.outline) then 'zone_invalid'
      else case when not st_isvalid(s.projected) then 'zone_invalid'
        when not st_dwithin(s.projected, s.here, :reach) then 'zone_outside' end end as fault
  from (select e.no, g.outline, o.here, st_expand(o.outline, :far_degrees) ~ g.outline as close,
      case when st_expand(o.outline, :far_degrees) ~ g.outline then st_transform(g.outline, cast(:srid as integer)) end as projected
    from jsonb_array_elements(cast(:shapes as jsonb)) with ordinality as e (shape, no)
    cross join lateral (select st_setsrid(st_geomfromgeojson(cast(e.shape as text)), 4326) as outline) as g
    cross join (select outline, st_transform(outline, cast(:srid as integer)) as here from staff.municipality
      where municipality_id = :municipality_id) as o) as s
  order by s.no`;

/**
 * Can zones be drawn like this in this area? Limits first, so that PostGIS gets nothing it could choke on.
 *
 * @throws {ProblemError} zone_ring_open, zone_too_detailed, zones_too_detailed, zone_invalid, zone_outside, naming the first that can't
 */
export async function checkOutlines(
  trx: Knex,
  { municipality_id, srid, slug }: MunicipalityRow,
  shapes: readonly NamedOutline[],
): Promise<void> {
  if (shapes.length === 0) return;
  let all = 0;
  for (const { name, outline } of shapes) all += cornersOf(name, outline);
  if (all > PLAN_CORNERS_MAX) throw new ProblemError('zones_too_detailed', { n: all, max: PLAN_CORNERS_MAX });
  const asked = { municipality_id, srid, reach: REACH_M, far_degrees: FAR_DEGREES };
  const outlines = JSON.stringify(shapes.map(({ outline }) => outline));
  const { rows } = await trx.raw<{ rows: { fault: string | null }[] }>(SHAPES, { ...asked, shapes: outlines });
  const at = rows.findIndex(({ fault }) => fault !== null);
  if (at >= 0) throw new ProblemError(rows[at]!.fault!, { name: shapes[at]!.name, area: slug });
}

function cornersOf(name: string, { coordinates }: ZoneOutline): number {
  let n = 0;
  for (const ring of coordinates.flat()) {
    const [first, last] = [ring[0]!, ring.at(-1)!];
    if (first[0] !== last[0] || first[1] !== last[1]) throw new ProblemError('zone_ring_open', { name });
    n += ring.length;
  }
  if (n > ZONE_CORNERS_MAX) throw new ProblemError('zone_too_detailed', { name, n, max: ZONE_CORNERS_MAX });
  return n;
}

/** Seven decimals are a centimetre: what is stored is what every page and file says. */
const DECIMALS = 1e7;
const rounded = (degrees: number): number => Math.round(degrees * DECIMALS) / DECIMALS;

/** The same outline as it is stored. */
export const storable = ({ type, coordinates }: ZoneOutline): ZoneOutline => ({
  type,
  coordinates: coordinates.map((rings) => rings.map((ring) => ring.map(([lon, lat]) => [rounded(lon), rounded(lat)]))),
});
