import type { Decided, UndoneDecision } from '@lagesbild/contract';
import type { Knex } from 'knex';
import type { z } from 'zod';
import { ProblemError } from '../errors.ts';
import { uncountAnswers } from './answer-time.ts';
import { addDecision, type Before, changeFlag, type Decider, forgetOlder, holdFlags } from './decide.ts';

// in: municipality_id, decision_ids; out: those that can be taken back
const LAST = `
  select decision_id, flag_id, act, before from flag.decision
  where municipality_id = :municipality_id and decision_id = any(cast(:decision_ids as integer[])) and before is not null`;

interface Row {
  decision_id: number;
  flag_id: string;
  act: string;
  before: Before;
}

// in: municipality_id, flag_id, received_on, burst; out: nothing
const RECEIVED_AGAIN = `
  insert into flag.moderation (municipality_id, flag_id, received_on, burst)
  values (:municipality_id, :flag_id, cast(:received_on as date), cast(:burst as integer))
  on conflict do nothing`;

/**
 * The last decision about these flags taken back, all or none, on the day it was made. Another decision since, or an answer from the
 * sender, and there is nothing to take back.
 * @throws {ProblemError} moderation_flag_unknown, moderation_changed_meanwhile, moderation_undo_over
 */
export async function undo(
  trx: Knex,
  decider: Decider,
  { flags: seen }: z.infer<typeof UndoneDecision>,
): Promise<Decided> {
  const { desk, who, record, forgotten } = decider;
  const { municipality_id, today } = desk;
  await forgetOlder(trx, municipality_id, today);
  const flags = await holdFlags(trx, desk, seen);
  const { rows } = await trx.raw<{ rows: Row[] }>(LAST, {
    municipality_id,
    decision_ids: flags.map(({ version }) => version),
  });
  if (rows.length < flags.length) throw new ProblemError('moderation_undo_over');
  const answered = flags.some(({ question, flag_id }) => {
    const row = rows.find((one) => one.flag_id === flag_id);
    return row?.act === 'asked' && question?.answer != null;
  });
  if (answered) throw new ProblemError('moderation_undo_over');

  const now: Decided['flags'] = [];
  for (const { decision_id, flag_id, act, before } of rows) {
    const { held, linked, ...changed } = before;
    await changeFlag(trx, municipality_id, flag_id, changed);
    await trx.raw(
      'update flag.decision set before = null where municipality_id = :municipality_id and decision_id = :decision_id',
      { municipality_id, decision_id },
    );
    if (act === 'asked')
      await trx.raw('delete from flag.question where municipality_id = :municipality_id and flag_id = :flag_id', {
        municipality_id,
        flag_id,
      });
    if (linked !== null)
      await trx.raw(
        'delete from staff.action_flag where municipality_id = :municipality_id and action_id = :linked and flag_id = :flag_id',
        { municipality_id, linked, flag_id },
      );
    if (changed.state === 'received' && act !== 'held') {
      // An hour later, or in a process that has started since: it counts as having come today.
      const { received_on, burst, waited, month } = forgotten.of(decision_id) ?? {
        ...{ received_on: today, burst: null, waited: null, month: null },
      };
      await trx.raw(RECEIVED_AGAIN, { municipality_id, flag_id, received_on, burst } as never);
      if (waited !== null && month !== null) await uncountAnswers(trx, municipality_id, month, [waited]);
    }
    let version = await addDecision(trx, decider, flag_id, { act: 'undone', reason: act, before: null });
    if (held) version = await addDecision(trx, decider, flag_id, { act: 'held', reason: null, before: null });
    now.push({ flag_id, version });
  }
  const told = { act: 'flag_decision_undone', who, area: municipality_id } as const;
  await record(trx, ...now.map(({ flag_id: id }) => ({ ...told, object: { kind: 'flag', id } })));
  return { flags: now };
}
