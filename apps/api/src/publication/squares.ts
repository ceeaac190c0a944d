import type { release } from '@lagesbild/analysis';
import type { Names } from '@lagesbild/contract';
import type { Knex } from 'knex';

/** There is no register of addresses here, so squares are no finer. */
const SIDE_M = 1000;

/** The squares of an area: where they are, and what people call what lies in them. */
export interface Squares extends release.Cells {
  /** per square its four corners, [lon, lat] each, from the south-west against the clock */
  corners: [number, number][][];
  /** per square the named places whose middle lies in it; most have none */
  names: Names[][];
  /** of the area, as fine as a map of squares needs it: GeoJSON, WGS 84 */
  outline: unknown;
}

interface Row {
  east: number;
  north: number;
  corners: [number, number][];
  names: Names[] | null;
}

/** The grid begins at (0, 0) of the area's CRS; what touches the outline belongs to it, whatever was counted there. */
// in: municipality_id, srid, side_m; out: a row per square; order: north to south, west to east
const SQUARES = `
  with area as (
    select st_transform(outline, cast(:srid as integer)) as outline from staff.municipality where municipality_id = :municipality_id),
  square as (
    select g.i as east, g.j as north, g.geom
    from area, lateral st_squaregrid(cast(:side_m as double precision), area.outline) as g
    where st_intersects(g.geom, area.outline)),
  named as (
    select p.names, p.position, p.slug, st_transform(st_pointonsurface(p.geometry), cast(:srid as integer)) as middle
    from staff.place p where p.municipality_id = :municipality_id and p.kind <> 'study_area')
  select s.east, s.north,
    cast(st_asgeojson(st_transform(s.geom, 4326), 6) as jsonb) -> 'coordinates' -> 0 as corners,
    (select jsonb_agg(n.names order by n.position, n.slug) from named n
     where floor(st_x(n.middle) / :side_m) = s.east and floor(st_y(n.middle) / :side_m) = s.north) as names
  from square s
  order by s.north desc, s.east`;

const OUTLINE = `
  select cast(st_asgeojson(st_simplifypreservetopology(outline, 0.0003), 5) as jsonb) as outline
  from staff.municipality where municipality_id = :municipality_id`;

export async function readSquares(trx: Knex, area: { municipality_id: number; srid: number }): Promise<Squares> {
  const { rows } = await trx.raw<{ rows: Row[] }>(SQUARES, { ...area, side_m: SIDE_M });
  const outlines = await trx.raw<{ rows: { outline: unknown }[] }>(OUTLINE, { ...area });
  return {
    outline: outlines.rows[0]!.outline,
    side_m: SIDE_M,
    east: Int32Array.from(rows, ({ east }) => east),
    north: Int32Array.from(rows, ({ north }) => north),
    corners: rows.map(({ corners }) => corners),
    names: rows.map(({ names }) => names ?? []),
  };
}
