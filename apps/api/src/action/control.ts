import type { ControlProposals, Outcome, Outline } from '@lagesbild/contract';
import type { LikeAreas } from '@lagesbild/incidents';
import type { Knex } from 'knex';
import type { MunicipalityRow } from '../db/municipality.ts';
import type { Incidents } from '../incident/store.ts';
import { ANYBODY, filterOf, polygonOf } from './history.ts';
import { stepsOf, YEAR_DAYS } from './period.ts';

/** Where the same shape is tried: at most so many places, so that the database and the sweep take a second. */
const TRIED_MAX = 2500;
const LEAST_STEP_M = 100;
const PROPOSED = 5;

// in: municipality_id, outline, ring_m, tried_max, least_step_m; out: dx and dy in metres of every place in the built-up areas (or the
// whole area where none are known) where the shape fits as a whole, apart from itself by both rings
const PLACES = `
  with a as materialized (
    select m.srid, st_transform(st_setsrid(st_geomfromgeojson(cast(:outline as text)), 4326), m.srid) as shape,
      coalesce((select st_union(st_transform(p.geometry, m.srid)) from staff.place p where p.municipality_id = m.municipality_id
        and p.kind = 'study_area' and p.on_by_default and geometrytype(p.geometry) <> 'POINT'), st_transform(m.outline, m.srid)) as ground
    from staff.municipality m where m.municipality_id = :municipality_id),
  b as materialized (
    select a.*, st_buffer(shape, 2 * :ring_m) as own,
      greatest(:least_step_m, sqrt((st_xmax(ground) - st_xmin(ground)) * (st_ymax(ground) - st_ymin(ground)) / :tried_max)) as step
    from a)
  select x - st_xmin(shape) as dx, y - st_ymin(shape) as dy
  from b, generate_series(cast(st_xmin(ground) as numeric), cast(st_xmax(ground) as numeric), cast(step as numeric)) as x,
    generate_series(cast(st_ymin(ground) as numeric), cast(st_ymax(ground) as numeric), cast(step as numeric)) as y
  where st_contains(ground, st_translate(shape, cast(x as double precision) - st_xmin(shape), cast(y as double precision) - st_ymin(shape)))
    and not st_intersects(own, st_translate(shape, cast(x as double precision) - st_xmin(shape), cast(y as double precision) - st_ymin(shape)))
  order by x, y`;
// in: municipality_id, outline, shifts as JSON; out: the outline at each
const MOVED = `
  select cast(st_asgeojson(st_multi(st_transform(st_translate(
    st_transform(st_setsrid(st_geomfromgeojson(cast(:outline as text)), 4326), m.srid),
    cast(e.shift ->> 0 as double precision), cast(e.shift ->> 1 as double precision)), 4326)), 7) as json) as outline
  from staff.municipality m, jsonb_array_elements(cast(:shifts as jsonb)) with ordinality as e (shift, no)
  where m.municipality_id = :municipality_id order by e.no`;

/**
 * Where could the action be compared with? The same shape is laid over the built-up areas, clear of the action and both rings; those
 * whose incidents of the year before, four weeks at a time, are most like the action's own are proposed, none over another.
 */
export async function proposeControls(
  knex: Knex,
  incidents: Incidents,
  area: MunicipalityRow,
  asked: { outline: Outline; ring_m: number; outcome: Outcome; until: number },
): Promise<ControlProposals> {
  const { municipality_id } = area;
  const outline = JSON.stringify(asked.outline);
  const { rows } = await knex.raw<{ rows: { dx: string; dy: string }[] }>(PLACES, {
    ...{ municipality_id, outline, ring_m: asked.ring_m, tried_max: TRIED_MAX, least_step_m: LEAST_STEP_M },
  });
  const shifts = rows.map(({ dx, dy }) => [Math.round(Number(dx)), Math.round(Number(dy))] as const);
  const held = await incidents.of(area.slug, ANYBODY);
  const polygon = polygonOf(held, asked.outline);
  const found = await incidents.ask<LikeAreas>(held, {
    ...{ kind: 'like', filter: held.check(filterOf(asked.outcome)).text, area: polygon },
    shifts: Int32Array.from(shifts.flat(), (metres) => metres * 100),
    periods: stepsOf(asked.until - YEAR_DAYS, YEAR_DAYS),
  });
  const own = found.own.reduce((sum, n) => sum + n, 0);
  const alike = shifts
    .map((shift, at) => ({ shift, at, similarity: found.similarity[at]! }))
    .filter(({ similarity }) => similarity > 0)
    .sort((a, b) => b.similarity - a.similarity || a.at - b.at);
  const [wide, high] = extentOf(polygon.parts[0]![0]!);
  const chosen: typeof alike = [];
  for (const one of alike) {
    if (chosen.length === PROPOSED) break;
    const over = ({ shift: [dx, dy] }: (typeof alike)[number]): boolean =>
      Math.abs(dx - one.shift[0]) < wide && Math.abs(dy - one.shift[1]) < high;
    if (!chosen.some(over)) chosen.push(one);
  }
  const moved = await knex.raw<{ rows: { outline: Outline }[] }>(MOVED, {
    ...{ municipality_id, outline, shifts: JSON.stringify(chosen.map(({ shift }) => shift)) },
  });
  return {
    own,
    tried: shifts.length,
    proposals: chosen.map(({ at, similarity }, i) => ({
      ...{ outline: moved.rows[i]!.outline, similarity, n: found.n[at]! },
    })),
  };
}

function extentOf(ring: Float64Array): [number, number] {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let i = 0; i < ring.length; i += 2) {
    [west, east] = [Math.min(west, ring[i]!), Math.max(east, ring[i]!)];
    [south, north] = [Math.min(south, ring[i + 1]!), Math.max(north, ring[i + 1]!)];
  }
  return [(east - west) / 100, (north - south) / 100];
}
