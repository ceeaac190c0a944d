import { OUTLINE_FROM_FILE } from '@lagesbild/contract';
import type { Actor } from '../audit/entry.ts';
import type { Database } from '../db/database.ts';
import { addMunicipality, areaNamed } from '../municipality/add.ts';
import type { Order } from './begin.ts';
import { demonstrationDay } from './demonstration.ts';
import { addDemonstrationActions } from './demonstration-actions.ts';
import { markDemonstration } from './demonstration-mark.ts';
import { addDemonstrationPresence } from './demonstration-presence.ts';
import { addDemonstrationReports } from './demonstration-reports.ts';
import { addDemonstrationWalks } from './demonstration-walks.ts';
import type { Counts } from './load.ts';
import type { Destination } from './writer.ts';

/**
 * The flip: in one transaction the import is done, its rows become visible and those they supersede hidden, the area
 * it opens is there, the source keeps its mapping, and the data version rises.
 */
export async function finish(
  database: Database,
  { municipality_id, source_id, import_id }: Destination,
  counts: Counts,
  { area, source, mapping, public_id, file_name }: Order,
  who: Actor,
): Promise<void> {
  const madeOn = source.kind === 'demonstration' ? demonstrationDay(file_name) : null;
  // Patrols are another side's: before the flip, so that whoever sees the incidents finds them; a next demonstration replaces them.
  if (madeOn !== null) await addDemonstrationPresence(database, municipality_id, madeOn);
  await database.knex.transaction(async (trx) => {
    if ('opens' in area) {
      await addMunicipality(trx, { ...area.opens, municipality_id, outline_source: OUTLINE_FROM_FILE });
    }
    const done = await trx.raw<{ rowCount: number }>(DONE, { municipality_id, import_id, ...counts });
    if (done.rowCount !== 1) throw new Error(`import ${import_id} of area ${municipality_id} is no longer running`);
    const { future: _, ...kept } = mapping;
    await trx.raw(KEEP_MAPPING, { municipality_id, source_id, mapping: JSON.stringify(kept) });
    await markDemonstration(trx);
    if (madeOn !== null) {
      await addDemonstrationReports(trx, municipality_id, madeOn);
      await addDemonstrationActions(trx, municipality_id, madeOn);
      await addDemonstrationWalks(trx, municipality_id, madeOn);
    }
    await database.bumpDataVersion(trx, municipality_id);
    const told = { who, area: municipality_id };
    if ('opens' in area) await database.record(trx, { act: 'area_added', ...told, object: areaNamed(area.opens) });
    const { added, updated, rejected } = counts;
    await database.record(trx, {
      act: 'import_done',
      ...told,
      object: { kind: 'import', id: public_id, name: file_name },
      details: { source: source.name, added, updated, rejected },
    });
  });
}

const DONE = `
  update staff.import
  set state = 'done', finished_at = now(), rows_read = :rows_read, added = :added, updated = :updated,
    unchanged = :unchanged, rejected = :rejected, skipped = :skipped
  where municipality_id = :municipality_id and import_id = :import_id and state = 'running'`;

/** What is decided about coordinates and what a file's encoding was belongs to the source's next file too; days to come don't. */
const KEEP_MAPPING = `
  update staff.source set mapping = cast(:mapping as jsonb)
  where municipality_id = :municipality_id and source_id = :source_id`;

/** It didn't get that far: the reason stays in the history of its area, its rows go with `removeUnfinished`. */
export async function giveUp(
  database: Database,
  { municipality_id, import_id }: Destination,
  state: 'failed' | 'cancelled',
  counts: Counts,
): Promise<void> {
  await database.knex.raw(GIVEN_UP, { municipality_id, import_id, state, ...counts });
}

const GIVEN_UP = `
  update staff.import
  set state = :state, finished_at = now(), rows_read = :rows_read, rejected = :rejected, skipped = :skipped
  where municipality_id = :municipality_id and import_id = :import_id and state = 'running'`;
