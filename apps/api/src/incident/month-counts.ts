import type { Criteria, Store } from '@lagesbild/incidents';

const MINUTE_MS = 60_000;

/** Months since year 0: 2026-03 is 2026 × 12 + 2. */
export const monthNumber = (day: string): number => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1;

/**
 * How many incidents does a filter select, by month and category? Counted as everywhere: the first selected row of each
 * report and place.
 *
 * @returns triples month, place in the columns' categories, count; only counts above 0
 *
 * O(rows selected).
 */
export function countByMonth(store: Store, criteria: Criteria): Int32Array {
  const { minute, category, categories } = store.columns;
  const { index, n } = store.select(criteria);
  const counts = new Map<number, number>();
  // Rows lie by day: the month is looked up once a day.
  let day = Number.NaN;
  let month = 0;
  for (let k = 0; k < n; k++) {
    const row = index[k]!;
    const at = Math.floor(minute[row]! / 1440);
    if (at !== day) {
      day = at;
      const date = new Date(at * 1440 * MINUTE_MS);
      month = date.getUTCFullYear() * 12 + date.getUTCMonth();
    }
    const key = month * categories.length + category[row]!;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const triples = new Int32Array(counts.size * 3);
  let at = 0;
  for (const [key, count] of counts) {
    triples[at++] = Math.floor(key / categories.length);
    triples[at++] = key % categories.length;
    triples[at++] = count;
  }
  return triples;
}
