import type { ModeratedFlag } from '@lagesbild/contract';

/** Flags that stand together: same place and same weightiest reason. */
export interface Cluster {
  key: string;
  flags: readonly ModeratedFlag[];
}

/** Neighbours in the list that say the same, in the list's order; the api has put them beside each other. */
export function clustersOf(flags: readonly ModeratedFlag[]): Cluster[] {
  const clusters: { key: string; flags: ModeratedFlag[] }[] = [];
  for (const flag of flags) {
    const last = clusters.at(-1);
    if (last !== undefined && last.flags[0]!.cluster === flag.cluster) last.flags.push(flag);
    else clusters.push({ key: flag.flag_id, flags: [flag] });
  }
  return clusters;
}

/** Where a flag is, as one word: flags of the same place or cell share it. */
export const spotOf = ({ where }: Pick<ModeratedFlag, 'where'>): string =>
  'place' in where ? where.place : `${where.cell.x}:${where.cell.y}`;

/** What the list is narrowed to. */
export interface Narrowing {
  /** code of the weightiest reason; empty: all */
  reason: string;
  /** spot; empty: all */
  spot: string;
  /** only what came together with others */
  bursts: boolean;
}
export const EVERYTHING: Narrowing = { reason: '', spot: '', bursts: false };
/** Flags that come at once look like one group from so many on. */
export const GROUP_MIN = 3;

export const narrowed = (flags: readonly ModeratedFlag[], { reason, spot, bursts }: Narrowing): ModeratedFlag[] =>
  flags.filter(
    (flag) =>
      (reason === '' || flag.weightiest === reason) &&
      (spot === '' || spotOf(flag) === spot) &&
      (!bursts || flag.burst_n >= GROUP_MIN),
  );
