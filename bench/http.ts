import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { Agent, get } from 'node:http';
import { join } from 'node:path';
import { CATEGORIES, countyColumns, countyStore, DAYS, FIRST_DAY, isoDay, seeded } from './county.ts';
import { loadPoints, openPostgis } from './postgis.ts';
import { type BenchRow, count, ms, quantile } from './row.ts';

const SIZE = process.argv.includes('--large') ? 5_000_000 : 1_000_000;
const CONNECTIONS = 16;
const ROUND_MS = 2500;
const ROUNDS = 3;
const TILES = 400;
const THREE = CATEGORIES.slice(1, 4).join(',');

type Tile = readonly [z: number, x: number, y: number];
interface Round {
  perSecond: number;
  latency: number[];
}

/**
 * Tiles over HTTP at z 12–14, where incidents are: a quarter nobody asked of before, three categories, evenings. And one
 * tile asked again and again. The one that asks shares the machine with those that answer, which brings the two closer.
 */
export async function run(): Promise<BenchRow[]> {
  const postgis = await openPostgis();
  const tiles = inhabited();
  const ours = await start('ours', String(SIZE));
  let rival: Side | null = null;
  try {
    if (postgis !== null) {
      await loadPoints(postgis, countyStore(countyColumns(SIZE)));
      rival = await start('rival', postgis.url);
    }
    const random = seeded(4);
    const window = (): [number, number] => {
      const from = FIRST_DAY + Math.floor(random() * (DAYS - 400));
      return [from, from + 89];
    };
    const asked = (): string => {
      const [from, to] = window();
      const where = `from=${isoDay(from)}&to=${isoDay(to)}&hod=18-23&cat=${THREE}&unit=row&discovery=all`;
      return `/tiles/county/incidents/${tiles[Math.floor(random() * tiles.length)]!.join('/')}.mvt?${where}`;
    };
    const askedOfRival = (): string => {
      const [from, to] = window();
      return `/${tiles[Math.floor(random() * tiles.length)]!.join('/')}?from=${from}&to=${to}`;
    };
    const again = `/tiles/county/incidents/${tiles[0]!.join('/')}.mvt`;
    await load(ours.port, asked, 1000);
    if (rival) await load(rival.port, askedOfRival, 1000);
    const results: Record<'ours' | 'kept' | 'rival', Round[]> = { ours: [], kept: [], rival: [] };
    const delays: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      ours.child.send('reset');
      results.ours.push(await load(ours.port, asked, ROUND_MS));
      delays.push((await ours.delay()).p99);
      if (rival) results.rival.push(await load(rival.port, askedOfRival, ROUND_MS));
      results.kept.push(await load(ours.port, () => again, ROUND_MS));
    }
    return rows(results, delays);
  } finally {
    ours.child.kill();
    rival?.child.kill();
    await postgis?.close();
  }
}

function rows(results: Record<'ours' | 'kept' | 'rival', Round[]>, delays: number[]): BenchRow[] {
  const best = (rounds: Round[]): number => Math.max(...rounds.map((round) => round.perSecond));
  const p99 = (rounds: Round[]): number =>
    quantile(
      rounds.flatMap((round) => round.latency),
      0.99,
    );
  const size = count(SIZE);
  const absent = results.rival.length === 0;
  const ratio = best(results.ours) / best(results.rival);
  const perSecond = (rounds: Round[]): string => `${count(Math.round(best(rounds)))}/s, p99 ${ms(p99(rounds))}`;
  return [
    {
      job: 'tiles over HTTP, new filters',
      size,
      ours: perSecond(results.ours),
      rival: absent ? 'absent: fastify + ST_AsMVT' : `fastify + ST_AsMVT ${perSecond(results.rival)}`,
      ratio: absent ? '' : `${ratio.toFixed(1)}×`,
      target: '≥ 10×',
      hit: absent ? null : ratio >= 10,
    },
    {
      job: 'delay of the event loop meanwhile',
      size,
      ours: `p99 ${ms(Math.max(...delays))}`,
      rival: '',
      ratio: '',
      target: 'p99 ≤ 50 ms',
      hit: Math.max(...delays) <= 50,
    },
    { job: 'tiles over HTTP, kept', size, ours: perSecond(results.kept), rival: '', ratio: '', target: '', hit: null },
  ];
}

interface Side {
  child: ChildProcess;
  port: number;
  delay(): Promise<{ p99: number; max: number }>;
}

async function start(side: 'ours' | 'rival', argument: string): Promise<Side> {
  const child = fork(join(import.meta.dirname, 'http-server.ts'), [side, argument], { execArgv: ['--import', 'tsx'] });
  const [{ port }] = (await once(child, 'message')) as [{ port: number }];
  const delay = async () => {
    child.send('delay');
    return ((await once(child, 'message')) as [{ p99: number; max: number }])[0];
  };
  return { child, port, delay };
}

/** Ask as fast as answers come, on so many connections, for so long. */
async function load(port: number, path: () => string, for_ms: number): Promise<Round> {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  const latency: number[] = [];
  const end = performance.now() + for_ms;
  const start = performance.now();
  await Promise.all(
    Array.from({ length: CONNECTIONS }, async () => {
      while (performance.now() < end) {
        const asked = performance.now();
        await ask(agent, port, path());
        latency.push(performance.now() - asked);
      }
    }),
  );
  const perSecond = (latency.length / (performance.now() - start)) * 1000;
  agent.destroy();
  return { perSecond, latency };
}

const ask = (agent: Agent, port: number, path: string): Promise<void> =>
  new Promise((resolve, reject) => {
    get({ agent, host: '127.0.0.1', port, path, headers: { 'accept-encoding': 'gzip' } }, (response) => {
      if (response.statusCode !== 200) reject(new Error(`${path}: ${response.statusCode}`));
      response.on('end', resolve).on('error', reject).resume();
    }).on('error', reject);
  });

/** Tiles that have incidents, z 12–14 in turn. */
function inhabited(): Tile[] {
  const { x, y } = countyStore(countyColumns(SIZE)).parts().drawn;
  const random = seeded(2);
  return Array.from({ length: TILES }, (_, i): Tile => {
    const z = 12 + (i % 3);
    const at = Math.floor(random() * x.length);
    return [z, x[at]! >>> (32 - z), y[at]! >>> (32 - z)];
  });
}
