import type { AreaCells, AreaTable, CountedCategory } from '@lagesbild/contract';
import type { Knex } from 'knex';

/** Cells an answer has room for: a county's neighbourhoods by month for a year. */
const CELLS_MAX = 50_000;

/**
 * The cells that hold: of sources that are shown, and of a cell that several imports of a source gave, the newest.
 * In: municipality_id, source_id (null for all), hidden (source_ids left out).
 */
const CELLS = `
  select distinct on (i.source_id, c.area_code, c.period_from, c.period_to, c.category, c.source_category)
    i.source_id, c.area_code, c.area_name, c.period_from, c.period_to, c.category, c.source_category, c.counting_unit, c.n
  from staff.area_count c
  join staff.import i on i.municipality_id = c.municipality_id and i.import_id = c.import_id and i.state = 'done'
  join staff.source s on s.municipality_id = i.municipality_id and s.source_id = i.source_id and s.enabled
  where c.municipality_id = :municipality_id and (cast(:source_id as integer) is null or i.source_id = :source_id)
    and i.source_id <> all (cast(:hidden as integer[]))
  order by i.source_id, c.area_code, c.period_from, c.period_to, c.category, c.source_category, c.import_id desc`;

/** Every table of the area: what it has rows, columns and pages of. */
export async function listTables(trx: Knex, municipality_id: number, hidden: readonly number[]): Promise<AreaTable[]> {
  const { rows } = await trx.raw<{ rows: AreaTable[] }>(TABLES, { municipality_id, source_id: null, hidden });
  return rows;
}

// in: municipality_id; out: one row a source; order: as they were added
const TABLES = `
  with cell as (${CELLS}),
  area as (
    select source_id, json_agg(json_build_object('code', area_code, 'name', name) order by name, area_code) as areas
    from (select source_id, area_code, max(area_name) as name from cell group by 1, 2) as a group by 1),
  period as (
    select source_id, json_agg(json_build_object('from', period_from, 'to', period_to) order by period_from, period_to) as periods
    from (select distinct source_id, period_from, period_to from cell) as p group by 1),
  kind as (
    select source_id, json_agg(json_build_object('category', category, 'source_category', source_category,
      'counting_unit', counting_unit) order by cells desc, total desc nulls last, category, source_category) as categories
    from (select source_id, category, source_category, min(counting_unit) as counting_unit, count(*) as cells, sum(n) as total
      from cell group by 1, 2, 3) as k
    group by 1)
  select s.source_id, s.name, s.kind, area.areas, period.periods, kind.categories, n.cells, n.withheld
  from (
    select source_id, count(*)::integer as cells, (count(*) filter (where n is null))::integer as withheld
    from cell group by 1) as n
  join area using (source_id) join period using (source_id) join kind using (source_id)
  join staff.source s on s.municipality_id = :municipality_id and s.source_id = n.source_id
  order by s.source_id`;

/** A table, unless it is among those that whoever asks may not see. */
export interface TableName {
  municipality_id: number;
  source_id: number;
  hidden: readonly number[];
}

/** One page of a table: all its areas and periods for one category. */
export async function readCells(
  trx: Knex,
  { municipality_id, source_id, hidden }: TableName,
  { category, source_category }: Pick<CountedCategory, 'category' | 'source_category'>,
): Promise<AreaCells> {
  const { rows } = await trx.raw<{ rows: (AreaCells['cells'][number] & { all: number })[] }>(PAGE, {
    municipality_id,
    source_id,
    hidden,
    category,
    source_category,
    limit: CELLS_MAX,
  });
  const cells = rows.map(({ all: _all, ...cell }) => cell);
  return { cells, left_off: (rows[0]?.all ?? 0) - cells.length };
}

// in: municipality_id, source_id, category, source_category, limit; out: cells, and in each how many there are; order: newest first
const PAGE = `
  select area_code, period_from::text as period_from, period_to::text as period_to, n, (count(*) over ())::integer as "all"
  from (${CELLS}) as cell
  where category = :category and source_category = :source_category
  order by period_from desc, period_to desc, area_code
  limit :limit`;

export interface Cell extends CountedCategory {
  area_code: string;
  area_name: string;
  period_from: string;
  period_to: string;
  n: number | null;
}

/** Everything a table holds, for a file. */
export async function readAllCells(trx: Knex, { municipality_id, source_id, hidden }: TableName): Promise<Cell[]> {
  const { rows } = await trx.raw<{ rows: Cell[] }>(ALL, { municipality_id, source_id, hidden });
  return rows;
}

// in: municipality_id, source_id; out: cells; order: area, period, category
const ALL = `
  select area_code, area_name, period_from::text as period_from, period_to::text as period_to, category, source_category,
    counting_unit, n
  from (${CELLS}) as cell
  order by area_name, area_code, period_from, period_to, category, source_category`;
