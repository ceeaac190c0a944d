import { once } from 'node:events';
import { seeded } from '@lagesbild/analysis';
import { CATEGORIES, countyColumns, countyStore, DAYS, FIRST_DAY, isoDay } from './county.ts';
import { loadPoints, openPostgis, type Postgis } from './postgis.ts';
import { type BenchRow, count, median, ms } from './row.ts';
import { type Round, type Side, startAsking, startSide, told } from './side.ts';

const SIZES = [1_000_000, ...(process.argv.includes('--large') ? [5_000_000] : [])];
const CONNECTIONS = 16;
const ROUND_MS = 2500;
const ROUNDS = 5;
const TILES = 400;
const PATHS = 40_000;
const CATEGORY_NUMBERS = [1, 2, 3];

type Tile = readonly [z: number, x: number, y: number];

/**
 * Tiles over HTTP where incidents are, counts at z 9–11 and points at z 12–14: a quarter nobody asked of before, three
 * categories, evenings. And one large tile asked again and again. Both sides answer the same questions, packed by the same
 * rule. The one that asks is a process of its own but shares the two cores, so processor time of those that serve is told
 * beside what came out; and what is left of it without an answer of nothing, since no tile can cost less than that.
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
  if (postgis !== null) await loadPoints(postgis, store);
  const asking = startAsking();
  const ours = await startSide('http-server.ts', 'ours', String(size));
  const rival = postgis === null ? null : await startSide('http-server.ts', 'rival', postgis.url);
  try {
    const random = seeded(4);
    const askedFor = (zooms: readonly number[]): Record<'ours' | 'rival', string[]> => {
      const tiles = inhabited(store.parts().drawn, zooms);
      const paths = Array.from({ length: PATHS }, () => {
        const from = FIRST_DAY + Math.floor(random() * (DAYS - 400));
        return [tiles[Math.floor(random() * tiles.length)]!.join('/'), from, from + 89] as const;
      });
      return {
        ours: paths.map(([at, from, to]) => {
          const filter = `from=${isoDay(from)}&to=${isoDay(to)}&hod=18-23&cat=${categories}&unit=row&discovery=all`;
          return `/tiles/county/incidents/${at}.mvt?${filter}`;
        }),
        rival: paths.map(([at, from, to]) => {
          return `/${at}?from=${from}&to=${to}&hours=18,22&categories=${CATEGORY_NUMBERS.join(',')}`;
        }),
      };
    };
    const categories = CATEGORY_NUMBERS.map((number) => CATEGORIES[number]).join(',');
    const [counts, points] = [askedFor([9, 10, 11]), askedFor([12, 13, 14])];
    const kept = [`/tiles/county/incidents/${inhabited(store.parts().drawn, [12])[0]!.join('/')}.mvt`];
    const order = { connections: CONNECTIONS, for_ms: ROUND_MS };
    const round = (side: Side, asked: readonly string[]): Promise<Round> => {
      const first = Math.floor(random() * asked.length);
      return asking.round(side, { ...order, paths: [...asked.slice(first), ...asked.slice(0, first)] });
    };
    const results: Results = { counts: [], countsThere: [], points: [], pointsThere: [], nothing: [], kept: [] };
    for (let i = -1; i < ROUNDS; i++) {
      const measured: [keyof Results, Round | null][] = [
        ['points', await round(ours, points.ours)],
        ['pointsThere', rival && (await round(rival, points.rival))],
        ['counts', await round(ours, counts.ours)],
        ['countsThere', rival && (await round(rival, counts.rival))],
        ['nothing', rival && (await round(rival, ['/nothing']))],
        ['kept', await round(ours, kept)],
      ];
      if (i < 0) continue; // compiled now, and PostgreSQL's pages in memory
      for (const [name, one] of measured) if (one !== null) results[name].push(one);
    }
    return rows(results, count(size));
  } finally {
    asking.stop();
    for (const side of [ours, rival]) side?.child.kill();
    if (rival) await once(rival.child, 'exit'); // its connections, or the database can't be dropped
  }
}

/** Rounds of both sides: counts and points under new filters, an answer of nothing, a tile that is kept. */
type Results = Record<'counts' | 'countsThere' | 'points' | 'pointsThere' | 'nothing' | 'kept', Round[]>;

function rows({ counts, countsThere, points, pointsThere, nothing, kept }: Results, size: string): BenchRow[] {
  const cpu = (rounds: Round[]): number => median(rounds.map((round) => round.cpu_ms));
  const against = (job: string, mine: string, theirs: string, ratio: number): BenchRow => ({
    ...{ job, size, ours: mine, target: '≥ 10×' },
    ...(pointsThere.length === 0
      ? { rival: 'absent: fastify + ST_AsMVT', ratio: '', hit: null }
      : { rival: `fastify + ST_AsMVT ${theirs}`, ratio: `${ratio.toFixed(1)}×`, hit: ratio >= 10 }),
  });
  const alone = (job: string, ours: string): BenchRow => ({
    ...{ job, size, ours, rival: '', ratio: '', target: '', hit: null },
  });
  const compared = (what: string, mine: Round[], theirs: Round[]): BenchRow[] => {
    const perSecond = median(mine.map((round, i) => round.perSecond / (theirs[i]?.perSecond ?? 1)));
    const [here, there] = [cpu(mine), cpu(theirs)];
    const [beyond, beyondThere] = [here - cpu(nothing), there - cpu(nothing)];
    return [
      against(`${what} over HTTP, new filters`, told(mine), told(theirs), perSecond),
      against('processor time of those that serve, a tile', ms(here), ms(there), there / here),
      against('the same beyond an answer of nothing', ms(beyond), ms(beyondThere), beyondThere / beyond),
    ];
  };
  const delay = median([...counts, ...points].map((round) => round.delay_ms));
  return [
    ...compared('count tiles z9–11', counts, countsThere),
    ...compared('point tiles z12–14', points, pointsThere),
    alone('an answer of nothing', `${told(nothing)}; processor time ${ms(cpu(nothing))}`),
    {
      ...{ job: 'delay of the event loop meanwhile', size, ours: `p99 ${ms(delay)}`, rival: '', ratio: '' },
      ...{ target: 'p99 ≤ 50 ms', hit: delay <= 50 },
    },
    alone('tiles over HTTP, kept', told(kept)),
  ];
}

/** Tiles that have incidents, the zooms in turn. */
function inhabited({ x, y }: { x: Uint32Array; y: Uint32Array }, zooms: readonly number[]): Tile[] {
  const random = seeded(2);
  return Array.from({ length: TILES }, (_, i): Tile => {
    const z = zooms[i % zooms.length]!;
    const at = Math.floor(random() * x.length);
    return [z, x[at]! >>> (32 - z), y[at]! >>> (32 - z)];
  });
}
