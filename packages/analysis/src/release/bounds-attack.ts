import { type Block, entryBounds, type Ranges, sum, tightened, UNKNOWN, within } from './bounds.ts';
import { type Design, SHOWN_FROM } from './design.ts';
import { TOTAL_STEP } from './figure.ts';
import type { Publication, ReleasedTable, ReleasedYear, World } from './publication.ts';
import { cellFinder, tally } from './table.ts';

/** What whoever attacks takes noise to be at most. A cell's is more once in a thousand; then the bounds are wrong, and prove nothing. */
const NOISE_MOST = { cell: 20, figure: 60 } as const;
const NARROW = SHOWN_FROM - 1;

/** What was found out of counts from 1 to 9, in all tables and in what they have in common. */
export interface BoundsFound {
  /** counts from 1 to 9 that were attacked */
  small: number;
  /** known exactly */
  pinned: number;
  /** known to be more than nothing */
  present: number;
  /** known to a span of less than 9 */
  narrow: number;
  /** bounds that the truth isn't within */
  wrong: number;
}

/**
 * A1: what follows from all releases together, by linear programming's own bounds, for every count that is published and every
 * one in between (finest square × quarter × group).
 *
 * A find counts only where the truth lies within the bounds: a wrong bound is no knowledge.
 */
export function attackBounds(world: World, published: Publication, design: Design): BoundsFound {
  const found: BoundsFound = { small: 0, pinned: 0, present: 0, narrow: 0, wrong: 0 };
  const years = new Set([...world.years, ...world.quarters.map((quarter) => Math.floor(quarter / 4))]);
  for (const year of years) attackYear(world, published, design, year, found);
  return found;
}

function attackYear(world: World, published: Publication, design: Design, year: number, found: BoundsFound): void {
  const ofYear = published.years.find(({ name }) => name.period === year);
  const quarters = [0, 1, 2, 3].map((q) => published.quarters.find(({ name }) => name.period === 4 * year + q));
  const parts = finePerWide(world);
  const truths = quarterTruths(world, year);
  const blocks = parts.map((fine, wide) => tightened(blockOf(world, design, wide, fine, ofYear, quarters)));
  const whole = wholeOf(blocks, ofYear, design);
  for (const [wide, block] of blocks.entries()) {
    if (block === null) continue; // what was taken for granted doesn't hold here: nothing follows
    const bounds = tightened({ ...block, least: whole.least[wide]!, most: whole.most[wide]! });
    if (bounds === null) continue;
    judgeBlock(bounds, parts[wide]!, truths, world.groups.length, found);
  }
}

/** Square kilometre by square kilometre: its finest squares are rows, its quarters × groups columns. */
function blockOf(
  { groups }: World,
  design: Design,
  wide: number,
  fine: readonly number[],
  ofYear: ReleasedYear | undefined,
  quarters: readonly (ReleasedTable | undefined)[],
): Block {
  const rows = ranges(fine.length, (i) => (ofYear === undefined ? null : ofYear.shown[fine[i]!]!), design);
  const columns = ranges(
    4 * groups.length,
    (i) => quarters[Math.floor(i / groups.length)]?.shown[wide * groups.length + (i % groups.length)] ?? null,
    design,
  );
  const exact = design.exact_sums && ofYear !== undefined;
  const n = exact ? fine.reduce((total, cell) => total + ofYear.tally.count[cell]!, 0) : null;
  return { rows, columns, least: n ?? 0, most: n ?? UNKNOWN };
}

/** @param shown  null: not published */
function ranges(length: number, shown: (i: number) => number | null, design: Design): Ranges {
  const least = new Float64Array(length);
  const most = new Float64Array(length).fill(UNKNOWN);
  const noise = design.noise === 'none' ? 0 : NOISE_MOST.cell;
  for (let i = 0; i < length; i++) {
    const told = shown(i);
    if (told === null) continue;
    const [low, high] = design.range(told);
    least[i] = low === 0 ? 0 : Math.max(0, low - noise);
    most[i] = high + noise;
  }
  return { least, most };
}

/** The area's total narrows what each square kilometre holds. */
function wholeOf(blocks: readonly (Block | null)[], ofYear: ReleasedYear | undefined, design: Design): Ranges {
  const whole: Ranges = {
    least: Float64Array.from(blocks, (block) => block?.least ?? 0),
    most: Float64Array.from(blocks, (block) => block?.most ?? UNKNOWN),
  };
  if (ofYear === undefined) return whole;
  const { told } = ofYear.total;
  const slack = design.exact_sums ? 0 : TOTAL_STEP / 2 + NOISE_MOST.figure;
  // Records outside the squares are in the total as well, so it bounds from above only.
  return within(whole, sum(whole.least), told + slack);
}

function judgeBlock(
  bounds: Block,
  fine: readonly number[],
  truths: Int32Array,
  groups: number,
  found: BoundsFound,
): void {
  const columns = 4 * groups;
  const at = (row: number, column: number) => truths[fine[row]! * columns + column]!;
  for (let row = 0; row < fine.length; row++) {
    let n = 0;
    for (let column = 0; column < columns; column++) n += at(row, column);
    judge(n, bounds.rows.least[row]!, bounds.rows.most[row]!, found);
  }
  for (let column = 0; column < columns; column++) {
    let n = 0;
    for (let row = 0; row < fine.length; row++) {
      n += at(row, column);
      const [least, most] = entryBounds(bounds, row, column);
      judge(at(row, column), least, most, found);
    }
    judge(n, bounds.columns.least[column]!, bounds.columns.most[column]!, found);
  }
}

function judge(truth: number, least: number, most: number, found: BoundsFound): void {
  if (truth < 1 || truth >= SHOWN_FROM) return;
  found.small++;
  if (truth < least || truth > most) {
    found.wrong++;
    return;
  }
  if (least === most) found.pinned++;
  if (least > 0) found.present++;
  if (most - least < NARROW) found.narrow++;
}

/** Per square kilometre the finest squares in it. */
function finePerWide({ wide, fine }: World): number[][] {
  const find = cellFinder(wide);
  const parts = Array.from(wide.east, (): number[] => []);
  for (let i = 0; i < fine.east.length; i++) {
    const inside = find((fine.east[i]! + 0.5) * fine.side_m, (fine.north[i]! + 0.5) * fine.side_m);
    if (inside >= 0) parts[inside]!.push(i);
  }
  return parts;
}

/** Per finest square, quarter and group, what was counted. */
function quarterTruths({ records, fine, groups, subject }: World, year: number): Int32Array {
  const truths = new Int32Array(fine.east.length * 4 * groups.length);
  for (let q = 0; q < 4; q++) {
    const { count } = tally(records, fine, { subject, table: 'quarter', period: 4 * year + q, groups });
    for (let i = 0; i < count.length; i++) {
      const cell = Math.floor(i / groups.length);
      truths[(cell * 4 + q) * groups.length + (i % groups.length)] = count[i]!;
    }
  }
  return truths;
}
