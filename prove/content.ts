import { openDatabase } from '../apps/api/src/db/database.ts';
import { withDeadline } from '../apps/api/src/db/deadline.ts';
import { SCHEMAS } from '../apps/api/src/db/schemas.ts';
import type { Stage } from './stage.ts';

/** What no restore brings back: numbers that only ever rise, the log, and what let somebody in. */
const GOES_ON = [
  'staff.data_version',
  'staff.audit_entry',
  'staff.audit_head',
  'staff.session',
  'staff.one_time_link', // each start before the first account makes one
];

/**
 * A hash of every table's rows, made by SQL of its own, so that the product's code for backups isn't its own witness.
 * Opens the database itself: nobody else may have it.
 */
export async function contentBySql(stage: Pick<Stage, 'data_dir' | 'database_url'>): Promise<Record<string, string>> {
  const { knex, close } = await openDatabase(stage);
  try {
    return await withDeadline(knex, 'migration', async (trx) => {
      await trx.raw("set local timezone = 'UTC'");
      const names = await trx('pg_tables')
        .whereIn('schemaname', [...SCHEMAS])
        .orderBy(['schemaname', 'tablename'])
        .select<{ schemaname: string; tablename: string }[]>('schemaname', 'tablename');
      const content: Record<string, string> = {};
      for (const { schemaname, tablename } of names) {
        const name = `${schemaname}.${tablename}`;
        if (GOES_ON.includes(name)) continue;
        // Sums of hashes: the order doesn't matter, and nothing grows with the table.
        const { rows } = await trx.raw(
          `select count(*) || ':' || coalesce(sum(hashtextextended(t::text, 1)), 0) || ':' || coalesce(sum(hashtextextended(t::text, 2)), 0) as hash from ${name} t`,
        );
        content[name] = rows[0].hash;
      }
      return content;
    });
  } finally {
    await close();
  }
}

/** Tables whose content isn't the same in both. */
export const different = (a: Record<string, string>, b: Record<string, string>): string[] =>
  [...new Set([...Object.keys(a), ...Object.keys(b)])].filter((name) => a[name] !== b[name]);
