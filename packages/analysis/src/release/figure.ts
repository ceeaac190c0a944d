import { type Mac, twoSidedGeometric } from './noise.ts';

/** The year's total for the whole area is told in hundreds, what is told of answers in tens. */
export const TOTAL_STEP = 100;
export const ANSWER_STEP = 10;

/**
 * A figure for the whole area, as it is told: with noise and rounded, never below 0.
 *
 * Without the noise whoever knows all records but one would know that one each time the figure lies at an edge.
 * @param name  what it is of, with its period: each figure has noise of its own
 * @param key   sum of the keys of the records in it, mod 2⁶⁴
 */
export function toldFigure(n: number, key: bigint, name: string, step: number, mac: Mac): number {
  const noisy = n + twoSidedGeometric(mac(`figure/${name}/${key}`), 'figure');
  return Math.max(0, Math.round(noisy / step) * step);
}
