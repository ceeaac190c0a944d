import { NO_POSITION } from '@lagesbild/incidents';
import { assignZones } from '../packages/incidents/src/zone.ts';
import { countyColumns, countyStore, SIDE, SIZES, SOUTH, WEST } from './county.ts';
import { loadPoints, openPostgis } from './postgis.ts';
import { against, type BenchRow, count, interleave } from './row.ts';

const ACROSS = 20;
const DOWN = 10;

/** 200 zones side by side, their shared borders bent so that no edge is straight: [polygon, ring in whole cm]. */
function zones(): Float64Array[] {
  const corner = (i: number, j: number): [number, number] => {
    const bend = i > 0 && j > 0 && i < ACROSS && j < DOWN ? 1 : 0;
    const x = WEST + (i * SIDE) / ACROSS + bend * 900 * Math.sin(i * 7 + j * 3);
    const y = SOUTH + (j * SIDE) / DOWN + bend * 900 * Math.cos(i * 5 + j * 11);
    return [Math.round(x * 100), Math.round(y * 100)];
  };
  const edge = (a: readonly [number, number], b: readonly [number, number], wave: number): number[] =>
    Array.from({ length: 40 }, (_, k) => {
      const sway = wave * 20_000 * Math.sin((k / 40) * Math.PI * 6);
      const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
      const length = Math.hypot(dx, dy);
      return [
        Math.round(a[0] + (dx * k) / 40 - (dy / length) * sway),
        Math.round(a[1] + (dy * k) / 40 + (dx / length) * sway),
      ];
    }).flat();
  const reversed = (flat: number[], end: readonly [number, number]): number[] => {
    const points = [...Array.from({ length: flat.length / 2 }, (_, k) => [flat[2 * k]!, flat[2 * k + 1]!]), [...end]];
    return points.reverse().slice(0, -1).flat();
  };
  return Array.from({ length: ACROSS * DOWN }, (_, zone) => {
    const [i, j] = [zone % ACROSS, Math.floor(zone / ACROSS)];
    const [sw, se, nw, ne] = [corner(i, j), corner(i + 1, j), corner(i, j + 1), corner(i + 1, j + 1)];
    const wave = (inner: boolean): number => (inner ? 1 : 0);
    const south = edge(sw, se, wave(j > 0));
    const east = edge(se, ne, wave(i + 1 < ACROSS));
    const north = reversed(edge(nw, ne, wave(j + 1 < DOWN)), ne);
    const west = reversed(edge(sw, nw, wave(i > 0)), nw);
    return Float64Array.from([...south, ...east, ...north, ...west]);
  });
}

/** How many incidents lie in each of 200 zones: the raster and its exact test, against a spatial join. */
export async function run(): Promise<BenchRow[]> {
  const postgis = await openPostgis();
  const rings = zones();
  const polygons = rings.map((ring) => ({ parts: [[ring]] }));
  const table: BenchRow[] = [];
  try {
    for (const size of SIZES) {
      const columns = countyColumns(size);
      const store = countyStore(columns);
      const { x, y, precision } = columns;
      const zone = new Uint16Array(size);
      const tally = (): Uint32Array => {
        const covering = assignZones(x, y, (i) => precision[i]! <= 1 && x[i] !== NO_POSITION, polygons, zone);
        const perZone = new Uint32Array(covering.length);
        for (const z of zone) perZone[z]!++;
        const counts = new Uint32Array(polygons.length);
        covering.forEach((inside, z) => {
          for (const polygon of inside) counts[polygon]! += perZone[z]!;
        });
        return counts;
      };
      const job = 'incidents in 200 zones';
      if (postgis === null) {
        const [mine] = await interleave([tally], { rounds: 5 });
        table.push(
          against(job, count(size), mine!, { name: 'ST_Covers join', rival: undefined }, size < 1_000_000 ? null : 10),
        );
        continue;
      }
      await loadPoints(postgis, store);
      await postgis.client.query(
        'create table if not exists zone (id integer primary key, geom geometry(polygon, 3006))',
      );
      await postgis.client.query('truncate zone');
      const texts = rings.map((ring) => {
        const points = Array.from(
          { length: ring.length / 2 },
          (_, k) => `${ring[2 * k]! / 100} ${ring[2 * k + 1]! / 100}`,
        );
        return `POLYGON((${[...points, points[0]].join(',')}))`;
      });
      await postgis.client.query(
        'insert into zone select id - 1, st_geomfromtext(wkt, 3006) from unnest($1::text[]) with ordinality as t(wkt, id)',
        [texts],
      );
      const join = async (): Promise<Map<number, number>> => {
        const { rows } = await postgis.client.query<{ id: number; n: number }>(
          'select z.id, count(*)::integer as n from zone z join point p on st_covers(z.geom, p.metric) group by 1',
        );
        return new Map(rows.map(({ id, n }) => [id, n]));
      };
      const [mine, theirs] = [tally(), await join()];
      const apart = mine.findIndex((n, id) => n !== (theirs.get(id) ?? 0));
      if (apart >= 0) throw new Error(`zone ${apart}: ${mine[apart]} here, ${theirs.get(apart)} in PostGIS`);
      const [fast, slow] = await interleave([tally, join], { rounds: 4, warmUp: 1 });
      table.push(
        against(job, count(size), fast!, { name: 'ST_Covers join', rival: slow }, size < 1_000_000 ? null : 10),
      );
    }
    return table;
  } finally {
    await postgis?.close();
  }
}
