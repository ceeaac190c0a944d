import type { Client } from 'pg';
import type { Counts } from './load.ts';
import type { AreaCountDraft } from './reading/draft.ts';
import type { Destination } from './writer.ts';

/**
 * Area × period × category counts on their way to `staff.area_count`. Rows that fall in the same cell (two of the
 * file's categories are one of ours) add up.
 */
export class AreaCounts {
  #client: Client;
  #to: Destination;
  #cells = new Map<string, AreaCountDraft>();
  #any = false;

  constructor(client: Client, to: Destination) {
    this.#client = client;
    this.#to = to;
  }

  get size(): number {
    return this.#cells.size;
  }

  add(draft: AreaCountDraft): void {
    const key = [draft.area_code, draft.period_from, draft.period_to, draft.category].join('\0');
    const cell = this.#cells.get(key);
    if (cell) cell.n += draft.n;
    else this.#cells.set(key, { ...draft });
  }

  async send(): Promise<void> {
    if (this.#cells.size === 0) return;
    this.#any = true;
    const { municipality_id, import_id } = this.#to;
    const cells = JSON.stringify([...this.#cells.values()]);
    this.#cells = new Map();
    await this.#client.query(INSERT, [municipality_id, import_id, cells]);
  }

  /** Says of the cells what an import says of rows: how many were there already, alike or with another count. */
  async compare(counts: Counts): Promise<void> {
    if (!this.#any) return;
    const { municipality_id, import_id, source_id } = this.#to;
    const { rows } = await this.#client.query<{ cells: number; updated: number; unchanged: number }>(COMPARE, [
      municipality_id,
      import_id,
      source_id,
    ]);
    const { cells, updated, unchanged } = rows[0]!;
    const taken = counts.added;
    // Rows that fell in one cell go with the others: the same file twice adds nothing, however many its rows.
    counts.updated = updated;
    counts.added = cells === updated + unchanged ? 0 : taken - updated - unchanged;
    counts.unchanged = taken - counts.added - updated;
  }
}

/** In: municipality_id, import_id, cells as JSON. */
const INSERT = `
  insert into staff.area_count as c (municipality_id, import_id, area_code, area_name, period_from, period_to,
    category, counting_unit, n)
  select $1, $2, r.* from jsonb_to_recordset($3::jsonb) as r(area_code text, area_name text, period_from date,
    period_to date, category text, counting_unit text, n integer)
  on conflict (municipality_id, import_id, area_code, period_from, period_to, category) do update set n = c.n + excluded.n`;

/** In: municipality_id, import_id, source_id. The newest done import of the source holds for a cell. */
const COMPARE = `
  with before as (
    select distinct on (c.area_code, c.period_from, c.period_to, c.category) c.*
    from staff.area_count c
    join staff.import m on m.municipality_id = c.municipality_id and m.import_id = c.import_id and m.state = 'done'
    where c.municipality_id = $1 and m.source_id = $3
    order by c.area_code, c.period_from, c.period_to, c.category, c.import_id desc)
  select
    count(*)::integer as cells,
    (count(*) filter (where b.n <> c.n))::integer as updated,
    (count(*) filter (where b.n = c.n))::integer as unchanged
  from staff.area_count c
  left join before b using (area_code, period_from, period_to, category)
  where c.municipality_id = $1 and c.import_id = $2`;
