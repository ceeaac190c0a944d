import { type Design, SHOWN_FROM } from './design.ts';
import { type Publication, publish, type ReleasedTable, type World } from './publication.ts';
import type { Records } from './table.ts';

/**
 * A2: one record is taken away, and everything is published again. What changes tells of where it was: it may be one cell of a
 * quarter's table and one of a year's, and what noise has in common with none of the others.
 *
 * @param which  the records that are tried
 * @returns the most cells that changed with any one of them
 */
export function attackOneRecord(
  world: World,
  published: Publication,
  design: Design,
  which: readonly number[],
  random?: () => number,
): number {
  let most = 0;
  for (const left_out of which) {
    const without = publish({ ...world, records: recordsWithout(world.records, left_out) }, design, random);
    most = Math.max(most, differences(published, without));
  }
  return most;
}

/** Cells of two publications that aren't the same. */
export function differences(one: Publication, other: Publication): number {
  const tables = [...one.quarters, ...one.years];
  const others = [...other.quarters, ...other.years];
  let n = 0;
  for (const [i, { shown }] of tables.entries())
    for (let cell = 0; cell < shown.length; cell++) if (shown[cell] !== others[i]!.shown[cell]) n++;
  return n;
}

/** What was found out by asking again and again. */
export interface Repeated {
  /** different publications of the same records */
  different: number;
  /** share of counts from 1 to 9 that the mean of what was shown gives exactly */
  recovered: number;
}

/** A6: the same is published again and again; noise that is drawn anew would be gone from the mean. */
export function attackByRepeating(
  world: World,
  published: Publication,
  design: Design,
  runs: number,
  random?: () => number,
): Repeated {
  const first = tablesOf(published);
  const sums = first.map(({ shown }) => new Float64Array(shown.length));
  let different = 0;
  for (let run = 0; run < runs; run++) {
    const again = publish(world, design, random);
    if (differences(published, again) > 0) different++;
    for (const [i, { shown }] of tablesOf(again).entries())
      for (let cell = 0; cell < shown.length; cell++) sums[i]![cell]! += shown[cell]!;
  }
  let [small, recovered] = [0, 0];
  for (const [i, { tally }] of first.entries()) {
    for (const [cell, n] of tally.count.entries()) {
      if (n < 1 || n >= SHOWN_FROM) continue;
      small++;
      if (Math.round(sums[i]![cell]! / runs) === n) recovered++;
    }
  }
  return { different, recovered: small === 0 ? 0 : recovered / small };
}

/**
 * A7: what the shape of a release tells: which cells it has lines for, and so how long it is.
 * @returns counts from 1 to 9 of which the list of cells alone tells that there is something
 */
export function attackByShape(published: Publication, design: Design): number {
  if (design.lists_empty) return 0;
  let n = 0;
  for (const { tally } of tablesOf(published))
    n += tally.count.filter((count) => count > 0 && count < SHOWN_FROM).length;
  return n;
}

const tablesOf = ({ quarters, years }: Publication): readonly ReleasedTable[] => [...quarters, ...years];

function recordsWithout({ key, east_m, north_m, quarter, year, group }: Records, left_out: number): Records {
  const rest = <T>(values: ArrayLike<T>): T[] => Array.from(values).filter((_, i) => i !== left_out);
  return {
    key: key.filter((_, i) => i !== left_out),
    ...{ east_m: rest(east_m), north_m: rest(north_m), quarter: rest(quarter), year: rest(year), group: rest(group) },
  };
}
