import type { AnsweredPlaces, PublishedAction } from '@lagesbild/contract';
import type { Knex } from 'knex';
import type { FlagArea } from './area.ts';

const LISTED = 200;

// in: municipality_id, limit; order: what is under way first, then the newest
const ACTIONS = `
  select place, cell_x, cell_y, public_text as text, status, to_char(done_on, 'YYYY-MM-DD') as done_on,
    measured_change -> 'text' as measured
  from flag.public_action where municipality_id = :municipality_id
  order by done_on desc nulls first, action_id limit :limit`;

type ActionRow = PublishedAction & { place: string | null; cell_x: number | null; cell_y: number | null };

/** What is published of actions, and where: all that anybody can ask about places that others told of. */
export async function readAnswered(trx: Knex, { municipality_id }: FlagArea): Promise<AnsweredPlaces> {
  const { rows } = await trx.raw<{ rows: ActionRow[] }>(ACTIONS, { municipality_id, limit: LISTED });
  return {
    actions: rows.map(({ cell_x, cell_y, ...action }) => ({
      ...action,
      cell: cell_x === null ? null : { x: cell_x, y: cell_y! },
    })),
  };
}
