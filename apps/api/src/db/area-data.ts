import type { Knex } from 'knex';
import type { MunicipalityRow } from './municipality.ts';

/** What there is of an area's incidents, at one data version. */
export interface AreaData {
  incidents: number;
  first_day: string | null;
  last_day: string | null;
  demonstration: boolean;
}

// in: municipality_id, time_zone; out: one row
const COUNT = `
  select cast(count(*) as integer) as incidents,
    to_char(min(i.occurred_from) at time zone :time_zone, 'YYYY-MM-DD') as first_day,
    to_char(max(i.occurred_from) at time zone :time_zone, 'YYYY-MM-DD') as last_day,
    coalesce(bool_or(i.source_id = any (:demonstrations)), false) as demonstration
  from staff.visible_incident i
  where i.municipality_id = :municipality_id`;

// in: municipality_id; out: ids of its synthetic sources
const DEMONSTRATIONS = `
  select source_id from staff.source where municipality_id = :municipality_id and kind = 'demonstration'`;

const KEPT_MAX = 500;

/** Counts of visible incidents, read once per area and data version: a count sweeps the whole table. */
export class AreaDataCache {
  readonly #kept = new Map<number, { version: number; data: Promise<AreaData> }>();

  of(knex: Knex, { municipality_id, version, time_zone }: MunicipalityRow): Promise<AreaData> {
    const kept = this.#kept.get(municipality_id);
    if (kept?.version === version) return kept.data;
    const data = read(knex, municipality_id, time_zone);
    if (this.#kept.size >= KEPT_MAX) this.#kept.clear();
    this.#kept.set(municipality_id, { version, data });
    data.catch(() => this.#kept.delete(municipality_id));
    return data;
  }
}

async function read(knex: Knex, municipality_id: number, time_zone: string): Promise<AreaData> {
  const sources = await knex.raw<{ rows: { source_id: number }[] }>(DEMONSTRATIONS, { municipality_id });
  const demonstrations = sources.rows.map((row) => row.source_id);
  const { rows } = await knex.raw<{ rows: AreaData[] }>(COUNT, { municipality_id, time_zone, demonstrations });
  return rows[0]!;
}
