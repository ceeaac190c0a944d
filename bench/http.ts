import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CATEGORIES, countyColumns, countyStore, DAYS, FIRST_DAY, isoDay, seeded } from './county.ts';
import type { LoadOrder, LoadReport } from './http-load.ts';
import { loadPoints, openPostgis, type Postgis } from './postgis.ts';
import { type BenchRow, count, median, ms, quantile } from './row.ts';

const SIZES = [1_000_000, ...(process.argv.includes('--large') ? [5_000_000] : [])];
const CONNECTIONS = 16;
const ROUND_MS = 2500;
const ROUNDS = 5;
const TILES = 400;
const PATHS = 40_000;
const CATEGORY_NUMBERS = [1, 2, 3];

type Tile = readonly [z: number, x: number, y: number];

/** What a round measured: answers a second, what each took, and processor time of those that serve, a request. */
interface Round {
  perSecond: number;
  latency: number[];
  cpu_ms: number;
  delay_ms: number;
}

/**
 * Tiles over HTTP at z 12–14, where incidents are: a quarter nobody asked of before, three categories, evenings. And one
 * large tile asked again and again. Both sides answer the same questions, packed by the same rule. The one that asks is a
 * process of its own but shares the two cores, so processor time of those that serve is told beside what came out.
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
  const tiles = inhabited(store.parts().drawn);
  if (postgis !== null) await loadPoints(postgis, store);
  const load = fork(join(import.meta.dirname, 'http-load.ts'), { execArgv: ['--import', 'tsx'] });
  const loadEnded = ended(load, 'what asks');
  loadEnded.catch(() => {}); // told to whoever waits for it
  const ours = await start('ours', String(size));
  const rival = postgis === null ? null : await start('rival', postgis.url);
  try {
    const random = seeded(4);
    const tile = (): Tile => tiles[Math.floor(random() * tiles.length)]!;
    const paths = Array.from({ length: PATHS }, () => {
      const from = FIRST_DAY + Math.floor(random() * (DAYS - 400));
      return [tile(), from, from + 89] as const;
    });
    const categories = CATEGORY_NUMBERS.map((number) => CATEGORIES[number]).join(',');
    const mine = paths.map(([at, from, to]) => {
      const filter = `from=${isoDay(from)}&to=${isoDay(to)}&hod=18-23&cat=${categories}&unit=row&discovery=all`;
      return `/tiles/county/incidents/${at.join('/')}.mvt?${filter}`;
    });
    const theirs = paths.map(([at, from, to]) => {
      return `/${at.join('/')}?from=${from}&to=${to}&hours=18,22&categories=${CATEGORY_NUMBERS.join(',')}`;
    });
    const kept = [`/tiles/county/incidents/${tiles[0]!.join('/')}.mvt`];
    const round = async (side: Side, asked: readonly string[]): Promise<Round> => {
      const first = Math.floor(random() * asked.length);
      const inTurn = [...asked.slice(first), ...asked.slice(0, first)];
      const before = await side.used(true);
      load.send({ port: side.port, paths: inTurn, connections: CONNECTIONS, for_ms: ROUND_MS } satisfies LoadOrder);
      const [{ answers, took_ms, latency }] = (await Promise.race([once(load, 'message'), loadEnded])) as [LoadReport];
      const after = await side.used(false);
      const cpu_ms = (after.cpu_ms - before.cpu_ms) / answers;
      return { perSecond: (answers / took_ms) * 1000, latency, cpu_ms, delay_ms: after.delay_ms };
    };
    const results: Record<'ours' | 'kept' | 'rival', Round[]> = { ours: [], kept: [], rival: [] };
    for (let i = -1; i < ROUNDS; i++) {
      const measured = {
        ours: await round(ours, mine),
        rival: rival && (await round(rival, theirs)),
        kept: await round(ours, kept),
      };
      if (i < 0) continue; // compiled now, and PostgreSQL's pages in memory
      results.ours.push(measured.ours);
      results.kept.push(measured.kept);
      if (measured.rival) results.rival.push(measured.rival);
    }
    return rows(results, count(size));
  } finally {
    for (const child of [load, ours.child, rival?.child]) child?.kill();
    if (rival) await once(rival.child, 'exit'); // its connections, or the database can't be dropped
  }
}

function rows(results: Record<'ours' | 'kept' | 'rival', Round[]>, size: string): BenchRow[] {
  const told = (rounds: Round[]): string => {
    const latency = rounds.flatMap((round) => round.latency);
    return `${count(Math.round(median(rounds.map((round) => round.perSecond))))}/s, p99 ${ms(quantile(latency, 0.99))}`;
  };
  const cpu = (rounds: Round[]): number => median(rounds.map((round) => round.cpu_ms));
  const against = (job: string, mine: string, theirs: string, ratio: number): BenchRow => ({
    ...{ job, size, ours: mine, target: '≥ 10×' },
    ...(results.rival.length === 0
      ? { rival: 'absent: fastify + ST_AsMVT', ratio: '', hit: null }
      : { rival: `fastify + ST_AsMVT ${theirs}`, ratio: `${ratio.toFixed(1)}×`, hit: ratio >= 10 }),
  });
  const perSecond = results.ours.map((round, i) => round.perSecond / (results.rival[i]?.perSecond ?? 1));
  const delay = quantile(
    results.ours.map((round) => round.delay_ms),
    0.5,
  );
  return [
    against('tiles over HTTP, new filters', told(results.ours), told(results.rival), median(perSecond)),
    against(
      'processor time of those that serve, a tile',
      ms(cpu(results.ours)),
      ms(cpu(results.rival)),
      cpu(results.rival) / cpu(results.ours),
    ),
    {
      ...{ job: 'delay of the event loop meanwhile', size, ours: `p99 ${ms(delay)}`, rival: '', ratio: '' },
      ...{ target: 'p99 ≤ 50 ms', hit: delay <= 50 },
    },
    { job: 'tiles over HTTP, kept', size, ours: told(results.kept), rival: '', ratio: '', target: '', hit: null },
  ];
}

/** What one side has used since it started. */
interface Used {
  cpu_ms: number;
  /** 99th percentile of the event loop's delay since the last time it was asked to start anew */
  delay_ms: number;
}

interface Side {
  child: ChildProcess;
  port: number;
  used(anew: boolean): Promise<Used>;
}

async function start(side: 'ours' | 'rival', argument: string): Promise<Side> {
  const child = fork(join(import.meta.dirname, 'http-server.ts'), [side, argument], { execArgv: ['--import', 'tsx'] });
  const [{ port }] = (await Promise.race([once(child, 'message'), ended(child, `the server of ${side}`)])) as [
    { port: number },
  ];
  const used = async (anew: boolean): Promise<Used> => {
    child.send({ anew });
    const [{ cpu_ms, delay_ms, backends }] = (await once(child, 'message')) as [Used & { backends: number[] }];
    return { delay_ms, cpu_ms: backends.reduce((sum, pid) => sum + processorTime(pid), cpu_ms) };
  };
  return { child, port, used };
}

const ended = async (child: ChildProcess, what: string): Promise<never> => {
  await once(child, 'exit');
  throw new Error(`${what} ended`);
};

const TICK_MS = 10;

/** Milliseconds a process on this machine has used, its threads included; 0 where that can't be told. */
function processorTime(pid: number): number {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ');
    return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
  } catch {
    return 0;
  }
}

/** Tiles that have incidents, z 12–14 in turn. */
function inhabited({ x, y }: { x: Uint32Array; y: Uint32Array }): Tile[] {
  const random = seeded(2);
  return Array.from({ length: TILES }, (_, i): Tile => {
    const z = 12 + (i % 3);
    const at = Math.floor(random() * x.length);
    return [z, x[at]! >>> (32 - z), y[at]! >>> (32 - z)];
  });
}
