import { SRID_NAMES } from '@lagesbild/contract';

/** Those that can be chosen for a file. */
export const FILE_SRIDS: readonly number[] = Object.keys(SRID_NAMES).map(Number);

/** Metric systems that a new area may be measured in: the proposed one first, its neighbours, Sweden's and Britain's own. */
export function areaSrids(proposed: number): number[] {
  const zone = proposed % 100;
  const utm =
    Math.floor(proposed / 100) === 326 || Math.floor(proposed / 100) === 327
      ? [proposed - 1, proposed + 1].filter((srid) => srid % 100 >= 1 && srid % 100 <= 60 && zone > 0)
      : [];
  return [...new Set([proposed, ...utm, 3006, 27700, 25832, 25833])];
}
