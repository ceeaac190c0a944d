import { type Design, GATE } from './design.ts';
import { TOTAL_STEP, toldFigure } from './figure.ts';
import type { Mac } from './noise.ts';
import { type Cells, type Records, shownOf, type TableName, type Tally, tally } from './table.ts';

/** All that releases are made of, for one subject of an area. */
export interface World {
  readonly subject: string;
  readonly records: Records;
  /** squares of 1 km */
  readonly wide: Cells;
  /** squares of 500 m, four in each of `wide`; `wide` itself without an address register */
  readonly fine: Cells;
  /** the fixed groups, disjoint */
  readonly groups: readonly number[];
  /** the periods that are released */
  readonly quarters: readonly number[];
  readonly years: readonly number[];
  readonly mac: Mac;
}

/** A table on both sides of the gate. */
export interface ReleasedTable {
  readonly name: TableName;
  readonly cells: Cells;
  /** what was counted; stays inside */
  readonly tally: Tally;
  /** what is shown */
  readonly shown: Int32Array;
}

/** The year's, with the total of the whole area. */
export interface ReleasedYear extends ReleasedTable {
  readonly total: { readonly n: number; readonly told: number };
}

/** Every release of a subject there is. */
export interface Publication {
  readonly quarters: readonly ReleasedTable[];
  readonly years: readonly ReleasedYear[];
}

/** A quarter's table: squares of 1 km × the groups. */
export function releasedQuarter(
  { subject, records, wide, groups, mac }: World,
  period: number,
  design = GATE,
  random?: () => number,
): ReleasedTable {
  const name: TableName = { subject, table: 'quarter', period, groups };
  const counted = tally(records, wide, name);
  return { name, cells: wide, tally: counted, shown: shownOf(counted, wide, name, mac, design, random) };
}

/** A year's table: the finest squares, all groups together; and the area's total, in hundreds. */
export function releasedYear(
  { subject, records, fine, mac }: World,
  period: number,
  design = GATE,
  random?: () => number,
): ReleasedYear {
  const name: TableName = { subject, table: 'year', period, groups: [] };
  const counted = tally(records, fine, name);
  let n = 0;
  let key = 0n;
  for (let i = 0; i < records.key.length; i++) {
    if (records.year[i] !== period) continue;
    n++;
    key = BigInt.asUintN(64, key + records.key[i]!);
  }
  const told = design.exact_sums ? n : toldFigure(n, key, `${subject}/${period}`, TOTAL_STEP, mac);
  return {
    ...{ name, cells: fine, tally: counted, total: { n, told } },
    shown: shownOf(counted, fine, name, mac, design, random),
  };
}

/** All of it at once: what a town has published after some years. */
export function publish(world: World, design: Design = GATE, random?: () => number): Publication {
  return {
    quarters: world.quarters.map((period) => releasedQuarter(world, period, design, random)),
    years: world.years.map((period) => releasedYear(world, period, design, random)),
  };
}
