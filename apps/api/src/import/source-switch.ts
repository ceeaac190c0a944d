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
    const counted = await trx.raw<{ rows: Pick<Source, 'incidents' | 'area_counts'>[] }>(COUNT, which);
    return { ...source, enabled, ...counted.rows[0]! };
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
  select
    (select count(*)::integer from staff.visible_incident
     where municipality_id = :municipality_id and source_id = :source_id) as incidents,
    (select count(distinct (c.area_code, c.period_from, c.period_to, c.category, c.source_category))::integer
     from staff.area_count c
     join staff.import i on i.municipality_id = c.municipality_id and i.import_id = c.import_id and i.state = 'done'
     where c.municipality_id = :municipality_id and i.source_id = :source_id) as area_counts`;
