import { FLAG_CELL_M, type FlagCell, type PerceptionReports } from '@lagesbild/contract';

/** Where flags of feeling unsafe lie close together. */
export interface FlagCluster {
  /** the densest first */
  readonly cells: readonly FlagCell[];
  /** flags in them */
  readonly n: number;
}

/** Fewer flags than this are no cluster. */
const FLAGS_LEAST = 3;
/** Cells from the densest one to the edge: 300 m. */
const REACH = 3;
const CLUSTERS_MAX = 20;
/** A cell of 100 m, as the lists say how exactly a report is known. */
const CELL_PRECISION = 1;

/**
 * Flags that lie together: from the densest cell outwards over cells that touch, 300 m at most, then from the densest of the others.
 * @returns those with the most flags first; flags at a named place have no cell and are in none
 */
export function flagClusters({
  channels,
  channel,
  precision,
  safe,
  x,
  y,
}: Pick<PerceptionReports, 'channels' | 'channel' | 'precision' | 'safe' | 'x' | 'y'>): FlagCluster[] {
  const counts = new Map<string, { cell: FlagCell; n: number }>();
  for (let i = 0; i < channel.length; i++) {
    if (channels[channel[i]!] !== 'resident_flag' || precision[i] !== CELL_PRECISION || safe[i] === 1) continue;
    const cell = { x: Math.floor(x[i]! / FLAG_CELL_M), y: Math.floor(y[i]! / FLAG_CELL_M) };
    const known = counts.get(keyOf(cell));
    if (known === undefined) counts.set(keyOf(cell), { cell, n: 1 });
    else known.n++;
  }
  const byCount = (a: { cell: FlagCell; n: number }, b: { cell: FlagCell; n: number }): number =>
    b.n - a.n || a.cell.x - b.cell.x || a.cell.y - b.cell.y;
  const free = new Map([...counts.values()].sort(byCount).map((one) => [keyOf(one.cell), one]));
  const clusters: FlagCluster[] = [];
  for (const peak of free.values()) {
    const queue = [peak];
    free.delete(keyOf(peak.cell));
    for (const { cell } of queue)
      for (const near of around(cell)) {
        const next = free.get(keyOf(near));
        if (next === undefined || farFrom(peak.cell, near) > REACH) continue;
        free.delete(keyOf(near));
        queue.push(next);
      }
    const n = queue.reduce((sum, one) => sum + one.n, 0);
    if (n >= FLAGS_LEAST) clusters.push({ cells: queue.sort(byCount).map(({ cell }) => cell), n });
  }
  return clusters.sort((a, b) => b.n - a.n).slice(0, CLUSTERS_MAX);
}

export const keyOf = ({ x, y }: FlagCell): string => `${x}:${y}`;

const farFrom = (one: FlagCell, other: FlagCell): number =>
  Math.max(Math.abs(one.x - other.x), Math.abs(one.y - other.y));

const around = ({ x, y }: FlagCell): FlagCell[] =>
  [-1, 0, 1].flatMap((down) => [-1, 0, 1].map((right) => ({ x: x + right, y: y + down })));
