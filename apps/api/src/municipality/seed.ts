import type { Knex } from 'knex';
import { bumpDataVersion } from '../db/data-version.ts';
import { addMunicipality } from './add.ts';
import { SIGTUNA } from './shipped.ts';
import { ensureRows, shippedRows, sigtunaRows } from './shipped-row.ts';

/** Any number that is ours: api processes that start together wait for each other here. */
const SEED_LOCK = 191_2019;

interface Area {
  municipality_id: number;
  slug: string;
}

/**
 * Bring the shipped data into the database: Sigtuna with its places, agreements and categories, and the shipped
 * categories and choices of every other area. Runs at each start; rows nobody edited follow a newer list, edited and deleted ones
 * stay as they are. A change bumps the area's data version.
 */
export async function ensureShipped(knex: Knex): Promise<void> {
  await knex.transaction(async (trx) => {
    await trx.raw('select pg_advisory_xact_lock(:lock)', { lock: SEED_LOCK });
    const found = await trx.raw<{ rows: (Area & { is_default: boolean })[] }>(
      'select municipality_id, slug, is_default from staff.municipality order by municipality_id',
    );
    const areas: Area[] = [...found.rows];
    if (!areas.some((area) => area.slug === SIGTUNA.slug)) {
      const { agreements, places, ...area } = SIGTUNA;
      const is_default = !found.rows.some((row) => row.is_default);
      areas.push({ municipality_id: await addMunicipality(trx, { ...area, is_default }), slug: SIGTUNA.slug });
    }
    for (const { municipality_id, slug } of areas) {
      const rows = slug === SIGTUNA.slug ? sigtunaRows() : shippedRows([]);
      const written = await ensureRows(trx, municipality_id, rows);
      if (written > 0) await bumpDataVersion(trx, municipality_id);
    }
  });
}
