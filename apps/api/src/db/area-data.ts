import type { Knex } from 'knex';
import type { Database } from './database.ts';
import type { MunicipalityRow } from './municipality.ts';

/** What there is of an area's incidents for whoever asks, at one data version. */
export interface AreaData {
  incidents: number;
  first_day: string | null;
  last_day: string | null;
  /** There are incidents, and of none is more known than its month. */
  monthly: boolean;
  demonstration: boolean;
  /** source_id → visible incidents */
  by_source: ReadonlyMap<number, number>;
  /** source_id → cells of its tables of counts, shown or not */
  counts_by_source: ReadonlyMap<number, number>;
}

// in: municipality_id, time_zone; out: one row per source that has visible incidents
const COUNT = `
  select c.source_id, c.incidents, c.monthly, s.kind = 'demonstration' as demonstration,
    to_char(c.first at time zone :time_zone, 'YYYY-MM-DD') as first_day,
    to_char(c.last at time zone :time_zone, 'YYYY-MM-DD') as last_day
  from (
    select source_id, cast(count(*) as integer) as incidents, min(occurred_from) as first, max(occurred_from) as last,
      bool_and(time_precision = 'month') as monthly
    from staff.visible_incident where municipality_id = :municipality_id group by source_id) c
  join staff.source s on s.municipality_id = :municipality_id and s.source_id = c.source_id`;

// in: municipality_id; out: one row per source that gave tables of counts
const COUNT_CELLS = `
  select i.source_id,
    cast(count(distinct (c.area_code, c.period_from, c.period_to, c.category, c.source_category)) as integer) as cells
  from staff.area_count c
  join staff.import i on i.municipality_id = c.municipality_id and i.import_id = c.import_id and i.state = 'done'
  where c.municipality_id = :municipality_id group by i.source_id`;

interface SourceRow {
  source_id: number;
  incidents: number;
  monthly: boolean;
  demonstration: boolean;
  first_day: string;
  last_day: string;
}

const KEPT_MAX = 500;

/** Counts of visible incidents, read once per area and data version: a count sweeps the whole table. */
export class AreaDataCache {
  readonly #kept = new Map<number, { version: number; counted: Promise<Counted> }>();

  /** @param hidden  sources that whoever asks may not see */
  async of(
    database: Pick<Database, 'readAt'>,
    { municipality_id, version, time_zone }: MunicipalityRow,
    hidden: readonly number[],
  ): Promise<AreaData> {
    const kept = this.#kept.get(municipality_id);
    if (kept?.version === version) return seenOf(await kept.counted, hidden);
    const counted = database.readAt({ municipality_id, version }, (trx) => count(trx, municipality_id, time_zone));
    if (this.#kept.size >= KEPT_MAX) this.#kept.clear();
    this.#kept.set(municipality_id, { version, counted });
    counted.catch(() => this.#kept.delete(municipality_id));
    return seenOf(await counted, hidden);
  }
}

interface Counted {
  rows: readonly SourceRow[];
  cells: readonly { source_id: number; cells: number }[];
}

async function count(knex: Knex, municipality_id: number, time_zone: string): Promise<Counted> {
  const { rows } = await knex.raw<{ rows: SourceRow[] }>(COUNT, { municipality_id, time_zone });
  const counted = await knex.raw<{ rows: Counted['cells'] }>(COUNT_CELLS, { municipality_id });
  return { rows, cells: counted.rows };
}

function seenOf(counted: Counted, hidden: readonly number[]): AreaData {
  const [rows, cells] = [counted.rows, counted.cells].map((list) =>
    list.filter(({ source_id }) => !hidden.includes(source_id)),
  ) as [SourceRow[], Counted['cells']];
  // ISO days compare as text.
  const days = rows.flatMap((row) => [row.first_day, row.last_day]).sort();
  return {
    incidents: rows.reduce((sum, row) => sum + row.incidents, 0),
    first_day: days[0] ?? null,
    last_day: days.at(-1) ?? null,
    monthly: rows.length > 0 && rows.every((row) => row.monthly),
    demonstration: rows.some((row) => row.demonstration),
    by_source: new Map(rows.map((row) => [row.source_id, row.incidents])),
    counts_by_source: new Map(cells.map((row) => [row.source_id, row.cells])),
  };
}
