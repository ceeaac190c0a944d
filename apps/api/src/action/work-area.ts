import type { Action, Outline, WorkArea } from '@lagesbild/contract';
import type { Knex } from 'knex';
import type { MunicipalityRow } from '../db/municipality.ts';
import { ProblemError } from '../errors.ts';

/** A place that is only a point reaches so far. */
const POINT_M = 150;
/** Cells of flags are drawn together over gaps as wide. */
const GAP_M = 50;
const KM2_MAX = 25;
/** How far outside the area an outline may lie, as an incident may. */
const REACH_M = 10_000;
/** More than that anywhere people live; what is further off may lie where the projection ends, and isn't projected. */
const FAR_DEGREES = 1;

// in: municipality_id, place, point_m; out: its outline
const OF_PLACE = `
  select cast(st_asgeojson(st_multi(case when geometrytype(geometry) = 'POINT'
      then cast(st_buffer(cast(geometry as geography), greatest(coalesce(precision_m, 0), :point_m)) as geometry)
      else geometry end), 7) as json) as outline
  from staff.place where municipality_id = :municipality_id and slug = :place`;
// in: srid, east and north of the cell's corner; out: its outline
const OF_CELL = `
  select cast(st_asgeojson(st_multi(st_transform(
    st_makeenvelope(:east, :north, :east + 100, :north + 100, cast(:srid as integer)), 4326)), 7) as json) as outline`;
/** Cells of 100 m as one outline, in degrees; null of none. */
const together = (x: string, y: string): string => `
  cast(st_asgeojson(st_multi(st_transform(st_buffer(st_union(st_buffer(
      st_makeenvelope(${x} * 100, ${y} * 100, ${x} * 100 + 100, ${y} * 100 + 100, cast(:srid as integer)),
      cast(:gap_m as double precision))), -cast(:gap_m as double precision)), 4326)), 7) as json)`;
// in: municipality_id, action_id, srid, gap_m; out: the cells of its flags, drawn together; null where none has a cell
const OF_CLUSTER = `
  select ${together('f.cell_x', 'f.cell_y')} as outline
  from staff.action_flag l join flag.flag f on f.municipality_id = l.municipality_id and f.flag_id = l.flag_id
  where l.municipality_id = :municipality_id and l.action_id = cast(:action_id as uuid) and f.cell_x is not null`;
// in: municipality_id, xs and ys of cells, srid, gap_m, reach_m; out: they, drawn together; null where one lies far from the area, which isn't
// projected
const OF_CELLS = `
  with area as (select st_envelope(st_transform(outline, cast(:srid as integer))) as box
    from staff.municipality where municipality_id = :municipality_id)
  select case when bool_and(c.x * 100 between st_xmin(a.box) - :reach_m and st_xmax(a.box) + :reach_m
      and c.y * 100 between st_ymin(a.box) - :reach_m and st_ymax(a.box) + :reach_m) then ${together('c.x', 'c.y')} end as outline
  from area a, unnest(cast(:xs as integer[]), cast(:ys as integer[])) as c (x, y)`;
// in: municipality_id, srid, outline, reach_m, far_degrees; out: what it is like
const CHECK = `
  select st_isvalid(g.geometry) and not st_isempty(g.geometry) as valid,
    case when g.geometry && st_expand(m.outline, :far_degrees)
      then st_dwithin(st_transform(g.geometry, m.srid), st_transform(m.outline, m.srid), :reach_m) else false end as near,
    st_area(cast(st_envelope(g.geometry) as geography)) / 1e6 as km2
  from staff.municipality m,
    lateral (select st_setsrid(st_geomfromgeojson(cast(:outline as text)), 4326) as geometry) g
  where m.municipality_id = :municipality_id`;

/** @throws {ProblemError} action_outline_invalid, action_outline_outside, action_outline_large */
export async function checkOutline(
  knex: Knex,
  { municipality_id, slug }: MunicipalityRow,
  outline: Outline,
): Promise<void> {
  const asked = { municipality_id, outline: JSON.stringify(outline), reach_m: REACH_M, far_degrees: FAR_DEGREES };
  const { rows } = await knex
    .raw<{ rows: { valid: boolean; near: boolean; km2: number }[] }>(CHECK, asked)
    .catch(() => ({ rows: [] }));
  const [found] = rows;
  if (!found?.valid) throw new ProblemError('action_outline_invalid');
  if (!found.near) throw new ProblemError('action_outline_outside', { area: slug });
  if (found.km2 > KM2_MAX)
    throw new ProblemError('action_outline_large', { km2: found.km2.toFixed(1), limit: KM2_MAX });
}

/**
 * The outline of an action's area, copied now: what becomes of the place or the zone later doesn't move it.
 * @throws {ProblemError} action_cluster_empty, and those of `checkOutline`
 */
export async function outlineOf(
  knex: Knex,
  area: MunicipalityRow,
  { action_id, where }: Pick<Action, 'action_id' | 'where'>,
  asked: WorkArea,
): Promise<Outline> {
  const { municipality_id, srid, slug } = area;
  if (asked.origin === 'zone' || asked.origin === 'outline') {
    await checkOutline(knex, area, asked.outline);
    return asked.outline;
  }
  const read = async (sql: string, values: object): Promise<Outline | undefined> =>
    (await knex.raw<{ rows: { outline: Outline | null }[] }>(sql, values as never)).rows[0]?.outline ?? undefined;
  if (asked.origin === 'cluster' && asked.cells !== undefined) {
    const [xs, ys] = [asked.cells.map(({ x }) => x), asked.cells.map(({ y }) => y)];
    const drawn = await read(OF_CELLS, { municipality_id, srid, gap_m: GAP_M, reach_m: REACH_M, xs, ys });
    if (drawn === undefined) throw new ProblemError('action_outline_outside', { area: slug });
    await checkOutline(knex, area, drawn);
    return drawn;
  }
  const found =
    asked.origin === 'cluster'
      ? await read(OF_CLUSTER, { municipality_id, action_id, srid, gap_m: GAP_M })
      : 'place' in where
        ? await read(OF_PLACE, { municipality_id, place: where.place, point_m: POINT_M })
        : await read(OF_CELL, { srid, east: where.cell.x * 100, north: where.cell.y * 100 });
  if (found === undefined) throw new ProblemError('action_cluster_empty');
  return found;
}

// in: outlines as JSON, srid, ring_m; out: in order, the ring round each
const RINGS = `
  select cast(st_asgeojson(st_transform(st_difference(st_buffer(g.m, :ring_m), g.m), 4326), 7) as json) as ring
  from jsonb_array_elements(cast(:outlines as jsonb)) with ordinality as e (shape, no),
    lateral (select st_transform(st_setsrid(st_geomfromgeojson(cast(e.shape as text)), 4326), cast(:srid as integer)) as m) g
  order by e.no`;

/** The rings round outlines, so many metres wide in the area's own CRS. */
export async function ringsRound(
  knex: Knex,
  { srid }: Pick<MunicipalityRow, 'srid'>,
  outlines: readonly Outline[],
  ring_m: number,
): Promise<(GeoJSON.Polygon | GeoJSON.MultiPolygon)[]> {
  const asked = { srid, ring_m, outlines: JSON.stringify(outlines) };
  const { rows } = await knex.raw<{ rows: { ring: GeoJSON.Polygon | GeoJSON.MultiPolygon }[] }>(RINGS, asked);
  return rows.map(({ ring }) => ring);
}

// in: municipality_id, outline, control, apart_m; out: whether the two rings touch
const APART = `
  select st_dwithin(st_transform(st_setsrid(st_geomfromgeojson(cast(:outline as text)), 4326), m.srid),
    st_transform(st_setsrid(st_geomfromgeojson(cast(:control as text)), 4326), m.srid), :apart_m) as touching
  from staff.municipality m where m.municipality_id = :municipality_id`;

/** @throws {ProblemError} action_control_near: their rings would count the same incidents */
export async function mustBeApart(
  knex: Knex,
  { municipality_id }: MunicipalityRow,
  [outline, control]: readonly [Outline, Outline],
  ring_m: number,
): Promise<void> {
  const asked = {
    municipality_id,
    outline: JSON.stringify(outline),
    control: JSON.stringify(control),
    apart_m: 2 * ring_m,
  };
  const { rows } = await knex.raw<{ rows: { touching: boolean }[] }>(APART, asked);
  if (rows[0]?.touching) throw new ProblemError('action_control_near', { metres: 2 * ring_m });
}
