import type { Knex } from 'knex';
import type { Destination } from './writer.ts';

/** How many rows of an import were refused, by the code of the reason. */
export async function readRejected(
  knex: Knex,
  { municipality_id, import_id }: Pick<Destination, 'municipality_id' | 'import_id'>,
): Promise<Record<string, number>> {
  const { rows } = await knex.raw<{ rows: { reason: string; n: number }[] }>(BY_REASON, { municipality_id, import_id });
  return Object.fromEntries(rows.map(({ reason, n }) => [reason, n]));
}

const BY_REASON = `
  select reason, count(*)::integer as n from staff.import_rejection
  where municipality_id = :municipality_id and import_id = :import_id
  group by reason order by n desc, reason`;
