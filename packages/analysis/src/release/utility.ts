import type { ReleasedTable } from './publication.ts';

const TOP = 20;

export interface Utility {
  /** share of the twenty largest cells (a quarter's groups apart) that are among the twenty largest shown; NaN without any shown */
  readonly top: number;
  /** share of what was counted that lies in cells with a band of their own */
  readonly in_bands: number;
  /** share of cells with something in them that have a band of their own */
  readonly shown: number;
}

/** What is left of use after the gate. Cells that are shown alike come in an order that owes nothing to their counts: as listed. */
export function utility({ tally, shown }: ReleasedTable): Utility {
  const { count } = tally;
  const order = (of: ArrayLike<number>) =>
    Array.from(of, (_, i) => i)
      .sort((a, b) => of[b]! - of[a]! || a - b)
      .slice(0, TOP)
      .filter((i) => of[i]! > 0);
  const largest = new Set(order(count));
  const found = order(shown).filter((i) => largest.has(i)).length;
  let [all, banded, filled, named] = [0, 0, 0, 0];
  for (const [i, n] of count.entries()) {
    all += n;
    if (n > 0) filled++;
    if (shown[i]! > 0) banded += n;
    if (n > 0 && shown[i]! > 0) named++;
  }
  return { top: found / largest.size, in_bands: banded / all, shown: named / filled };
}
