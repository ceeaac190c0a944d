import type { Knex } from 'knex';

/** A street, or a piece of one: pieces of one name are one street. */
export interface StreetLine {
  name: string;
  /** GeoJSON Point, MultiPoint, LineString or MultiLineString, degrees */
  geometry: object;
}

/** A street of more cells is told by every second, third … of them. */
const CELLS_MAX = 60;

// in: municipality_id, srid, names, shapes, most; out: how many streets are there. What lies outside the area is left out
const FILL = `
  with given as (
    select g.name, cast(g.no as integer) as no, st_transform(st_setsrid(st_geomfromgeojson(g.shape), 4326), cast(:srid as integer)) as line
    from unnest(cast(:names as text[]), cast(:shapes as text[])) with ordinality as g (name, shape, no)),
  stepped as (
    select g.name, array[g.no] || p.path as at, cast(floor(st_x(p.geom) / 100) as integer) as x,
      cast(floor(st_y(p.geom) / 100) as integer) as y
    from given g cross join lateral st_dumppoints(st_segmentize(g.line, 40)) p),
  passed as (
    select name, x, y, row_number() over (partition by name order by min(at)) as n from stepped group by name, x, y),
  inside as (
    select p.name, p.x, p.y, row_number() over (partition by p.name order by p.n) as n, count(*) over (partition by p.name) as cells
    from passed p
    join staff.municipality m on m.municipality_id = :municipality_id
      and st_covers(m.outline, st_transform(st_setsrid(st_point(p.x * 100 + 50, p.y * 100 + 50), cast(:srid as integer)), 4326)))
  insert into flag.street (municipality_id, name, cells)
  select :municipality_id, i.name, array_agg(c.number order by i.n, c.turn)
  from inside i cross join lateral (values (1, i.x), (2, i.y)) as c (turn, number)
  where (i.n - 1) % cast(ceil(i.cells / cast(:most as numeric)) as integer) = 0
  group by i.name`;

/** The streets of an area are these from now on. @returns how many of them lie in it */
export async function replaceStreets(
  trx: Knex.Transaction,
  { municipality_id, srid }: { municipality_id: number; srid: number },
  lines: readonly StreetLine[],
): Promise<number> {
  // What the planner expects of so many steps would have it compile the statement, which takes longer than the work.
  await trx.raw('set local jit = off');
  await trx.raw('delete from flag.street where municipality_id = :municipality_id', { municipality_id });
  await trx.raw(FILL, {
    ...{ municipality_id, srid, most: CELLS_MAX },
    names: lines.map(({ name }) => name),
    shapes: lines.map(({ geometry }) => JSON.stringify(geometry)),
  } as never);
  return countStreets(trx, municipality_id);
}

export async function countStreets(knex: Knex, municipality_id: number): Promise<number> {
  const { rows } = await knex.raw<{ rows: { n: number }[] }>(
    'select cast(count(*) as integer) as n from flag.street where municipality_id = :municipality_id',
    { municipality_id },
  );
  return rows[0]!.n;
}
