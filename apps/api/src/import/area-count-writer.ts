import type { Client } from 'pg';
import type { Counts } from './load.ts';
import type { AreaCountDraft } from './reading/draft.ts';
import type { Destination } from './writer.ts';

/** Area × period × category counts on their way to `staff.area_count`. A file holds each cell once: reading sees to it. */
export class AreaCounts {
  #client: Client;
  #to: Destination;
  #cells: AreaCountDraft[] = [];
  #any = false;

  constructor(client: Client, to: Destination) {
    this.#client = client;
    this.#to = to;
  }

  get size(): number {
    return this.#cells.length;
  }

  add(draft: AreaCountDraft): void {
    this.#cells.push(draft);
  }

  async send(): Promise<void> {
    if (this.#cells.length === 0) return;
    this.#any = true;
    const { municipality_id, import_id } = this.#to;
    const cells = JSON.stringify(
      this.#cells.map(({ source_category, ...cell }) => ({ ...cell, source_category: source_category ?? '' })),
    );
    this.#cells = [];
    await this.#client.query(INSERT, [municipality_id, import_id, cells]);
  }

  /** Says of the cells what an import says of rows: how many were there already, alike or with another count. */
  async compare(counts: Counts): Promise<void> {
    if (!this.#any) return;
    const { municipality_id, import_id, source_id } = this.#to;
    const { rows } = await this.#client.query<{ updated: number; unchanged: number }>(COMPARE, [
      municipality_id,
      import_id,
      source_id,
    ]);
    const { updated, unchanged } = rows[0]!;
    counts.updated = updated;
    counts.unchanged = unchanged;
    counts.added -= updated + unchanged;
  }
}

/** In: municipality_id, import_id, cells as JSON. */
const INSERT = `
  insert into staff.area_count (municipality_id, import_id, area_code, area_name, period_from, period_to, category,
    source_category, counting_unit, n)
  select $1, $2, r.* from jsonb_to_recordset($3::jsonb) as r(area_code text, area_name text, period_from date,
    period_to date, category text, source_category text, counting_unit text, n integer)`;

/** In: municipality_id, import_id, source_id. The newest done import of the source holds for a cell. */
const COMPARE = `
  with before as (
    select distinct on (c.area_code, c.period_from, c.period_to, c.category, c.source_category) c.*
    from staff.area_count c
    join staff.import m on m.municipality_id = c.municipality_id and m.import_id = c.import_id and m.state = 'done'
    where c.municipality_id = $1 and m.source_id = $3
    order by c.area_code, c.period_from, c.period_to, c.category, c.source_category, c.import_id desc)
  select
    (count(*) filter (where b.n is distinct from c.n))::integer as updated,
    (count(*) filter (where b.n is not distinct from c.n))::integer as unchanged
  from staff.area_count c
  join before b using (area_code, period_from, period_to, category, source_category)
  where c.municipality_id = $1 and c.import_id = $2`;
