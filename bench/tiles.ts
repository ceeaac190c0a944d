import * as contract from '@lagesbild/contract';
import { type FilterLike, resolveCriteria, type Store } from '@lagesbild/incidents';
import { VectorTile } from '@mapbox/vector-tile';
import { PbfReader } from 'pbf';
import { CATEGORIES, countyColumns, countyStore, SIZES } from './county.ts';
import { loadPoints, METRES, openPostgis, type Postgis } from './postgis.ts';
import { against, type BenchRow, count, interleave, within } from './row.ts';

const ALL: FilterLike = { discovery: contract.DISCOVERIES, unit: 'row' };
const EVENINGS: FilterLike = { ...ALL, hours: { start: 18, end: 23 }, categories: CATEGORIES.slice(0, 3) };
const WHERE: Record<string, string> = { all: '', evenings: 'and hour between 18 and 22 and category in (0, 1, 2)' };

/** SQL of a tile of points, and of one of counts: $1 z, $2 x, $3 y; `where` may ask for more. */
export const POINTS = (where: string): string => `
  select st_asmvt(tile, 'incidents', 4096, 'geom', 'row') as bytes
  from (
    select row, category, day, hour, st_asmvtgeom(geom, st_tileenvelope($1, $2, $3), 4096, 0, false) as geom
    from point where geom && st_tileenvelope($1, $2, $3) ${where}
  ) as tile`;
export const CELLS = (where: string): string => `
  with bounds as (select st_tileenvelope($1, $2, $3) as box, ${METRES * 2 ** 25} / 2 ^ $1 as side)
  select st_asmvt(tile, 'cells', 4096, 'geom') as bytes
  from (
    select count(*)::integer as n,
      st_asmvtgeom(st_setsrid(st_makepoint(
        st_xmin(box) + side * (floor((st_x(geom) - st_xmin(box)) / side) + 0.5),
        st_ymax(box) - side * (floor((st_ymax(box) - st_y(geom)) / side) + 0.5)), 3857), box, 4096, 0, false) as geom
    from point, bounds where geom && box ${where}
    group by 2
  ) as tile`;

/** The tile with most incidents at a zoom. */
function densest(store: Store, z: number): [number, number] {
  const { x, y } = store.parts().drawn;
  const counts = new Map<number, number>();
  let best = 0;
  for (let k = 0; k < x.length; k++) {
    const tile = (x[k]! >>> (32 - z)) * 2 ** z + (y[k]! >>> (32 - z));
    counts.set(tile, (counts.get(tile) ?? 0) + 1);
    if (counts.get(tile)! > (counts.get(best) ?? 0)) best = tile;
  }
  return [Math.floor(best / 2 ** z), best % 2 ** z];
}

/** Sum of what a tile shows; both encoders must agree. */
function shown(bytes: Uint8Array, layer: string): number {
  const features = bytes.length === 0 ? undefined : new VectorTile(new PbfReader(bytes)).layers[layer];
  let sum = 0;
  for (let i = 0; i < (features?.length ?? 0); i++)
    sum += (features!.feature(i).properties.n as number | undefined) ?? 1;
  return sum;
}

/**
 * The densest tile at each zoom. `new`: under a filter that was never asked for before (but for its days), so that rows
 * are tested for the first of the tiles; `known`: under one that was. No tile is kept on either side.
 */
export async function run(): Promise<BenchRow[]> {
  const postgis = await openPostgis();
  try {
    const table: BenchRow[] = [];
    for (const size of SIZES) table.push(...(await ofSize(size, postgis)));
    return table;
  } finally {
    await postgis?.close();
  }
}

async function ofSize(size: number, postgis: Postgis | null): Promise<BenchRow[]> {
  const store = countyStore(countyColumns(size));
  const context = { categories: CATEGORIES, polygons: new Map(), vocabulary: contract };
  if (postgis !== null) await loadPoints(postgis, store);
  const table: BenchRow[] = [];
  for (const [layer, zooms, times] of [
    ['incidents', [13, 14, 15], 15],
    ['cells', [8, 9, 10, 11], 50],
  ] as const) {
    const tiles = zooms.map((z) => [z, ...densest(store, z)] as const);
    let largest = 0;
    for (const [name, filter] of [
      ['all', ALL],
      ['evenings', EVENINGS],
    ] as const) {
      const criteria = resolveCriteria(filter, context);
      const sql = (layer === 'incidents' ? POINTS : CELLS)(WHERE[name]!);
      const ask = async ([z, x, y]: readonly [number, number, number]): Promise<Uint8Array> =>
        (
          await postgis!.client.query<{ bytes: Buffer }>({
            name: `${layer} ${name} ${size}`,
            text: sql,
            values: [z, x, y],
          })
        ).rows[0]!.bytes;
      for (const tile of tiles) {
        const bytes = store.tile(criteria, ...tile);
        largest = Math.max(largest, bytes.length);
        if (postgis === null) continue;
        const [mine, theirs] = [shown(bytes, layer), shown(await ask(tile), layer)];
        // Points on the tile's rim belong to one tile here and to both there, and pixels are rounded, not floored.
        if (Math.abs(mine - theirs) > 5 + theirs / 100) throw new Error(`${tile}: ${mine} here, ${theirs} in PostGIS`);
      }
      let asked = 0;
      const known = (): unknown => tiles.map((tile) => store.tile(criteria, ...tile));
      const unknown = (): unknown => {
        const first = { ...criteria, key: `${criteria.key} ${asked++}` };
        return tiles.map((tile) => store.tile(first, ...tile));
      };
      const rival = async (): Promise<unknown> => {
        for (const tile of tiles) await ask(tile);
        return null;
      };
      for (let i = 0; i < 30; i++) [known(), unknown()]; // compiled, as in a server that has run for a minute
      const tasks = postgis === null ? [unknown, known] : [unknown, known, rival];
      const [first, again, theirs] = await interleave(tasks, { rounds: 9, warmUp: 2 });
      for (const [state, mine] of [
        ['new', first!],
        ['known', again!],
      ] as const) {
        const job = `${layer === 'cells' ? 'count' : 'point'} tiles z${zooms[0]}–${zooms.at(-1)}, ${name}, ${state}`;
        table.push(
          against(job, count(size), mine, { name: 'ST_AsMVT', rival: theirs }, size < 1_000_000 ? null : times),
        );
      }
    }
    if (layer === 'cells')
      table.push({
        ...{
          job: 'largest count tile',
          size: count(size),
          ours: `${(largest / 1000).toFixed(0)} kB`,
          rival: '',
          ratio: '',
        },
        ...{ target: '≤ 250 kB', hit: largest <= 250_000 },
      });
    else {
      const z12 = [12, ...densest(store, 12)] as const;
      const criteria = resolveCriteria(ALL, context);
      const [times12] = await interleave([() => store.tile(criteria, ...z12)], { rounds: 9 });
      table.push(within('densest point tile z12', count(size), times12!.cpu, null, 'median'));
    }
  }
  return table;
}
