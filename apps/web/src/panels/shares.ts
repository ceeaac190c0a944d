import type { Municipality, Tally } from '@lagesbild/contract';

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

/** Is all that is counted known too coarsely to be drawn? */
export const isUnplaced = ({ n, mapped }: Pick<Tally, 'n' | 'mapped'>): boolean => n > 0 && mapped === 0;

/** Rows that aren't the first of their report: what all rows are more than what was counted. 0 where these are of different data. */
export const repeats = (
  { total, data_version }: Pick<Tally, 'total' | 'data_version'>,
  { incidents, version }: Pick<Municipality['data'], 'incidents' | 'version'>,
): number => (data_version === version ? Math.max(0, incidents - total) : 0);
