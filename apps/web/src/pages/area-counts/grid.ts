import type { AreaCell, AreaTable, CountedPeriod } from '@lagesbild/contract';
import { localeOf } from '../../text/format.ts';

/** A figure; null where the source withholds it. A cell that isn't there at all is undefined. */
export type Cell = number | null;

export interface Row {
  code: string;
  name: string;
  cells: (Cell | undefined)[];
}

/** The cells as rows and columns: only areas and periods that have any, periods oldest first. */
export function gridOf(
  areas: AreaTable['areas'],
  cells: readonly AreaCell[],
): { rows: Row[]; periods: CountedPeriod[] } {
  const keyed = new Map(cells.map(({ period_from: from, period_to: to }) => [`${from} ${to}`, { from, to }]));
  const periods = [...keyed.values()].sort((a, b) => a.from.localeCompare(b.from) || a.to.localeCompare(b.to));
  const at = new Map(periods.map(({ from, to }, i) => [`${from} ${to}`, i]));
  const rows = new Map<string, Row>();
  for (const { area_code: code, period_from, period_to, n } of cells) {
    let row = rows.get(code);
    if (row === undefined) {
      const name = areas.find((area) => area.code === code)?.name ?? code;
      rows.set(code, (row = { code, name, cells: new Array<Cell | undefined>(periods.length).fill(undefined) }));
    }
    row.cells[at.get(`${period_from} ${period_to}`)!] = n;
  }
  return { rows: [...rows.values()], periods };
}

/** By name, or by one period's figures, the largest first; withheld and missing ones come last, since they aren't zero. */
export function sortedBy(rows: readonly Row[], order: number | 'name', language: string): Row[] {
  const { compare } = new Intl.Collator(localeOf(language), { numeric: true });
  const byName = [...rows].sort((a, b) => compare(a.name, b.name));
  return order === 'name'
    ? byName
    : byName.sort(
        (a, b) => (b.cells[order] ?? Number.NEGATIVE_INFINITY) - (a.cells[order] ?? Number.NEGATIVE_INFINITY) || 0,
      );
}
