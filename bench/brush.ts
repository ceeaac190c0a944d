import * as contract from '@lagesbild/contract';
import { type Criteria, type FilterLike, resolveCriteria } from '@lagesbild/incidents';
import { CATEGORIES, countyColumns, countyStore, DAYS, FIRST_DAY, isoDay, SIDE, SIZES, SOUTH, WEST } from './county.ts';
import { against, type BenchRow, count, interleave, within } from './row.ts';

const CELLS = 250;
const GRID = { west_m: WEST, south_m: SOUTH, cell_m: SIDE / CELLS, columns: CELLS, rows: CELLS };
/** Everything but the days: what a person has set before taking hold of the time bar. */
const FIXED: FilterLike = {
  hours: { start: 6, end: 23 },
  categories: CATEGORIES.slice(1, 6),
  discovery: contract.DISCOVERIES,
  unit: 'row',
};
const WINDOWS = Array.from({ length: 60 }, (_, i) => [200 + i * 12, 200 + i * 12 + (i % 2 === 0 ? 365 : 90)] as const);

interface Brush {
  /** moves the window and returns how many incidents it selects */
  move(from: number, to: number): number;
}

/** crossfilter2 (npm) on the same rows: day, hour, category and cell, groups of hours, categories and cells. */
async function crossfilterBrush(
  rows: { day: number; hour: number; category: number; cell: number }[],
): Promise<Brush | null> {
  const module = await import('crossfilter2').catch(() => null);
  if (module === null) return null;
  const data = module.default(rows);
  const day = data.dimension((row) => row.day);
  const hour = data.dimension((row) => row.hour);
  const category = data.dimension((row) => row.category);
  const cell = data.dimension((row) => row.cell);
  const groups = [hour.group(), category.group(), cell.group()];
  hour.filterRange([6, 23]);
  category.filterRange([1, 6]);
  return {
    move(from, to) {
      day.filterRange([from, to + 1]);
      for (const group of groups) group.all();
      return data.groupAll().value() as number;
    },
  };
}

/** A brush over the days: tally and counts of 250² cells. Then the same with every question changed, over all days. */
export async function run(): Promise<BenchRow[]> {
  const table: BenchRow[] = [];
  for (const size of SIZES) {
    const columns = countyColumns(size);
    const store = countyStore(columns);
    const context = { categories: columns.categories, polygons: new Map(), vocabulary: contract };
    const resolve = (filter: FilterLike): Criteria => resolveCriteria(filter, context);
    const ours: Brush = {
      move(from, to) {
        const criteria = resolve({ ...FIXED, from: isoDay(FIRST_DAY + from), to: isoDay(FIRST_DAY + to) });
        const { n, mapped } = store.tally(criteria);
        if (store.grid(criteria, GRID).length !== CELLS * CELLS) throw new Error(`${n} of ${mapped}`);
        return n;
      },
    };
    // Rows without an hour have hour 24, which neither brush selects; crossfilter has no notion of rows that aren't drawn.
    const rows = Array.from({ length: size }, (_, i) => ({
      day: Math.floor(columns.minute[i]! / 1440) - FIRST_DAY,
      hour: columns.time_precision[i]! > 1 ? 24 : Math.floor((columns.minute[i]! % 1440) / 60),
      category: columns.category[i]!,
      cell: cellOf(columns.x[i]!, columns.y[i]!),
    }));
    const rival = size > 1_000_000 ? null : await crossfilterBrush(rows);
    const job = 'brush over days: tally and 250² cells';
    let at = 0;
    let selected = -1;
    const moveOurs = (): void => {
      selected = ours.move(...WINDOWS[at++ % WINDOWS.length]!);
    };
    let rivalAt = 0;
    const moveRival = (): void => {
      const n = rival!.move(...WINDOWS[rivalAt++ % WINDOWS.length]!);
      if (n !== selected) throw new Error(`crossfilter2 selects ${n}, we ${selected}`);
    };
    const tasks = rival === null ? [moveOurs] : [moveOurs, moveRival];
    const [mine, theirs] = await interleave(tasks, { rounds: 60, warmUp: 12 });
    table.push(within(job, count(size), mine!.cpu, 16, 'p95'));
    table.push(
      against(
        job,
        count(size),
        mine!,
        { name: 'crossfilter2', rival: theirs, here: true },
        size < 1_000_000 ? null : 15,
      ),
    );

    let hour = 0;
    const [changed] = await interleave(
      [
        () => {
          const criteria = resolve({ hours: { start: hour % 24, end: (hour + 7) % 24 } });
          hour++;
          return [store.tally(criteria), store.grid(criteria, GRID)];
        },
      ],
      { rounds: 40, warmUp: 8 },
    );
    table.push(
      within(
        `brush over hours, all ${DAYS} days: tally and 250² cells`,
        count(size),
        changed!.cpu,
        size > 1_000_000 ? null : 16,
        'p95',
      ),
    );
  }
  return table;
}

function cellOf(x: number, y: number): number {
  const column = Math.floor((x / 100 - WEST) / GRID.cell_m);
  const row = Math.floor((y / 100 - SOUTH) / GRID.cell_m);
  return column >= 0 && column < CELLS && row >= 0 && row < CELLS ? row * CELLS + column : CELLS * CELLS;
}
