import type { Tally } from '@lagesbild/contract';

/** What became of every incident there is: counted, or set aside for one reason. n and the three reasons add up to all. */
export interface Shares {
  /** For who discovered it alone. */
  discovery: number;
  /** For want of an hour alone. */
  hourless: number;
  /** Outside the period, the hours, the categories, the places: what a person chose, alone or with the reasons above. */
  chosen: number;
  /** Of those counted: known only to an area or coarser, and so not drawn. */
  coarse: number;
}

export function shares({ n, total, left_out }: Pick<Tally, 'n' | 'total' | 'left_out'>): Shares {
  const { discovery, hourless, coarse } = left_out;
  return { discovery, hourless, coarse, chosen: Math.max(0, total - n - discovery - hourless) };
}
