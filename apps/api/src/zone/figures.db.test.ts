import * as vocabulary from '@lagesbild/contract';
import {
  buildColumns,
  NO_LISTS,
  type PolygonCm,
  Population,
  perceptionReports,
  resolveCriteria,
  Store,
  ZoneMeasure,
} from '@lagesbild/incidents';
import { beforeAll, expect, test } from 'vitest';
import type { Database } from '../db/database.ts';
import { openTestDatabase } from '../db/testing.ts';
import { seeded } from '../incident/testing.ts';

/** Live figures against PostGIS, on the same stored coordinates with edges straight between them. */
const POLYGONS = 1_000;
const TOGETHER = 20;
const POINTS = 400;
/** Coarse enough for points to fall on edges and corners, and for zones to touch. */
const SIDE = 60;

let database: Database;
beforeAll(async () => {
  database = await openTestDatabase();
});

const random = seeded(2026);
const whole = (below: number): number => Math.floor(random() * below);

/** A ring round a point: corners by their angle, so that it seldom crosses itself. */
function star(x: number, y: number, radius: number): number[][] {
  const corners = 3 + whole(7);
  const angles = Array.from({ length: corners }, () => random() * 2 * Math.PI).sort((a, b) => a - b);
  const ring = angles.map((angle) => {
    const r = radius * (0.4 + random() * 0.6);
    return [x + Math.round(r * Math.cos(angle)), y + Math.round(r * Math.sin(angle))];
  });
  return [...ring, ring[0]!];
}

function square(x: number, y: number, side: number): number[][] {
  return [[x, y], [x + side, y], [x + side, y + side], [x, y + side], [x, y]]; // biome-ignore format: a ring
}

/** Parts of rings: stars with holes, squares that touch those beside them, two parts that touch in a corner. */
function shape(): number[][][][] {
  const [x, y] = [whole(SIDE), whole(SIDE)];
  const side = 10 * (1 + whole(2));
  const at = (value: number): number => Math.floor(value / 10) * 10;
  switch (whole(4)) {
    case 0:
      return [[square(at(x), at(y), side)]];
    case 1:
      return [[square(at(x), at(y), 20), square(at(x) + 5, at(y) + 5, 10)]];
    case 2:
      return [[square(at(x), at(y), 10)], [square(at(x) + 10, at(y) + 10, 10)]];
    default: {
      const outer = 8 + whole(25);
      return [[star(x, y, outer), ...(random() < 0.5 ? [star(x, y, Math.max(2, outer / 4))] : [])]];
    }
  }
}

// in: shapes as GeoJSON; out: whether each is valid; order: as given
const VALID = `
  select st_isvalid(st_geomfromgeojson(cast(s.shape as text))) as valid
  from jsonb_array_elements(cast(:shapes as jsonb)) with ordinality as s (shape, no) order by s.no`;

// in: shapes as GeoJSON, x and y of points; out: per shape its area and the points it covers
const COVERED = `
  select st_area(s.g) as area, array(select cast(p.no as integer) - 1
      from unnest(cast(:x as integer[]), cast(:y as integer[])) with ordinality as p (x, y, no)
      where st_covers(s.g, st_makepoint(p.x, p.y)) order by p.no) as points
  from (select st_setsrid(st_geomfromgeojson(cast(e.shape as text)), 0) as g, e.no
    from jsonb_array_elements(cast(:shapes as jsonb)) with ordinality as e (shape, no)) as s order by s.no`;

// in: shapes as GeoJSON; out: what each two share, if anything
const SHARED = `
  with s as (select st_geomfromgeojson(cast(e.shape as text)) as g, cast(e.no as integer) - 1 as no
    from jsonb_array_elements(cast(:shapes as jsonb)) with ordinality as e (shape, no))
  select a.no as a, b.no as b, st_area(st_intersection(a.g, b.g)) as area from s a join s b on a.no < b.no`;

/** Squares of two sizes, the small ones in the large or apart; some are missing, and of some nobody tells. */
function townSquares(): number[] {
  const squares: number[] = [];
  for (let x = -20; x < 2 * SIDE; x += 20)
    for (let y = -20; y < 2 * SIDE; y += 20) {
      if (random() < 0.6) squares.push(x, y, 20, whole(300));
      for (const [east, north] of [[0, 0], [10, 0], [0, 10]] as const) // biome-ignore format: corners
        if (random() < 0.4) squares.push(x + east, y + north, 10, whole(300));
    }
  return squares;
}

// in: squares as x, y, side and n, no; shapes; out: per shape who lives there and the squares that tell of it; order: as given
const RESIDENTS = `
  with told as materialized (
    select s.no, s.side, s.n, st_makeenvelope(s.x, s.y, s.x + s.side, s.y + s.side) as g
    from unnest(cast(:x as integer[]), cast(:y as integer[]), cast(:side as integer[]), cast(:n as integer[])) with ordinality as s (x, y, side, n, no)),
  own as materialized (
    select t.n, coalesce(st_difference(t.g, (select st_union(u.g) from told u where u.side < t.side and st_covers(t.g, u.g))), t.g) as g
    from told t),
  zones as (
    select e.no, st_setsrid(st_geomfromgeojson(cast(e.shape as text)), 0) as g
    from jsonb_array_elements(cast(:shapes as jsonb)) with ordinality as e (shape, no))
  select coalesce(sum(o.n * c.area / st_area(o.g)), 0) as n, coalesce(sum(c.area), 0) / st_area(z.g) as known
  from zones z left join own o on st_intersects(z.g, o.g)
  left join lateral (select st_area(st_intersection(z.g, o.g)) as area) as c on true group by z.no, z.g order by z.no`;

test(`counts, areas, overlaps and residents of ${POLYGONS} random zones are those of PostGIS: holes, touching edges, points on edges`, async () => {
  const ask = async <Row>(sql: string, asked: object): Promise<Row[]> =>
    (await database.knex.raw<{ rows: Row[] }>(sql, asked as never)).rows;
  const [x, y] = [0, 0].map(() => Array.from({ length: POINTS }, () => whole(SIDE * 1.6) - 10)) as [number[], number[]];
  const zero = x.map(() => 0);
  const columns = buildColumns(
    {
      ...{
        x,
        y,
        minute: zero,
        duration_min: zero,
        registered: zero,
        report: zero.map(() => -1),
        row: x.map((_, i) => i),
      },
      ...{ time_precision: zero, precision: zero, discovery: zero, unit: zero, category: zero },
    },
    { dataVersion: 1, srid: 3006, proj4: '+proj=utm +zone=33', categories: ['theft'] },
  );
  const toMercator = (of: Int32Array) => ({ x: new Uint32Array(of.length), y: new Uint32Array(of.length) });
  const store = Store.build(columns, { polygons: new Map(), toMercator });
  const criteria = resolveCriteria({}, { categories: ['theft'], polygons: new Map(), vocabulary });
  const reports = perceptionReports(NO_LISTS);
  const squares = townSquares();
  const every4th = (from: number): number[] => squares.filter((_, i) => i % 4 === from);
  const asked = { x: every4th(0), y: every4th(1), side: every4th(2), n: every4th(3) };
  // A metre of the squares is a centimetre of the zones: squares lie on whole metres.
  const population = new Population(squares, (east, north) => [100 * east, 100 * north]);
  const against = { store, criteria, region: [], reports, why: new Uint8Array(0), harm: {}, population };
  const measure = new ZoneMeasure(against);

  let tried = 0;
  let onEdge = 0;
  let unknown = 0;
  while (tried < POLYGONS) {
    const made = Array.from({ length: 2 * TOGETHER }, shape).map((coordinates) => ({
      type: 'MultiPolygon',
      coordinates,
    }));
    const valid = await ask<{ valid: boolean }>(VALID, { shapes: JSON.stringify(made) });
    const taken = made.filter((_, i) => valid[i]!.valid).slice(0, TOGETHER);
    const shapes = JSON.stringify(taken);
    const polygons = taken.map(
      ({ coordinates }): PolygonCm => ({
        parts: coordinates.map((rings) => rings.map((ring) => Float64Array.from(ring.slice(0, -1).flat()))),
      }),
    );
    const figures = measure.measure(polygons.map((polygon, i) => ({ zone_id: `${i}`, polygon })));
    const theirs = await ask<{ area: number; points: number[] }>(COVERED, { shapes, x, y });
    const living = await ask<{ n: number; known: number }>(RESIDENTS, { shapes, ...asked });
    const shared = await ask<{ a: number; b: number; area: number }>(SHARED, { shapes });
    expect(figures.zones.map(({ n }) => n)).toEqual(theirs.map(({ points }) => points.length));
    expect(figures.covered).toBe(new Set(theirs.flatMap(({ points }) => points)).size);
    figures.zones.forEach(({ area_m2 }, i) => {
      expect(area_m2 * 10_000).toBeCloseTo(theirs[i]!.area, 6);
    });
    figures.zones.forEach(({ residents }, i) => {
      expect(residents?.n ?? 0).toBeCloseTo(living[i]!.n, 6);
      expect(residents?.known ?? 0).toBeCloseTo(living[i]!.known, 6);
      if (residents === null) unknown++;
    });
    for (const { a, b, area } of shared) {
      const both = figures.zones[a]!.overlaps.find(({ zone_id }) => zone_id === `${b}`);
      const points = theirs[a]!.points.filter((point) => theirs[b]!.points.includes(point)).length;
      expect([a, b, both?.n ?? 0]).toEqual([a, b, points]);
      expect((both?.area_m2 ?? 0) * 10_000).toBeCloseTo(area, 5);
      if (area === 0 && points > 0) onEdge += points;
    }
    tried += taken.length;
  }
  expect(onEdge).toBeGreaterThan(20); // of neighbours that share an edge and no ground
  expect(unknown).toBeLessThan(POLYGONS / 4);
}, 300_000);
