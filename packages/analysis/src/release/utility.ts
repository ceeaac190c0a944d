import type { ReleasedTable } from './publication.ts';

const TOP = 20;

export interface Utility {
  /** share of the twenty largest shown (a quarter's groups apart) that hold as much as the twentieth largest does; NaN without any */
  readonly top: number;
  /** share of what was counted that lies in cells with a band of their own */
  readonly in_bands: number;
  /** share of cells with something in them that have a band of their own */
  readonly shown: number;
}

/**
 * What is left of use after the gate.
 *
 * @param others  tables of other periods that are released too: cells that are shown alike come in the order of what those show of them, which
 *                anybody can do; without any, as listed, an order that owes nothing to their counts
 */
export function utility({ tally, shown }: ReleasedTable, others: readonly ReleasedTable[] = []): Utility {
  const { count } = tally;
  const elsewhere = Float64Array.from(shown, (_, i) => others.reduce((sum, other) => sum + other.shown[i]!, 0));
  const cells = Array.from(count, (_, i) => i);
  const largest = cells.toSorted((a, b) => count[b]! - count[a]!).filter((i) => count[i]! > 0);
  const wanted = Math.min(TOP, largest.length);
  const least = count[largest[wanted - 1]!] ?? 0; // whoever has as much as the last of them is as right
  const found = cells
    .filter((i) => shown[i]! > 0)
    .sort((a, b) => shown[b]! - shown[a]! || elsewhere[b]! - elsewhere[a]! || a - b)
    .slice(0, TOP)
    .filter((i) => count[i]! >= least).length;
  let [all, banded, filled, named] = [0, 0, 0, 0];
  for (const [i, n] of count.entries()) {
    all += n;
    if (n > 0) filled++;
    if (shown[i]! > 0) banded += n;
    if (n > 0 && shown[i]! > 0) named++;
  }
  return { top: Math.min(found, wanted) / wanted, in_bands: banded / all, shown: named / filled };
}
