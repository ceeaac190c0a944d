import type { NeighbourLists } from '@lagesbild/analysis';
import type { Highs } from 'highs';
import { type Solved, solve } from './solver.ts';

export interface ExactCovering extends Solved {
  readonly centres: readonly number[];
}

/**
 * The zones that hold most, by branch and cut.
 *
 * A variable a possible middle and one a cell with weight: a cell counts at most once, and only if a zone is there. Middles whose zone
 * holds nothing take no part.
 */
export function exactCovering(
  highs: Highs,
  { weight, covers, zones }: { weight: Float64Array; covers: NeighbourLists; zones: number },
  seconds: number,
  wanted: () => boolean,
): ExactCovering {
  const weighing = [...weight.keys()].filter((cell) => weight[cell]! > 0);
  const by = new Map<number, number[]>(weighing.map((cell) => [cell, []]));
  const middles = [...weight.keys()].filter((middle) => {
    const held = covers.cells.subarray(covers.starts[middle]!, covers.starts[middle + 1]!);
    const own = held.filter((cell) => weight[cell]! > 0);
    for (const cell of own) by.get(cell)!.push(middle);
    return own.length > 0;
  });
  const program = [
    'Maximize',
    ...['obj:', ...weighing.map((cell) => `+ ${weight[cell]} u${cell}`), ...middles.map((middle) => `+ 0 y${middle}`)],
    'Subject To',
    ...['many:', ...middles.map((middle) => `+ y${middle}`), `<= ${zones}`],
    ...weighing.map(
      (cell) =>
        `c${cell}: u${cell} ${by
          .get(cell)!
          .map((middle) => `- y${middle}`)
          .join('\n')} <= 0`,
    ),
    'Bounds',
    ...weighing.map((cell) => `0 <= u${cell} <= 1`),
    'Binaries',
    ...middles.map((middle) => `y${middle}`),
    'End',
  ].join('\n');
  const solved = solve(highs, program, seconds, wanted);
  const { values } = solved;
  const centres = values === null ? [] : middles.filter((_, k) => values[weighing.length + k]! > 0.5);
  return { ...solved, centres };
}
