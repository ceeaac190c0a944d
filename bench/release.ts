import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BenchRow, count, median, ms } from './row.ts';
import { type Round, startAsking, startSide, told } from './side.ts';

const CONNECTIONS = 16;
const ROUND_MS = 2000;
const ROUNDS = 5;
const WANTED_PER_SECOND = 2000;
const FILES = ['release.json', 'map.geojson', 'table.csv'] as const;

/**
 * The files of a release over HTTP, as everybody fetches them, against the same bytes from a folder through @fastify/static, packed
 * beforehand as ours are. Both are Fastify; ours also says what a page may load, who may ask, and looks whether the release is withdrawn.
 */
export async function run(): Promise<BenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'lb-bench-release-'));
  const asking = startAsking();
  const ours = await startSide('release-server.ts', 'ours', folder); // puts the files into the folder too
  const rival = await startSide('release-server.ts', 'rival', folder);
  try {
    const rounds = FILES.map(() => ({ ours: [] as Round[], rival: [] as Round[] }));
    for (let i = -1; i < ROUNDS; i++)
      for (const [at, file] of FILES.entries()) {
        const order = { paths: [`/release/sigtuna/year-2025/${file}`], connections: CONNECTIONS, for_ms: ROUND_MS };
        const [mine, theirs] = [await asking.round(ours, order), await asking.round(rival, order)];
        if (i < 0) continue; // compiled now
        rounds[at]!.ours.push(mine);
        rounds[at]!.rival.push(theirs);
      }
    return FILES.flatMap((file, at) => rows(file, rounds[at]!));
  } finally {
    asking.stop();
    for (const { child } of [ours, rival]) {
      child.kill();
      await once(child, 'exit');
    }
    rmSync(folder, { recursive: true });
  }
}

function rows(file: string, { ours, rival }: { ours: Round[]; rival: Round[] }): BenchRow[] {
  const perSecond = median(ours.map((round) => round.perSecond));
  const ratio = median(ours.map((round, i) => round.perSecond / rival[i]!.perSecond));
  const cpu = (rounds: Round[]): number => median(rounds.map((round) => round.cpu_ms));
  const [here, there] = [cpu(ours), cpu(rival)];
  return [
    {
      ...{ job: `${file} of a release over HTTP`, size: '', ours: told(ours), rival: `@fastify/static ${told(rival)}` },
      ...{ ratio: `${ratio.toFixed(1)}×`, target: `≥ ${count(WANTED_PER_SECOND)}/s` },
      hit: perSecond >= WANTED_PER_SECOND,
    },
    {
      ...{ job: 'processor time of those that serve, a file', size: '', ours: ms(here), rival: ms(there) },
      ...{ ratio: `${(there / here).toFixed(1)}×`, target: '≥ 1×', hit: there >= here },
    },
  ];
}
