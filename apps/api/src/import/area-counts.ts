import type { Knex } from 'knex';
import { z } from 'zod';

/** One cell of an area × period × category table, as a source counted it. */
export const AreaCount = z.object({
  area_code: z.string(),
  area_name: z.string(),
  period_from: z.iso.date(),
  period_to: z.iso.date(),
  category: z.string(),
  counting_unit: z.string(),
  n: z.number().int().describe('in the counting unit'),
  source_id: z.number().int().describe('number within the municipality'),
});
export type AreaCount = z.infer<typeof AreaCount>;

const LISTED = 20_000;

/** The counts of enabled sources; of a cell that several imports of a source gave, the newest. */
export async function listAreaCounts(knex: Knex, municipality_id: number): Promise<AreaCount[]> {
  const { rows } = await knex.raw<{ rows: AreaCount[] }>(READ, { municipality_id, limit: LISTED });
  return rows;
}

const READ = `
  select distinct on (c.period_from, c.period_to, c.area_code, c.category, i.source_id)
    c.area_code, c.area_name, c.period_from::text as period_from, c.period_to::text as period_to, c.category,
    c.counting_unit, c.n, i.source_id
  from staff.area_count c
  join staff.import i on i.municipality_id = c.municipality_id and i.import_id = c.import_id and i.state = 'done'
  join staff.source s on s.municipality_id = i.municipality_id and s.source_id = i.source_id and s.enabled
  where c.municipality_id = :municipality_id
  order by c.period_from, c.period_to, c.area_code, c.category, i.source_id, c.import_id desc
  limit :limit`;
