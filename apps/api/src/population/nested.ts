import { ownGround, parentsOf } from '@lagesbild/incidents';
import type { CountedSquare } from './reading/squares.ts';

/** Squares whose residents nobody else tells of, and what each lies in. */
interface Apart {
  readonly squares: readonly CountedSquare[];
  /** per square, the place of the smallest one around it; -1: none */
  readonly parents: Int32Array;
  /** large squares with smaller ones in them */
  readonly nested: number;
}

/**
 * Takes from each large square those who live in smaller squares in it, so that nobody is counted twice. Whether a large square tells
 * of all who live in it or only of the rest is seen from the file as a whole: totals are never less than what lies in them, but for
 * the noise that protects small counts.
 */
export function apart(given: readonly CountedSquare[]): Apart {
  const parents = parentsOf(given);
  const own = ownGround(given, parents);
  const inside = new Float64Array(given.length);
  given.forEach(({ n }, i) => {
    if (parents[i]! >= 0) inside[parents[i]!]! += n;
  });
  const around = new Set(parents);
  around.delete(-1);
  let [large, small] = [0, 0];
  for (const i of around) {
    large += given[i]!.n;
    small += inside[i]!;
  }
  const totals = large >= (1 - NOISE) * small;
  const squares = given.map((square, i) => {
    if (!around.has(i)) return square;
    if (own[i]! <= 0) return { ...square, n: 0 };
    return totals ? { ...square, n: Math.max(0, square.n - inside[i]!) } : square;
  });
  return { squares, parents, nested: around.size };
}

const NOISE = 0.1;
