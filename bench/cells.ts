import { gridCounts, hexCounts } from '@lagesbild/analysis';
import { countyColumns, countyStore, SIDE, SIZES, SOUTH, WEST } from './county.ts';
import { loadPoints, openPostgis } from './postgis.ts';
import { against, type BenchRow, count, interleave } from './row.ts';

const CELL_M = 250;
const CORNERS = 200;

/** A study area with a wavy edge, two thirds of the county. */
const RING = Float64Array.from({ length: 2 * CORNERS }, (_, k) => {
  const angle = (Math.floor(k / 2) / CORNERS) * 2 * Math.PI;
  const radius = SIDE * (0.44 + 0.03 * Math.sin(9 * angle));
  return k % 2 === 0 ? WEST + SIDE / 2 + radius * Math.cos(angle) : SOUTH + SIDE / 2 + radius * Math.sin(angle);
});

const AREA = `POLYGON((${Array.from({ length: CORNERS + 1 }, (_, k) => `${RING[(2 * k) % RING.length]} ${RING[(2 * k + 1) % RING.length]}`).join()}))`;
const SQUARES = `
  select floor(st_x(metric) / ${CELL_M}) as across, floor(st_y(metric) / ${CELL_M}) as up, count(*)::integer as n
  from point where st_covers(st_geomfromtext('${AREA}', 3006), metric) group by 1, 2`;
const HEXAGONS = `
  select h.i, h.j, count(*)::integer as n
  from st_hexagongrid(${CELL_M}, st_geomfromtext('${AREA}', 3006)) h join point p on st_intersects(h.geom, p.metric)
  where st_covers(st_geomfromtext('${AREA}', 3006), p.metric) group by 1, 2`;

/** Counts in the squares and hexagons of a study area, with the share of each inside, against PostGIS's counts without shares. */
export async function run(): Promise<BenchRow[]> {
  const postgis = await openPostgis();
  const region = { parts: [[RING]] };
  const table: BenchRow[] = [];
  try {
    for (const size of SIZES) {
      const store = countyStore(countyColumns(size));
      const { drawn, columns } = store.parts();
      const x = Float64Array.from(drawn.row, (i) => columns.x[i]! / 100);
      const y = Float64Array.from(drawn.row, (i) => columns.y[i]! / 100);
      if (postgis !== null) await loadPoints(postgis, store);
      for (const [job, ours, sql, name] of [
        [`counts in squares of ${CELL_M} m`, () => gridCounts(x, y, region, CELL_M), SQUARES, 'group by'],
        [`counts in hexagons of ${CELL_M} m`, () => hexCounts(x, y, region, CELL_M), HEXAGONS, 'ST_HexagonGrid'],
      ] as const) {
        const total = async (): Promise<number> => {
          const { rows } = await postgis!.client.query<{ n: number }>(sql);
          return rows.reduce((sum, { n }) => sum + n, 0);
        };
        const apart = postgis === null ? 0 : Math.abs((await total()) - ours().inside);
        // A point on a line between hexagons is in both of them there.
        if (apart > size / 10_000) throw new Error(`${job}: totals are ${apart} apart`);
        const tasks = postgis === null ? [ours] : [ours, total];
        const [mine, theirs] = await interleave(tasks, { rounds: 4, warmUp: 1 });
        table.push(against(job, count(size), mine!, { name, rival: theirs }, null));
      }
    }
    return table;
  } finally {
    await postgis?.close();
  }
}
