import type { Design } from './design.ts';
import { type Mac, twoSidedGeometric } from './noise.ts';

/** What may be counted: eligible records, each in one cell, quarter, year and group. */
export interface Records {
  /** n record keys, see `recordKey` */
  readonly key: BigUint64Array;
  /** n positions, metres in the area's own CRS */
  readonly east_m: ArrayLike<number>;
  readonly north_m: ArrayLike<number>;
  /** n quarters they count in, 4 · year + 0…3 */
  readonly quarter: ArrayLike<number>;
  /** n years they count in */
  readonly year: ArrayLike<number>;
  /** n publication groups */
  readonly group: ArrayLike<number>;
}

/** Squares of a grid whose origin is (0, 0) of the CRS: all that touch the area, whatever was counted in them. */
export interface Cells {
  readonly side_m: number;
  /** per cell its south-west corner, in sides */
  readonly east: Int32Array;
  readonly north: Int32Array;
}

/** One of the two tables there are, for one period. */
export interface TableName {
  /** whose records: incidents, unsafe or safe flags */
  readonly subject: string;
  /** quarter: side × quarter × groups; year: side × year × all */
  readonly table: 'quarter' | 'year';
  /** 4 · year + 0…3, or the year */
  readonly period: number;
  /** the groups of a quarter's table, in its order; none for a year's */
  readonly groups: readonly number[];
}

/** Counts of a table before the gate, cell by cell, group by group in each. */
export interface Tally {
  readonly count: Int32Array;
  /** sum of the record keys, mod 2⁶⁴ */
  readonly key: BigUint64Array;
}

/** @returns the first 64 bits of HMAC(secret, what the record is called): it names a record without telling which */
export function recordKey(mac: Mac, record: string): bigint {
  const bytes = mac(`record/${record}`);
  return new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0);
}

/** Number of the cell that a position lies in, −1 for none. */
export function cellFinder({ side_m, east, north }: Cells): (east_m: number, north_m: number) => number {
  const at = new Map(Array.from(east, (e, i) => [`${e} ${north[i]}`, i]));
  return (east_m, north_m) => at.get(`${Math.floor(east_m / side_m)} ${Math.floor(north_m / side_m)}`) ?? -1;
}

/** What lies in each cell and group in the period. Records outside the cells, the period or the groups aren't counted. */
export function tally(records: Records, cells: Cells, { table, period, groups }: TableName): Tally {
  const find = cellFinder(cells);
  const width = table === 'year' ? 1 : groups.length;
  const count = new Int32Array(cells.east.length * width);
  const key = new BigUint64Array(count.length);
  const periods = table === 'year' ? records.year : records.quarter;
  for (let i = 0; i < records.key.length; i++) {
    const group = table === 'year' ? 0 : groups.indexOf(records.group[i]!);
    const cell = periods[i] === period && group >= 0 ? find(records.east_m[i]!, records.north_m[i]!) : -1;
    if (cell < 0) continue;
    count[cell * width + group]!++;
    key[cell * width + group]! += records.key[i]!;
  }
  return { count, key };
}

/**
 * What is shown of a tally: each count with its noise, as the band that it falls in. Empty cells get noise too.
 *
 * @param random  for designs whose noise is fresh
 * @returns per cell and group what `design.shown` says
 *
 * O(cells × groups) HMACs.
 */
export function shownOf(
  { count, key }: Tally,
  cells: Cells,
  name: TableName,
  mac: Mac,
  design: Design,
  random: () => number = Math.random,
): Int32Array {
  const width = count.length / cells.east.length;
  return Int32Array.from(count, (n, i) => {
    if (design.noise === 'none') return design.shown(n);
    if (design.noise === 'fresh') return design.shown(n + twoSidedGeometric(drawn(random)));
    return design.shown(n + twoSidedGeometric(mac(seedOf(cells, name, Math.floor(i / width), i % width, key[i]!))));
  });
}

/** What the noise of a cell is made from: the table, the cell, the period, the group, and which records are in it. */
function seedOf({ side_m, east, north }: Cells, name: TableName, cell: number, column: number, key: bigint): string {
  const group = name.table === 'year' ? 'all' : name.groups[column];
  return ['cell', name.subject, name.table, side_m, east[cell], north[cell], name.period, group, key].join('/');
}

const drawn = (random: () => number): Uint8Array => Uint8Array.from({ length: 16 }, () => Math.floor(random() * 256));
