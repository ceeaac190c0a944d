import type { Source } from '@lagesbild/contract';
import type { Database } from '../db/database.ts';
import { ProblemError } from '../errors.ts';

/**
 * Shows or hides everything that came from a source. What the police's own systems give stays off: a lawful basis,
 * controller and secrecy ground must be recorded first, and nothing here records them yet.
 *
 * @throws {ProblemError} source_unknown, source_police_off
 */
export async function switchSource(
  database: Database,
  { municipality_id, slug }: { municipality_id: number; slug: string },
  source_id: number,
  enabled: boolean,
): Promise<Source> {
  return database.knex.transaction(async (trx) => {
    const which = { municipality_id, source_id };
    const { rows } = await trx.raw<{ rows: (Source & { incidents: string })[] }>(FIND, which);
    const source = rows[0];
    if (!source) throw new ProblemError('source_unknown', { id: String(source_id), slug });
    if (enabled && source.kind === 'police') throw new ProblemError('source_police_off');
    if (source.enabled !== enabled) {
      await trx.raw(SWITCH, { ...which, enabled });
      await database.bumpDataVersion(trx, municipality_id);
    }
    const counted = await trx.raw<{ rows: { n: number }[] }>(COUNT, which);
    return { ...source, enabled, incidents: counted.rows[0]!.n };
  });
}

const FIND = `
  select source_id, slug, name, kind, licence, enabled from staff.source
  where municipality_id = :municipality_id and source_id = :source_id
  for update`;
const SWITCH = `
  update staff.source set enabled = :enabled
  where municipality_id = :municipality_id and source_id = :source_id`;
const COUNT = `
  select count(*)::integer as n from staff.visible_incident
  where municipality_id = :municipality_id and source_id = :source_id`;
