import type { Knex } from 'knex';

/** What the chains are called: slugs of the areas by their numbers. */
export async function areaNames(knex: Knex): Promise<Map<number, string>> {
  const { rows } = await knex.raw<{ rows: { municipality_id: number; slug: string }[] }>(
    'select municipality_id, slug from staff.municipality',
  );
  return new Map(rows.map(({ municipality_id, slug }) => [municipality_id, slug]));
}
