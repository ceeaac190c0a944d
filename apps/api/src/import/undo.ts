import type { Actor } from '../audit/entry.ts';
import type { Database } from '../db/database.ts';
import { withDeadline } from '../db/deadline.ts';
import { ProblemError } from '../errors.ts';
import { lockArea } from './area-lock.ts';
import { removeDemonstrationActions } from './demonstration-actions.ts';
import { removeDemonstrationPresence } from './demonstration-presence.ts';
import { removeDemonstrationReports } from './demonstration-reports.ts';
import { removeDemonstrationWalks } from './demonstration-walks.ts';
import { HOLDS_ROWS } from './history.ts';
import './sentences.ts';

/**
 * Takes an import back as a whole, in one transaction, as if its file had never come:
 * 1. a row that it superseded is superseded by what superseded its own row instead, or visible again;
 * 2. a row of its own that a later import met unchanged stays, as that import's;
 * 3. its other rows vanish (they are deleted afterwards, by `removeUnfinished`).
 *
 * @param empty  also one that holds no row, for whoever takes all of a source back
 * @throws {ProblemError} import_unknown, import_not_done, import_nothing_to_undo, import_running
 */
export async function undo(
  database: Database,
  municipality_id: number,
  public_id: string,
  who: Actor,
  { empty = false } = {},
): Promise<void> {
  // No deadline: it takes as long as the import's rows are many, and must not stop half way.
  const kind = await withDeadline(database.knex, 'migration', async (trx) => {
    await lockArea(trx, municipality_id);
    const { rows } = await trx.raw<{
      rows: { import_id: number; state: string; file_name: string; kind: string; holds_rows: boolean }[];
    }>(FIND, {
      municipality_id,
      public_id,
    });
    const found = rows[0];
    if (!found) throw new ProblemError('import_unknown', { id: public_id });
    if (found.state !== 'done') throw new ProblemError('import_not_done', { file: found.file_name });
    if (!found.holds_rows && !empty) throw new ProblemError('import_nothing_to_undo', { file: found.file_name });
    const which = { municipality_id, import_id: found.import_id };
    // How many rows later imports met stands in arrays, whose length no planner knows: it would compare each with each.
    await trx.raw('set local enable_nestloop = off');
    await trx.raw(RELINK, which);
    await trx.raw(HAND_OVER, which);
    await trx.raw(UNDONE, which);
    if (found.kind === 'demonstration') {
      await removeDemonstrationReports(trx, municipality_id);
      await removeDemonstrationWalks(trx, municipality_id);
      await removeDemonstrationActions(trx, municipality_id);
    }
    await database.bumpDataVersion(trx, municipality_id);
    const object = { kind: 'import', id: public_id, name: found.file_name };
    await database.record(trx, { act: 'import_undone', who, area: municipality_id, object });
    return found.kind;
  });
  if (kind === 'demonstration') await removeDemonstrationPresence(database, municipality_id);
}

const FIND = `
  select i.import_id, i.state, i.file_name, s.kind, (${HOLDS_ROWS}) as holds_rows from staff.import i
  join staff.source s on s.municipality_id = i.municipality_id and s.source_id = i.source_id
  where i.municipality_id = :municipality_id and public_id = cast(:public_id as uuid)
  for update of i`;

/** Which later import, still done, met which row unchanged: the earliest of them inherits it. */
const HEIRS = `
  select incident_id, min(import_id) as import_id
  from (
    select unnest(s.incident_ids) as incident_id, s.import_id
    from staff.import_sighting s
    join staff.import m on m.municipality_id = s.municipality_id and m.import_id = s.import_id and m.state = 'done'
    where s.municipality_id = :municipality_id and s.import_id > :import_id) as seen
  group by incident_id`;

const RELINK = `
  with heir as (${HEIRS})
  update staff.incident former
  set superseded_by = coalesce(heir.import_id, own.superseded_by)
  from staff.incident own
  left join heir on heir.incident_id = own.incident_id
  where former.municipality_id = :municipality_id and former.superseded_by = :import_id
    and own.municipality_id = :municipality_id and own.import_id = :import_id
    and own.source_id = former.source_id and own.identity = former.identity`;

const HAND_OVER = `
  with heir as (${HEIRS})
  update staff.incident own
  set import_id = heir.import_id
  from heir
  where own.municipality_id = :municipality_id and own.import_id = :import_id and own.incident_id = heir.incident_id`;

const UNDONE = `
  update staff.import set state = 'undone' where municipality_id = :municipality_id and import_id = :import_id`;
